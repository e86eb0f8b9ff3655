"""The staff's page: the way in, what it shows of scanners, learning one, the sheet; and nothing leaks out."""

import os
import tty

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest

from kiosk.core.scanners import learned
from kiosk.core.scanners.layouts import Mismatch, garble
from kiosk.core.scanners.learn import TEST_CODE
from kiosk.ui.models import staff as module
from kiosk.ui.robot import Robot
from kiosk.ui.staff_gesture import SECONDS, StaffGesture
from sync.protocol.tablet_settings import Camera, Scanners, SerialPort

SOFA = "SOF-moss-2120"
CORNERS = [(5, 5), (1275, 5), (1275, 795), (5, 795)]


def touch(window, place):
    QTest.mouseClick(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPointF(*place).toPoint()
    )


@pytest.fixture
def type_fast(kiosk):
    """Keys as a scanner's, with timestamps of their own."""

    def type_(text, gap=2):
        now = 10_000
        for character in text:
            now += gap
            key = Qt.Key.Key_Return if character == "\r" else ord(character.upper())
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                event.setTimestamp(now)
                QGuiApplication.sendEvent(kiosk.window, event)

    return type_


def test_the_four_corners_in_order_open_it(kiosk, robot):
    for corner in CORNERS:
        touch(kiosk.window, corner)
    robot.wait(lambda: kiosk.model.page == "desk", "where associates sign in")
    assert robot.find("Who works here?")


@pytest.mark.parametrize(
    "places",
    [
        CORNERS[::-1],
        CORNERS[:3],
        [*CORNERS[:2], (640, 400), *CORNERS[2:]],
        [CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]],
        [(45, 45), *CORNERS[1:]],
    ],
    ids=["anticlockwise", "three", "elsewhere between", "crosswise", "beside"],
)
def test_anything_else_does_not(kiosk, places):
    for place in places:
        touch(kiosk.window, place)
    assert kiosk.model.page != "desk"


def test_corners_touched_too_slowly_do_not_count(kiosk):
    moments = iter([0.0, 1.0, 2.0, SECONDS + 0.1])
    gesture, made = StaffGesture(1.0, seconds=lambda: next(moments)), []
    gesture.made.connect(lambda: made.append(True))
    for corner in CORNERS:
        gesture._touch(kiosk.window, QPointF(*corner))
    assert not made


def test_a_finger_that_is_told_twice_as_a_touch_and_as_a_mouse_is_one(kiosk, robot):
    screen = QTest.createTouchDevice()
    robot.painted()
    for corner in CORNERS:
        QTest.touchEvent(kiosk.window, screen).press(0, QPointF(*corner).toPoint(), kiosk.window)
        touch(kiosk.window, corner)
        QTest.touchEvent(kiosk.window, screen).release(0, QPointF(*corner).toPoint(), kiosk.window)
    robot.wait(lambda: kiosk.model.page == "desk", "where associates sign in")


def test_a_keyboard_opens_it_too(kiosk, robot):
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    robot.painted()
    QTest.keyClick(kiosk.window, Qt.Key.Key_S, held)
    robot.wait(lambda: kiosk.model.page == "desk", "where associates sign in")


def test_nobody_is_interrupted_by_it_while_being_asked(kiosk, clock):
    kiosk.scan(SOFA)
    clock.seconds += 70
    kiosk.visit.tick()
    assert kiosk.visit.warning
    kiosk.model.toDesk()
    kiosk.model.toStaff()
    assert kiosk.model.page == "product"


def test_codes_of_the_sheet_are_ticked_and_open_no_product(kiosk, robot, type_fast):
    robot.painted()
    kiosk.model.toStaff()
    type_fast("9521000000018\r")
    type_fast(f"{SOFA}\r")
    robot.painted()
    assert kiosk.model.page == "staff"
    assert [(row.text, row.known) for row in kiosk.staff.reads[:]] == [(SOFA, False), ("9521000000018", True)]
    row = kiosk.staff.meter[0]
    assert (row.scans, row.unknown, row.missed) == ("2", "1", "0")
    assert row.last.endswith("ms")


def test_closing_it_forgets_what_was_read(kiosk, robot, type_fast):
    robot.painted()
    kiosk.model.toStaff()
    type_fast(f"{SOFA}\r")
    kiosk.model.leaveStaff()
    assert len(kiosk.staff.reads) == 0
    assert not kiosk.staff._reads
    type_fast(f"{SOFA}\r")
    assert kiosk.model.page == "product"


def test_leaving_it_goes_back_to_a_list_or_else_to_the_start(kiosk, robot):
    kiosk.model.begin()
    kiosk.model.toStaff()
    kiosk.model.leaveStaff()
    assert kiosk.model.page == "attract"
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toStaff()
    kiosk.model.leaveStaff()
    assert (kiosk.model.page, kiosk.pieces) == ("list", 1)


