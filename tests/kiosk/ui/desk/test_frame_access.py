"""The desk's own pages: every control has a name in words, a size, a key and a visible focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.orders import Line, Order
from sync.protocol.staff import HelpCall
from sync.protocol.stock import StockLevel
from tests.kiosk.ui.desk import test_people_access
from tests.kiosk.ui.test_access import controls

SOFA = "SOF-moss-2120"


def to_sign_in(kiosk, _tell):
    kiosk.desk.model.lock()


def to_today(kiosk, tell):
    now = kiosk.shop.now().isoformat()
    order = Order("1", "1", "milano", "collect", "new", [Line("l", "sofa", "moss-2120", 1)], now, now)
    tell(kiosk.desk.work.orders, "order", order)
    tell(kiosk.desk.work.people, "help", HelpCall("h", "", "Kiosk 5", now, "sofa"))


def to_stock(kiosk, tell):
    level = StockLevel("moss-2120", 4, kiosk.shop.now().isoformat(), aisle="7")
    tell(scopes.stock("milano"), "stock", level, "moss-2120")
    kiosk.scan(SOFA)


def to_correction(kiosk, tell):
    to_stock(kiosk, tell)
    kiosk.desk.model.stock.begin("correct")


def to_health(kiosk, _tell):
    kiosk.desk.model.go("health")


PAGES = [to_sign_in, to_today, to_stock, to_correction, to_health]


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.usefixtures("desk")
def test_controls_have_a_name_and_a_size(kiosk, robot, tell, go, language):
    kiosk.model.speak(language)
    go(kiosk, tell)
    robot.painted()
    found = controls(robot)
    assert found
    for item in found:
        name = robot.name(item)
        assert name.strip(), item
        assert "." not in name or " " in name, f"an untranslated text: {name}"
        assert item.height() >= 40, name


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.usefixtures("desk")
def test_tab_reaches_every_control_and_shows_where_it_is(kiosk, robot, tell, go):
    kiosk.window.requestActivate()
    go(kiosk, tell)
    robot.work_for(50)
    test_people_access.walk_with_tab(robot)


@pytest.mark.usefixtures("desk")
def test_tab_goes_round_in_a_dialog_and_reaches_nothing_behind_it(kiosk, robot, tell):
    kiosk.window.requestActivate()
    test_people_access.to_writing(kiosk, tell)
    robot.painted()
    seen = set()
    for _step in range(60):
        QTest.keyClick(kiosk.window, Qt.Key.Key_Tab)
        robot.work_for(5)
        item = above = kiosk.window.activeFocusItem()
        names = []
        above = item
        while above:
            names.append(above.metaObject().className())
            above = above.parentItem()
        assert any(name.startswith("WriteDialog") for name in names), robot.name(item)
        seen.add((names[0], robot.name(item)))
    assert len(seen) > 1
