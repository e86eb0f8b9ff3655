"""What a hub signs by itself: that what it offers is the newest."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sync.hub.lock import locked
from sync.hub.releases import keys
from sync.hub.releases.keys import SNAPSHOT, TIMESTAMP, ReleaseError
from sync.hub.releases.places import KEYS
from sync.hub.releases.repository import Repository

ONLINE: Final = (SNAPSHOT, TIMESTAMP)
"""The roles whose keys a hub has: with them it says what is newest, and can offer no program of its own."""

LOCK = "changing"
"""In the folder of releases: one process at a time changes them."""

__all__ = ["LOCK", "ONLINE", "ReleaseError", "renew"]


def renew(folder: Path, now: Callable[[], datetime]) -> bool:
    """Say it anew when it is half over; return whether it was said.

    Raises:
        ReleaseError: Keys are missing.
        OSError: It cannot be written.
    """
    repository = Repository(folder, now)
    with locked(folder / LOCK, lambda: None):
        if not repository.exists or not repository.fades():
            return False
        repository.renew({role: keys.read([folder / KEYS], role) for role in ONLINE})
        return True
