"""The desk's own pages: every control has a name in words, a size, a key and a visible focus."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.orders import Line, Order
from sync.protocol.staff import Associate, Colleague, Colleagues, HelpCall, Role
from sync.protocol.stock import StockLevel
from tests.kiosk.ui.desk import test_people_access
from tests.kiosk.ui.walk import controls, is_in

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


def to_colleagues(kiosk, _tell):
    locked = Colleague(Associate("g", "Giulia", Role.ASSOCIATE), "locked", "2026-11-22T08:40:00Z")
    answered = Future()
    answered.set_result(Colleagues([locked]))
    kiosk.desk.staff._ask = lambda *_asked: answered
    kiosk.desk.model.show("colleagues")


def to_settings(kiosk, _tell):
    kiosk.model.toSettings()


PAGES = [to_settings, to_sign_in, to_today, to_stock, to_correction, to_health, to_colleagues]


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.usefixtures("desk")
def test_controls_have_a_name_and_a_size(kiosk, robot, tell, go, language):
    kiosk.model.speak(language)
    go(kiosk, tell)
    robot.painted()
    test_people_access.check_controls(robot)


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.usefixtures("desk")
def test_tab_reaches_every_control_and_shows_where_it_is(kiosk, robot, tell, go):
    kiosk.window.requestActivate()
    go(kiosk, tell)
    robot.work_for(50)
    test_people_access.walk_with_tab(robot)


def to_order_question(kind):
    def go(kiosk, tell):
        now = kiosk.shop.now().isoformat()
        ready = kind == "hand_over"
        order = Order(
            "o1",
            "4107",
            "milano",
            "collect",
            "ready_for_pickup" if ready else "accepted",
            [Line("l", "sofa", "moss-2120", 2)],
            now,
            now,
            claim="c" * 32,
            claimed=kiosk.desk.work.actor,
        )
        tell(kiosk.desk.work.orders, "order", order)
        kiosk.desk.model.show("order", "o1")
        kiosk.desk.model.order.ask(kind)

    go.__name__ = f"to_{kind}"
    return go


DIALOGS = [
    test_people_access.to_writing,
    to_correction,
    *(to_order_question(kind) for kind in ("short", "substitute", "menu", "history", "hand_over")),
]
KEYS = [
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
]


@pytest.mark.parametrize("go", DIALOGS)
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.usefixtures("desk")
def test_tab_goes_round_in_a_dialog_both_ways_and_reaches_nothing_behind_it(kiosk, robot, tell, go, key):
    kiosk.window.requestActivate()
    go(kiosk, tell)
    robot.painted()
    robot.wait(kiosk.window.isActive, "the window to have the keyboard")
    robot.wait(lambda: is_asked(robot, kiosk.window.activeFocusItem()), "the dialog to have it")
    wanted = {robot.name(item) for item in controls(robot)}
    seen = set()
    for _step in range(len(wanted) + 2):
        before = kiosk.window.activeFocusItem()
        QTest.keyClick(kiosk.window, *key)
        robot.painted()  # Where there is one control alone, the keyboard comes back to it.
        left = before if len(wanted) > 1 else None
        robot.wait(lambda left=left: has_gone_on(robot, left), f"to leave {robot.name(before)}")
        seen.add(robot.name(kiosk.window.activeFocusItem()))
    assert wanted
    assert wanted <= seen


def has_gone_on(robot, left):
    """Whether something else in the dialog has the keyboard."""
    item = robot.window.activeFocusItem()
    return item is not left and is_asked(robot, item)


def is_asked(robot, item):
    """Whether an item stands in the dialog."""
    return is_in(item, [one for one in robot._visible() if one.property("cardWidth") is not None])
