"""A look into a tablet's store changes nothing, and sees what is wrong with it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.client.replica import Replica
from sync.client.store import database, inspection
from sync.client.store.inspection import inspect
from sync.protocol import sessions
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.scopes import shopping_list
from tests.fakes import FakeHub

SCOPE = shopping_list("one")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder whose kiosk was closed, with work that waits."""
    replica = _open(tmp_path)
    _work(replica)
    replica.close()
    return tmp_path


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Replica]:
    """A kiosk that is open on the folder."""
    replica = _open(tmp_path)
    yield replica
    replica.close()


def _open(data: Path) -> Replica:
    return Replica(data, FakeHub().identity())


def _work(replica: Replica) -> None:
    session = sessions.begin()
    replica.begin(session)
    replica.commit(session.id, SCOPE, CreateList("Kitchen"))
    replica.commit(session.id, SCOPE, AddLine("lamp", "lamp-red"))


def test_it_tells_what_waits_and_since_when(data: Path) -> None:
    inside = inspect(data)
    assert (inside.state, inside.overview.waiting, inside.last_news) == ("whole", 2, None)
    assert inside.oldest is not None
    assert abs(inside.oldest - time.time()) < 60


def test_a_store_at_rest_stays_as_it_is(data: Path) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    inspect(data)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_beside_a_kiosk_it_sees_the_newest_and_holds_up_nobody(running: Replica, tmp_path: Path) -> None:
    _work(running)
    assert inspect(tmp_path).overview.waiting == 2
    with running._database.write():
        # A transaction that is open: neither waits for the other.
        began = time.monotonic()
        assert inspect(tmp_path).state == "whole"
        assert time.monotonic() - began < 2
    running._database.truncate_log()


def test_a_kiosk_that_opens_meanwhile_is_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Replica] = []
    plain = inspection._open_and

    def open_and(path, read, *, at_rest):
        if not opened:
            opened.append(_open(data))
            _work(opened[0])
        return plain(path, read, at_rest=at_rest)

    monkeypatch.setattr(inspection, "_open_and", open_and)
    assert inspect(data).overview.waiting == 4
    opened[0].close()


@pytest.mark.parametrize(("place", "state"), [(0, "damaged"), (4096 * 3, "damaged")])
def test_damage(data: Path, place: int, state: str) -> None:
    with (data / database.NAME).open("r+b") as store:
        store.seek(place)
        store.write(b"torn" * 1000)
    inside = inspect(data)
    assert inside.state == state
    assert not inside.readable


def test_damage_that_the_kiosk_noted(data: Path) -> None:
    (data / database.BROKEN).touch()
    assert inspect(data).state == "damaged"


@pytest.mark.parametrize(("version", "state"), [(99, "newer"), (1, "older")])
def test_another_version(data: Path, version: int, state: str) -> None:
    with closing(sqlite3.connect(data / database.NAME)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    # SQLite leaves the log with the last who closes it; this was the last.
    assert inspect(data).state == state


def test_no_store(tmp_path: Path) -> None:
    assert inspect(tmp_path).state == "missing"
    (tmp_path / database.NAME).mkdir()
    assert inspect(tmp_path).state == "shut"


def test_a_store_that_takes_too_long(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "LONGEST_SECONDS", -1.0)
    monkeypatch.setattr(inspection, "STEPS", 1)
    inside = inspect(data)
    assert (inside.state, inside.overview.waiting) == ("unfinished", 2)
