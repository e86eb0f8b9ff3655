"""The file that enrols all tablets of a store: on a stick, or where the tablet's settings say."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_uppercase

from kiosk.core.pairing import Fault
from sync.protocol import invitations
from sync.protocol.invitations import (
    FILE_NAME,
    LONGEST_TEXT,
    Batch,
    InvitationError,
    NewerInvitation,
    OlderInvitation,
)

MOUNTS = ("media/*", "media/*/*", "run/media/*/*", "mnt/*")
"""Where Linux shows a stick that was put in."""

FIRST_DRIVE = "D"
"""The first letter that Windows gives to one."""


def find(named: str, sticks: Sequence[Path] | None = None) -> Batch | Fault | None:
    """Return what the file says, and what is wrong with one that is there; None where there is none.

    Args:
        named: Where the settings say that it lies, '' where they do not. It goes before any stick.
        sticks: The folders to look in; by default those of this system.
    """
    folders = mounted() if sticks is None else sticks
    places = [Path(named)] if named else []
    for path in [*places, *(folder / FILE_NAME for folder in folders)]:
        found = _read(path)
        if found is not None:
            return found
    return None


def mounted(root: Path = Path("/")) -> list[Path]:
    """Return the folders of what was put into this machine."""
    if sys.platform == "win32":
        return [Path(f"{letter}:/") for letter in ascii_uppercase[ascii_uppercase.index(FIRST_DRIVE) :]]
    return sorted(_under(root))


def _under(root: Path) -> Iterator[Path]:
    for pattern in MOUNTS:
        yield from (path for path in root.glob(pattern) if path.is_dir())


def _read(path: Path) -> Batch | Fault | None:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_TEXT + 1)
    except OSError:
        # Not there, or not for us: a stick may be drawn out while it is read.
        return None
    try:
        return invitations.read_batch(content)
    except NewerInvitation:
        return Fault("tablet_old")
    except OlderInvitation:
        return Fault("hub_old")
    except InvitationError:
        return Fault("file_wrong", path.name)
