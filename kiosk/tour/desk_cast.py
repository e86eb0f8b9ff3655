"""The associates in the tour: each at a tablet of their own, with their own name and PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.app import Kiosk
from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import STORE
from kiosk.tour.cast import tablet_at
from kiosk.ui.robot import Robot


class Colleague(NamedTuple):
    """Somebody who works in the store, and the PIN that `vetrina-hub associate add` gave them."""

    name: str
    pin: str


class Desk(NamedTuple):
    """A tablet that is a desk, and whoever works at it."""

    tablet: Kiosk
    robot: Robot
    who: Colleague

    @property
    def model(self) -> Any:
        """The desk's model; Qt's properties are untyped."""
        return self.tablet.desk.model

    def sign_in(self) -> None:
        """Say who it is and tap the PIN, as at the beginning of a shift.

        Raises:
            RobotError: Nobody came in.
        """
        robot = self.robot
        robot.wait(lambda: "Who works here?" in robot.texts(), "the page for signing in")
        self.model.signIn.write(self.who.name)
        for digit in self.who.pin:
            robot.tap(digit)
        robot.tap("Sign in")
        robot.wait(lambda: self.model.page == "today", "Today", 30)

    def scan(self, code: str, page: str) -> None:
        """Scan something and wait for the page that it leads to.

        Raises:
            RobotError: It led elsewhere.
        """
        self.robot.scan(code)
        self.robot.wait(lambda: self.model.page == page, f"the page {page}")

    def shows(self, text: str) -> bool:
        """Say whether a text, or a part of one, is on the screen."""
        return any(text in shown for shown in self.robot.texts())


def take_on(hub: HubProcess, name: str, role: str = "associate") -> Colleague:
    """Let somebody work in the demo store."""
    made = hub_command(
        "associate", "add", name, *("--data", str(hub.data), "--store", STORE, "--role", role, "--json")
    )
    return Colleague(name, str(made["pin"]))


@contextmanager
def desk_at(data: Path, hub: HubProcess, who: Colleague) -> Iterator[Desk]:
    """Enrol a tablet, make it a desk for good, and sign somebody in."""
    with tablet_at(data, hub) as (tablet, robot):
        tablet.model.stay_desk()
        desk = Desk(tablet, robot, who)
        desk.sign_in()
        yield desk