def test_shoppers_scans_are_measured_too(kiosk, robot, type_fast):
    robot.painted()
    type_fast(f"{SOFA}\r")
    robot.painted()
    type_fast("NO-SUCH-1\r")
    robot.painted()
    figures = kiosk._rack.meter.figures("wedge")
    assert (figures.known, figures.unknown) == (1, 1)
    assert 0 < figures.last_ms < 10_000


def test_a_scanner_is_learned_kept_and_forgotten(kiosk, robot, type_fast, data):
    robot.painted()
    kiosk.model.toStaff()
    robot.tap("Learn a scanner")
    assert kiosk.staff.learning
    french = Mismatch("us", "fr")
    kiosk._rack.wedge._timer.setInterval(1)
    type_fast(garble(TEST_CODE, french) + "\r")
    robot.wait(lambda: not kiosk.staff.learning, "the end of the burst")
    assert kiosk.staff.said == "Learned. It is read right from now on."
    assert [profile.tablet_layout for profile in learned.load(data)] == ["fr"]
    assert not kiosk.staff.devices[0].fine
    type_fast(garble(SOFA, french) + "\r")
    assert kiosk.staff.reads[0].text == SOFA
    robot.tap("Forget")
    assert learned.load(data) == []


def test_another_code_is_not_learned(kiosk, robot, type_fast):
    robot.painted()
    kiosk.model.toStaff()
    kiosk.staff.learn()
    type_fast("9521000000018\r")
    robot.wait(lambda: not kiosk.staff.learning, "the end of the burst")
    assert kiosk.staff.said.startswith("That was another code")
    kiosk.shop.speak("it")
    assert kiosk.staff.said.startswith("Era un altro codice")


def test_learning_that_is_given_up_takes_no_keys(kiosk, robot, type_fast):
    robot.painted()
    kiosk.model.toStaff()
    kiosk.staff.learn()
    robot.press(Qt.Key.Key_Escape)
    assert not kiosk.staff.learning
    type_fast(f"{SOFA}\r")
    assert kiosk.staff.reads[0].text == SOFA


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_the_sheet_is_saved_where_it_says(kiosk, data, monkeypatch, language):
    monkeypatch.setattr(module.shutil, "which", lambda command: None)
    kiosk.shop.speak(language)
    kiosk.model.toStaff()
    kiosk.staff.printSheet()
    path = data / module.SHEET
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in kiosk.staff.said


@pytest.mark.parametrize(("command", "said"), [("true", "Sent to the printer"), ("false", "No printer here")])
def test_the_sheet_goes_to_the_printer_where_there_is_one(kiosk, robot, monkeypatch, command, said):
    which = module.shutil.which
    monkeypatch.setattr(module.shutil, "which", lambda _command: which(command))
    kiosk.model.toStaff()
    kiosk.staff.printSheet()
    robot.wait(lambda: kiosk.staff.said.startswith(said), said)


def test_a_full_disk_is_said(kiosk, data):
    (data / module.SHEET).mkdir()
    kiosk.model.toStaff()
    kiosk.staff.printSheet()
    assert kiosk.staff.said.startswith("The sheet cannot be saved")


def test_ports_and_camera_are_told(open_kiosk, tmp_path):
    scanners = Scanners([SerialPort(str(tmp_path / "ttyNone"))], Camera(use=True))
    kiosk = open_kiosk(scanners=scanners)
    kiosk._rack.watch(kiosk.window)
    kiosk._rack.open_ports()
    kiosk.model.toStaff()
    assert [(row.title, row.fine) for row in kiosk.staff.devices[:]] == [
        ("Keyboard scanner", True),
        (f"Serial scanner, {tmp_path / 'ttyNone'}", False),
        ("Camera", True),
    ]
    assert [row.source for row in kiosk.staff.meter[:]] == ["Keyboard scanner", "Serial scanner", "Camera"]


def test_a_serial_scanner_opens_products_and_is_measured(open_kiosk, tmp_path):
    own, other = os.openpty()
    tty.setraw(other)
    kiosk = open_kiosk(scanners=Scanners([SerialPort(os.ttyname(other))]))
    robot = Robot(kiosk.window)
    robot.wait(lambda: bool(kiosk._rack.serial) and kiosk._rack.serial[0].state == "ready", "the port")
    os.write(own, f"{SOFA}\r".encode())
    robot.wait(lambda: kiosk.model.page == "product", "the product")
    robot.wait(lambda: kiosk._rack.meter.figures("serial").last_ms > 0, "the frame")
    assert kiosk._rack.meter.figures("serial").known == 1
    kiosk._rack.close()
    os.close(other)
    os.close(own)


def test_a_scanner_for_another_keyboard_is_read_and_told(kiosk, robot, type_fast):
    robot.painted()
    kiosk.model.toStaff()
    type_fast(garble("9521000000018", Mismatch("us", "fr")) + "\r")
    assert kiosk.staff.reads[0].known
    assert "(FR)" in kiosk.staff.devices[0].detail
    assert not kiosk.staff.devices[0].fine
