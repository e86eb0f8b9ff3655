import pytest

from sync.client.progress import EVERY, LEARNING, Pace, Progress
from tests.fakes import Clock

MB = 1_000_000
STEP = 0.5


@pytest.fixture
def clock() -> Clock:
    return Clock()


def arrive(pace: Pace, clock: Clock, here: int, speed: float, seconds: float) -> list[Progress]:
    """Let bytes arrive at a steady speed; return what was said."""
    said = []
    for _ in range(round(seconds / STEP)):
        clock.pass_by(STEP)
        here += int(speed * STEP)
        said.append(pace.at(here))
    return said


def test_nothing_is_said_of_the_time_before_it_can_be_known(clock):
    pace = Pace(100 * MB, clock)
    assert pace.at(0) == (0, 100 * MB, None, 0)
    said = arrive(pace, clock, 0, 10 * MB, LEARNING)
    assert [one.seconds_left for one in said[:-1]] == [None] * (len(said) - 1)
    assert said[-1].seconds_left == pytest.approx(8)


def test_what_an_earlier_try_brought_counts_as_here_and_not_as_speed(clock):
    pace = Pace(100 * MB, clock)
    assert pace.at(60 * MB).done == 60 * MB
    assert arrive(pace, clock, 60 * MB, MB, 4)[-1].seconds_left == pytest.approx(36)


def test_a_short_stall_does_not_make_the_estimate_jump_and_a_slower_line_is_believed_in_time(clock):
    pace = Pace(1000 * MB, clock)
    pace.at(0)
    steady = arrive(pace, clock, 0, 10 * MB, 20)[-1]
    assert steady.seconds_left == pytest.approx(80)
    stalled = arrive(pace, clock, 200 * MB, 0, 1)[-1]
    assert 80 <= stalled.seconds_left < 95
    slower = arrive(pace, clock, 200 * MB, 5 * MB, 60)[-1]
    assert slower.seconds_left == pytest.approx((1000 - 500) / 5, rel=0.1)


def test_it_is_told_no_more_often_than_somebody_reads(clock):
    pace = Pace(100 * MB, clock)
    pace.at(0)
    clock.pass_by(EVERY / 2)
    assert pace.at(MB) is None
    clock.pass_by(EVERY)
    assert pace.at(2 * MB) is not None
    assert pace.at(100 * MB).done == 100 * MB, "the end is always told"
