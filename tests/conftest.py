"""What every test stands on: Qt without a screen, and the real shop data where it is."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

import pytest
from hypothesis import settings
from PySide6.QtGui import QGuiApplication

from kiosk.demo import hub
from tests import forks
from tests import postgres as server

ROOT = Path(__file__).parents[1]

# A laptop under load is no failure: examples are bounded by number, not by time.
settings.register_profile("vetrina", deadline=None)
settings.load_profile("vetrina")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first: the last one that is begun is waited for by every other core."""
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


def pytest_unconfigure() -> None:
    """Leave classes out of Python's last search.

    PySide's `Property` has a finalizer of the old kind (`tp_del`), which Python never calls in a circle, and
    a class is always in one: each of a model's would be told as uncollectable at the end. What could not be
    collected while tests ran is told as before.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Vetrina uses no widgets."""
    return QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def hubs_start_sooner() -> Iterator[None]:
    """Hubs beside a kiosk are forked from one that has imported everything (tests/forks.py)."""

    def start(*arguments: str, **streams: Any) -> forks.Process:
        return forks.fork(forks.HUB, "sync.hub", *arguments, **streams)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub, "start", start)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Postgres]:
    """A PostgreSQL of the tests' own; each test takes a database of its own from it."""
    reason = server.missing()
    if reason:
        pytest.skip(reason)
    with server.Postgres(durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Data of real shops, which lies beside the checkout and not in it."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the data of real shops (../shared/data) is not beside this checkout")
    return path
