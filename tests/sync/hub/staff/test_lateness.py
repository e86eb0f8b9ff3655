"""What an associate did counts however late it comes; what was done long after their session does not."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from sync.hub.conformance.drawing import least
from sync.hub.staff import roster
from sync.hub.staff.lateness import GRACE
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.ids import new_op_id
from sync.protocol.orders import ClaimOrder
from sync.protocol.sessions import EndSession, Session
from sync.protocol.stock import ReleaseStock
from tests.sync.hub.staff.conftest import Person

HOUR = timedelta(hours=1)
LATE = ("rejected", "session_over")


def ago(time: timedelta) -> str:
    return moments.write(datetime.now(UTC) - time)


@pytest.fixture
def over(new_person: Callable[..., Person], beside: Any) -> Callable[..., Person]:
    """Somebody whose session is over since a while: it ran out, unless it says how it ended."""

    def make(since: timedelta, end: str = "until") -> Person:
        person = new_person()
        name = person.session.id

        def step(known: Session | None) -> Session | None:
            return known and replace(known, **{"begun": ago(since + 2 * GRACE), end: ago(since)})

        scope, key = scopes.session(name), Key("session", name)
        beside(lambda storage: documents.change(storage, scope, key, Session, step))
        return person

    return make


def drawn(done: str) -> str:
    """An operation's id that was drawn at a time."""
    stamp = int(moments.parse(done).timestamp() * 1000)
    return str(uuid.UUID(int=stamp << 80 | uuid.UUID(new_op_id()).int & ((1 << 80) - 1)))


def helps(person: Person, done: str, **changed: Any) -> tuple[str, str]:
    """Do something of the store's at a time; what it is done to is not there, and that is said last."""
    if moments.is_real(done):
        changed = {"id": drawn(done), **changed}
    return person.does(scopes.staff("milano"), {"verb": "TakeHelp", "help": "none"}, at=done, **changed)


def test_what_was_done_while_the_session_was_good_counts_however_late_it_comes(
    over: Callable[..., Person],
) -> None:
    long_ago = over(timedelta(days=3))
    assert helps(long_ago, ago(timedelta(days=3) + HOUR)) == ("rejected", "no_help")


@pytest.mark.parametrize("end", ["until", "ended"])
def test_what_was_done_long_after_the_session_is_refused(over: Callable[..., Person], end: str) -> None:
    person = over(timedelta(days=3), end)
    assert helps(person, ago(HOUR)) == LATE
    assert helps(person, ago(timedelta(days=3) - GRACE - HOUR)) == LATE
    assert helps(person, ago(timedelta(days=3) - GRACE + HOUR)) == ("rejected", "no_help")


def test_a_time_that_nobody_can_read_is_now(over: Callable[..., Person]) -> None:
    assert helps(over(timedelta(days=3)), "yesterday") == LATE
    assert helps(over(HOUR), "yesterday") == ("rejected", "no_help")


def test_a_tablet_whose_clock_is_ahead_loses_nothing(over: Callable[..., Person]) -> None:
    assert helps(over(HOUR), ago(timedelta(days=-5))) == ("rejected", "no_help")


def test_who_has_left_does_nothing_more_once_a_lease_has_passed(
    new_person: Callable[..., Person], beside: Any
) -> None:
    person = new_person()
    left = ago(GRACE + HOUR)
    name = person.session.id

    def step(known: Session | None) -> Session | None:
        return known and replace(known, begun=ago(2 * GRACE))

    scope, key = scopes.session(name), Key("session", name)
    beside(lambda storage: documents.change(storage, scope, key, Session, step))
    beside(lambda storage: roster.leave(storage, person.record, roster.stamp(moments.parse(left))))
    assert helps(person, ago(timedelta(0))) == LATE
    assert helps(person, ago(GRACE)) == ("rejected", "no_help")


@pytest.mark.parametrize(("scope", "verb"), [("orders", ClaimOrder), ("stock", ReleaseStock)])
def test_orders_and_stock_age_alike(over: Callable[..., Person], scope: str, verb: Any) -> None:
    person = over(timedelta(days=3))
    assert person.does(f"{scope}:milano", least(verb), at=ago(HOUR)) == LATE


def test_who_dates_only_the_time_back_gains_nothing(over: Callable[..., Person]) -> None:
    person = over(timedelta(days=3))
    in_the_shift = ago(timedelta(days=3) + HOUR)
    assert helps(person, in_the_shift, id=new_op_id()) == LATE
    assert helps(person, ago(HOUR), id=drawn(in_the_shift)) == LATE
    assert helps(person, in_the_shift) == ("rejected", "no_help")


@pytest.mark.parametrize("identifier", ["no uuid at all", "0198f9b2-3f4c-4d5e-8f60-718293a4b5c6"])
def test_an_id_that_tells_no_time_tells_none(over: Callable[..., Person], identifier: str) -> None:
    done = ago(timedelta(days=3) + HOUR)
    unlike = f"{identifier[:-12]}{uuid.uuid4().hex[:12]}"
    assert helps(over(timedelta(days=3)), done, id=unlike) == ("rejected", "no_help")


def test_an_id_of_the_last_date_there_is_is_now(over: Callable[..., Person]) -> None:
    last = "ffffffff-ffff-7fff-8fff-" + uuid.uuid4().hex[:12]
    assert helps(over(HOUR), ago(timedelta(0)), id=last) == ("rejected", "no_help")


def test_nothing_is_done_in_a_session_after_its_own_end_whatever_time_it_tells(
    new_person: Callable[..., Person],
) -> None:
    person = new_person()
    before, end, after = (person.tablet.order + step for step in (1, 2, 3))
    goodbye = person.does(scopes.session(person.session.id), EndSession("finish"), order=end)
    assert goodbye == ("applied", "")
    earlier = ago(HOUR)
    assert helps(person, earlier, order=after) == LATE
    # What was done before and comes later counts; a copy of the tablet's folder counts for itself.
    assert helps(person, earlier, order=before) == ("rejected", "no_help")
    assert helps(person, earlier, order=after, incarnation="another") == ("rejected", "no_help")
