"""Promised by the clock on the store's wall: nobody prepares anything at night."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub import terms
from sync.hub.orders import promise
from sync.protocol.products import Opening, Store

WEEK = [Opening(day, "10:00", "19:30") for day in range(6)]
MILANO = Store("milano", "Milano", timezone="Europe/Rome", hours=WEEK)
BREAK = Store("bari", "Bari", hours=[Opening(3, "09:00", "13:00"), Opening(3, "15:00", "19:00")])
LATE = Store("roma", "Roma", hours=[Opening(3, "18:00", "02:00"), Opening(4, "18:00", "24:00")])


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("store", "now", "minutes", "expected"),
    [
        (MILANO, "2026-11-26T10:00:00+01:00", 120, "2026-11-26T12:00:00+01:00"),
        (MILANO, "2026-11-26T07:00:00+01:00", 120, "2026-11-26T12:00:00+01:00"),
        (MILANO, "2026-11-26T19:00:00+01:00", 120, "2026-11-27T11:30:00+01:00"),
        (MILANO, "2026-11-28T19:00:00+01:00", 60, "2026-11-30T10:30:00+01:00"),
        (MILANO, "2026-03-28T19:00:00+01:00", 60, "2026-03-30T10:30:00+02:00"),
        (BREAK, "2026-11-26T12:30:00+00:00", 60, "2026-11-26T15:30:00+00:00"),
        (BREAK, "2026-11-26T18:30:00+00:00", 60, "2026-12-03T09:30:00+00:00"),
        (LATE, "2026-11-27T01:30:00+00:00", 60, "2026-11-27T18:30:00+00:00"),
        (LATE, "2026-11-27T23:30:00+00:00", 30, "2026-11-28T00:00:00+00:00"),
        (
            Store("s", "S", timezone="Mars/Base", hours=WEEK),
            "2026-11-26T10:00:00Z",
            5,
            "2026-11-26T10:05:00Z",
        ),
        (Store("s", "S"), "2026-11-26T23:00:00Z", 120, "2026-11-27T01:00:00Z"),
        (None, "2026-11-26T23:00:00Z", 120, "2026-11-27T01:00:00Z"),
    ],
)
def test_minutes_of_opening_hours(store: Store | None, now: str, minutes: int, expected: str) -> None:
    assert promise.after(minutes, at(now), store) == at(expected)


moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


@given(moments, st.integers(1, 3000))
def test_a_promise_is_never_too_early_and_always_while_somebody_is_there(
    now: dt.datetime, minutes: int
) -> None:
    due = promise.after(minutes, now, MILANO)
    assert due - now >= dt.timedelta(minutes=minutes)
    local = due.astimezone(ZoneInfo("Europe/Rome"))
    assert local.weekday() < 6
    assert dt.time(10) < local.time() <= dt.time(19, 30)


def test_a_store_that_never_opens_is_no_reason_to_promise_nothing() -> None:
    closed = Store("s", "S", hours=[Opening(0, "10:00", "10:01")])
    assert promise.after(10_000, at("2026-11-26T10:00:00Z"), closed) == at("2026-12-03T08:40:00Z")


def test_what_the_file_does_not_say_stays_as_it_is(tmp_path) -> None:
    path = tmp_path / "orders.toml"
    path.write_text("[minutes]\ncollect = 60\n[stores.roma.minutes]\nrequest = 5\n")
    said = terms.read(path)
    assert said.of("milano") == terms.Terms(collect=60)
    assert said.of("roma") == terms.Terms(request=5, collect=60)
    assert said.of("roma").minutes("desk") == 120


@pytest.mark.parametrize("text", ["keep_days = 0", "minute = 3", "[minutes]\nrequest = '5'", "= 3", "\xff"])
def test_a_file_that_says_something_else_is_refused_in_words(tmp_path, text: str) -> None:
    path = tmp_path / "orders.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(terms.TermsError, match=r"orders\.toml"):
        terms.read(path)
    with pytest.raises(terms.TermsError, match="No such file"):
        terms.read(tmp_path / "none.toml")
