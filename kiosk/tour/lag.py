"""How long a change takes from one screen to the other, painted on both: twenty times each way."""

import time

from kiosk.tour.cast import Cast
from kiosk.ui.robot import RobotError

SAMPLES = 20
LIMIT_SECONDS = 1.0
QUANTITY = "document.querySelector('.line .stepper output').textContent.trim()"


def measure_lags(cast: Cast, *, bounded: bool) -> None:
    """Tap on one, wait for the other.

    Raises:
        RobotError: A change took more than a second, and the times are `bounded`.
    """
    with cast.diary.step("twenty changes from the phone to the tablet", cast.robot.look):
        _note(cast, "phone_to_tablet_ms", [_from_phone(cast) for _ in range(SAMPLES)], bounded=bounded)
    with cast.diary.step("twenty changes from the tablet to the phone", cast.phone.look):
        _note(cast, "tablet_to_phone_ms", [_from_tablet(cast) for _ in range(SAMPLES)], bounded=bounded)


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


def _note(cast: Cast, name: str, seconds: list[float], *, bounded: bool) -> None:
    cast.diary.figure(name, seconds)
    judge(name, seconds, bounded=bounded)


def _from_phone(cast: Cast) -> float:
    wanted = cast.tablet.pieces + 1
    click = cast.phone.click(".line .stepper .add")
    cast.robot.wait(lambda: cast.tablet.pieces == wanted, "the phone's change")
    painted = cast.robot.painted()
    return painted - cast.waited(click)


def _from_tablet(cast: Cast) -> float:
    wanted = str(cast.tablet.pieces + 1)
    seen = cast.phone.shows(QUANTITY, wanted)
    cast.robot.work(50)
    begun = time.monotonic()
    cast.robot.tap("One more")
    return cast.waited(seen) - begun
