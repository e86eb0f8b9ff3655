"""Where a slow scanner's keys are waited for, and where somebody who types would be kept waiting."""

import pytest

from kiosk.ui.scanners.wedge import SLOW_MS
from tests.kiosk.ui.scanners.test_wedge import Keyboard
from tests.kiosk.ui.ways import SOFA


@pytest.fixture
def typed_into(kiosk, robot):
    robot.wait(kiosk.window.isActive, "the keyboard")
    return kiosk._rack.wedge.typed_into


def test_on_the_pages_to_look_at_nothing_is_typed(kiosk, typed_into):
    kiosk.scan(SOFA)
    for page in (kiosk.model.toHome, kiosk.model.toList, kiosk.model.toTake, kiosk.model.toAttract):
        assert not typed_into()
        page()


def test_a_code_a_search_and_a_note_are_typed(kiosk, robot, typed_into):
    kiosk.model.toClaim()
    assert typed_into()
    kiosk.model.typeSearch()
    robot.wait(typed_into, "the search's field")
    kiosk.model.toHome()
    robot.wait(lambda: not typed_into(), "the home page")


def test_in_access_mode_it_is_where_one_writes(kiosk, settle, typed_into):
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    settle()
    assert not typed_into()
    kiosk.model.typeSearch()
    settle()
    assert typed_into()


def test_a_slow_scanner_opens_a_product_in_access_mode_and_presses_nothing(kiosk, settle, typed_into):
    kiosk.model.begin()
    kiosk.access.switch.toggle()
    settle()
    keyboard = Keyboard(kiosk.window)
    keyboard.type(SOFA, gap=SLOW_MS)
    keyboard.enter(gap=SLOW_MS)
    settle()
    assert kiosk.model.page == "product"
