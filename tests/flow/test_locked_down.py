"""Nothing that a shopper does at the screen leads out of the kiosk: no key with any modifier, no gesture.

On a bare X server, and with a window manager there whose keys would close, shrink, hide or leave it.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.flow.actors import KioskProcess, TabletProcess, eventually
from tests.flow.x_screen import NoScreen, XScreen

DRIVER = Path(__file__).parent / "locked_kiosk.py"
MANAGER = "openbox"

MODIFIERS = ("Control_L", "Alt_L", "Shift_L", "Super_L", "ISO_Level3_Shift")
KEYS = (
    *(f"F{number}" for number in range(1, 13)),
    *("Tab", "Escape", "Delete", "BackSpace", "Insert", "Home", "End", "Prior", "Next", "space", "Return"),
    *("Left", "Right", "Up", "Down", "Print", "Sys_Req", "Menu", "Pause", "Break", "Scroll_Lock", "KP_Enter"),
    *"abcdefghijklmnopqrtuvwxyz",
    *("0", "1", "9", "plus", "minus", "slash", "grave"),
    *("XF86HomePage", "XF86WWW", "XF86Search", "XF86Mail", "XF86Explorer", "XF86Calculator", "XF86Back"),
    *("XF86PowerOff", "XF86Sleep", "XF86WakeUp", "XF86Close", "XF86Reload", "XF86TaskPane", "XF86Launch1"),
    *("Help", "Undo", "Cancel", "Find"),
)
"""All but S: with Ctrl and Alt it is the staff's door."""

WIDTH, HEIGHT = 1280, 800
CORNERS = [(0, 0), (WIDTH - 1, 0), (WIDTH - 1, HEIGHT - 1), (0, HEIGHT - 1)]
MIDDLE = (WIDTH // 2, HEIGHT // 2)

SOFA, SAYS = "LRC-MOSS-212", "Add to list"


class LockedKiosk(KioskProcess):
    """The kiosk as a tablet opens it."""

    def __init__(self, data: Path, screen: XScreen) -> None:
        environment = {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        TabletProcess.__init__(self, data, str(DRIVER), str(data), environment=environment)
        self._screen = screen
        try:
            self._do("begin")
        except BaseException:
            self.kill()
            raise

    def must_stand(self, after: object) -> None:
        """See that the window is all there is, has the keyboard, and is the one that it was."""

        told: dict[str, Any] = {}

        def stands() -> bool:
            told.update(self._do("stands"))
            told["focused"] = self._screen.focus == told.pop("number")
            return told == {"full": True, "active": True, "windows": 1, "focused": True}

        try:
            eventually("the kiosk to stand", stands)
        except AssertionError as error:
            raise AssertionError(f"after {after} it does not stand as before: {told}") from error


@pytest.fixture(params=["nobody", MANAGER])
def screen(request: pytest.FixtureRequest) -> Iterator[XScreen]:
    """A screen, with a window manager beside or without."""
    with ExitStack() as open_now:
        try:
            screen = open_now.enter_context(XScreen(WIDTH, HEIGHT))
        except NoScreen as missing:
            pytest.skip(str(missing))
        if request.param == MANAGER:
            program = shutil.which(MANAGER)
            if program is None:
                pytest.skip(f"{MANAGER} is not here: whether a window manager's keys lead out was not tried")
            manager = subprocess.Popen(
                [program, "--sm-disable"],
                env=os.environ | {"DISPLAY": screen.name},
                stderr=subprocess.DEVNULL,
            )
            open_now.callback(manager.wait)
            open_now.callback(manager.terminate)
        yield screen


@pytest.fixture
def locked(tablet: Path, screen: XScreen) -> Iterator[LockedKiosk]:
    """The kiosk on that screen."""
    with LockedKiosk(tablet, screen) as kiosk:
        kiosk.must_stand("its start")
        yield kiosk
        assert kiosk.trouble == [], kiosk.said[-4000:]


@pytest.mark.first
def test_no_key_leads_out(screen: XScreen, locked: LockedKiosk) -> None:
    keys = [key for key in KEYS if screen.has_key(key)]
    assert len(keys) > 60
    for count in range(len(MODIFIERS) + 1):
        for held in combinations(MODIFIERS, count):
            for key in keys:
                screen.chord(*held, key)
            locked.must_stand(held)
    # Modifiers alone, too: Super opens menus elsewhere.
    for held in MODIFIERS:
        screen.chord(held)
    locked.must_stand("modifiers alone")


@pytest.mark.parametrize("held", [(), ("Alt_L",), ("Super_L",), ("Control_L", "Alt_L")])
def test_no_mouse_or_finger_leads_out(screen: XScreen, locked: LockedKiosk, held: tuple[str, ...]) -> None:
    with screen.holding(*held):
        for button in (1, 2, 3, 4, 5, 8, 9):
            for begin in (*CORNERS, MIDDLE):
                screen.drag(button, begin)
                screen.drag(button, begin, MIDDLE, *CORNERS, begin)
    locked.must_stand(f"mouse with {held}")


def test_it_answers_as_before(screen: XScreen, locked: LockedKiosk) -> None:
    for keys in (("Super_L", "d"), ("Alt_L", "Tab"), ("Alt_L", "F4")):
        screen.chord(*keys)
        locked.must_stand(keys)
    screen.read(SOFA)
    locked.see(SAYS)
    locked.must_stand("a scan")


def test_what_another_program_shows_is_covered(screen: XScreen, locked: LockedKiosk) -> None:
    program = shutil.which("xmessage") or shutil.which("xeyes") or shutil.which("xterm")
    if program is None:
        pytest.skip("no other X program is here (xmessage, xeyes, xterm): nothing to cover")
    with subprocess.Popen([program, "-display", screen.name, "hello"]) as other:
        try:
            locked.must_stand("another window")
        finally:
            other.kill()


def test_it_ends_when_the_system_says_so(locked: LockedKiosk) -> None:
    locked.close()
