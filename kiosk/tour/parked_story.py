"""Called away: the tablet puts the list aside and forgets; at another tablet it goes on by its code."""

from kiosk.tour.tablet import Tablet
from kiosk.tour.world import OTHER_KIOSK, World
from kiosk.ui.robot import RobotError
from sync.protocol.tablet_settings import Idle

SOFA, LAMP = "LRC-MOSS-212", "MEL-RUST"
SHORT_IDLE = Idle(after=4, warning=8)
"""Seconds: long enough for the next act on a busy machine, short enough to be waited for."""


def play(world: World) -> None:
    """Play the story on two tablets."""
    with world.tablet(idle=SHORT_IDLE) as tablet:
        code = going_away(world, tablet)
        with world.tablet(OTHER_KIOSK) as other:
            coming_back(world, other, code)
        with world.diary.step("The code was good once: nobody else finds the list by it", tablet.look):
            type_code(tablet, code)
            tablet.see("claim.unknown")


def going_away(world: World, tablet: Tablet) -> str:
    """Nobody is there any more: the tablet asks, puts the list aside, and forgets; return the code."""
    for sku in (SOFA, LAMP):
        tablet.add(sku)
    with world.diary.step("Nobody moves: still here? The list has a code already", tablet.look):
        tablet.until(lambda: tablet.kiosk.code, "the question, and the code", 30)
        code = str(tablet.kiosk.code)
        tablet.read(code)
    with world.diary.step("A touch, and all is as before", tablet.look):
        tablet.tap("idle.stay")
        tablet.miss("idle.title")
    with world.diary.step("Gone: the list is put aside, and the tablet is wiped", tablet.look):
        tablet.see("attract.begin", seconds=40)
    if tablet.kiosk.list.document is not None:
        raise RobotError("the list of who has gone is still at the tablet")
    return code


def coming_back(world: World, tablet: Tablet, code: str) -> None:
    """At another tablet the list goes on."""
    with world.diary.step("Another tablet: the code is typed", tablet.look):
        type_code(tablet, code[:-1])
    with world.diary.step("The list is there, and goes on", tablet.look):
        tablet.robot.tap(code[-1])
        tablet.read(tablet.named(SOFA), 30)
        tablet.read(tablet.named(LAMP))
        tablet.until(lambda: tablet.kiosk.take.ready, "the code for the phone")
    with world.diary.step("It is taken along from here as from any other", world.phone.look):
        tablet.waited(world.phone.open(tablet.link()))
        tablet.waited(world.phone.sees(".line >> nth=1"))


def type_code(tablet: Tablet, code: str) -> None:
    """Type a code, or its first signs, on the attract page's way in."""
    tablet.tap("claim.open")
    for sign in code.replace(" ", ""):
        tablet.robot.tap(sign)
