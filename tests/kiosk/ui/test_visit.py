"""Idle, crash and wipe, with a clock that the test moves."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from sync.client.errors import ReplicaError
from sync.client.replica import Replica
from sync.protocol import parking
from sync.protocol.lists import ShoppingList

SOFA = "SOF-moss-2120"
LISTS_SHEET = ("Your list", "New list", "Rename this one", "Close")
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def shopper_leaves(kiosk, clock, seconds):
    clock.seconds += seconds
    kiosk.visit.tick()


def test_nobody_is_warned_on_the_attract_page(kiosk, clock):
    kiosk._flow.notice()
    shopper_leaves(kiosk, clock, 600)
    assert not kiosk.visit.warning
    assert kiosk.model.page == "attract"


def test_the_warning_comes_and_staying_takes_it_away(kiosk, robot, clock):
    kiosk.scan(SOFA)
    shopper_leaves(kiosk, clock, 61)
    assert "Still here?" in robot.texts()
    robot.tap("I’m still here")
    assert not kiosk.visit.warning
    assert kiosk.model.page == "product"


def asked(kiosk, clock):
    kiosk.scan(SOFA)
    kiosk.product.add()
    shopper_leaves(kiosk, clock, 66)
    assert kiosk.visit.warning


def middle_of(robot, name):
    item = robot.find(name)
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_the_question_stands_until_its_button_is_let_go(kiosk, robot, clock):
    asked(kiosk, clock)
    there = middle_of(robot, "Put it aside now")
    QTest.mouseMove(kiosk.window, there)
    QTest.mousePress(kiosk.window, LEFT, PLAIN, there)
    robot.work_for(50)
    kiosk.visit.tick()
    assert kiosk.visit.warning
    QTest.mouseRelease(kiosk.window, LEFT, PLAIN, there)
    robot.wait(lambda: kiosk.model.page == "finish", "the end")
    assert not kiosk._replica.visits()


def test_a_finger_can_put_the_list_aside(kiosk, robot, clock):
    asked(kiosk, clock)
    there = middle_of(robot, "Put it aside now")
    finger = QTest.createTouchDevice()
    QTest.touchEvent(kiosk.window, finger).press(0, there, kiosk.window).commit()
    robot.work_for(50)
    assert kiosk.visit.warning
    QTest.touchEvent(kiosk.window, finger).release(0, there, kiosk.window).commit()
    robot.wait(lambda: kiosk.model.page == "finish", "the end")


def test_a_touch_beside_the_question_answers_it(kiosk, robot, clock):
    asked(kiosk, clock)
    QTest.mouseClick(kiosk.window, LEFT, PLAIN, QPoint(5, 5))
    robot.wait(lambda: not kiosk.visit.warning, "the answer")
    assert kiosk.model.page == "product"
    assert kiosk.visit.seconds == 90


def test_who_answered_types_on_where_they_were(kiosk, robot, clock):
    kiosk.model.typeSearch()
    robot.wait(lambda: kiosk.model.page == "search", "the search")
    robot.painted()
    field = kiosk.window.activeFocusItem()
    shopper_leaves(kiosk, clock, 66)
    robot.wait(lambda: "Still here?" in robot.texts(), "the question")
    QTest.mouseClick(kiosk.window, LEFT, PLAIN, QPoint(5, 5))
    robot.wait(lambda: kiosk.window.activeFocusItem() is field, "the keyboard")
    robot.press("V")
    robot.wait(lambda: kiosk.search.text == "v", "the letter")


def test_a_key_answers_and_the_way_to_a_button_does_not(kiosk, robot, clock):
    asked(kiosk, clock)
    robot.tab()
    robot.work_for(50)
    assert kiosk.visit.warning
    robot.press(Qt.Key.Key_A)
    robot.wait(lambda: not kiosk.visit.warning, "the answer")


def test_the_warning_shows_the_lists_code(kiosk, robot, clock):
    kiosk.scan(SOFA)
    kiosk.product.add()
    shopper_leaves(kiosk, clock, 66)
    assert "24" in robot.texts()
    assert "Your list waits under" in robot.texts()
    assert kiosk.visit.code in robot.texts()
    (parked,) = kiosk._replica.documents(
        kiosk._replica.scopes_of(kiosk._replica.visits()[0].id)[0], "list", ShoppingList
    )
    assert [*parked.parked] == [parking.claim_hash(parking.clean(kiosk.visit.code))]


def test_who_stays_and_is_asked_again_sees_the_same_code(kiosk, clock):
    kiosk.scan(SOFA)
    kiosk.product.add()
    shopper_leaves(kiosk, clock, 66)
    code = kiosk.visit.code
    kiosk.visit.stay()
    shopper_leaves(kiosk, clock, 70)
    assert kiosk.visit.code == code
    kiosk.visit.finish()
    assert kiosk.visit.code == code
    kiosk.model.toAttract()
    assert not kiosk.visit.parked
    assert kiosk.visit.code == kiosk.visit.codePath == kiosk.visit.waits == ""


def test_the_warning_is_heard_three_times(kiosk, clock):
    heard = []
    kiosk._flow.happened.connect(heard.append)
    kiosk.scan(SOFA)
    heard.clear()
    for _second in range(95):
        shopper_leaves(kiosk, clock, 1)
    assert heard == ["idle"] * 3


def test_with_nothing_on_it_no_code_is_shown(kiosk, robot, clock):
    kiosk.scan(SOFA)
    shopper_leaves(kiosk, clock, 66)
    assert not kiosk.visit.parked
    assert "Your list waits under" not in robot.texts()


def test_over_an_open_sheet_the_question_alone_has_the_keyboard(kiosk, robot, clock):
    """Two dialogs that each keep the keyboard would take it from one another without end."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.tap("All lists")
    robot.wait(lambda: robot.find("New list") is not None, "the sheet")
    shopper_leaves(kiosk, clock, 66)
    assert kiosk.visit.warning
    robot.work_for(200)
    moved = []
    kiosk.window.activeFocusItemChanged.connect(lambda: moved.append(kiosk.window.activeFocusItem()))
    robot.work_for(300)
    assert moved == []
    assert robot.name(kiosk.window.activeFocusItem()) == "I’m still here"
    robot.tap("I’m still here")
    robot.work_for(200)
    assert not kiosk.visit.warning
    assert kiosk.model.lists.shown
    robot.tab()
    assert any(robot.name(kiosk.window.activeFocusItem()).startswith(name) for name in LISTS_SHEET)


