"""Signing in, changing person, locking, and going back to a kiosk that holds nothing of the desk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.robot import Robot
from sync.protocol.orders import Contact, Order
from sync.protocol.orders import Line as OrderLine

SOFA = "SOF-moss-2120"
MARCOS = "482913"


@pytest.fixture
def at_door(kiosk, hub_door):
    """The page where somebody signs in."""
    kiosk.model.toDesk()
    return kiosk.desk.model.signIn


def type_in(window, text):
    for each in text:
        QTest.keyClick(window, each)


def test_a_name_and_a_pin_lead_to_today_by_keyboard_alone(kiosk, robot, at_door):
    kiosk.window.requestActivate()
    robot.painted()
    at_door.write("Marco")
    for count, digit in enumerate(MARCOS, start=1):
        QTest.keyClick(kiosk.window, Qt.Key(ord(digit)))
        robot.wait(lambda count=count: at_door.digits == count, f"the figure {count}")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: kiosk.desk.model.page == "today", "Today")
    assert robot.find("Marco")


def test_building_the_pages_meanwhile_leaves_the_keyboard_where_it_is(kiosk, robot, at_door):
    kiosk.window.requestActivate()
    robot.painted()
    takes = kiosk.window.activeFocusItem()
    slots = kiosk.window.findChild(QQuickItem, "deskPages").childItems()
    robot.wait(lambda: all(slot.property("item") for slot in slots), "the pages")
    robot.painted()
    assert kiosk.window.activeFocusItem() is takes


def test_a_badge_is_scanned_and_the_keys_on_the_screen_do_the_rest(kiosk, robot, at_door):
    kiosk.scan("Giulia")
    assert at_door.badged
    robot.wait(lambda: robot.find("Badge read. Now your PIN.") is not None, "the word on it")
    for digit in "735264":
        robot.tap(digit)
    robot.tap("Sign in")
    robot.wait(lambda: kiosk.desk.model.who == "Giulia", "Giulia")


@pytest.mark.parametrize(
    ("name", "pin", "words"),
    [
        ("Marco", "111111", "That was not right: name, badge or PIN."),
        ("Nobody", MARCOS, "That was not right: name, badge or PIN."),
    ],
)
def test_who_it_was_not_is_told_and_the_pin_is_gone(kiosk, at_door, name, pin, words):
    at_door.write(name)
    for digit in pin:
        at_door.press(digit)
    at_door.enter()
    assert (at_door.said, at_door.digits) == (words, 0)
    assert kiosk.desk.model.page == ""


def test_without_the_hub_only_who_was_here_comes_in(kiosk, at_door, hub_door, sign_in):
    hub_door.down = True
    at_door.write("Marco")
    for digit in MARCOS:
        at_door.press(digit)
    at_door.enter()
    assert "12 hours" in at_door.said
    hub_door.down = False
    sign_in("Marco")
    hub_door.down = True
    kiosk.desk.model.lock()
    sign_in("Marco")
    assert kiosk.desk.model.page == "today"


def test_it_locks_by_itself_shows_nothing_then_and_a_colleague_takes_over(kiosk, desk, clock, robot, sign_in):
    clock.seconds += 181
    kiosk.desk.door.tick()
    assert desk.page == ""
    robot.wait(lambda: robot.find("Welcome back, Marco") is not None, "the question for the PIN")
    sign_in("Giulia")
    assert (desk.page, desk.who) == ("today", "Giulia")
    kiosk.desk.door.lock()
    assert [row.name for row in desk.signIn.people[:]] == ["Giulia", "Marco"]


def test_who_comes_back_is_where_they_were_and_nobody_else_is(kiosk, desk, robot, sign_in):
    desk.show("order", "4107")
    desk.show("customer", "anna")
    desk.lock()
    sign_in("Giulia")
    assert (desk.page, desk.customer.key, desk.order.key) == ("today", "", "")
    desk.back()
    assert desk.page == "today"
    desk.go("stock")
    desk.lock()
    sign_in("Marco")
    assert (desk.page, desk.customer.key) == ("customer", "anna")
    desk.back()
    assert (desk.page, desk.order.key) == ("order", "4107")
    desk.lock()
    sign_in("Giulia")
    assert desk.page == "stock"


def test_who_signs_out_and_comes_anew_begins_on_today(kiosk, desk, sign_in):
    desk.lock()
    sign_in("Giulia")
    desk.lock()
    sign_in("Marco")
    desk.show("customer", "anna")
    desk.lock()
    desk.signIn.signOut()
    sign_in("Marco")
    assert (desk.page, desk.customer.key) == ("today", "")


def test_a_touch_keeps_it_open(kiosk, desk, clock):
    for _ in range(3):
        clock.seconds += 170
        kiosk.desk.door.touch()
    kiosk.desk.door.tick()
    assert desk.page == "today"


def test_a_scan_keeps_it_open(kiosk, desk, clock):
    for _ in range(3):
        clock.seconds += 170
        kiosk.scan(SOFA)
    kiosk.desk.door.tick()
    assert desk.page == "stock"


def test_the_last_one_who_signs_out_gives_the_tablet_back_wiped(kiosk, desk, tell, robot):
    line = OrderLine("l1", "sofa", "moss-2120", 1)
    order = Order("4107", "4107", "milano", "collect", "new", [line], "", contact=Contact("Zebedeo Q."))
    tell(kiosk.desk.work.orders, "order", order)
    assert desk.today.previewTitle == "Zebedeo Q."
    kiosk.desk.door.lock()
    desk.signIn.signOut()
    assert kiosk.model.page == "attract"
    assert kiosk.desk.work.replica.scopes_of("desk") == []
    found = [
        path for path in Path(kiosk._data).rglob("*") if path.is_file() and b"Zebedeo" in path.read_bytes()
    ]
    assert not found


def test_what_a_shopper_had_begun_is_over_once_an_associate_signs_in(kiosk, hub_door, sign_in):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toDesk()
    kiosk.model.leaveDesk()
    assert (kiosk.model.page, kiosk.pieces) == ("list", 1)
    kiosk.model.toDesk()
    sign_in("Marco")
    assert (kiosk.model.page, kiosk.pieces) == ("desk", 0)


def test_a_desk_for_good_never_serves_a_shopper(kiosk, hub_door, sign_in):
    kiosk.model.stay_desk()
    kiosk.model.leaveDesk()
    assert kiosk.model.page == "desk"
    sign_in("Marco")
    kiosk.desk.door.close()
    assert (kiosk.model.page, kiosk.desk.model.page) == ("desk", "")


@pytest.mark.parametrize("for_good", [True, False])
@pytest.mark.parametrize("page", ["desk", "staff"])
def test_nobody_at_a_desk_is_asked_whether_a_shopper_is_still_here(kiosk, desk, clock, for_good, page):
    if for_good:
        kiosk.model.stay_desk()
    kiosk.model.go(page)
    kiosk._flow.notice()
    for _ in range(2):
        clock.seconds += 61
        kiosk.visit.tick()
        assert not kiosk.visit.warning
    assert (kiosk.model.page, desk.page) == (page, "today")


def test_the_way_to_the_desk_is_left_when_nobody_goes_it(kiosk, hub_door, clock):
    kiosk.model.toDesk()
    kiosk._flow.notice()
    clock.seconds += 91
    kiosk.visit.tick()
    assert kiosk.model.page == "attract"


def test_where_nobody_ever_signed_in_the_scanners_are_looked_at_freely(kiosk, hub_door, robot):
    kiosk.model.toDesk()
    robot.tap("Scanner test")
    robot.wait(lambda: kiosk.model.page == "staff", "the scanners")


def test_after_the_first_sign_in_they_are_behind_it_whatever_was_wiped(
    kiosk, desk, robot, open_kiosk, hub_door
):
    kiosk.desk.door.close()
    robot.wait(lambda: kiosk.model.page == "attract", "the shoppers' page")
    for tablet in (kiosk, open_kiosk()):
        tablet.model.toStaff()
        assert tablet.model.page == "attract"
        tablet.model.toDesk()
        seen = Robot(tablet.window)
        seen.wait(lambda seen=seen: seen.find("Who works here?") is not None, "the question")
        assert seen.find("Scanner test") is None


def test_who_is_signed_in_looks_at_them_until_the_desk_locks(kiosk, desk, robot):
    kiosk.model.toStaff()
    assert kiosk.model.page == "staff"
    desk.lock()
    kiosk.desk.door.tick()
    robot.wait(lambda: kiosk.model.page == "desk", "the desk")
    kiosk.model.toStaff()
    assert kiosk.model.page == "desk"
