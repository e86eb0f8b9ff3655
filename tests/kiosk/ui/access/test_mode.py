"""Access mode goes on in one gesture and off in one, and never stays for the next shopper."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.core.speech.manner import Manner
from kiosk.ui.access.gesture import HOLD_MS
from kiosk.ui.access.headset import Headset
from tests.kiosk.ui.ways import SOFA, to_list

READ_ON = 2
"""Where the control is that leads to what has no room yet."""


def hold(kiosk, robot, milliseconds, place=(640, 300)):
    """Press somewhere for a while, and let go."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(kiosk.window, left, none, QPointF(*place).toPoint())
    robot.work_for(milliseconds)
    QTest.mouseRelease(kiosk.window, left, none, QPointF(*place).toPoint())
    robot.work(10)


@pytest.fixture
def quick_hold(kiosk):
    """Three seconds that pass in a fortieth."""
    assert kiosk._access_gesture._hold.interval() == HOLD_MS
    kiosk._access_gesture._hold.setInterval(75)


@pytest.mark.parametrize("to", ["attract", "home", "search", "product", "list", "take", "finish"])
def test_a_button_on_every_page_turns_it_on(kiosk, robot, to):
    to_list(kiosk)
    if to == "finish":
        kiosk.visit.finish()
    else:
        kiosk.model.go(to)
    robot.tap("Large text and speech")
    assert kiosk.access.shown
    assert not robot.find("Large text and speech")


def test_the_key_turns_it_on_and_off(kiosk, robot):
    kiosk.scan(SOFA)
    robot.wait(kiosk.window.isActive, "the keyboard")
    robot.press(Qt.Key.Key_F2)
    robot.wait(lambda: kiosk.access.shown, "access mode")
    robot.press(Qt.Key.Key_F2)
    robot.wait(lambda: not kiosk.access.shown, "the usual page")
    assert robot.find("Add to list")
    assert kiosk.window.activeFocusItem() is not None


@pytest.mark.usefixtures("quick_hold")
def test_a_long_press_turns_it_on_and_presses_nothing(kiosk, robot):
    kiosk.scan(SOFA)
    add = robot.find("Add to list")
    centre = add.mapToScene(QPointF(add.width() / 2, add.height() / 2))
    hold(kiosk, robot, 150, (centre.x(), centre.y()))
    assert kiosk.access.shown
    assert kiosk.pieces == 0
    hold(kiosk, robot, 150, (100, 100))
    assert not kiosk.access.shown


def test_a_short_press_and_one_that_wanders_do_not(kiosk, robot):
    # With all its three seconds: a busy machine cannot make a short press a long one.
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    counting = kiosk._access_gesture._hold.isActive
    kiosk.scan(SOFA)
    QTest.mousePress(kiosk.window, left, none, QPoint(640, 300))
    assert counting()
    QTest.mouseRelease(kiosk.window, left, none, QPoint(640, 300))
    assert not counting()
    QTest.mousePress(kiosk.window, left, none, QPoint(640, 300))
    QTest.mouseMove(kiosk.window, QPoint(640, 310))
    assert counting()
    QTest.mouseMove(kiosk.window, QPoint(640, 380))
    assert not counting()
    QTest.mouseRelease(kiosk.window, left, none, QPoint(640, 380))
    robot.work(10)
    assert not kiosk.access.shown


def test_a_headset_turns_it_on_and_taking_it_out_off(kiosk):
    outputs = ["the tablet's own"]
    headset = Headset(lambda: outputs)
    headset.plugged.connect(kiosk.access.switch.hear_headset)
    kiosk.scan(SOFA)
    headset.look()
    assert not kiosk.access.shown
    outputs.append("a headset")
    headset.look()
    assert kiosk.access.shown
    outputs.pop()
    headset.look()
    assert not kiosk.access.shown


def test_what_a_hand_turned_on_no_headset_turns_off(kiosk):
    kiosk.access.switch.toggle()
    for plugged in (True, False):
        kiosk.access.switch.hear_headset(plugged)
    assert kiosk.access.shown


def test_it_is_nothing_for_the_staff(kiosk):
    kiosk.model.toDesk()
    kiosk.access.switch.toggle()
    assert not kiosk.access.shown
    kiosk.model.leaveDesk()
    kiosk.access.switch.toggle()
    kiosk.model.toDesk()
    assert not kiosk.access.shown


def loud(kiosk):
    """Turn it on, and loud and quick."""
    to_list(kiosk)
    kiosk.access.switch.toggle()
    kiosk.access.louder(3)
    kiosk.access.quicker(2)


def wiped(kiosk, reader):
    assert not kiosk.access.shown
    assert list(kiosk.access.rows[:]) == []
    assert list(kiosk.access.cells[:]) == []
    assert kiosk.access._shown is None
    assert kiosk.access.voice._news == []
    assert reader.speaking == ""
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    assert reader.manner == Manner()


def test_it_is_off_after_nobody_was_there(kiosk, clock, reader):
    loud(kiosk)
    clock.seconds += 600
    kiosk.visit.tick()
    wiped(kiosk, reader)


def test_it_is_off_after_the_farewell_was_read(kiosk, settle, reader):
    loud(kiosk)
    kiosk.visit.finish()
    settle()
    assert kiosk.access.shown
    assert kiosk.model.page == "finish"
    assert kiosk.model.farewell >= 120
    heard, shown = reader.finish_all(), []
    for _look in kiosk.access._shown.looks:
        shown += [row.text for row in kiosk.access.rows[:]]
        kiosk.access.press(READ_ON)
        settle()
        heard += reader.finish_all()
    assert "Your list with 3 pieces, under this code" in heard
    assert "Your list with 3 pieces, under this code" in " ".join(shown)
    kiosk.model.toAttract()
    wiped(kiosk, reader)


def test_whoever_scans_while_the_farewell_stands_has_the_usual_page(kiosk, reader):
    loud(kiosk)
    kiosk.visit.finish()
    kiosk.scan("VASE-1")
    assert kiosk.model.page == "product"
    wiped(kiosk, reader)


def test_it_is_off_after_a_crash(open_kiosk, kiosk):
    loud(kiosk)
    # The files stay as a crash leaves them.
    kiosk.visit.end = lambda _why: None
    other = open_kiosk()
    assert other.visit.offered
    assert not other.access.shown


def test_nobody_is_sent_away_without_two_minutes_and_a_spoken_question(kiosk, robot, clock, reader, settle):
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    for _time in range(12):
        clock.seconds += 119
        kiosk.visit.tick()
        assert not kiosk.visit.warning
        clock.seconds += 3
        kiosk.visit.tick()
        settle()
        assert kiosk.visit.warning
        assert "Still here?" in reader.finish_all()
        kiosk.access.press(6)
        settle()
        assert kiosk.access.shown
        assert not kiosk.visit.warning
    assert kiosk.model.page == "product"


def test_the_usual_times_are_back_afterwards(kiosk, clock):
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    kiosk.access.switch.toggle()
    clock.seconds += 61
    kiosk.visit.tick()
    assert kiosk.visit.warning


def test_on_the_attract_page_it_goes_off_by_itself(kiosk):
    kiosk.access.switch.toggle()
    assert kiosk.access.switch._rest.isActive()
    kiosk.access.switch._go_off()
    assert not kiosk.access.shown


def test_nothing_moves(kiosk, robot):
    kiosk.access.switch.toggle()
    assert kiosk._stage.look.still
    kiosk.access.switch.toggle()
    assert not kiosk._stage.look.still
