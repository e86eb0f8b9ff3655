"""How often a desk looks at wrong claim codes."""

import pytest

from kiosk.core.code_brake import MINUTE, CodeBrake
from sync.protocol.orders import CODE_TRIES


class Clock:
    def __init__(self):
        self.seconds = 5.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


def test_so_many_are_looked_at_within_a_minute_and_then_none_until_it_is_over(clock):
    brake = CodeBrake(clock)
    for _ in range(CODE_TRIES):
        assert brake.seconds_left() == 0
        brake.count()
        clock.seconds += 2
    left = MINUTE - 2 * CODE_TRIES
    assert brake.seconds_left() == left
    clock.seconds += left - 0.1
    assert brake.seconds_left() == 1
    clock.seconds += 0.1
    assert brake.seconds_left() == 0


def test_a_few_in_each_minute_never_meet_it(clock):
    brake = CodeBrake(clock)
    for _ in range(5 * CODE_TRIES):
        brake.count()
        clock.seconds += MINUTE / (CODE_TRIES - 2)
        assert brake.seconds_left() == 0


def test_what_led_somewhere_was_no_wrong_code(clock):
    brake = CodeBrake(clock)
    for _ in range(CODE_TRIES):
        brake.count()
    assert brake.seconds_left()
    brake.forgive()
    assert brake.seconds_left() == 0
    brake.count()
    assert brake.seconds_left()


def test_a_tablet_owes_nobody_a_try(clock):
    brake = CodeBrake(clock)
    brake.forgive()
    for _ in range(CODE_TRIES):
        assert brake.seconds_left() == 0
        brake.count()
    assert brake.seconds_left()
