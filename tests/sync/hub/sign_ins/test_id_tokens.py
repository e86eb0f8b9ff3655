"""What a provider says is believed when all of it fits, and never otherwise."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.provider import Provider, ProviderError, parse
from sync.hub.sign_in_records import SignIn
from sync.hub.sign_ins.openid import ANEW_SECONDS, Account, OpenId, ProviderFailed
from tests.fakes import Clock

CLIENT = "vetrina"
RECORD = SignIn("3f" * 16, "tablet", "5e" * 16, "milano", "", "2027", step="chosen", browser="phone")
OTHER = SignIn("4a" * 16, "tablet", "5e" * 16, "milano", "", "2027", step="chosen", browser="phone")
SIGNING = ECKey.generate_key("P-256", {"kid": "now"})
STRANGE = ECKey.generate_key("P-256", {"kid": "now"})


class Liar:
    """A provider that answers as a test says."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.issuer = f"http://127.0.0.1:{server.server_address[1]}"
        self.about: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
        }
        self.token = ""
        self.person: dict[str, Any] = {"sub": "anna", "email": "anna@example.com", "email_verified": True}
        self.keys: list[Any] = [SIGNING.as_dict(private=False)]
        self.asked: list[str] = []
        self.raw: dict[str, bytes] = {}

    def answer(self, path: str) -> bytes:
        self.asked.append(path)
        answers: dict[str, Any] = {
            "/.well-known/openid-configuration": self.about,
            "/keys": {"keys": self.keys},
            "/token": {"id_token": self.token, "access_token": "a", "token_type": "Bearer"},
            "/me": self.person,
        }
        return self.raw.get(path) or json.dumps(answers[path]).encode()


@pytest.fixture
def liar() -> Iterator[Liar]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = there.answer(self.path)
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):  # who reads no further hangs up
                self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there = Liar(server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield there
    server.shutdown()
    thread.join()
    server.server_close()


class Flow:
    """A hub that asks the liar, and the tokens that it might get."""

    def __init__(self, hub: Hub, liar: Liar, clock: Clock) -> None:
        self.hub, self.liar, self.clock = hub, liar, clock
        self.openid = OpenId(hub, Provider(liar.issuer, CLIENT, "secret", "Shop"))

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        good = {
            "iss": self.liar.issuer,
            "aud": CLIENT,
            "sub": "anna",
            "iat": now,
            "exp": now + 300,
            "nonce": self.openid._nonce(RECORD),
        }
        return {name: value for name, value in {**good, **changed}.items() if value is not None}

    async def prove(self, token: str) -> Account:
        self.liar.token = token
        return await self.openid.prove(RECORD, "code", "")


@pytest.fixture
def tell(tmp_path: Path, liar: Liar) -> Callable[[Any], None]:
    async def run(story: Any) -> None:
        clock = Clock()
        hub = await assemble(Config(tmp_path, "http://hub"), clock.now)
        try:
            await story(Flow(hub, liar, clock))
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


def signed(claims: dict[str, Any], key: ECKey = SIGNING) -> str:
    return jwt.encode({"alg": "ES256", "kid": "now"}, claims, key)


def test_a_token_that_fits_names_the_account_and_the_verified_address(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        account = await flow.prove(signed(flow.claims()))
        assert account == Account(flow.liar.issuer, "anna", "anna@example.com")
        flow.liar.person["email_verified"] = "true"
        assert (await flow.prove(signed(flow.claims()))).email == ""
        several = flow.claims(aud=[CLIENT, "other"], azp=CLIENT)
        assert (await flow.prove(signed(several))).subject == "anna"
        assert flow.liar.asked.count("/keys") == 1, "what is known is not asked for again"

    tell(story)


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://other.example"},
    "another client": {"aud": "other"},
    "several clients, not for us": {"aud": [CLIENT, "other"], "azp": "other"},
    "several clients, for nobody": {"aud": [CLIENT, "other"]},
    "for another": {"azp": "other"},
    "over": {"exp": 1_000_000_000},
    "without end": {"exp": None},
    "from tomorrow": {"iat": 4_000_000_000},
    "another nonce": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "nobody": {"sub": None},
    "no name": {"sub": ""},
    "a number": {"sub": 7},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_token_that_does_not_fit_is_not_believed(tell: Any, what: str) -> None:
    async def story(flow: Flow) -> None:
        with pytest.raises(ProviderFailed):
            await flow.prove(signed(flow.claims(**WRONG[what])))

    tell(story)


def test_a_token_for_another_sign_in_is_not_believed(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        other = flow.openid._nonce(OTHER)
        with pytest.raises(ProviderFailed):
            await flow.prove(signed(flow.claims(nonce=other)))

    tell(story)


def test_a_token_that_nobody_signed_or_somebody_else_is_not_believed(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        claims = flow.claims()
        public = json.dumps(SIGNING.as_dict(private=False))
        head, body, signature = signed(claims).split(".")
        none = "eyJhbGciOiJub25lIn0"
        for token in (
            signed(claims, STRANGE),
            jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(public)),
            jwt.encode({"alg": "RS256", "kid": "now"}, claims, RSAKey.generate_key(2048)),
            f"{none}.{body}.",
            f"{head}.{body}.{signature[:-4]}AAAA",
            "",
            "a.b.c",
        ):
            with pytest.raises(ProviderFailed):
                await flow.prove(token)

    tell(story)


def test_keys_that_changed_are_asked_for_again(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        await flow.prove(signed(flow.claims()))
        flow.liar.keys = [STRANGE.as_dict(private=False)]
        with pytest.raises(ProviderFailed):
            await flow.prove(signed(flow.claims(), STRANGE))
        assert flow.liar.asked.count("/keys") == 1, "a wrong token lets nobody ask at once"
        kept = flow.openid._kept
        assert kept is not None
        flow.openid._kept = kept._replace(since=kept.since - ANEW_SECONDS - 1)
        assert (await flow.prove(signed(flow.claims(), STRANGE))).subject == "anna"

    tell(story)


def test_what_a_provider_tells_of_somebody_else_is_not_believed(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        flow.liar.person["sub"] = "bruno"
        with pytest.raises(ProviderFailed):
            await flow.prove(signed(flow.claims()))

    tell(story)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://in-the-open.example/token"},
        {"userinfo_endpoint": "http://in-the-open.example/me"},
        {"jwks_uri": 7},
    ],
)
def test_a_provider_that_is_another_one_or_speaks_in_the_open_is_not_used(tell: Any, changed: Any) -> None:
    async def story(flow: Flow) -> None:
        flow.liar.about |= changed
        with pytest.raises(ProviderFailed):
            await flow.openid.address(RECORD)

    tell(story)


def test_an_answer_without_end_is_read_no_further(tell: Any) -> None:
    async def story(flow: Flow) -> None:
        flow.liar.raw["/.well-known/openid-configuration"] = b" " * (2 << 20)
        with pytest.raises(ProviderFailed, match="too long"):
            await flow.openid.address(RECORD)

    tell(story)


def test_a_provider_is_named_with_its_client() -> None:
    assert parse("https://accounts.example", "vetrina").name == "accounts.example"
    for issuer, client in (("http://accounts.example", "v"), ("accounts", "v"), ("https://a.example", "")):
        with pytest.raises(ProviderError):
            parse(issuer, client)
