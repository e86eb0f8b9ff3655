"""Hostile requests: each is refused with a problem, costs little, and tells nobody anything."""

import asyncio
import base64
import gzip
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import zstandard
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey
from nacl.signing import SigningKey

from sync.hub.bodies import MAX_BODY
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.protocol.devices import AUDIENCE

PLANTED = "PlantedSecret"
SPARE_BYTES = 48 << 20
"""What a refused request may cost in memory at most, over what the hub needs anyway."""

Guess = Callable[..., httpx.Response]


@pytest.fixture
def http(attacked: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=attacked.url) as client:
        yield client


def code(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of an answer, which must be a problem that nobody keeps."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers
    assert answer.json()["status"] == answer.status_code
    assert "sync/hub" not in answer.text
    return answer.status_code, answer.json()["code"]


BODIES = {
    "nothing": b"",
    "no JSON": PLANTED.encode(),
    "invalid UTF-8": b'{"code": "\xc3\x28"}',
    "UTF-16": json.dumps({"code": PLANTED}).encode("utf-16"),
    "a lone surrogate": b'{"code": "\\ud800AAAA", "public_key": ""}',
    "NaN": b'{"code": NaN}',
    "endless": b'{"code": -Infinity}',
    "a huge number": b'{"code": ' + b"9" * 100_000 + b"}",
    "a huge exponent": b'{"code": 1e999999999}',
    "deep lists": b'{"code": ' + b"[" * 300_000,
    "deep objects": b'{"code":' * 100_000,
    "wrong types": b'{"code": {"$gt": ""}, "public_key": [], "device": true, "assertion": 1}',
    "two values": b"{}{}",
    "null": b"null",
}


@pytest.mark.parametrize("path", ["/v1/devices/enrol", "/v1/devices/token"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_hostile_json_is_refused(http: httpx.Client, path: str, body: bytes) -> None:
    status, reason = code(http.post(path, content=body))
    assert (status, reason) in {(400, "no_json"), (422, "invalid")}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/devices/token", {"device": "a\0", "assertion": "x"}),
        ("/v1/devices/enrol", {"code": "AAAA-AAAA", "public_key": "A" * 43, "former": "a\0"}),
    ],
)
def test_a_name_that_no_database_can_hold_is_refused_before_one_is_asked(
    http: httpx.Client, path: str, body: dict[str, str]
) -> None:
    assert code(http.post(path, json=body)) == (422, "invalid")


def test_of_two_equal_keys_the_last_counts_everywhere(http: httpx.Client) -> None:
    body = b'{"device": "a", "assertion": "b", "device": "' + b"x" * 200 + b'", "assertion": "c"}'
    assert code(http.post("/v1/devices/token", content=body)) == (422, "invalid")


def _frame(window_log: int) -> bytes:
    """A zstd frame that asks its reader for a window of that many bits."""
    parameters = zstandard.ZstdCompressionParameters(window_log=window_log, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return packer.compress(b" " * (64 << 20)) + packer.flush()


def _nested(pack: Callable[[bytes], bytes]) -> bytes:
    return pack(pack(b" " * (64 << 20)))


BOMBS = {
    "zstd": ("zstd", lambda: zstandard.compress(b" " * (64 << 20)), (413, "too_large")),
    "gzip": ("gzip", lambda: gzip.compress(b" " * (64 << 20), 6), (413, "too_large")),
    "zstd in zstd": ("zstd", lambda: _nested(zstandard.compress), (400, "no_json")),
    "gzip in gzip": ("gzip", lambda: _nested(gzip.compress), (400, "no_json")),
    "a long window": ("zstd", lambda: _frame(27), (422, "bad_encoding")),
    "many frames": ("zstd", lambda: zstandard.compress(b" " * (1 << 20)) * 5_000, (400, "no_json")),
    "many members": ("gzip", lambda: gzip.compress(b" " * (1 << 20)) * 500, (400, "no_json")),
    "half a frame": ("zstd", lambda: zstandard.compress(b"{}" * 9_000)[:-9], (400, "no_json")),
    "no frame": ("zstd", PLANTED.encode, (422, "bad_encoding")),
    "another packing": ("br", lambda: b"{}", (415, "unknown_encoding")),
    "two packings": ("gzip, zstd", lambda: b"{}", (415, "unknown_encoding")),
}


@pytest.mark.parametrize(("encoding", "make", "expected"), BOMBS.values(), ids=BOMBS.keys())
def test_bombs_cost_little(
    attacked: Any, http: httpx.Client, encoding: str, make: Callable[[], bytes], expected: tuple[int, str]
) -> None:
    body = make()
    assert len(body) <= MAX_BODY
    before = attacked.peak_bytes()
    answer = http.post("/v1/devices/enrol", content=body, headers={"Content-Encoding": encoding})
    assert code(answer) == expected
    assert attacked.peak_bytes() - before < SPARE_BYTES


@pytest.fixture(scope="module")
def device(attacked: Any) -> Iterator[tuple[httpx.Client, str, SigningKey]]:
    """A tablet with its token, its id and its key."""

    async def new_code() -> str:
        storage = open_storage(attacked.data)
        handed, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
        await storage.close()
        return handed

    key = SigningKey.generate()
    with httpx.Client(base_url=attacked.url) as http:
        body = {"code": asyncio.run(new_code()), "public_key": _text(bytes(key.verify_key))}
        enrolled = http.post("/v1/devices/enrol", json=body).raise_for_status().json()["device"]
        body = {"device": enrolled, "assertion": _assertion(key, enrolled)}
        token = http.post("/v1/devices/token", json=body).raise_for_status().json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        assert http.get("/v1/catalogue").status_code == 404
        yield http, enrolled, key


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _assertion(key: SigningKey, device: str, **claims: Any) -> str:
    public = _text(bytes(key.verify_key))
    signing = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public, "d": _text(bytes(key))})
    whole = {"iss": device, "sub": device, "aud": AUDIENCE, "exp": int(time.time()) + 60, **claims}
    return jwt.encode({"alg": "Ed25519"}, whole, signing, algorithms=["Ed25519"])


