"""A visit in access mode from start to finish: keys alone, large letters, read aloud."""

from functools import partial

from kiosk.core import spelling
from kiosk.core.spelling import Key
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World
from kiosk.ui.robot import RobotError

PRIMARY, MORE = 7, 6
PAGES = 5
"""Pages of more to do that a product has at most."""

WORDS = {"en": "larch", "it": "larch", "ja": "いす"}


def play(world: World) -> None:
    """Play the story; whatever is pressed is a key, and the last picture shows the usual page again."""
    with world.tablet() as tablet:
        finding(world, tablet)
        choosing(world, tablet)
        leaving(world, tablet)


def finding(world: World, tablet: Tablet) -> None:
    """F2, begin, spell a word with seven keys."""
    with world.diary.step("F2: large letters, few large controls, read aloud", tablet.look):
        tablet.press("F2")
        tablet.see("access.welcome")
    with world.diary.step("Key 7 begins", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.home_how")
    with world.diary.step("A word is spelled with seven keys", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.find")
        spell(tablet, WORDS[world.manner.language])
    with world.diary.step("What was found, one at a time", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.look")
    with world.diary.step("The product: price, where it is, what to choose", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.add")


def choosing(world: World, tablet: Tablet) -> None:
    """Another colour by the arrow keys, then onto the list."""
    with world.diary.step("Colours one at a time: arrows and Enter", tablet.look):
        press(tablet, 1)
        tablet.see("access.choose")
        tablet.press("Right")
        for _value in range(to_one_here(tablet)):
            before = tablet.kiosk.access.title
            tablet.press("Return")
            tablet.until(partial(_says_else, tablet, before), "the next one")
    with world.diary.step("Chosen, and on the list", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.add")
        press(tablet, PRIMARY)
        tablet.until(lambda: tablet.kiosk.pieces == 1, "the line")
        tablet.see("access.more")
    with world.diary.step("The list, line by line", tablet.look):
        press(tablet, MORE)
        press_further(tablet, tablet.say("access.list_count", 1))
        tablet.see("access.line_place", 1, 1)
    with world.diary.step("Help is one key away", tablet.look):
        press(tablet, 4)
        tablet.see("call.title")
    tablet.press("Escape")
    tablet.see("access.line_place", 1, 1)


def to_one_here(tablet: Tablet) -> int:
    """Return how many colours further the next one is that can be had here.

    Raises:
        RobotError: No other one can.
    """
    values = [value for value in tablet.kiosk.product.axes[0].values[:] if value.key]
    at = next(place for place, value in enumerate(values) if value.chosen)
    for further in range(1, len(values)):
        if values[(at + further) % len(values)].here:
            return further
    raise RobotError("there is one colour here, no other")


def _says_else(tablet: Tablet, before: str) -> bool:
    return str(tablet.kiosk.access.title) != before


def leaving(world: World, tablet: Tablet) -> None:
    """The list onto the phone, and the tablet forgets: access mode, too."""
    with world.diary.step("A code for the phone", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.finish")
        press(tablet, 2)
        tablet.see("access.have_it")
        assert tablet.link(), "a phone's camera reads it"
    press(tablet, PRIMARY)
    tablet.see("access.line_place", 1, 1)
    press(tablet, PRIMARY)
    tablet.see("access.take")
    press(tablet, PRIMARY)
    tablet.see("access.without")
    with world.diary.step("Goodbye: what is kept, what was cleared", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("access.next_shopper")
    with world.diary.step("For the next shopper everything is as before", tablet.look):
        press(tablet, PRIMARY)
        tablet.see("attract.begin")
        tablet.miss("access.welcome")


def press(tablet: Tablet, key: int) -> None:
    """Press one of the keys 1 to 7."""
    tablet.press(str(key))


def press_further(tablet: Tablet, label: str) -> None:
    """Press the key that something stands on, on this page of what can be done or a further one.

    Raises:
        RobotError: It stands on none.
    """
    for _page in range(PAGES):
        labels = _labels(tablet)
        if label in labels:
            press(tablet, labels.index(label) + 1)
            return
        press(tablet, MORE)
        tablet.until(partial(_differ, tablet, labels), "the next keys")
    raise RobotError(f"“{label}” stands on no key")


def spell(tablet: Tablet, word: str) -> None:
    """Write a word with the seven keys: each opens others, until one writes a sign."""
    tree = spelling.keys(tablet.kiosk.model.language)
    for at, sign in enumerate(word, 1):
        for key in _way(tree, sign):
            before = _labels(tablet)
            press(tablet, key)
            tablet.until(partial(_differ, tablet, before), "the next keys")
        assert tablet.kiosk.search.text == word[:at], "what was spelled stands there"


def _labels(tablet: Tablet) -> list[str]:
    """Return what stands on the keys now."""
    return [cell.text for cell in tablet.kiosk.access.cells[:]]


def _differ(tablet: Tablet, before: list[str]) -> bool:
    return _labels(tablet) != before


def _way(fork: tuple[Key, ...], sign: str) -> list[int]:
    """Return the keys that lead to a sign, [] where it is not."""
    for at, key in enumerate(fork, 1):
        if key.sign == sign:
            return [at]
        if further := _way(key.keys, sign):
            return [at, *further]
    return []
