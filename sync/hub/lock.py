"""Locks between processes, which the system gives back when their holder ends, however it ends.

SQLite's own file locks do it: they are the same on POSIX and Windows, and nothing is written.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOOK_SECONDS = 0.5
"""How long one attempt lasts; between two of them the keyboard's interrupt is heard."""


class LockError(OSError):
    """The file of a lock cannot be used."""


@contextmanager
def locked(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that a file stands for, made where it is not there; `wait` tells that another holds it.

    Raises:
        LockError: The file cannot be used.
    """
    connection = _open(path)
    try:
        if not _take(connection, path):
            wait()
            connection.execute(f"PRAGMA busy_timeout = {int(LOOK_SECONDS * 1000)}")
            while not _take(connection, path):
                pass
        yield
    finally:
        connection.close()


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock of a file that is there.

    Raises:
        LockError: The file cannot be used.
    """
    connection = _open(path)
    try:
        return _take(connection, path)
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise LockError(f"{path} cannot be used: {error.strerror}") from error
    return sqlite3.connect(path, timeout=0, isolation_level=None)


def _take(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written, and no file shall be left
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise LockError(f"{path} cannot be locked: {error}") from error
    return True
