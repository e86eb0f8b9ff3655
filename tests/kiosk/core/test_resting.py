"""Nothing burns in, and nights are dark."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.resting import DOWN, PHOTO_MINUTES, REACH, calm, dimming, is_off
from sync.protocol.products import Opening, Store
from sync.protocol.tablet_settings import Night

DAY = 24 * 60
SHOP = Store(
    "bari", "Bari", timezone="Europe/Rome", hours=[Opening(day, "10:00", "19:30") for day in range(6)]
)


@given(st.integers(0, 10**9))
def test_it_moves_slowly_and_never_far(minute):
    before, now = calm(minute), calm(minute + 1)
    assert abs(now.x) <= REACH
    assert abs(now.y) <= REACH
    assert abs(now.x - before.x) <= 1
    assert abs(now.y - before.y) <= 1
    assert (now.x, now.y) != (before.x, before.y)


def test_in_a_day_it_stands_evenly_everywhere():
    places = [calm(minute) for minute in range(DAY)]
    columns = {x: sum(place.x == x for place in places) for x in range(-REACH, REACH + 1)}
    assert max(columns.values()) <= DAY / (2 * REACH) + REACH
    assert len({(place.x, place.y) for place in places}) > 4 * DOWN


def test_photos_take_turns():
    turns = [calm(minute).turn for minute in range(3 * PHOTO_MINUTES)]
    assert turns == [0] * PHOTO_MINUTES + [1] * PHOTO_MINUTES + [2] * PHOTO_MINUTES


@pytest.mark.parametrize(
    ("night", "dark"),
    [
        (Night(), []),
        (Night(8, 8, 50), []),
        (Night(1, 4, 50), [1, 2, 3]),
        (Night(22, 2, 50), [0, 1, 22, 23]),
        (Night(22, 2, 0), []),
    ],
)
def test_it_is_dark_from_the_hour_it_begins_to_the_hour_it_ends(night, dark):
    assert [hour for hour in range(24) if dimming(night, hour)] == dark


@pytest.mark.parametrize(
    ("now", "off"),
    [
        ("2026-11-26T09:29:00+01:00", True),
        ("2026-11-26T09:31:00+01:00", False),
        ("2026-11-26T15:00:00+01:00", False),
        ("2026-11-26T19:59:00+01:00", False),
        ("2026-11-26T20:01:00+01:00", True),
        ("2026-11-29T12:00:00+01:00", True),
    ],
)
def test_it_is_off_while_nobody_is_in_the_store(now, off):
    assert is_off(Night(off_when_closed=True), SHOP, dt.datetime.fromisoformat(now)) == off
    assert not is_off(Night(), SHOP, dt.datetime.fromisoformat(now))


def test_it_stays_on_where_the_hours_are_not_known():
    assert not is_off(Night(off_when_closed=True), Store("x", "X"), dt.datetime(2026, 11, 29, tzinfo=dt.UTC))
