"""Which pictures are here, how large they are, and in which hour each was last looked at.

Whole hours only: in which order one shopper looked at products is nobody's business afterwards. The book can
be lost at any time: the pictures themselves tell everything but the hours.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

NAME = "uses.db"

TABLES = """
CREATE TABLE IF NOT EXISTS picture (
    name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, hour INTEGER NOT NULL, whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS picture_hour ON picture (hour);
"""


class Known(NamedTuple):
    """A picture in the book; `whole` once its content was looked over after the program that wrote it."""

    name: str
    bytes: int
    whole: bool


class Uses:
    """The book of one picture folder. Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        try:
            self._connection = _open(folder / NAME)
        except sqlite3.DatabaseError:
            for ending in ("", "-journal"):
                (folder / f"{NAME}{ending}").unlink(missing_ok=True)
            self._connection = _open(folder / NAME)

    def close(self) -> None:
        """Close the book."""
        with self._lock:
            self._connection.close()

    def add(self, name: str, size: int, hour: int, *, whole: bool = False) -> None:
        """Note a picture that is here now."""
        self._write("INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?)", [(name, size, hour, whole)])

    def touch(self, names: Iterable[str], hour: int) -> None:
        """Note that pictures were looked at."""
        self._write("UPDATE picture SET hour = ? WHERE name = ?", [(hour, name) for name in names])

    def confirm(self, names: Iterable[str]) -> None:
        """Note that pictures are whole."""
        self._write("UPDATE picture SET whole = 1 WHERE name = ?", [(name,) for name in names])

    def remove(self, names: Iterable[str]) -> None:
        """Note that pictures are gone."""
        self._write("DELETE FROM picture WHERE name = ?", [(name,) for name in names])

    def known(self) -> Mapping[str, Known]:
        """Return every picture in the book, by its name."""
        rows = self._read("SELECT name, bytes, whole FROM picture")
        return {name: Known(name, size, bool(whole)) for name, size, whole in rows}

    def total(self) -> int:
        """Return the bytes of all pictures."""
        [[total]] = self._read("SELECT coalesce(sum(bytes), 0) FROM picture")
        return int(total)

    def oldest(self, size: int) -> list[str]:
        """Return the pictures that nobody has looked at for longest, until they are `size` bytes together."""
        names: list[str] = []
        with self._lock:
            for name, each in self._connection.execute("SELECT name, bytes FROM picture ORDER BY hour, name"):
                if size <= 0:
                    break
                names.append(name)
                size -= each
        return names

    def _read(self, statement: str) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement).fetchall()

    def _write(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        # A full disk must not keep a picture from being shown: the next look over the folder sets this right.
        with self._lock, contextlib.suppress(sqlite3.OperationalError), self._connection:
            self._connection.executemany(statement, rows)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(TABLES)
        connection.execute("SELECT count(*) FROM picture")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
