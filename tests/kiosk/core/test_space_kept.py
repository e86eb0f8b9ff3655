"""The shopper's space: a guest's lives as long as the visit, through a crash; a customer's is theirs."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pytest

from kiosk.core.known import KnownShopper
from kiosk.core.session import ShopperSession
from kiosk.core.space_kept import SpaceKeeper
from sync.client.replica import Replica
from sync.client.store.database import NAME
from sync.protocol.customers import MAX_PREFERENCES, Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.sign_ins import SignedInShopper
from sync.protocol.spaces import Space
from tests.fakes import Clock, FakeHub

WALL = Space(2471, 913, 0, "in")


@pytest.fixture
def identity():
    return FakeHub().identity("Kiosk 2")


def keeper_on(replica, session):
    return SpaceKeeper(replica, session, KnownShopper(replica, session))


def test_a_crash_keeps_it_and_the_wipe_takes_it_away(tmp_path, identity):
    replica = Replica(tmp_path, identity)
    keeper_on(replica, ShopperSession(replica, clock=Clock())).keep(WALL)
    replica.close()
    again = Replica(tmp_path, identity)
    session = ShopperSession(again, clock=Clock())
    keeper = keeper_on(again, session)
    assert keeper.read().space == Space()
    session.recover()
    assert keeper.read() == (WALL, False)
    session.end("finish")
    assert keeper.read().space == Space()
    again.close()
    assert not any(b"2471" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_next_visit_knows_nothing_of_it(tmp_path, identity):
    replica = Replica(tmp_path, identity)
    session = ShopperSession(replica, clock=Clock())
    keeper = keeper_on(replica, session)
    keeper.keep(WALL)
    session.end("idle")
    session.begin()
    assert keeper.read().space == Space()
    replica.close()
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM visit_note").fetchone() == (0,)


class AtHome:
    """A tablet with somebody who may sign in."""

    def __init__(self, data, identity):
        self.replica = Replica(data, identity)
        self.session = ShopperSession(self.replica, clock=Clock())
        self.known = KnownShopper(self.replica, self.session)
        self.keeper = SpaceKeeper(self.replica, self.session, self.known)
        self._seq = 0

    def sign_in(self, **preferences):
        self.known.enter(SignedInShopper("anna", "A***", 7200, "Anna", []))
        self.tell(**preferences)

    def tell(self, **preferences):
        self._seq += 1
        body = msgspec.Raw(msgspec.json.encode(Customer("anna", preferences=preferences)))
        change = Change("customer:anna", "customer", "anna", self._seq, body)
        self.replica.receive(SyncAnswer("epoch", datetime.now(UTC).isoformat(), changes=[change]))

    @property
    def preferences(self):
        return self.known.customer().preferences


@pytest.fixture
def home(tmp_path, identity):
    made = AtHome(tmp_path, identity)
    yield made
    made.replica.close()


def test_a_customers_space_is_a_preference_of_theirs(home):
    home.sign_in()
    assert home.keeper.keep(WALL) == (WALL, True)
    assert home.preferences == {"space": "97.28 x 35.94 x 0 in"}
    assert home.replica.note(home.session.current.id, "space") == b""
    assert home.keeper.keep(Space()) == (Space(), False)
    assert home.preferences == {}


def test_it_comes_with_them_from_any_channel_and_changes_there(home):
    home.sign_in(space="240 x 90 x 0 cm")
    assert home.keeper.read() == (Space(2400, 900), True)
    home.tell(space="200 x 90 x 0 cm")
    assert home.keeper.read() == (Space(2000, 900), True)
    home.tell(space="by the window")
    assert home.keeper.read() == (Space(), False)


def test_what_a_guest_measured_holds_for_the_visit_and_becomes_theirs_when_they_say_so(home):
    home.keeper.keep(WALL)
    home.sign_in(space="240 x 90 x 0 cm")
    assert home.keeper.read() == (WALL, False)
    assert home.preferences == {"space": "240 x 90 x 0 cm"}, "nothing is kept unasked"
    assert home.keeper.keep(WALL) == (WALL, True)
    assert home.preferences["space"] == "97.28 x 35.94 x 0 in"


def test_where_it_cannot_be_theirs_it_holds_for_the_visit(home):
    home.sign_in(**{f"p{number}": "1" for number in range(MAX_PREFERENCES)})
    assert home.keeper.keep(WALL) == (WALL, False)
    home.session.end("finish")
    assert home.keeper.read() == (Space(), False)
