"""The camera on the screen: offered where it is set up, opened for one scan, put away with the visit."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from zxingcpp import BarcodeFormat

from kiosk.ui.robot import Robot
from kiosk.ui.scanners import camera as scanner
from sync.protocol.tablet_settings import Camera, Scanners
from tests.symbols import clutter, drawn, frame

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "Couldn't (load|resolve)")
"""Qt says once that it works without a graphics card, and without its video library."""

SOFA = "SOF-moss-2120"


@pytest.fixture
def kiosk(open_kiosk, monkeypatch):
    monkeypatch.setattr(scanner.CameraScanner, "_start", lambda self: self._tell(scanner.STARTING))
    return open_kiosk(scanners=Scanners(camera=Camera(use=True)))


def show(kiosk, picture):
    pixels = picture.convert("RGBA").tobytes()
    image = QImage(pixels, *picture.size, QImage.Format.Format_RGBA8888).copy()
    kiosk._rack.camera.sink.setVideoFrame(QVideoFrame(image))


def test_it_is_offered_where_it_is_set_up_alone(kiosk, open_kiosk):
    kiosk.model.begin()
    assert Robot(kiosk.window).find("Scan")
    other = open_kiosk()
    other.model.begin()
    assert not Robot(other.window).find("Scan")


def test_a_code_held_up_opens_its_product_and_puts_the_camera_away(kiosk, robot):
    kiosk.model.begin()
    robot.tap("Scan")
    robot.wait(lambda: bool(robot.find("Hold the code inside the frame")), "the camera")
    code = frame(drawn(BarcodeFormat.Code128, SOFA))

    def scanned():
        if kiosk.model.camera.shown:
            show(kiosk, code)
        return kiosk.model.page == "product"

    robot.wait(scanned, "the product")
    assert not kiosk.model.camera.shown
    assert kiosk._rack.camera.state == "off"
    assert kiosk._rack.meter.figures("camera").known == 1


@pytest.mark.parametrize(
    ("state", "said"), [("absent", "no camera"), ("denied", "may not use"), ("failed", "nothing")]
)
def test_why_there_is_nothing_to_see_is_said(kiosk, robot, state, said):
    kiosk.model.begin()
    kiosk.model.camera.open()
    kiosk._rack.camera._tell(state)
    robot.painted()
    assert any(said in text for text in robot.texts())
    assert "Hold the code inside the frame" not in robot.texts()
    robot.tap("Close")
    assert not kiosk.model.camera.shown


def test_the_end_of_the_visit_puts_it_away(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.model.camera.open()
    show(kiosk, clutter(1))
    kiosk.visit.finish()
    assert not kiosk.model.camera.shown
    assert kiosk._rack.camera.state == "off"


def test_a_scan_by_another_scanner_puts_it_away(kiosk):
    kiosk.model.camera.open()
    kiosk.scan(SOFA)
    assert not kiosk.model.camera.shown
