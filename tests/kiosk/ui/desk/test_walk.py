"""A walk over every page of the desk, in the looks of both brands: what is seen, and what a finger meets."""

import pytest

from tests.kiosk.ui import walk
from tests.kiosk.ui.desk import test_frame_access, test_people_access
from tests.kiosk.ui.test_walk import LOOKS, settle

PAGES = list(dict.fromkeys([*test_frame_access.PAGES, *test_people_access.PAGES, *test_frame_access.DIALOGS]))


@pytest.fixture(params=LOOKS, ids=["olmaia", "vesperi"])
def kiosk(request, open_kiosk):
    """A kiosk of either brand."""
    brand, language = request.param
    return open_kiosk(brand=brand, language=language)


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.usefixtures("desk")
def test_everything_stands_out_and_can_be_met(kiosk, robot, tell, go):
    go(kiosk, tell)
    settle(kiosk, robot)
    found = walk.lacks(robot, kiosk.window)
    assert not found, found
