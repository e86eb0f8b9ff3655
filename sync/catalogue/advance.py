"""Taking changes into a catalogue file that is in use: all of them at once, or none.

One transaction of SQLite's write-ahead log. Whoever reads meanwhile sees the catalogue before; a power cut
leaves it before or after; and it costs what changed, not what the catalogue weighs.
"""

import contextlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from sync.catalogue.schema import CACHE_KIB, meaning, put_row, set_meta, stored_body
from sync.catalogue.search.changes import Changes
from sync.protocol.catalogue import CatalogueRow


class Advance:
    """Changes on their way into a file. What was put counts once `commit` has returned. One thread at a time.

    Raises (all methods):
        CatalogueError: The file cannot be written to; `Damaged` when it is at fault itself.
        OSError: The disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._run("PRAGMA journal_mode = WAL")
        self._run("PRAGMA synchronous = FULL")
        # Changes count as soon as the log has them; the file itself gets them in `settle`.
        self._run("PRAGMA wal_autocheckpoint = 0")
        self._run(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._run("BEGIN IMMEDIATE")
        try:
            self._changes = Changes(self._connection)
        except sqlite3.Error as error:
            raise meaning(error, path) from error

    def put(self, rows: Iterable[CatalogueRow]) -> None:
        """Take in some rows; what does not fit into memory waits in the log."""
        try:
            for row in rows:
                if row.kind == "product":
                    after = None if row.body is msgspec.UNSET else bytes(row.body)
                    self._changes.put(row.id, stored_body(self._connection, row.id), after)
                put_row(self._connection, row)
        except sqlite3.Error as error:
            raise meaning(error, self._path) from error

    def products(self) -> int:
        """Return how many products there would be."""
        [[number]] = self._run("SELECT count(*) FROM document WHERE kind = 'product'")
        return int(number)

    def commit(self, version: int) -> None:
        """Make it so, durably; `version` is the newest change."""
        try:
            self._changes.finish(version)
            set_meta(self._connection, "version", str(version))
        except sqlite3.Error as error:
            raise meaning(error, self._path) from error
        self._run("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file; what was not committed never was."""
        self._connection.close()

    def _run(self, statement: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement).fetchall()
        except sqlite3.Error as error:
            raise meaning(error, self._path) from error


def settle(path: Path) -> None:
    """Move what the log holds into the file. What somebody is reading from stays in the log for now."""
    with closing(sqlite3.connect(path)) as connection, contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
