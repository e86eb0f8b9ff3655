"""A tablet on which all is well: real store and catalogue, and folders where its machine tells of itself."""

import shutil
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from kiosk.core.doctor.sight import Sight
from kiosk.core.doctor.tablet import Places, Tablet, Updates
from kiosk.core.settings import Settings
from kiosk.doctor.gathering import RESOURCES
from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client.identity import save
from sync.client.replica import Replica
from sync.client.store import inspection
from sync.client.transport.asking import Word
from sync.client.transport.door import Certificate, Door
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Store
from tests.fakes import FakeHub

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEYBOARD = """I: Bus=0003 Vendor=0c2e Product=0b61 Version=0110
N: Name="Honeywell Scanner"
H: Handlers=sysrq kbd event3 leds
B: EV=120013

I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name="Power Button"
H: Handlers=kbd event0
B: EV=3
"""
DOOR = Door(
    "hub.example",
    8743,
    secure=True,
    addresses=("192.0.2.7",),
    certificate=Certificate("A retailer's own CA", NOW + timedelta(days=90)),
    offset=0.4,
    took=12,
)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    made = tmp_path_factory.mktemp("made") / "tablet"
    identity = FakeHub().identity()
    Replica(made, identity).close()
    save(made, identity)
    folder(made).mkdir()
    store = msgspec.Raw(msgspec.json.encode(Store("milano", "Milano")))
    build(folder(made) / "first.db", [CatalogueRow("store", "milano", 1, store)], 1)
    write_current(made, Current("first.db", 1))
    return made


@pytest.fixture
def data(made_once, tmp_path):
    """A data folder of its own."""
    return shutil.copytree(made_once, tmp_path / "tablet")


@pytest.fixture
def places(tmp_path):
    """A machine with an encrypted disk, a scanner that types, all voices, and a printer."""
    places = Places(*(tmp_path / name for name in ("proc", "sys", "dev", "etc")), str(tmp_path / "bin"))
    put(places.proc / "self/mountinfo", "25 1 253:0 / / rw,relatime - ext4 /dev/mapper/root rw\n")
    put(places.sys / "dev/block/253:0/dm/uuid", "CRYPT-LUKS2-0123-root\n")
    put(places.proc / "bus/input/devices", KEYBOARD)
    put(places.etc / "cups/cupsd.conf", "PreserveJobFiles No\nPreserveJobHistory No\n")
    program(places, "speech-dispatcher", "exit 0")
    program(places, "lp", "exit 0")
    program(places, "lpstat", 'echo "printer desk is idle.  enabled since Mon 23 Nov 2026"')
    return places


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def program(places, name, script):
    path = places.etc.parent / "bin" / name
    put(path, f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def tablet(data, places):
    identity = FakeHub().identity()
    return Tablet(
        data=data,
        settings=Settings(),
        identity=identity,
        door=DOOR,
        word=Word(heard=True),
        inside=inspection.inspect(data)._replace(last_news=NOW - timedelta(minutes=5)),
        sight=Sight(
            qt="6.12.0",
            platform="wayland",
            width=1280,
            height=800,
            families=["Inter", "Manrope", "Noto Sans CJK JP"],
            japanese=True,
            outputs=["Loudspeaker"],
            cameras=["Front camera"],
        ),
        resources=RESOURCES,
        now=NOW,
        languages=("en", "it", "ja"),
        free=lambda _: 20_000_000_000,
        places=places,
        updates=Updates("0.1.0", root_until=NOW + timedelta(days=300), word_until=NOW + timedelta(days=1)),
    )
