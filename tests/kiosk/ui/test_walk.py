"""A walk over every page of the kiosk, in the looks of both brands: what is seen, and what a finger meets."""

import pytest

from tests.kiosk.ui import walk
from tests.kiosk.ui.test_access import PAGES

LOOKS = [("olmaia", "en"), ("vesperi", "it")]


@pytest.fixture(params=LOOKS, ids=["olmaia", "vesperi"])
def kiosk(request, open_kiosk):
    """A kiosk of either brand."""
    brand, language = request.param
    return open_kiosk(brand=brand, language=language)


@pytest.mark.parametrize("go", PAGES)
def test_everything_stands_out_and_can_be_met(kiosk, robot, go):
    go(kiosk)
    settle(kiosk, robot)
    found = walk.lacks(robot, kiosk.window)
    assert not found, found


def settle(kiosk, robot):
    """Let what moves come to rest."""
    robot.work_for(300)
    robot.wait(robot.pictures_ready, "the pictures")
    robot.painted()
