"""The ways in which a visit ends at a kiosk, and where it may leave something."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.flow.actors import KioskProcess, eventually

SHORT = (6, 3)
"""Patience long enough for each next act on a busy machine, short enough to wait for."""

Again = Callable[[], KioskProcess]
"""Opens the kiosk once more on its tablet."""


class Place(NamedTuple):
    """Where a kiosk may leave something: its folder, temporary files, caches, its user's home."""

    folders: list[Path]
    environment: dict[str, str]

    def holds(self, *texts: str) -> set[str]:
        """Return which of some texts can be read there, in whatever encoding a database uses."""
        contents = [
            path.read_bytes() for folder in self.folders for path in folder.rglob("*") if path.is_file()
        ]
        return {text for text in texts if any(_has(content, text) for content in contents)}


def _has(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def finish(kiosk: KioskProcess, _again: Again) -> KioskProcess:
    """Say that one is done; the next one comes."""
    kiosk.tap("Finish")
    kiosk.see("What was cleared here")
    kiosk.tap("Next shopper")
    return kiosk


def put_aside(kiosk: KioskProcess, _again: Again) -> KioskProcess:
    """Answer the question whether anybody is here: put it aside."""
    kiosk.see("Still here?")
    kiosk.tap("Put it aside now")
    kiosk.see("What was cleared here")
    kiosk.tap("Next shopper")
    return kiosk


def stand_idle(kiosk: KioskProcess, _again: Again) -> KioskProcess:
    """Leave without a word."""
    kiosk.see("Still here?")
    kiosk.see("Begin")
    return kiosk


def reboot(kiosk: KioskProcess, again: Again) -> KioskProcess:
    """The tablet is switched off in good order, and on again."""
    kiosk.close()
    return again()


def crash(kiosk: KioskProcess, again: Again, seconds: float = sum(SHORT)) -> KioskProcess:
    """It is cut off, and on again when nobody is waited for any more."""
    kiosk.kill()
    killed = time.monotonic()
    eventually("the window to pass", lambda: time.monotonic() - killed > seconds, 2 * seconds)
    return again()


def decline(kiosk: KioskProcess, again: Again) -> KioskProcess:
    """It is cut off, and on again; whoever is there does not go on with the list."""
    kiosk.kill()
    restarted = again()
    restarted.see("Go on with this list?")
    restarted.tap("Clear it")
    return restarted


class Way(NamedTuple):
    """A way in which a visit ends, and the kiosk's patience for it."""

    leave: Callable[[KioskProcess, Again], KioskProcess]
    idle: tuple[int, ...] = ()
