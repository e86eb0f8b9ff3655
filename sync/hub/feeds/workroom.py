"""A folder for one import's own files, and what is left of imports that were killed."""

import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sync.hub.lock import is_free, locked

PREFIX = "vetrina-import-"
ALIVE = "alive.lock"
"""Held as long as the import that made the folder runs."""

YOUNG_SECONDS = 60
"""A folder this young may be one that another import is just making."""

OLD_SECONDS = 24 * 3600
"""A folder without a lock that nobody touched for so long was left by an earlier version."""


@contextmanager
def workroom() -> Iterator[Path]:
    """Give an empty folder that goes away at the end; those of imports that were killed go now.

    Raises:
        OSError: There is no room for it.
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        room = Path(name)
        with locked(room / ALIVE, wait=lambda: None):
            _clear(room)
            inner = room / "files"
            inner.mkdir()
            yield inner


def _clear(room: Path) -> None:
    """Remove the abandoned folders beside this one."""
    for folder in room.parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another import clears at the same time, or it is somebody else's
            if folder != room and _is_abandoned(folder, room.stat().st_uid):
                shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path, owner: int) -> bool:
    """Tell whether a folder of this user's is held by nobody any more."""
    state = folder.lstat()
    age = time.time() - state.st_mtime
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != owner or age < YOUNG_SECONDS:
        return False
    return is_free(folder / ALIVE) if (folder / ALIVE).exists() else age > OLD_SECONDS
