"""The camera's path from frame to scan; frames are given to its sink, as the system does."""

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from kiosk.ui.scanners import camera as module
from kiosk.ui.scanners.camera import CameraScanner
from sync.protocol.tablet_settings import Camera
from tests.symbols import SYMBOLS, clutter, draw, frame

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "Couldn't (load|resolve)")
"""Qt says once that it works without a graphics card, and without its video library."""


class PlayedCamera(CameraScanner):
    """A camera whose frames the test plays."""

    def _start(self):
        self._tell(module.STARTING)
        self._patience.start()

    def show(self, picture):
        pixels = picture.convert("RGBA").tobytes()
        image = QImage(pixels, *picture.size, QImage.Format.Format_RGBA8888).copy()
        self.sink.setVideoFrame(QVideoFrame(image))


@pytest.fixture
def camera(qapp):
    camera = PlayedCamera(Camera(use=True))
    yield camera
    camera.shut_down()


@pytest.fixture
def scans(camera):
    heard = []
    camera.scanned.connect(heard.append)
    return heard


def hold_up(camera, qtbot, picture, met):
    """Play a picture frame by frame until something holds."""

    def played():
        camera.show(picture)
        return met()

    qtbot.waitUntil(played)


@pytest.mark.parametrize("name", ["EAN-13", "UPC-E", "Code 128", "QR", "DataMatrix", "DataBar Expanded"])
def test_a_code_held_up_is_scanned_once(camera, scans, qtbot, name):
    camera.open()
    hold_up(camera, qtbot, frame(draw(name)), lambda: bool(scans))
    frames = []
    camera.seen.connect(frames.append)
    hold_up(camera, qtbot, frame(draw(name)), lambda: len(frames) > 8)
    assert scans == [SYMBOLS[name][2]]


def test_frames_are_decoded_in_a_thread_of_their_own(camera, scans, qtbot, monkeypatch):
    threads, look = [], module.look

    def spy(picture, turn):
        threads.append(threading.current_thread())
        return look(picture, turn)

    monkeypatch.setattr(module, "look", spy)
    camera.open()
    hold_up(camera, qtbot, frame(draw("EAN-13")), lambda: bool(scans))
    assert {each.name.partition("_")[0] for each in threads} == {"decoder"}
    assert threading.main_thread() not in threads


def test_frames_that_come_while_one_is_decoded_are_dropped(camera, qtbot, monkeypatch):
    going, gate = threading.Event(), threading.Event()

    def stuck(picture, turn):
        going.set()
        gate.wait(10)
        return []

    monkeypatch.setattr(module, "look", stuck)
    camera.open()
    shelf = clutter(1)
    camera.show(shelf)
    assert going.wait(10)
    begun = time.monotonic()
    for _ in range(5):
        camera.show(shelf)
    assert time.monotonic() - begun < 5
    assert camera.dropped == 5
    with qtbot.waitSignal(camera.seen):
        gate.set()


def test_a_frame_to_aim_by_comes_with_the_codes(camera, qtbot):
    camera.open()
    with qtbot.waitSignal(camera.seen) as seen:
        camera.show(clutter(1))
    assert seen.args[0].width() == module.PREVIEW_WIDTH


def test_a_frame_that_comes_back_after_the_camera_was_put_away_says_nothing(camera, scans, qtbot):
    seen = []
    camera.seen.connect(seen.append)
    camera.open()
    camera.show(clutter(1))
    camera.close()
    with qtbot.waitSignal(camera._looked):
        pass
    QCoreApplication.processEvents()
    assert (camera.state, seen, scans) == ("off", [], [])
    camera.show(clutter(1))
    assert camera.state == "off"


def test_a_broken_frame_does_not_end_the_camera(camera, scans, qtbot, monkeypatch, caplog):
    look = module.look
    faults = iter([ValueError("no pixels")])

    def faulty(picture, turn):
        for error in faults:
            raise error
        return look(picture, turn)

    monkeypatch.setattr(module, "look", faulty)
    camera.open()
    hold_up(camera, qtbot, frame(draw("EAN-13")), lambda: bool(scans))
    assert "ValueError" in caplog.text


def test_a_camera_that_shows_nothing_is_given_up(camera, qtbot):
    camera._patience.setInterval(20)
    camera.open()
    assert camera.state == "starting"
    # What gives up is the patience; a camera that the system refuses says so the same way.
    camera._camera = module.QCamera(camera)
    qtbot.waitUntil(lambda: camera.state == "failed")


def test_a_tablet_without_a_camera_says_so(qapp, monkeypatch):
    monkeypatch.setattr(module, "_find", lambda name: None)
    camera = CameraScanner(Camera(use=True))
    camera.open()
    assert camera.state == "absent"
    assert not camera.torch_possible
    camera.shut_down()


class System:
    """The system's answer to whether the camera may be used."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def checkPermission(self, permission):
        return self.answers.pop(0)

    def requestPermission(self, permission, context, answered):
        self.asked.append(context)
        answered(permission)


@pytest.mark.parametrize(
    ("answers", "state", "asked"),
    [
        ([Qt.PermissionStatus.Denied], "denied", 0),
        ([Qt.PermissionStatus.Undetermined, Qt.PermissionStatus.Denied], "denied", 1),
        ([Qt.PermissionStatus.Undetermined, Qt.PermissionStatus.Granted], "starting", 1),
    ],
)
def test_leave_is_asked_for_where_the_system_wants_that(camera, answers, state, asked):
    system = System(*answers)
    camera._system = system
    camera.open()
    assert (camera.state, len(system.asked)) == (state, asked)
