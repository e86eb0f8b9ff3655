"""Making a catalogue file from rows, page by page, in memory that does not grow with the catalogue."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from sync.catalogue.schema import CACHE_KIB, create, put_row, set_meta
from sync.catalogue.search.gather import Gathering
from sync.protocol.catalogue import CatalogueRow

COPYING_KIB = 8_192
"""Memory for pages while the file is copied from front to back: more of it, twice over, saves no time."""


class Builder:
    """A catalogue file in the making; it is there only once `finish` has returned. One thread at a time.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Builder(Path(folder) / "c.db") as builder:
    ...     builder.put([])
    ...     builder.finish(version=0)
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._finished = False
        # The file is made anew when anything breaks off, so it needs no journal.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        create(self._connection)
        self._connection.execute("BEGIN")
        self._gathering = Gathering(self._connection)

    def put(self, rows: Iterable[CatalogueRow]) -> None:
        """Take in some rows; of two for one document the later one stands."""
        for row in rows:
            put_row(self._connection, row)
            if row.kind == "product":
                self._gather(row)

    def finish(self, version: int) -> None:
        """Complete the file, on disk too; `version` is the newest change among its rows."""
        self._gathering.finish(version)
        set_meta(self._connection, "version", str(version))
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA optimize")
        # Rows arrive in no order of their keys: written anew the file is smaller and read from front to back.
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(f"PRAGMA cache_size = -{COPYING_KIB}")
        self._connection.execute("VACUUM")
        self._finished = True

    def _gather(self, row: CatalogueRow) -> None:
        if row.body is msgspec.UNSET:
            self._gathering.remove(row.id)
        else:
            self._gathering.add(bytes(row.body))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; one that was not finished goes."""
        self._connection.close()
        if not self._finished:
            self._path.unlink(missing_ok=True)


def build(path: Path, rows: Iterable[CatalogueRow], version: int) -> None:
    """Write a new catalogue file holding `rows`; `version` is the newest change among them.

    The file is whole when this returns; on an error it is removed.
    """
    with Builder(path) as builder:
        builder.put(rows)
        builder.finish(version)
