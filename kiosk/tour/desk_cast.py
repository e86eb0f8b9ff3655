"""The associates in the tour: each at a tablet of their own, with their own name and PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import STORE
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World


class Colleague(NamedTuple):
    """Somebody who works in the store, and the PIN that `vetrina-hub associate add` gave them."""

    name: str
    pin: str


class Desk(Tablet):
    """A tablet that is a desk, and whoever works at it."""

    who: Colleague

    @property
    def model(self) -> Any:
        """The desk's model; Qt's properties are untyped."""
        return self.kiosk.desk.model

    def sign_in(self, who: Colleague) -> None:
        """Say who it is and tap the PIN, as at the beginning of a shift.

        Raises:
            RobotError: Nobody came in.
        """
        self.who = who
        self.see("signin.title")
        self.model.signIn.write(who.name)
        for digit in who.pin:
            self.robot.tap(digit)
        self.tap("signin.enter")
        self.until(lambda: self.model.page == "today", "Today", 30)

    def scan_to(self, code: str, page: str) -> None:
        """Scan something and wait for the page that it leads to.

        Raises:
            RobotError: It led elsewhere.
        """
        self.scan(code)
        self.until(lambda: self.model.page == page, f"the page {page}")


def take_on(hub: HubProcess, name: str, role: str = "associate", store: str = STORE) -> Colleague:
    """Let somebody work in one of the demo shop's stores."""
    made = hub_command(
        "associate", "add", name, *("--data", str(hub.data), "--store", store, "--role", role, "--json")
    )
    return Colleague(name, str(made["pin"]))


@contextmanager
def desk_at(world: World, who: Colleague, name: str, *, store: str = STORE) -> Iterator[Desk]:
    """Open a tablet, make it a desk for good, and sign somebody in."""
    with world.tablet(name, store=store) as tablet:
        tablet.kiosk.model.stay_desk()
        desk = Desk(tablet.kiosk, tablet.robot, tablet.folder)
        desk.sign_in(who)
        yield desk
