"""The demo shop in a real hub, imported once a run; every journey gets a hub and a tablet of its own."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec
import pytest

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import SHOP, enrolment_code
from kiosk.tour.phone import NoBrowser, Phone
from sync.client.enrolment import enrol
from sync.hub.context import STORE_FILE
from sync.protocol.lists import ShoppingList
from tests.flow.actors import KioskProcess
from tests.flow.leaving import Place
from tests.once import made_once


@pytest.fixture(scope="session")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub's folder with the demo shop in it. Copy it, never serve it."""

    def fill(folder: Path) -> None:
        hub_command("import", str(SHOP), "--data", str(folder / "hub"), "--json")

    return made_once(tmp_path_factory, "demo-shop", fill) / "hub"


@pytest.fixture
def hub(demo_shop: Path, tmp_path: Path) -> Iterator[HubProcess]:
    """A hub that serves the demo shop."""
    data = tmp_path / "hub"
    _copy(demo_shop, data)
    with HubProcess(data) as process:
        yield process


@pytest.fixture
def tablet(hub: HubProcess, tmp_path: Path) -> Path:
    """The folder of an enrolled tablet, with the pictures that it fetches when nobody is there."""
    data = tmp_path / "tablet"
    enrol(data, hub.url, enrolment_code(hub.data))
    _copy(hub.data / "media", data / "media")
    return data


@pytest.fixture
def place(tablet: Path, tmp_path: Path) -> Place:
    """Everywhere that a kiosk of this tablet can leave something, and the environment that makes it so."""
    own = {name: tmp_path / name.lower() for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME")}
    for folder in own.values():
        folder.mkdir()
    return Place([tablet, *own.values()], {name: str(folder) for name, folder in own.items()})


@pytest.fixture
def open_kiosk(tablet: Path) -> Iterator[Callable[..., KioskProcess]]:
    """Open the kiosk on the tablet; whatever happens to it, it has nothing to complain of in its log."""
    opened: list[KioskProcess] = []
    with ExitStack() as running:

        def start(*idle: int, environment: Mapping[str, str] | None = None) -> KioskProcess:
            kiosk = KioskProcess(tablet, *idle, environment=environment)
            opened.append(running.enter_context(kiosk))
            return opened[-1]

        yield start
    assert [kiosk.trouble for kiosk in opened if kiosk.trouble] == []


@pytest.fixture
def kiosk(open_kiosk: Callable[..., KioskProcess]) -> KioskProcess:
    """The kiosk, open."""
    return open_kiosk()


@pytest.fixture
def new_phone() -> Iterator[Callable[[], Phone]]:
    """Take out a phone: a real Chromium."""
    with ExitStack() as phones:

        def take_out() -> Phone:
            try:
                return phones.enter_context(Phone())
            except NoBrowser as missing:
                pytest.skip(str(missing))

        yield take_out


@pytest.fixture
def lists_at_hub(hub: HubProcess) -> Callable[[], list[ShoppingList]]:
    """Read all lists straight from the hub's store."""

    def read() -> list[ShoppingList]:
        with closing(sqlite3.connect(f"file:{hub.data / STORE_FILE}?mode=ro", uri=True)) as store:
            rows = store.execute("SELECT body FROM document WHERE kind = 'list'").fetchall()
        return [msgspec.json.decode(body, type=ShoppingList) for (body,) in rows]

    return read


@pytest.fixture
def traces(tablet: Path) -> Callable[..., set[str]]:
    """Say which of some texts stand anywhere in the tablet's folder, in whatever encoding a database uses."""

    def find(*texts: str) -> set[str]:
        contents = [path.read_bytes() for path in tablet.rglob("*") if path.is_file()]
        return {text for text in texts if any(_holds(content, text) for content in contents)}

    return find


def _holds(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _copy(source: Path, target: Path) -> None:
    """Copy a folder; pictures, which never change, are linked instead."""

    def copy(file: str, to: str) -> None:
        if "/media/" in file:
            os.link(file, to)
        else:
            shutil.copy2(file, to)

    shutil.copytree(source, target, copy_function=copy)
