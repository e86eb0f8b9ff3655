"""A fresh tablet is enrolled by the picture of the hub: by its camera, or by a scanner at a serial port.

The camera's frames are played, for want of a camera; from the sink on everything is the tablet's own.
"""

import os
import tty
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from kiosk.app.pairing import PairingApp
from kiosk.demo.hub import HubProcess, hub_command
from kiosk.ui.robot import Robot
from kiosk.ui.scanners import camera as cameras
from kiosk.ui.scanners.camera import CameraScanner
from sync.client.identity import load
from sync.protocol.tablet_settings import Camera, Scanners, SerialPort, Settings
from tests.kiosk.ui.access.conftest import WrittenVoice
from tests.symbols import frame, grain, turn

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "Couldn't (load|resolve)")
"""Qt says once that it works without a graphics card, and without its video library."""

SIDE = 320
"""Pixels of the picture in a frame: between the guides, also where it is held aslant."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    data = tmp_path_factory.mktemp("hub")
    with HubProcess(data) as running:
        yield running


@pytest.fixture
def invited(hub, tmp_path):
    """What `vetrina-hub enrol` shows for one more tablet: its words, and the picture of them."""
    picture = tmp_path / "code.png"
    told = hub_command(
        *("enrol", "--data", str(hub.data), "--store", "milano", "--name", "Kiosk 4"),
        *("--url", hub.url, "--qr", str(picture), "--json"),
    )
    with Image.open(picture) as drawn:
        return told["invitation"], drawn.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)


@pytest.fixture
def unpack(qapp, tmp_path):
    """Return a function that opens the page of a fresh tablet with these scanners."""
    opened = []

    def take(scanners):
        data = tmp_path / "tablet"
        app = PairingApp(data, Settings(brand="olmaia", language="en", scanners=scanners), qapp)
        app.access.voice.make_speaker = lambda _parent: WrittenVoice()
        opened.append(app)
        app.open(full_screen=False)
        app.window.resize(1280, 800)
        robot = Robot(app.window)
        robot.wait(lambda: "Where is the hub?" in robot.texts(), "the page")
        return app, robot, data

    yield take
    for each in opened:
        each.close()


def known(app, robot, data: Path) -> None:
    robot.wait(lambda: app.identity is not None, "that the hub lets it in", 20)
    kept = load(data)
    assert kept == app.identity
    assert (kept.name, kept.store) == ("Kiosk 4", "milano")


@pytest.mark.parametrize("degrees", [0, 17, 180])
def test_by_the_camera(hub, invited, unpack, monkeypatch, degrees):
    def start(camera):
        camera._tell(cameras.STARTING)
        camera._patience.start()

    monkeypatch.setattr(CameraScanner, "_start", start)
    app, robot, data = unpack(Scanners(camera=Camera(use=True)))
    robot.tap("Scan with the camera")
    robot.wait(lambda: app._rack.camera.state == cameras.STARTING, "the camera")
    picture = grain(frame(turn(invited[1], degrees)), 0.15).convert("RGBA")
    image = QImage(picture.tobytes(), *picture.size, QImage.Format.Format_RGBA8888).copy()

    def held_up():
        app._rack.camera.sink.setVideoFrame(QVideoFrame(image))
        return app.model.busy or app.identity is not None

    robot.wait(held_up, "that the picture is read", 20)
    known(app, robot, data)


def test_by_a_scanner_at_a_serial_port(hub, invited, unpack, tmp_path):
    own, other = os.openpty()
    tty.setraw(other)
    port = tmp_path / "ttyScanner"
    port.symlink_to(os.ttyname(other))
    os.close(other)
    app, robot, data = unpack(Scanners(serial=[SerialPort(str(port))]))
    robot.wait(lambda: app._rack.serial[0].state == "ready", "the port")
    os.write(own, b"9521000000018\r")
    robot.wait(lambda: "That is no enrolment code" in robot.texts(), "that a product is none")
    os.write(own, f"]Q1{invited[0]}\r".encode())
    known(app, robot, data)
    app._rack.close()
    os.close(own)
