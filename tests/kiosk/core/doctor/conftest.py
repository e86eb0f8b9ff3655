"""A tablet on which all is well: real store and catalogue, and folders where its machine tells of itself."""

import shutil
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from kiosk.core.doctor.sight import Sight
from kiosk.core.doctor.tablet import Tablet, Updates
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
from sync.protocol.tablet_settings import Settings
from tests.fakes import FakeHub
from tests.kiosk.core.doctor.machine import healthy_machine

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
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
    return healthy_machine(tmp_path)


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
