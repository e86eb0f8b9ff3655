"""Nothing burns in, and nights are dark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.resting import DOWN, PHOTO_MINUTES, REACH, calm, dimming
from kiosk.core.settings import Night

DAY = 24 * 60


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
