"""A photo from close by: over the whole screen, by buttons, keys and fingers."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

SOFA = "SOF-moss-2120"
SPREAD = range(0, 261, 20)
"""How far two fingers have gone apart, step by step, in pixels each."""


@pytest.fixture
def zoomed(kiosk, robot):
    """The zoom over the sofa's first photo."""
    kiosk.scan(SOFA)
    robot.tap("Look closer")
    robot.wait(lambda: robot.find("Closer") is not None, "the photo")
    robot.wait(robot.window.isActive, "the keyboard")
    return next(item for item in robot._visible() if None not in map(item.property, ("zoom", "most")))


def test_buttons_and_keys_bring_it_closer_up_to_four_times(zoomed, robot):
    robot.tap("Closer")
    assert zoomed.property("zoom") == pytest.approx(1.5)
    for _ in range(6):
        robot.press(Qt.Key.Key_Plus)
    robot.wait(lambda: zoomed.property("zoom") == 4.0, "four times")
    robot.tap("Farther away")
    robot.wait(lambda: zoomed.property("zoom") < 4.0, "farther away")
    for _ in range(6):
        robot.press(Qt.Key.Key_Minus)
    robot.wait(lambda: zoomed.property("zoom") == 1.0, "all of it")


def test_arrows_change_the_photo_and_move_one_that_is_close(kiosk, zoomed, robot):
    robot.press(Qt.Key.Key_Right)
    robot.wait(lambda: kiosk.product.gallery.photo == 1, "the next photo")
    robot.press(Qt.Key.Key_Right)
    robot.wait(lambda: kiosk.product.gallery.photo == 0, "the first again")
    stage = next(item for item in zoomed.findChildren(QQuickItem) if item.inherits("QQuickFlickable"))
    robot.tap("Closer")
    before = stage.property("contentX")
    robot.press(Qt.Key.Key_Right)
    robot.wait(lambda: stage.property("contentX") > before, "what is to the right")
    assert kiosk.product.gallery.photo == 0
    robot.tap("Next photo")
    assert kiosk.product.gallery.photo == 1
    robot.wait(lambda: zoomed.property("zoom") == 1.0, "all of it")


def test_two_taps_bring_closer_what_is_under_the_finger(zoomed, robot):
    # Nobody taps what is not there yet; and while it is painted first, a short press may become a long one.
    robot.wait(robot.pictures_ready, "the photo")
    robot.painted()
    finger = QTest.createTouchDevice()
    for _ in range(2):
        QTest.touchEvent(robot.window, finger).press(0, QPoint(320, 200)).commit()
        QTest.touchEvent(robot.window, finger).release(0, QPoint(320, 200)).commit()
    robot.wait(lambda: zoomed.property("zoom") == 2.5, "closer")


def test_two_fingers_spread_bring_it_closer_and_together_farther_away(zoomed, robot):
    robot.wait(robot.pictures_ready, "the photo")
    robot.painted()
    finger, window = QTest.createTouchDevice(), robot.window
    left, right = [QPoint(500 - step, 320) for step in SPREAD], [QPoint(620 + step, 320) for step in SPREAD]

    def pinch(ways):
        (first, second), *steps = ways
        QTest.touchEvent(window, finger).press(0, first).press(1, second).commit()
        for first, second in steps:
            QTest.touchEvent(window, finger).move(0, first).move(1, second).commit()
            # Moves that nobody saw painted are one.
            robot.painted()
        QTest.touchEvent(window, finger).release(0, first).release(1, second).commit()

    pinch(zip(left, right, strict=True))
    robot.wait(lambda: zoomed.property("zoom") > 2, "closer")
    assert zoomed.property("zoom") <= 4
    pinch(reversed([*zip(left, right, strict=True)]))
    robot.wait(lambda: zoomed.property("zoom") < 2, "farther away")
    assert zoomed.property("zoom") >= 1


def test_escape_and_the_cross_lead_back_and_a_scan_too(kiosk, zoomed, robot):
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: not kiosk.product.gallery.large, "the page")
    robot.tap("Look closer")
    robot.tap("Close")
    robot.wait(lambda: not kiosk.product.gallery.large, "the page")
    robot.tap("Look closer")
    kiosk.scan("VASE-1")
    assert not kiosk.product.gallery.large
