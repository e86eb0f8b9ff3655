import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from email.utils import format_datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest
import zstandard
from joserfc import jwt
from joserfc.jwk import OKPKey

from sync.client.errors import Faulty, Gone, Offline, Refused
from sync.client.identity import load, public_key
from sync.client.life import Life
from sync.client.transport.line import EVENTS, SNAPSHOT, Transport
from sync.protocol.catalogue import SnapshotFile
from sync.protocol.devices import ASSERTION_ALGORITHM, AUDIENCE
from sync.protocol.envelope import Hint, SyncRequest
from sync.protocol.errors import PROBLEM_TYPE, Problem
from tests.fakes import NOON, FakeHub

ANSWER = {"epoch": "e", "server_time": "t"}
PACKED = bytes(range(256)) * 64
FILE = SnapshotFile(hashlib.sha256(PACKED).hexdigest(), len(PACKED), "", 0)

T = TypeVar("T")


class Server:
    """Answers what a test wants; gives out tokens numbered from 1."""

    def __init__(self) -> None:
        self.identity = FakeHub().identity()
        self.tokens = 0
        self.requests: list[httpx.Request] = []
        self.token_requests: list[dict[str, Any]] = []
        self.assertions: list[dict[str, Any]] = []
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(200, json=ANSWER)
        self.token_answer: Callable[[], httpx.Response] | None = None

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/devices/token":
            self.token_requests.append(json.loads(request.content))
            self.assertions.append(self._open(self.token_requests[-1]["assertion"]))
            if self.token_answer:
                return self.token_answer()
            self.tokens += 1
            return httpx.Response(200, json={"token": f"token-{self.tokens}", "expires_in": 900})
        self.requests.append(request)
        return self.answer(request)

    def _open(self, assertion: str) -> dict[str, Any]:
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public_key(self.identity.private_key)})
        return jwt.decode(assertion, key, algorithms=[ASSERTION_ALGORITHM]).claims

    def ask(self, question: Callable[[Transport], Awaitable[T]], life: Life | None = None) -> T:
        async def run() -> T:
            transport = Transport(self.identity, httpx.MockTransport(self.handle), life)
            try:
                return await question(transport)
            finally:
                await transport.close()

        return asyncio.run(run())


def problem(status: int, code: str = "a_code", **more: Any) -> httpx.Response:
    """An error as the hub answers it."""
    body = msgspec.json.encode(Problem(status, code, "a title"))
    headers = {"Content-Type": PROBLEM_TYPE, **more.get("headers", {})}
    return httpx.Response(status, content=body, headers=headers)


