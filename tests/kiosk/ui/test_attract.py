"""The idle screen over the hours, by its pixels."""

import pytest

from kiosk.ui.robot import SETTLE_MS
from sync.protocol.tablet_settings import Night

MINUTE = 60
HOURS_TO_NIGHT = 13
"""From the standing clock's 10 o'clock in the store to 23."""


@pytest.fixture
def photograph(kiosk, robot):
    def take():
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the photo")
        robot.painted()
        return kiosk.window.grabWindow()

    return take


def differing(one, other):
    step = 5
    points = [(x, y) for x in range(0, one.width(), step) for y in range(0, one.height(), step)]
    return sum(one.pixel(*point) != other.pixel(*point) for point in points) / len(points)


def lightness(picture):
    points = [(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)]
    return sum(picture.pixelColor(*point).lightnessF() for point in points) / len(points)


def test_words_and_photo_move_from_minute_to_minute_and_leave_no_edge(kiosk, clock, photograph):
    before = photograph()
    clock.seconds += 4 * MINUTE
    kiosk.attract.tick()
    after = photograph()
    assert differing(before, after) > 0.05
    page = kiosk._stage.look.colour("page").rgb()
    edges = [(x, y) for x in range(after.width()) for y in (0, after.height() - 1)]
    edges += [(x, y) for x in (0, after.width() - 1) for y in range(after.height())]
    assert not [point for point in edges if after.pixel(*point) == page]


def test_it_is_darker_at_night_and_bright_again_in_the_morning(kiosk, clock, photograph):
    kiosk.attract.darken(Night(22, 6, 60))
    assert kiosk.attract.dim == 0
    day = lightness(photograph())
    clock.seconds += HOURS_TO_NIGHT * 3600
    kiosk.attract.tick()
    assert kiosk.attract.dim == pytest.approx(0.6)
    assert lightness(photograph()) == pytest.approx(0.4 * day, rel=0.1)
    clock.seconds += 8 * 3600
    kiosk.attract.tick()
    assert kiosk.attract.dim == 0
    assert lightness(photograph()) == pytest.approx(day, rel=0.1)


def test_a_touch_in_the_dark_begins_like_any_other(kiosk, clock, robot, middle):
    kiosk.attract.darken(Night(0, 23, 80))
    robot.painted()
    middle(kiosk.window, 900, 300)
    assert kiosk.model.page == "home"
