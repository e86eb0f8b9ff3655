"""One kiosk, or desk, a data folder: a lock that the system gives back when its last holder ends, however.

The keeper takes it, and each kiosk that it forks holds it too: a change of kiosks never lets go of it.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "kiosk.lock"
"""In the data folder. It stays there, empty: what counts is who holds it."""

PATIENCE_SECONDS = 5.0
"""So long a kiosk that is just ending is waited for."""

LOOK_SECONDS = 0.1


class LockError(Exception):
    """Another one is open on this folder, or the folder cannot be used."""


class Taken(LockError):  # noqa: N818 - what was met
    """Another one is open on it."""


@contextmanager
def held(data: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock of a tablet's data folder, made where it is not there.

    Args:
        data: The folder.
        patience: Seconds.

    Raises:
        LockError: See there.
    """
    file = _open(data)
    try:
        until = time.monotonic() + patience
        while not _take(file):
            if time.monotonic() >= until:
                raise Taken(
                    f"a kiosk or a desk is open on {data} already: close that one, or give another folder"
                )
            time.sleep(LOOK_SECONDS)
        yield
    finally:
        # Never unlocked: who was forked may hold it on.
        os.close(file)


def _open(data: Path) -> int:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(data / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LockError(f"{data} cannot be used: {error.strerror}") from error


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