class Kept:
    """What a download hands its bytes to: here a buffer."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    @property
    def have(self) -> int:
        return len(self.content)

    def restart(self) -> None:
        self.content = b""

    def write(self, block: bytes) -> None:
        self.content += block


@pytest.fixture
def server() -> Server:
    return Server()


def sync(transport: Transport) -> Awaitable[Any]:
    return transport.sync(SyncRequest("d", "i"))


def test_a_request_carries_a_token_earned_with_the_devices_own_key(server):
    assert server.ask(sync).epoch == "e"
    [claims] = server.assertions
    device = server.identity.device
    assert (claims["iss"], claims["sub"], claims["aud"]) == (device, device, AUDIENCE)
    assert server.requests[0].headers["authorization"] == "Bearer token-1"


def test_a_token_is_used_again_and_renewed_once_when_refused(server):
    async def twice(transport: Transport) -> None:
        await sync(transport)
        await sync(transport)
        server.answer = lambda request: httpx.Response(
            200 if request.headers["authorization"] == "Bearer token-2" else 401, json=ANSWER
        )
        await sync(transport)

    server.ask(twice)
    assert server.tokens == 2
    assert len(server.requests) == 4


def test_a_tablet_that_is_not_known_any_more_is_refused(server):
    server.answer = lambda _: problem(401)
    with pytest.raises(Refused):
        server.ask(sync)
    assert len(server.requests) == 2, "asked twice, no more"


def test_a_wrong_clock_is_set_right_by_the_hubs_date(server):
    def only_noon() -> httpx.Response:
        if abs(server.assertions[-1]["iat"] - NOON.timestamp()) < 60:
            return httpx.Response(200, json={"token": "t", "expires_in": 900})
        return problem(401, headers={"Date": format_datetime(NOON, usegmt=True)})

    server.token_answer = only_noon
    server.ask(sync)
    assert len(server.assertions) == 2


def test_the_life_is_told_first_and_learns_what_the_hub_says(server, tmp_path: Path):
    life = Life(tmp_path, server.identity)
    told = server.ask(sync, life) and server.token_requests[-1]
    assert told["incarnation"] == "one"
    # Written down before the hub heard of it.
    assert load(tmp_path).runs == told["runs"]
    answer = {"token": "t", "expires_in": 900, "incarnation": "two", "standing": "unconfirmed"}
    server.token_answer = lambda: httpx.Response(200, json={**answer, "public_url": "https://new.example"})
    server.ask(sync, life)
    kept = load(tmp_path)
    assert (kept.incarnation, kept.standing, kept.public_url) == ("two", "unconfirmed", "https://new.example")


def test_a_hub_hears_of_no_run_that_is_not_written_down(server, tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Offline):
        server.ask(sync, Life(tmp_path / "file", server.identity))
    assert server.token_requests == []


def test_no_address_is_kept_and_no_cookie_taken(server):
    server.answer = lambda _: httpx.Response(200, json=ANSWER, headers={"Set-Cookie": "visitor=1; path=/"})
    urlsplit.cache_clear()

    async def listen(transport: Transport) -> None:
        await sync(transport)
        with suppress(Offline):
            await anext(transport.hints(["list:nonna"]))

    server.ask(listen)
    assert "list" in server.requests[-1].url.query.decode()
    assert not any("cookie" in request.headers for request in server.requests)
    assert urlsplit.cache_info().currsize == 0


def test_a_large_body_is_packed_and_a_small_one_is_not(server):
    server.ask(sync)
    assert "content-encoding" not in server.requests[0].headers
    scopes = {f"list:{number:036}": number for number in range(100)}
    server.ask(lambda transport: transport.sync(SyncRequest("d", "i", cursors=scopes)))
    large = server.requests[-1]
    assert large.headers["content-encoding"] == "zstd"
    assert (
        json.loads(zstandard.ZstdDecompressor().decompressobj().decompress(large.content))["cursors"]
        == scopes
    )
    assert len(large.content) < 600


@pytest.mark.parametrize(
    ("status", "error"),
    [(403, Refused), (404, Gone), (410, Gone), (422, Faulty), (429, Offline), (500, Offline), (503, Offline)],
)
def test_each_answer_means_one_thing(server, status, error):
    server.answer = lambda _: problem(status, headers={"Retry-After": "7"})
    with pytest.raises(error) as raised:
        server.ask(sync)
    assert type(raised.value) is error
    if error is Offline:
        assert raised.value.retry_after == 7


def page(status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers=headers, html="<h1>Accept our terms</h1>")


STRANGERS = {
    "a captive page": page(),
    "a captive page that leads elsewhere": page(302, Location="http://login.example/"),
    "a network that wants a login": page(511),
    "a proxy that forbids": page(403),
    "a proxy that wants a password": page(401),
    "a proxy that cannot reach the hub": page(502),
    "a proxy with too large a body": page(413),
    "a web server that knows no such path": page(404),
    "a web server that had one": page(410),
    "JSON of somebody else": httpx.Response(200, json={"hello": "world"}),
    "JSON that is no text": httpx.Response(
        200, content=b'{"epoch":"\xff\xfe","token":"\xff\xfe"}', headers={"Content-Type": "application/json"}
    ),
    "JSON without end": httpx.Response(
        200, content=b'{"x":' + b"[" * 100_000, headers={"Content-Type": "application/json"}
    ),
    "a problem that is no text": httpx.Response(
        403, content=b'{"code":"\xff\xfe"}', headers={"Content-Type": "application/problem+json"}
    ),
    "nothing at all": httpx.Response(200),
    "a problem of somebody else": httpx.Response(403, json={"error": "no"}),
    "a gateway whose errors look like ours": httpx.Response(
        403, json={"status": 403, "code": "device_lost", "title": "Forbidden"}
    ),
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("asks", ["/v1/devices/token", "/v1/sync"])
def test_rule_15_only_the_hubs_own_answer_is_online(server, stranger, asks):
    """Who stands between is neither the hub nor its word on this tablet or its operations."""
    if asks == "/v1/sync":
        server.answer = lambda _: stranger
    else:
        server.token_answer = lambda: stranger
    with pytest.raises(Offline):
        server.ask(sync)


def test_rule_15_a_captive_page_is_no_line_of_hints(server):
    server.answer = lambda _: page()
    heard: list[Hint | None] = []

    async def listen(transport: Transport) -> None:
        async for hint in transport.hints(["catalogue"]):
            heard.append(hint)  # noqa: PERF401 - what was heard counts although the line breaks

    with pytest.raises(Offline):
        server.ask(listen)
    assert heard == []


def test_rule_15_a_captive_page_is_no_picture_and_no_part_of_a_file(server):
    kept = Kept(PACKED[:5000])
    server.answer = lambda _: page()
    with pytest.raises(Offline):
        server.ask(lambda transport: transport.download(FILE, kept))
    assert kept.content == PACKED[:5000]
    with pytest.raises(Offline):
        server.ask(lambda transport: transport.media("ab" * 32, "400"))


def test_a_dead_line_is_offline(server):
    def fall(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("no answer", request=request)

    server.answer = fall
    with pytest.raises(Offline):
        server.ask(sync)


def test_hints_are_read_and_the_end_of_the_line_is_told(server):
    stream = b':\n\nevent: hint\ndata: {"scope":"list:1","seq":3}\n\n:\n\n'
    server.answer = lambda _: httpx.Response(200, content=stream, headers={"Content-Type": EVENTS})
    heard: list[Hint | None] = []

    async def listen(transport: Transport) -> None:
        async for hint in transport.hints(["catalogue", "list:1"]):
            heard.append(hint)  # noqa: PERF401 - what was heard counts although the line breaks

    with pytest.raises(Offline):
        server.ask(listen)
    assert heard == [None, Hint("list:1", 3)]
    assert server.requests[0].url.params["scopes"] == "catalogue,list:1"


def snapshot(content: bytes, status: int = 200, headers: dict[str, str] | None = None) -> httpx.Response:
    return httpx.Response(status, content=content, headers={"Content-Type": SNAPSHOT, **(headers or {})})


def ranged(request: httpx.Request) -> httpx.Response:
    start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
    if not start:
        return snapshot(PACKED)
    part = f"bytes {start}-{len(PACKED) - 1}/{len(PACKED)}"
    return snapshot(PACKED[start:], 206, {"Content-Range": part})


@pytest.mark.parametrize("have", [0, 5000, len(PACKED)])
def test_a_download_goes_on_where_it_stopped(server, have):
    kept = Kept(PACKED[:have])
    server.answer = ranged
    server.ask(lambda transport: transport.download(FILE, kept))
    assert kept.content == PACKED
    asked = [(each.headers.get("range"), each.headers.get("if-range")) for each in server.requests]
    assert (
        asked
        == {
            0: [(None, None)],
            5000: [("bytes=5000-", f'"{FILE.sha256}"')],
            len(PACKED): [],
        }[have]
    )


def test_a_server_without_ranges_starts_again(server):
    kept = Kept(PACKED[:5000])
    server.answer = lambda _: snapshot(PACKED)
    server.ask(lambda transport: transport.download(FILE, kept))
    assert kept.content == PACKED


def test_another_part_than_was_asked_for_is_not_taken(server):
    kept = Kept(PACKED[:5000])
    server.answer = lambda _: snapshot(PACKED[6000:], 206, {"Content-Range": "bytes 6000-16383/16384"})
    with pytest.raises(Offline):
        server.ask(lambda transport: transport.download(FILE, kept))
    assert kept.content == PACKED[:5000]


def test_a_line_that_breaks_keeps_what_came(server):
    async def broken() -> AsyncIterator[bytes]:
        yield PACKED[:5000]
        raise httpx.ReadError("the line broke")

    kept = Kept()
    server.answer = lambda _: httpx.Response(200, content=broken(), headers={"Content-Type": SNAPSHOT})
    with pytest.raises(Offline):
        server.ask(lambda transport: transport.download(FILE, kept))
    assert kept.content == PACKED[:5000]
