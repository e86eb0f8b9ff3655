from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sync.hub import lockout
from sync.hub.lockout import FREE_TRIES, LOCKED_AFTER, Tries

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def waits() -> list[int]:
    """The waits that somebody has who tries as soon as they may."""
    now, tries, found = NOON, Tries(), []
    while lockout.state(tries, now) != "locked":
        tries = lockout.count(tries, now)
        found.append(lockout.seconds_left(tries, now))
        now += timedelta(seconds=found[-1])
    return found


def test_waits_double_and_end_in_a_lock() -> None:
    assert waits() == [0] * FREE_TRIES + [30, 60, 120, 240, 480, 960]
    assert len(waits()) == LOCKED_AFTER


@given(st.lists(st.floats(0, 4000), max_size=60))
def test_nobody_tries_more_often_than_the_waits_allow(pauses: list[float]) -> None:
    now, tries, taken = NOON, Tries(), []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if lockout.state(tries, now) == "free":
            tries = lockout.count(tries, now)
            taken.append(now)
    assert len(taken) <= LOCKED_AFTER
    for number, (before, after) in enumerate(pairwise(taken), 1):
        assert (after - before).total_seconds() >= (waits()[number - 1])
