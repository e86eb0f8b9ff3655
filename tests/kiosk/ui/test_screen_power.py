"""While the store is closed the screen is off, and whoever comes all the same is served."""

import msgspec
import pytest

from kiosk.ui.screen_power import QUIET_SECONDS
from sync.protocol.products import Opening
from sync.protocol.tablet_settings import Night

SOFA = "SOF-moss-2120"
CLOSED = Night(off_when_closed=True)


@pytest.fixture
def closed(kiosk, clock, robot):
    """A kiosk in a store that is open on one night of the week alone, and had nobody for a while."""
    hours = [Opening(2, "01:00", "02:00")]
    kiosk.shop.store = msgspec.structs.replace(kiosk.shop.store, hours=hours)
    kiosk.model.toAttract()
    robot.wait(kiosk._power._looks.isActive, "the first frame")
    kiosk._power.begin(CLOSED)
    clock.seconds += QUIET_SECONDS
    return kiosk


def test_it_goes_off_and_the_first_touch_only_wakes_it(closed, robot):
    closed._power.look()
    robot.wait(lambda: closed.attract.asleep, "the dark")
    robot.tap("Begin")
    robot.wait(lambda: not closed.attract.asleep, "the light")
    assert closed.model.page == "attract"
    robot.tap("Begin")
    robot.wait(lambda: closed.model.page == "home", "the first page")


def test_a_scan_wakes_it_and_is_answered(closed):
    closed._power.look()
    assert closed.attract.asleep
    closed._rack.scanned.emit(SOFA)
    assert not closed.attract.asleep
    assert closed.model.page == "product"


def test_it_stays_on_while_somebody_is_served(closed, clock):
    closed.scan(SOFA)
    clock.seconds += QUIET_SECONDS
    closed._power.look()
    assert not closed.attract.asleep


def test_it_stays_on_where_that_is_not_wanted(closed):
    closed._power.look()
    assert closed.attract.asleep
    closed._power.go_by(Night())
    assert not closed.attract.asleep


def test_it_is_left_on_when_the_kiosk_ends(closed):
    closed._power.look()
    assert closed.attract.asleep
    closed._power.light()
    assert not closed.attract.asleep
