"""A scanner that is a keyboard, on a real X server: its codes are read whole, from whichever page."""

from collections.abc import Callable, Iterator

import pytest

from tests.flow.actors import KioskProcess
from tests.flow.x_screen import NoScreen, XScreen

SOFA = "LRC-MOSS-212"
LEADS = {
    "NID-SAGE-OAK": "open wooden frame",
    "SEL-COGNAC": "Saddle leather slung",
    "TON-IVORY": "A ring of soft blocks",
}
"""What only the page of each says."""


@pytest.fixture
def screen() -> Iterator[XScreen]:
    try:
        screen = XScreen()
    except NoScreen as missing:
        pytest.skip(str(missing))
    with screen:
        yield screen


def test_a_scanner_at_an_x_server_is_read_from_every_page(
    screen: XScreen, open_kiosk: Callable[..., KioskProcess]
) -> None:
    kiosk = open_kiosk(environment={"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"})
    for code, words in LEADS.items():
        screen.read(code)
        kiosk.see(words)
    screen.read(SOFA)
    kiosk.tap("Add to list")
    kiosk.see("On your list")
    kiosk.tap("Finish")
    # No phone has the list yet: it is offered first.
    kiosk.tap("Finish without it")
    kiosk.see("What was cleared here")
    kiosk.tap("Next shopper")
    # "Begin" would have Enter, and is not pressed.
    for code, words in LEADS.items():
        screen.read(code)
        kiosk.see(words)
