"""A healthy tablet, as real as can be here: on a screen, with a hub behind a certificate of one's own.

Stand-ins are what a machine in a test cannot have: a scanner, an encrypted disk, and voices. Sound goes to a
real server of sound, which plays it nowhere.
"""

import asyncio
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import msgspec
import pytest

from kiosk.core.doctor import rounds
from kiosk.core.settings import Told
from kiosk.doctor.gathering import gather
from kiosk.update.places import Places as UpdatePlaces
from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client import identity as identities
from sync.client.enrolment import enrol
from sync.client.exchange import Exchange
from sync.client.life import Life
from sync.client.replica import Replica
from sync.client.transport.line import Transport
from sync.client.way import Way
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Store
from tests.authority import certify
from tests.flow.actors import eventually
from tests.kiosk.core.doctor.machine import healthy_machine
from tests.sync.hub.conftest import start_hub

HOST = "localhost"
SIGNED = '{"signed": {"expires": "%s-01-01T00:00:00Z"}, "signatures": []}'


@pytest.fixture
def screen(monkeypatch):
    """A screen of its own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("a screen of its own needs Xvfb")
    read, write = os.pipe()
    options = ["-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(["Xvfb", *options], pass_fds=[write], stderr=subprocess.DEVNULL) as running:
        os.close(write)
        with os.fdopen(read) as told:
            monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
        monkeypatch.delenv("QT_QPA_PLATFORM")
        yield
        running.terminate()


@pytest.fixture
def sound(tmp_path_factory, monkeypatch):
    """A server of sound of its own, with one device, that nobody hears."""
    server = shutil.which("pulseaudio")
    if server is None:
        pytest.skip("a device for sound needs PulseAudio: whether the tablet can be heard was not looked at")
    # Its socket's name must be short.
    folder = tmp_path_factory.mktemp("sound")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    modules = ("module-null-sink sink_name=shop", "module-native-protocol-unix")
    command = [server, "-n", "--daemonize=no", "--exit-idle-time=-1", *(f"--load={each}" for each in modules)]
    with subprocess.Popen(
        command, stderr=subprocess.DEVNULL, env=os.environ | {"HOME": str(folder)}
    ) as running:
        eventually("the server of sound", (folder / "pulse" / "native").exists)
        yield
        running.terminate()


@pytest.fixture
def certified(tmp_path):
    return certify(tmp_path, HOST, ends=timedelta(days=60))


@pytest.fixture
def hub(tmp_path, certified):
    running = start_hub(tmp_path / "hub", "--cert", str(certified.certificate), "--key", str(certified.key))
    yield running
    assert running.stop() == 0


@pytest.fixture
def data(hub, certified, tmp_path):
    """A tablet that was enrolled, has a catalogue, and has just heard from its hub."""
    made, way = tmp_path / "tablet", Way(ca_file=str(certified.authority))
    address = f"https://{HOST}:{urlsplit(hub.url).port}"

    async def code():
        storage = open_storage(hub.data)
        made, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
        await storage.close()
        return made

    identity = enrol(made, address, asyncio.run(code()), way=way)
    replica = Replica(made, identity)
    life = Life(made, identity)

    async def hear():
        link = Transport(identity, life=life, way=way)
        await Exchange(replica).trip(link)
        await link.close()

    asyncio.run(hear())
    replica.close()
    folder(made).mkdir()
    store = msgspec.Raw(msgspec.json.encode(Store("milano", "Milano")))
    build(folder(made) / "first.db", [CatalogueRow("store", "milano", 1, store)], 1)
    write_current(made, Current("first.db", 1))
    settings = f'[network]\nca_file = "{certified.authority}"\n[update]\nmode = "self"\n'
    (made / "settings.toml").write_text(settings)
    updates = UpdatePlaces(tmp_path / "update")
    updates.make()
    (updates.trust / "root.json").write_text(SIGNED % "2999")
    return made


def test_all_is_well(data, screen, sound, tmp_path):
    places = healthy_machine(tmp_path / "machine")
    found = rounds.examine(gather(data, Told(), places).tablet)
    assert [each for each in found if each.level != "ok"] == []
    assert {each.check for each in found} == set(rounds.CHECKS)
    assert identities.load(data).standing == "active"
