"""How long a change takes from one screen to the other, painted on both: twenty times each way."""

import time

from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World
from kiosk.ui.robot import RobotError

SAMPLES = 20
LIMIT_SECONDS = 1.0
QUANTITY = "document.querySelector('.line .stepper output').textContent.trim()"


LAMP = "MEL-RUST"


def play(world: World) -> None:
    """Play the story: a list on a tablet, open on a phone as well."""
    with world.tablet() as tablet:
        tablet.add(LAMP)
        tablet.to_list()
        tablet.waited(world.phone.open(tablet.link()))
        tablet.waited(world.phone.sees(".line"))
        measure_lags(world, tablet)


def measure_lags(world: World, tablet: Tablet) -> None:
    """Tap on one, wait for the other.

    Raises:
        RobotError: A change took more than a second, and the times are `bounded`.
    """
    bounded = world.manner.bounded
    with world.diary.step("Twenty changes on the phone, each seen on the tablet", tablet.look):
        times = [_from_phone(world, tablet) for _ in range(SAMPLES)]
        world.diary.figure("from the phone to the tablet", times)
        judge("phone_to_tablet_ms", times, bounded=bounded)
    with world.diary.step("Twenty changes on the tablet, each seen on the phone", world.phone.look):
        times = [_from_tablet(world, tablet) for _ in range(SAMPLES)]
        world.diary.figure("from the tablet to the phone", times)
        judge("tablet_to_phone_ms", times, bounded=bounded)


def judge(name: str, seconds: list[float], *, bounded: bool) -> None:
    """Refuse times beyond the limit; where they are not `bounded`, only warn.

    Raises:
        RobotError: The times are `bounded`, and one of them is beyond the limit.
    """
    if max(seconds) <= LIMIT_SECONDS:
        return
    slow = f"{name}: a change took {max(seconds):.2f} s, more than {LIMIT_SECONDS:g} s"
    if bounded:
        raise RobotError(slow)
    print(f"    Warning: {slow}. This machine may be busy.", flush=True)


def _from_phone(world: World, tablet: Tablet) -> float:
    wanted = tablet.kiosk.pieces + 1
    click = world.phone.click(".line .stepper .add")
    tablet.until(lambda: tablet.kiosk.pieces == wanted, "the phone's change")
    painted = tablet.robot.painted()
    return painted - tablet.waited(click)


def _from_tablet(world: World, tablet: Tablet) -> float:
    wanted = str(tablet.kiosk.pieces + 1)
    seen = world.phone.shows(QUANTITY, wanted)
    tablet.robot.work(50)
    begun = time.monotonic()
    tablet.tap("list.one_more")
    return tablet.waited(seen) - begun
