"""The desk's shell: the rail, the way back, and every key that leads somewhere."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.ui.models.desk.pages import RAIL
from sync.client.errors import ReplicaError
from sync.protocol import own_codes
from sync.protocol.staff import Found, LookedUp, TakeHelp

PLACES = ["today", "orders", "customers", "stock", "return", "health"]


@pytest.mark.parametrize("page", RAIL)
def test_every_page_loads_with_its_place_marked(kiosk, desk, robot, page):
    desk.show(page, "")
    robot.painted()
    assert desk.page == page
    assert desk.place == RAIL[page]
    assert robot.find("Marco")


def test_figures_with_alt_lead_there_also_while_one_types(kiosk, desk, robot):
    kiosk.window.requestActivate()
    for at, place in enumerate(PLACES):
        desk.askFind()
        robot.painted()
        QTest.keyClick(kiosk.window, Qt.Key(int(Qt.Key.Key_1) + at), Qt.KeyboardModifier.AltModifier)
        robot.wait(lambda wanted=place: desk.page == wanted, place)


def test_figures_lead_to_the_places_of_the_rail(kiosk, desk, robot):
    kiosk.window.requestActivate()
    for at, place in enumerate(PLACES):
        desk.go("today")
        robot.painted()
        QTest.keyClick(kiosk.window, Qt.Key(int(Qt.Key.Key_1) + at))
        # A figure might be a scanner's: it is held back for a moment.
        robot.wait(lambda wanted=place: desk.page == wanted, place)


def test_the_slash_leads_to_the_search_field_and_escape_out_of_it(kiosk, desk, robot):
    kiosk.window.requestActivate()
    robot.painted()
    QTest.keyClick(kiosk.window, Qt.Key.Key_Slash)
    for key in (Qt.Key.Key_S, Qt.Key.Key_O, Qt.Key.Key_F):
        robot.work_for(60)
        QTest.keyClick(kiosk.window, key)
    robot.wait(lambda: [row.title for row in desk.find.rows[:1]] == ["Larch sofa"], "the sofa")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Escape)
    robot.wait(lambda: len(desk.find.rows) == 0, "the way out")
    QTest.keyClick(kiosk.window, Qt.Key.Key_2)
    robot.wait(lambda: desk.page == "orders", "the orders")


def test_the_slash_leads_to_the_field_of_the_page_that_is_seen(kiosk, desk, robot):
    for place in ("orders", "stock", "today"):
        desk.go(place)
        robot.painted()
    kiosk.window.requestActivate()
    robot.wait(kiosk.window.isActive, "the window to have the keyboard")
    desk.askFind()
    field = kiosk.window.activeFocusItem()
    assert field in robot.find_all(kiosk.shop.words.texts.get("desk.find"))


def test_who_has_no_keyboard_finds_by_the_keys_on_the_screen(kiosk, desk, robot):
    kiosk.window.requestActivate()
    robot.wait(kiosk.window.isActive, "the window to have the keyboard")
    robot.tap_item(robot.find(kiosk.shop.words.texts.get("desk.find")))
    robot.wait(lambda: desk.find.keypad.shown, "the keys")
    for key in "sofx":
        robot.tap(key)
    robot.tap(kiosk.shop.words.texts.get("keys.erase"))
    robot.wait(lambda: [row.title for row in desk.find.rows[:1]] == ["Larch sofa"], "the sofa")
    hit = next(name for name in robot.names() if name.startswith("Larch sofa"))
    robot.tap_item(robot.find(hit))
    robot.wait(lambda: desk.page == "stock", "the stock of it")
    assert not desk.find.keypad.shown


def test_goods_are_sought_by_the_keys_on_the_screen(kiosk, desk, robot):
    desk.go("stock")
    kiosk.window.requestActivate()
    robot.wait(kiosk.window.isActive, "the window to have the keyboard")
    robot.tap_item(robot.find(kiosk.shop.words.texts.get("stockdesk.seek")))
    robot.wait(lambda: desk.stock.goods.keypad.shown, "the keys")
    for key in "sof":
        robot.tap(key)
    robot.wait(lambda: len(desk.stock.goods.hits) == 1, "the sofa")
    desk.go("orders")
    robot.wait(lambda: not desk.stock.goods.keypad.shown, "the keys to go with the field")


def test_enter_goes_to_the_hit_that_the_arrows_chose(kiosk, desk, robot):
    kiosk.window.requestActivate()
    robot.painted()
    desk.askFind()
    desk.find.seek("sofa")
    robot.painted()
    assert [row.page for row in desk.find.rows[:]] == ["stock", "customers"]
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "customers", "the customers")
    assert desk.customers.text == "sofa"


def test_back_leads_to_where_one_was(desk):
    desk.show("order", "1")
    desk.show("customer", "anna")
    desk.back()
    assert (desk.page, desk.order.key) == ("order", "1")
    desk.back()
    assert desk.page == "today"
    desk.go("orders")
    desk.show("order", "2")
    desk.back()
    assert desk.page == "orders"
    desk.back()
    assert desk.page == "today"


def test_a_page_lets_go_of_what_it_showed_when_another_is_on(desk):
    desk.show("order", "1")
    desk.go("today")
    assert desk.order.key == ""


def test_what_the_disk_does_not_take_is_told(kiosk, desk, robot, monkeypatch):
    def full(*_arguments):
        raise ReplicaError("database or disk is full")

    monkeypatch.setattr(kiosk._replica, "commit_as", full)
    desk._work.do(desk._work.people, TakeHelp("call"))
    robot.wait(lambda: "could not be kept here" in desk.said, "the sentence")


def test_a_long_sentence_in_passing_is_read_to_its_end(desk, robot):
    desk._work.tell("order.told_handed_over_unpaid")

    def labels():
        return [item for item in robot._visible() if item.property("text") == desk.said]

    robot.wait(lambda: desk.said != "" and labels(), "the sentence")
    robot.painted()
    assert [label.property("truncated") for label in labels()] == [False]


def test_an_answer_that_comes_late_shows_nothing_at_a_locked_desk_nor_to_a_colleague(
    kiosk, desk, robot, hub_door, sign_in
):
    waiting = [Future(), Future()]
    usual, waits = hub_door.ask, list(waiting)

    def ask(path, body, answer):
        return waits.pop() if path == "/v1/staff/look-ups" else usual(path, body, answer)

    kiosk.desk.staff._ask = ask
    for late, colleague in zip(reversed(waiting), ("", "Giulia"), strict=True):
        kiosk.scan(own_codes.write("receipt", "7K3M9QAB"))
        desk.lock()
        if colleague:
            sign_in(colleague)
        there = desk.page
        late.set_result(LookedUp([Found("receipt", "ab" * 32, "", "0017")]))
        robot.work_for(100)
        assert desk.page == there
        sign_in("Marco")


def test_a_locked_desk_shows_no_page_whoever_asks_for_one(kiosk, desk):
    desk.lock()
    desk.show("orders", "")
    desk.go("stock")
    assert desk.page == ""


def test_a_number_of_another_system_is_asked_for_at_the_hub(kiosk, desk, robot, hub_door):
    found = {"LOY 2271": [Found("receipt", "ab" * 32, "", "0017")]}
    hub_door.answers["/v1/staff/look-ups"] = lambda body: LookedUp(found.get(body.text, []))
    kiosk.scan("LOY 2271")
    robot.wait(lambda: (desk.page, desk.returns.key) == ("return", "ab" * 32), "what it leads to")
    kiosk.scan("LOY 2272")
    robot.wait(lambda: "We don’t know this code" in robot.texts(), "the word on it")
