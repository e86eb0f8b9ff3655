"""The shopper's space lives as long as the visit: through a crash, and not past the wipe."""

import sqlite3
from contextlib import closing

import pytest

from kiosk.core.session import ShopperSession
from kiosk.core.space import Space
from kiosk.core.space_kept import SpaceKeeper
from sync.client.replica import Replica
from sync.client.store.database import NAME
from tests.fakes import Clock, FakeHub

WALL = Space(2471, 913, 0, "in")


@pytest.fixture
def identity():
    return FakeHub().identity("Kiosk 2")


def test_a_crash_keeps_it_and_the_wipe_takes_it_away(tmp_path, identity):
    replica = Replica(tmp_path, identity)
    SpaceKeeper(replica, ShopperSession(replica, clock=Clock())).keep(WALL)
    replica.close()
    again = Replica(tmp_path, identity)
    session = ShopperSession(again, clock=Clock())
    keeper = SpaceKeeper(again, session)
    assert keeper.read() == Space()
    session.recover()
    assert keeper.read() == WALL
    session.end("finish")
    assert keeper.read() == Space()
    again.close()
    assert not any(b"2471" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_next_visit_knows_nothing_of_it(tmp_path, identity):
    replica = Replica(tmp_path, identity)
    session = ShopperSession(replica, clock=Clock())
    keeper = SpaceKeeper(replica, session)
    keeper.keep(WALL)
    session.end("idle")
    session.begin()
    assert keeper.read() == Space()
    replica.close()
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM visit_note").fetchone() == (0,)
