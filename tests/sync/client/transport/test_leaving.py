"""A tablet reaches its hub through a store's proxy and behind a retailer's own CA: real ones."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.client.enrolment import enrol
from sync.client.errors import Gone, Offline
from sync.client.identity import Identity
from sync.client.transport.line import Transport
from sync.client.way import Way
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.protocol.envelope import SyncRequest
from tests import proxy
from tests.authority import Certified, certify
from tests.proxy import Proxy
from tests.sync.hub.conftest import RunningHub, start_hub

HOST = "hub.test"
"""No resolver knows it: the proxy does."""


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certify(tmp_path_factory.mktemp("ca"), HOST)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, certified: Certified) -> Iterator[RunningHub]:
    tls = ("--cert", str(certified.certificate), "--key", str(certified.key))
    running = start_hub(tmp_path_factory.mktemp("hub") / "data", *tls)
    yield running
    assert running.stop() == 0


@pytest.fixture
def through() -> Iterator[Proxy]:
    with proxy.running() as running:
        yield running


@pytest.fixture
def way(through: Proxy, certified: Certified) -> Way:
    return Way(through.url, str(certified.authority))


@pytest.fixture
def address(hub: RunningHub) -> str:
    return f"https://{HOST}:{urlsplit(hub.url).port}"


@pytest.fixture
def code(hub: RunningHub) -> str:
    async def new() -> str:
        storage = open_storage(hub.data)
        made, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
        await storage.close()
        return made

    return asyncio.run(new())


@pytest.fixture
def identity(tmp_path: Path, address: str, code: str, way: Way) -> Identity:
    return enrol(tmp_path, address, code, way=way)


async def speak(identity: Identity, way: Way) -> list[str]:
    """Use every kind of request there is; return what came of them."""
    line = Transport(identity, way=way)
    came = []
    try:
        answer = await line.sync(SyncRequest(identity.device, identity.incarnation))
        came.append("news" if answer.epoch else "none")
        for question in (line.manifest(), line.media("0" * 64, "400")):
            try:
                await question
            except Gone:
                came.append("gone")
        async for hint in line.hints(["catalogue"]):
            came.append("stands" if hint is None else "hint")
            break
    finally:
        await line.close()
    return came


def test_enrolment_requests_pictures_and_streams_go_through_it(identity, way, through, address):
    assert asyncio.run(speak(identity, way)) == ["news", "gone", "gone", "stands"]
    assert set(through.asked) == {urlsplit(address).netloc}
    assert len(through.asked) >= 2


def test_what_the_process_inherited_does_not_count_beside_it(identity, way, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "*")
    assert asyncio.run(speak(identity, way))[0] == "news"


def test_without_the_own_ca_the_hub_is_not_believed(identity, way):
    with pytest.raises(Offline, match="CERTIFICATE_VERIFY_FAILED"):
        asyncio.run(speak(identity, way._replace(ca_file="")))


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_an_own_ca_that_cannot_be_read_is_said_and_stops_nothing_else(
    identity, way, tmp_path, caplog, content
):
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Offline, match="CERTIFICATE_VERIFY_FAILED"):
        asyncio.run(speak(identity, way._replace(ca_file=str(file))))
    assert f"the certificates in {file} are not believed" in caplog.text


def test_a_proxy_that_does_not_let_it_in_is_a_hub_that_is_away(identity, way):
    with pytest.raises(Offline, match="407"):
        asyncio.run(speak(identity, way._replace(proxy=way.proxy.replace(proxy.PASSWORD, "wrong"))))


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_inherited_certificates_that_lead_nowhere_break_nothing(identity, way, tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert asyncio.run(speak(identity, way))[0] == "news"


def test_a_code_is_used_through_it_and_not_past_it(tmp_path, address, code, certified):
    with pytest.raises(Offline, match="no hub answers"):
        enrol(tmp_path, address, code, way=Way(ca_file=str(certified.authority)))
