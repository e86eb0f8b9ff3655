"""Making a catalogue file from rows, and making the next one from the last and what changed."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sync.catalogue.schema import create, put_row, set_meta
from sync.protocol.catalogue import CatalogueRow


def build(path: Path, rows: Iterable[CatalogueRow], version: int) -> None:
    """Write a new catalogue file holding `rows`; `version` is the newest change among them.

    The file is whole when this returns; on an error it is removed.
    """
    path.unlink(missing_ok=True)
    _write(path, rows, version, fresh=True)


def advance(old: Path, new: Path, rows: Iterable[CatalogueRow], version: int) -> None:
    """Write `new` as `old` with `rows` applied. Readers of `old` go on undisturbed."""
    shutil.copyfile(old, new)
    _write(new, rows, version, fresh=False)


def _write(path: Path, rows: Iterable[CatalogueRow], version: int, *, fresh: bool) -> None:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = FULL")
            if fresh:
                create(connection)
            connection.execute("BEGIN")
            for row in rows:
                put_row(connection, row)
            set_meta(connection, "version", str(version))
            connection.execute("COMMIT")
            if fresh:
                connection.execute("PRAGMA optimize")
                connection.execute("VACUUM")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
