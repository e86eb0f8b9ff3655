"""Who plays in the tour: the hub, the tablet and the phone, each the real one."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.app import Kiosk, open_offscreen
from kiosk.core.settings import Idle, Network, Settings
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from kiosk.tour.diary import Diary
from kiosk.tour.phone import Phone
from kiosk.ui.robot import Robot
from sync.client.enrolment import enrol

BREATH_MS = 20
READY_SECONDS = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Cast:
    """The players and the diary; the tablet goes on working while the phone is waited for."""

    hub: HubProcess
    tablet: Kiosk
    robot: Robot
    phone: Phone
    diary: Diary

    def waited(self, answer: Future[T]) -> T:
        """Wait for the phone while the tablet handles its own events; return the phone's answer."""
        while not answer.done():
            self.robot.work(BREATH_MS)
        return answer.result()


@contextmanager
def tablet_at(data: Path, hub: HubProcess, idle: Idle | None = None) -> Iterator[tuple[Kiosk, Robot]]:
    """Enrol a tablet, open its kiosk in English, wait until it has the catalogue and its first pictures."""
    if not (data / "device.json").exists():
        enrol(data, hub.url, enrolment_code(hub.data))
    tablet = open_offscreen(data, Settings(language="en", idle=idle or Idle(), network=Network(spread=0)))
    try:
        robot = Robot(tablet.window)
        robot.wait(lambda: tablet.ready, "the catalogue", READY_SECONDS)
        robot.wait(robot.pictures_ready, "the first pictures", READY_SECONDS)
        yield tablet, robot
    finally:
        tablet.close()
