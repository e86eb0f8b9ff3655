"""What is photographed of access mode: every page, with a voice that stands still.

The ways there are those of the tests that press every key of them.
"""

from scenes import SOFA
from studio import StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot
from tests.kiosk.ui.access.scenes import SCENES
from tests.kiosk.ui.conftest import AtOnce

LOOKS = 3
"""Of a page that is read on: its first few."""


class AccessScenes:
    """Takes all pictures of access mode in one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size
        self._clock = StandingClock()

    def play(self) -> None:
        """Take them all."""
        for name, scene in SCENES.items():
            with self._studio.kiosk(self._size, self._clock, executor=AtOnce()) as (kiosk, robot):
                self._begin(kiosk)
                scene(kiosk)
                self._shoot(kiosk, robot, name)
                for look in range(1, min(LOOKS, len(kiosk.access._shown.looks))):
                    kiosk.access._read_on()
                    self._shoot(kiosk, robot, f"{name}-{look + 1}")
        with self._studio.kiosk(self._size, self._clock) as (kiosk, robot):
            self._begin(kiosk)
            self._leaving(kiosk, robot)

    def _begin(self, kiosk: Kiosk) -> None:
        kiosk.shop.speak(self._language)
        kiosk.access.switch.toggle()
        kiosk.model.begin()
        kiosk.shop.speak(self._language)

    def _leaving(self, kiosk: Kiosk, robot: Robot) -> None:
        """The code that a list waits under, before the end of the visit and at it."""
        kiosk.start_sync()
        kiosk.scan(SOFA)
        kiosk.product.add()
        robot.wait(lambda: kiosk.pieces == 1, "the line")
        kiosk.model.toList()
        robot.wait(lambda: kiosk.take.ready, "the link")
        kiosk.visit.touch()
        self._clock.seconds += 66
        kiosk.visit.tick()
        self._shoot(kiosk, robot, "idle-code")
        kiosk.visit.stay()
        kiosk.visit.finish()
        robot.wait(lambda: kiosk.visit.parked, "the code")
        self._shoot(kiosk, robot, "finish-code")

    def _shoot(self, kiosk: Kiosk, robot: Robot, state: str) -> None:
        robot.wait(lambda: kiosk.searcher.idle and not kiosk.access._later.isActive(), "the stage to tell")
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"access-{state}-{self._language}", self._size))
