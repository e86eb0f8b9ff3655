"""Open until when, or closed until when, by the clock on the store's wall."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.open_hours import OpenHours, open_hours
from sync.protocol import opening
from sync.protocol.products import Opening, Store

WEEK = [Opening(day, "10:00", "19:30") for day in range(6)]
MILANO = Store("milano", "Milano", timezone="Europe/Rome", hours=WEEK)
BREAK = Store("torino", "Torino", hours=[Opening(1, "10:00", "13:00"), Opening(1, "15:00", "19:30")])
LATE = Store("roma", "Roma", hours=[Opening(4, "18:00", "02:00")])
ALWAYS = Store("bar", "Bar", hours=[Opening(day, "00:00", "24:00") for day in range(7)])


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("store", "now", "open_", "changes"),
    [
        (MILANO, "2026-11-26T10:00:00+01:00", True, "2026-11-26T19:30:00+01:00"),
        (MILANO, "2026-11-26T19:29:00+01:00", True, "2026-11-26T19:30:00+01:00"),
        (MILANO, "2026-11-26T19:30:00+01:00", False, "2026-11-27T10:00:00+01:00"),
        (MILANO, "2026-11-28T20:00:00+01:00", False, "2026-11-30T10:00:00+01:00"),
        (MILANO, "2026-03-28T20:00:00+01:00", False, "2026-03-30T10:00:00+02:00"),
        (BREAK, "2026-11-24T13:30:00Z", False, "2026-11-24T15:00:00Z"),
        (LATE, "2026-11-28T01:00:00Z", True, "2026-11-28T02:00:00Z"),
    ],
)
def test_a_store_is_open_until_it_closes_and_closed_until_it_opens(store, now, open_, changes):
    assert open_hours(store, at(now)) == OpenHours(open_, at(changes))


def test_a_store_that_never_closes_says_no_time():
    assert open_hours(ALWAYS, at("2026-11-26T10:00:00Z")) == OpenHours(open=True, changes=None)


def test_of_unknown_hours_nothing_is_said():
    assert open_hours(Store("x", "X"), at("2026-11-26T10:00:00Z")) is None


@given(st.integers(0, 2 * 366 * 24 * 60))
def test_open_exactly_while_one_of_its_spans_lasts(minutes):
    now = at("2026-01-01T00:00:00Z") + dt.timedelta(minutes=minutes)
    for store in (MILANO, BREAK, LATE):
        known = open_hours(store, now)
        inside = any(begin <= now < end for begin, end in opening.spans(store, now, 8))
        assert known is not None
        assert known.open == inside
        assert known.changes is not None
        assert known.changes > now
