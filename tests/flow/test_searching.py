"""Somebody without a tag: look around, type on the screen, narrow down, go. Nothing of it is left."""

import sys
from collections.abc import Callable

import pytest

from tests.flow.actors import KioskProcess, eventually
from tests.flow.memory import OVERWRITE_FREED, held

SOUGHT = "zuccolimaggiore"
"""Nothing in the shop is called so, and nothing in the program."""

OpenKiosk = Callable[..., KioskProcess]


def type_on_screen(kiosk: KioskProcess, text: str) -> None:
    """Type on the keys of the screen."""
    kiosk.tap_field()
    for key in text:
        kiosk.tap("Space" if key == " " else key)


def test_from_the_attract_page_to_a_list_without_a_tag(kiosk: KioskProcess) -> None:
    kiosk.tap("Begin")
    kiosk.tap("Search")
    kiosk.see("Look around")
    type_on_screen(kiosk, "larch sofa")
    kiosk.see("for “larch sofa”")
    kiosk.tap_showing("Larch sofa, from")
    kiosk.tap("Add to list")
    kiosk.see("On your list")
    kiosk.tap("Search")
    kiosk.see("for “larch sofa”")
    kiosk.tap("Clear what you typed")
    kiosk.see("Look around")


def test_a_slip_of_the_finger_is_forgiven(kiosk: KioskProcess) -> None:
    kiosk.tap("Begin")
    kiosk.tap("Search")
    type_on_screen(kiosk, "armchiar")
    kiosk.see("You typed “armchiar”")
    kiosk.see("for “armchair”")


def test_along_the_shelves_and_back(kiosk: KioskProcess) -> None:
    kiosk.tap("Begin")
    kiosk.tap("Search")
    kiosk.tap_showing("Seating, ")
    kiosk.see("Remove Seating")
    kiosk.tap("Filters")
    kiosk.see("Colour")
    kiosk.tap_showing("Show ")
    kiosk.tap("Remove Seating")
    kiosk.see("Look around")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_what_was_looked_for_is_found_nowhere_afterwards(
    open_kiosk: OpenKiosk, traces: Callable[..., set[str]]
) -> None:
    kiosk = open_kiosk(environment=OVERWRITE_FREED)
    kiosk.tap("Begin")
    kiosk.tap("Search")
    type_on_screen(kiosk, SOUGHT)
    kiosk.see(f"Nothing found for “{SOUGHT}”")
    assert held(kiosk.process.pid, SOUGHT) == {SOUGHT}
    kiosk.tap("Hide keys")
    kiosk.tap("Finish")
    kiosk.see("What was cleared here")
    eventually("the memory to forget", lambda: not held(kiosk.process.pid, SOUGHT))
    kiosk.close()
    assert traces(SOUGHT) == set()