def _unsigned(device: str) -> str:
    head = _text(b'{"alg":"none","typ":"JWT"}')
    body = _text(json.dumps({"sub": device, "exp": int(time.time()) + 600, "std": "active"}).encode())
    return f"{head}.{body}."


def _signed_with(secret: bytes, device: str) -> str:
    claims = {"sub": device, "exp": int(time.time()) + 600, "inc": "", "run": "", "std": "active"}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))


CALLS = (("GET", "/v1/catalogue"), ("POST", "/v1/sync"), ("GET", "/v1/events?scopes=catalogue"))


def test_rule_12_a_forged_token_opens_nothing(attacked: Any, device: Any) -> None:
    http, name, key = device
    real = http.headers["Authorization"].removeprefix("Bearer ")
    head, body, proof = real.split(".")
    forged = {
        "none": _unsigned(name),
        "the public key as a secret": _signed_with(bytes(key.verify_key), name),
        "the public key's text as a secret": _signed_with(_text(bytes(key.verify_key)).encode(), name),
        "no secret": _signed_with(bytes(32), name),
        "another body": f"{head}.{_text(json.dumps({'sub': name}).encode())}.{proof}",
        "no signature": f"{head}.{body}.",
        "an assertion": _assertion(key, name),
        "long": real + "A" * 9_000,
        "planted": PLANTED,
    }
    with httpx.Client(base_url=attacked.url) as stranger:
        for what, token in forged.items():
            for method, path in CALLS:
                answer = stranger.request(method, path, headers={"Authorization": f"Bearer {token}"})
                assert code(answer) == (401, "token_refused"), what
                assert answer.headers["www-authenticate"] == "Bearer"
        answer = stranger.get("/v1/catalogue", headers={"Authorization": f"Basic {real}"})
        assert code(answer) == (401, "token_refused")
    assert http.get("/v1/catalogue").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/media/{'0' * 64}/../../hub.db",
        f"/v1/media/{'0' * 64}/..%2f..%2fhub.db",
        "/v1/media/..%2f..%2fhub.db/400",
        "/v1/media/%2e%2e%2f%2e%2e%2fhub.db/full",
        "/v1/media/..%5c..%5chub.db/400",
        "/v1/media/%00/400",
        f"/v1/media/{'0' * 63}%00/400",
        f"/v1/media/{'0' * 64}/400%0a",
        f"/v1/media/{'A' * 64}/400",
        f"/v1/media/{'%ef%bc%90' * 64}/400",
        "/v1/catalogue/files/..%2fmanifest.json",
        "/v1/catalogue/files/%2fetc%2fpasswd",
        "/v1/catalogue/files/file:%2f%2f%2fetc%2fpasswd",
        f"/v1/catalogue/files/{'0' * 64}.zst",
        f"/v1/{PLANTED}",
        f"/L/{PLANTED}",
        f"/{PLANTED}",
        f"//l/{PLANTED}",
        "//v1/media/../hub.db",
    ],
)
def test_path_tricks_lead_nowhere(attacked: Any, device: Any, path: str) -> None:
    http, _, _ = device
    # As raw bytes, because a polite client would resolve the dots itself.
    raw = httpx.URL(attacked.url).copy_with(raw_path=path.encode())
    assert code(http.get(raw)) == (404, "not_found")


