"""What is photographed of the page of a fresh tablet: its two steps, what goes wrong, its access mode."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from studio import StandingVoice, Studio

from kiosk.app.pairing import PairingApp
from kiosk.core.machine import Machine
from kiosk.core.pairing import Fault
from kiosk.ui.robot import Robot
from sync.client.enrolment import PENDING
from sync.client.identity import encode_key
from sync.protocol.tablet_settings import Settings

MACHINE = Machine("tablet-0417", "Tab 11", "R52W70ABCDE")
NOWHERE = "https://hub.example.com:8743"
SETTLE_MS = 400


class PairingPages:
    """Takes the pictures of one language at one size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio, self._language, self._size = studio, language, size

    def play(self) -> None:
        """Take them all."""
        self._step("", "address", Fault("bad_address", "hub,example"))
        self._step(self._studio.hub.url, "code", Fault("used_code"))
        self._step(NOWHERE, "away", Fault("certificate", "hub.example.com:8743"))

    def _step(self, hub: str, step: str, fault: Fault) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        data = Path(tempfile.mkdtemp())
        # The same key in every run: its signs are in the pictures.
        (data / PENDING).write_text(encode_key(bytes(32)))
        settings = Settings(hub=hub, brand=self._studio.brand, language=self._language)
        page = PairingApp(data, settings, app, MACHINE)
        page.access.voice.make_speaker = lambda _parent: StandingVoice()
        page.shop.now = self._studio.now
        page.open(full_screen=False)
        page.window.resize(*self._size)
        robot = Robot(page.window)
        try:
            robot.wait(lambda: bool(page.model.facts.key), "the key")
            self._look(robot, step)
            page.model._refuse(fault)
            self._look(robot, f"{step}-refused")
            robot.press("F2")
            self._look(robot, f"{step}-access")
        finally:
            page.close()
            shutil.rmtree(data)

    def _look(self, robot: Robot, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.look(self._studio.file(f"pairing-{state}-{self._language}", self._size))
