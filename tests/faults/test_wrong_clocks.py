"""Tablets whose clock stands in 1970 or in 2040: a clock informs, it never decides."""

import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from sync.client.enrolment import enrol
from sync.client.transport import access
from sync.protocol.list_verbs import SetNote
from sync.protocol.scopes import shopping_list
from tests.faults.conftest import Hub

YEAR_1970 = datetime(1970, 1, 1, 0, 10, tzinfo=UTC)
YEAR_2040 = datetime(2040, 2, 29, 12, tzinfo=UTC)


class WallClock:
    """The wall clock of a tablet, for what it signs and for what it writes down."""

    def __init__(self, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = moment
        clocks = SimpleNamespace(time=self.seconds, monotonic=time.monotonic)
        monkeypatch.setattr(access, "time", clocks)

    def seconds(self) -> float:
        return self.moment.timestamp()

    def now(self) -> datetime:
        return self.moment


@pytest.mark.parametrize("moment", [YEAR_1970, YEAR_2040], ids=["1970", "2040"])
def test_a_tablet_far_from_our_time_works_like_any_other(hub: Hub, tablet_data, start, monkeypatch, moment):
    clock = WallClock(moment, monkeypatch)
    enrol(tablet_data, hub.url, hub.enrol_code())
    tablet = start(tablet_data, clock.now)
    made = tablet.add()
    assert tablet.speak() == "active"
    tablet.speak()
    assert tablet.replica.pending_count() == 0
    document = hub.list(made)
    assert document.pieces == 1
    assert document.changed[:4] not in {"", "1970", "2040"}, "the hub tells the time"
    # Started again, it is the same tablet, and it reads.
    tablet = start(tablet.stop().data, clock.now)
    assert tablet.speak() == "active"
    assert tablet.read(shopping_list(made)).heads.keys() == {shopping_list(made)}


@pytest.mark.parametrize("after", [YEAR_1970, YEAR_2040], ids=["1970", "2040"])
def test_what_was_done_later_stands_whatever_the_clock_said(hub, tablet_data, start, monkeypatch, after):
    """The clock jumps between two notes on one line, back or ahead: the second one is the one that stays."""
    clock = WallClock(datetime(2026, 11, 22, tzinfo=UTC), monkeypatch)
    enrol(tablet_data, hub.url, hub.enrol_code())
    tablet = start(tablet_data, clock.now)
    made = tablet.add()
    tablet.speak()
    [line] = tablet.list(made).lines
    [visit] = tablet.replica.visits()
    tablet.replica.commit(visit.id, shopping_list(made), SetNote(line=line.id, note="first"))
    clock.moment = after
    tablet.replica.commit(visit.id, shopping_list(made), SetNote(line=line.id, note="second", base="first"))
    assert tablet.list(made).lines[0].note == "second"
    tablet.speak()
    tablet.speak()
    assert hub.list(made).lines[0].note == "second"
    assert tablet.list(made).lines[0].note == "second"


def test_a_clock_that_was_wrong_once_is_set_right_without_a_refusal(hub, tablet_data, start, monkeypatch):
    """The first token is refused and teaches the difference; the next one, minutes later, is not."""
    clock = WallClock(YEAR_1970, monkeypatch)
    enrol(tablet_data, hub.url, hub.enrol_code())
    tablet = start(tablet_data, clock.now)
    assert tablet.speak() == "active"
    clock.moment = datetime.now(UTC)
    assert tablet.speak() == "active"