def guesser(http: httpx.Client) -> Guess:
    def guess(number: int, **headers: str) -> httpx.Response:
        key = _text(bytes(SigningKey.generate().verify_key))
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        body = {"code": f"{PLANTED}{number}", "public_key": key}
        return http.post("/v1/devices/enrol", json=body, headers=sent)

    return guess


def tries(guess: Guess, most: int, **headers: str) -> int:
    """How many guesses are answered before the brake holds; it says for how long."""
    for number in range(most):
        answer = guess(number, **headers)
        if answer.status_code == 429:
            assert code(answer) == (429, "too_many")
            assert 0 < int(answer.headers["retry-after"]) <= 60
            return number
        assert code(answer) == (403, "code_refused")
    return most


@pytest.fixture
def fresh(serve: Callable[..., Any]) -> Callable[..., httpx.Client]:
    """Return a function that starts a hub nobody guessed at yet and connects to it."""
    clients: list[httpx.Client] = []

    def start(*options: str) -> httpx.Client:
        clients.append(httpx.Client(base_url=serve(*options).url))
        return clients[-1]

    yield start
    for client in clients:
        client.close()


def test_guessing_codes_is_braked_whatever_a_sender_calls_itself(fresh: Any) -> None:
    guess = guesser(fresh())
    assert tries(guess, 30, X_Forwarded_For="192.0.2.1") == 10
    assert tries(guess, 1, X_Forwarded_For="192.0.2.2") == 0


def test_behind_a_trusted_proxy_everybody_is_braked_alone_and_all_together(fresh: Any) -> None:
    guess = guesser(fresh("--trusted-proxy", "127.0.0.0/8"))
    assert tries(guess, 30, X_Forwarded_For="192.0.2.1") == 10
    # A proxy adds the last address; what stands before it anybody may have written.
    assert tries(guess, 1, X_Forwarded_For="198.51.100.9, 192.0.2.1") == 0
    assert tries(guess, 5, X_Forwarded_For="2001:db8:0:1::1") == 5
    assert tries(guess, 30, X_Forwarded_For="2001:db8:0:1:ffff::2") == 5
    assert tries(guess, 1, X_Forwarded_For="2001:db8:0:2::1") == 1
    assert tries(guess, 1, X_Forwarded_For="::ffff:192.0.2.1") == 0
    # From ever new addresses: 21 were answered so far, and 40 a minute is the most of all together.
    answered = sum(tries(guess, 1, X_Forwarded_For=f"203.0.113.{number}") for number in range(60))
    assert answered == 40 - 21


def test_guessing_links_is_braked_and_tells_nothing(fresh: Any) -> None:
    http = fresh()
    answers = [http.get(f"/l/{PLANTED}{number}/list") for number in range(21)]
    assert {code(answer) for answer in answers[:-1]} == {(404, "link_closed")}
    assert code(answers[-1]) == (429, "too_many")
    assert int(answers[-1].headers["retry-after"]) > 0
    assert code(http.get(f"/l/{PLANTED}")) == (429, "too_many")


def test_nobody_elses_page_may_call(http: httpx.Client) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1.evil.example"):
        sent = {"Origin": origin, "Content-Type": "application/json"}
        answer = http.post("/l/AnyLink/ops", content=b"{}", headers=sent)
        assert code(answer) == (403, "not_from_the_page")
    sent = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = http.options("/l/AnyLink/ops", headers=sent)
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_long_queries_are_refused_by_their_bounds(device: Any) -> None:
    http, _, _ = device
    long = ",".join(f"stock:{PLANTED}{number}" for number in range(300))
    assert code(http.get("/v1/events", params={"scopes": long})) == (422, "invalid")
    assert code(http.get("/v1/catalogue/changes", params={"after": "9" * 5_000})) == (422, "invalid")
    assert code(http.get("/v1/catalogue/changes?" + "after=1&" * 1_000 + "after=x")) == (422, "invalid")
