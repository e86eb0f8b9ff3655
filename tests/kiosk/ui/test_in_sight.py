"""What has the keyboard is seen: pages and lists scroll to it."""

import pytest
from PySide6.QtCore import Qt

from tests.kiosk.ui import walk
from tests.kiosk.ui.ways import to_mine


@pytest.fixture
def mine(kiosk, robot):
    kiosk.window.requestActivate()
    to_mine(kiosk)
    robot.painted()


@pytest.mark.usefixtures("mine")
def test_a_page_scrolls_to_what_tab_leads_to(kiosk, robot):
    control = robot.find("No: Being known in the store")
    assert walk.seen(control).isEmpty()
    control.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    robot.painted()
    assert walk.seen(control).height() == control.height()
    robot.find("English").forceActiveFocus(Qt.FocusReason.TabFocusReason)


@pytest.mark.usefixtures("mine")
def test_nothing_moves_under_a_finger(kiosk, robot):
    control = robot.find("No: Being known in the store")
    control.forceActiveFocus(Qt.FocusReason.MouseFocusReason)
    robot.painted()
    assert walk.seen(control).isEmpty()
