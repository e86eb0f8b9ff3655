"""The pages of orders by keyboard alone, and every control on them with a name, a role, a size and a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sync.protocol.orders import Contact, Line, Order
from tests.kiosk.ui.walk import controls

NOW = "2026-11-22T09:00:00+00:00"


@pytest.fixture
def order(kiosk, desk, tell):
    """An order of two lines that nobody has, on the list of orders."""
    lines = [Line("a", "sofa", "moss-2120", 2), Line("b", "vase", "vase", 1)]
    contact = Contact("Luca B.", "luca@example.org")
    tell(
        kiosk.desk.work.orders,
        "order",
        Order("o1", "4107", "milano", "collect", "new", lines, NOW, contact=contact),
    )
    kiosk.window.requestActivate()
    return "o1"


@pytest.fixture
def stored(kiosk):
    return lambda: kiosk._replica.document(kiosk.desk.work.orders, "order", "o1", Order)


def to_orders(desk):
    desk.go("orders")


def to_order(desk):
    desk.show("order", "o1")


def to_picking(desk):
    to_order(desk)
    desk.order.goOn()


def to_reason(desk):
    to_picking(desk)
    desk.order.ask("short")


def to_alike(desk):
    to_picking(desk)
    desk.order.ask("substitute")


def to_menu(desk):
    to_picking(desk)
    desk.order.ask("menu")


def to_history(desk):
    to_picking(desk)
    desk.order.ask("history")


def to_wave(desk):
    desk.show("wave", "o1")


PAGES = [to_orders, to_order, to_picking, to_reason, to_alike, to_menu, to_history, to_wave]


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize("go", PAGES)
@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_controls_have_name_role_and_size(kiosk, robot, desk, go, language):
    go(desk)
    kiosk.model.speak(language)
    robot.work(50)
    for item in controls(robot):
        interface = QAccessible.queryAccessibleInterface(item)
        name = interface.text(QAccessible.Text.Name)
        assert name.strip(), item
        assert "." not in name or " " in name, f"an untranslated text: {name}"
        assert interface.state().focusable, name
        assert item.height() >= 40, name


@pytest.mark.usefixtures("order")
@pytest.mark.parametrize("go", PAGES)
def test_tab_reaches_every_control(kiosk, robot, desk, go):
    go(desk)
    robot.work(50)
    wanted = {robot.name(item) for item in controls(robot)}
    seen = set()
    for _step in range(3 * len(wanted) + 6):
        item = robot.tab()
        if item.inherits("QQuickAbstractButton"):
            assert item.property("visualFocus"), robot.name(item)
            seen.add(robot.name(item))
    assert wanted <= seen


@pytest.mark.usefixtures("order")
def test_an_order_is_prepared_by_keyboard_alone(kiosk, robot, desk, stored):
    robot.press(Qt.Key.Key_2)
    robot.wait(lambda: desk.page == "orders" and len(desk.orders.rows) == 1, "the orders")
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "order", "the order")
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "accepted", "to be taken")
    for pieces in (1, 2, 3):
        robot.press(Qt.Key.Key_Return)
        robot.wait(lambda wanted=pieces: sum(line.picked for line in stored().lines) == wanted, "a piece")
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "packed", "all together")
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.order.questions.kind == "place", "the question")
    robot.work_for(100)
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "ready_for_pickup", "to be ready")
    assert stored().place == "Pick-up desk"
    robot.work_for(100)
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: desk.page == "orders", "the way back")


@pytest.mark.usefixtures("order")
def test_arrows_choose_the_line_and_escape_leaves_a_question(robot, desk):
    to_picking(desk)
    first = desk.order._current
    robot.press(Qt.Key.Key_Down)
    assert desk.order._current != first
    desk.order.ask("short")
    robot.work_for(100)
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: desk.order.questions.kind == "", "the question to go")
    assert desk.page == "order"