def test_nobody_there_wipes_everything(kiosk, clock):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    kiosk.shop.speak("ja")
    shopper_leaves(kiosk, clock, 91)
    assert kiosk.model.page == "attract"
    assert kiosk.pieces == 0
    assert not kiosk.product.shown
    assert not kiosk.take.ready
    assert kiosk.model.language == "en"
    assert not kiosk._replica.visits()


def test_a_scan_counts_as_somebody_being_there(kiosk, clock):
    kiosk.scan(SOFA)
    shopper_leaves(kiosk, clock, 50)
    kiosk.scan(SOFA)
    shopper_leaves(kiosk, clock, 50)
    assert not kiosk.visit.warning


def crash(kiosk):
    """Leave the files as a crash does, without ending the visit."""
    kiosk.visit.end = lambda _why: None


def test_after_a_crash_the_list_is_offered_and_goes_on(open_kiosk, clock):
    first = open_kiosk()
    first.scan(SOFA)
    first.product.add()
    crash(first)
    clock.seconds += 20
    second = open_kiosk()
    assert second.visit.offered
    assert second.visit.offeredPieces == 1
    second.visit.goOn()
    assert second.model.page == "list"
    assert second.pieces == 1


def test_an_offer_nobody_takes_is_wiped(open_kiosk, clock):
    first = open_kiosk()
    first.scan(SOFA)
    first.product.add()
    crash(first)
    clock.seconds += 20
    second = open_kiosk()
    clock.seconds += 80
    second.visit.tick()
    assert not second.visit.offered
    assert not second._replica.visits()
    assert second.model.page == "attract"


def test_too_late_after_a_crash_nothing_is_offered(open_kiosk, clock):
    first = open_kiosk()
    first.scan(SOFA)
    first.product.add()
    crash(first)
    clock.seconds += 120
    second = open_kiosk()
    assert not second.visit.offered
    assert not second._replica.visits()


def test_the_farewell_makes_room_for_the_next_shopper(kiosk):
    kiosk.visit.finish()
    assert kiosk.model.page == "finish"
    for _second in range(15):
        kiosk.model._count_farewell()
    assert kiosk.model.page == "attract"


@pytest.fixture
def stuck_disk(monkeypatch):
    """Make a kiosk's disk refuse wipes; the function that comes back mends it."""

    def stick(kiosk):
        def refuse(*_visit):
            raise ReplicaError("the disk is full")

        monkeypatch.setattr(kiosk._replica, "wipe", refuse)
        return lambda: monkeypatch.delattr(kiosk._replica, "wipe")

    return stick


def test_a_failed_wipe_takes_the_visit_off_the_screen_and_is_tried_again(kiosk, clock, stuck_disk, qtbot):
    mend = stuck_disk(kiosk)
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    shopper_leaves(kiosk, clock, 91)
    assert kiosk.model.page == "attract"
    assert kiosk.pieces == 0
    assert not kiosk.product.shown
    assert not kiosk.take.ready
    assert kiosk.model.said
    mend()
    qtbot.waitUntil(lambda: not kiosk._replica.visits())
    assert kiosk.model.page == "attract"


def test_who_comes_before_the_wipe_worked_sees_nothing_of_the_last_visit(kiosk, clock, stuck_disk, qtbot):
    mend = stuck_disk(kiosk)
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.visit.finish()
    kiosk.scan(SOFA)
    kiosk.product.add()
    assert kiosk.pieces == 0
    mend()
    kiosk.product.add()
    assert kiosk.pieces == 1
    qtbot.waitUntil(lambda: not kiosk.visit._owed)
    assert kiosk.pieces == 1
    assert len(kiosk._replica.visits()) == 1
    shopper_leaves(kiosk, clock, 91)
    assert kiosk.model.page == "attract"


def test_what_a_crash_left_is_wiped_when_the_disk_works_again(open_kiosk, clock, monkeypatch, qtbot):
    first = open_kiosk()
    first.scan(SOFA)
    first.product.add()
    crash(first)
    clock.seconds += 120
    wipe = Replica.wipe

    def refuse(*_visit):
        raise ReplicaError("the disk is full")

    monkeypatch.setattr(Replica, "wipe", refuse)
    second = open_kiosk()
    assert second._replica.visits()
    monkeypatch.setattr(Replica, "wipe", wipe)
    qtbot.waitUntil(lambda: not second._replica.visits())
    assert not second.visit.offered
