import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import zstandard
from joserfc import jwt
from joserfc.jwk import OKPKey

from sync.client.errors import Faulty, Gone, Offline, Refused
from sync.client.identity import public_key
from sync.client.transport import Transport
from sync.protocol.catalogue import SnapshotFile
from sync.protocol.devices import ASSERTION_ALGORITHM, AUDIENCE
from sync.protocol.envelope import Hint, SyncRequest
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
        self.assertions: list[dict[str, Any]] = []
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(200, json=ANSWER)
        self.token_answer: Callable[[], httpx.Response] | None = None

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/devices/token":
            self.assertions.append(self._open(json.loads(request.content)["assertion"]))
            if self.token_answer:
                return self.token_answer()
            self.tokens += 1
            return httpx.Response(200, json={"token": f"token-{self.tokens}", "expires_in": 900})
        self.requests.append(request)
        return self.answer(request)

    def _open(self, assertion: str) -> dict[str, Any]:
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public_key(self.identity.private_key)})
        return jwt.decode(assertion, key, algorithms=[ASSERTION_ALGORITHM]).claims

    def ask(self, question: Callable[[Transport], Awaitable[T]]) -> T:
        async def run() -> T:
            transport = Transport(self.identity, httpx.MockTransport(self.handle))
            try:
                return await question(transport)
            finally:
                await transport.close()

        return asyncio.run(run())


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
    server.answer = lambda _: httpx.Response(401)
    with pytest.raises(Refused):
        server.ask(sync)
    assert len(server.requests) == 2, "asked twice, no more"


def test_a_wrong_clock_is_set_right_by_the_hubs_date(server):
    def only_noon() -> httpx.Response:
        if abs(server.assertions[-1]["iat"] - NOON.timestamp()) < 60:
            return httpx.Response(200, json={"token": "t", "expires_in": 900})
        return httpx.Response(401, headers={"Date": format_datetime(NOON, usegmt=True)})

    server.token_answer = only_noon
    server.ask(sync)
    assert len(server.assertions) == 2


def test_the_hub_says_with_the_token_where_phones_reach_it(server):
    async def learn(transport: Transport) -> str:
        await sync(transport)
        return transport.public_url

    assert server.ask(learn) == ""
    answer = {"token": "t", "expires_in": 900, "public_url": "https://new.example"}
    server.token_answer = lambda: httpx.Response(200, json=answer)
    assert server.ask(learn) == "https://new.example"


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
    [(403, Refused), (404, Gone), (410, Gone), (422, Faulty), (429, Offline), (500, Offline), (302, Offline)],
)
def test_each_answer_means_one_thing(server, status, error):
    server.answer = lambda _: httpx.Response(status, headers={"Retry-After": "7"})
    with pytest.raises(error) as raised:
        server.ask(sync)
    assert type(raised.value) is error
    if error is Offline:
        assert raised.value.retry_after == 7


def test_a_captive_page_is_not_the_hub(server):
    server.answer = lambda _: httpx.Response(200, html="<h1>Accept our terms</h1>")
    with pytest.raises(Offline):
        server.ask(sync)


def test_a_dead_line_is_offline(server):
    def fall(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("no answer", request=request)

    server.answer = fall
    with pytest.raises(Offline):
        server.ask(sync)


def test_hints_are_read_and_the_end_of_the_line_is_told(server):
    stream = b':\n\nevent: hint\ndata: {"scope":"list:1","seq":3}\n\n:\n\n'
    server.answer = lambda _: httpx.Response(200, content=stream)
    heard: list[Hint | None] = []

    async def listen(transport: Transport) -> None:
        async for hint in transport.hints(["catalogue", "list:1"]):
            heard.append(hint)  # noqa: PERF401 - what was heard counts although the line breaks

    with pytest.raises(Offline):
        server.ask(listen)
    assert heard == [None, Hint("list:1", 3)]
    assert server.requests[0].url.params["scopes"] == "catalogue,list:1"


def ranged(request: httpx.Request) -> httpx.Response:
    start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
    return httpx.Response(206 if start else 200, content=PACKED[start:])


@pytest.mark.parametrize("have", [0, 5000, len(PACKED)])
def test_a_download_goes_on_where_it_stopped(server, tmp_path: Path, have):
    target = tmp_path / "file.part"
    if have:
        target.write_bytes(PACKED[:have])
    server.answer = ranged
    server.ask(lambda transport: transport.download(FILE, target))
    assert target.read_bytes() == PACKED
    assert [request.headers.get("range") for request in server.requests] == {
        0: [None],
        5000: ["bytes=5000-"],
        len(PACKED): [],
    }[have]


def test_a_server_without_ranges_starts_again(server, tmp_path: Path):
    target = tmp_path / "file.part"
    target.write_bytes(PACKED[:5000])
    server.answer = lambda _: httpx.Response(200, content=PACKED)
    server.ask(lambda transport: transport.download(FILE, target))
    assert target.read_bytes() == PACKED


def test_a_damaged_download_is_thrown_away(server, tmp_path: Path):
    target = tmp_path / "file.part"
    server.answer = lambda _: httpx.Response(200, content=PACKED[:-1] + b"!")
    with pytest.raises(Faulty):
        server.ask(lambda transport: transport.download(FILE, target))
    assert not target.exists()
