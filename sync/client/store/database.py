"""Opening `replica.db`: durable commits, readers that never wait, nothing left of what was deleted."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sync.client.errors import BrokenReplica, NewerReplica, ReplicaError

NAME = "replica.db"

BROKEN = "replica.broken"
"""A file that says that damage was met: the next start does not trust the store, even if it opens."""

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

VERSION = 9
"""How many migrations this program knows (`migrations.py`); kept in SQLite's `user_version`."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # A committed tap survives a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    # Sorting and spilling must not leave a shopper's words in a temporary file.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 5000",
)

Row = tuple[Any, ...]


class Database:
    """The replica's file: one connection that writes, one that reads. Any thread may use it."""

    def __init__(self, data: Path, name: str = NAME) -> None:
        """Open the file in a data folder, make it or bring it up to date.

        Raises:
            NewerReplica: It was written by a newer Vetrina.
            BrokenReplica: It is damaged.
            ReplicaError: It cannot be opened.
        """
        self.path = data / name
        if name == NAME and (data / BROKEN).exists():
            raise BrokenReplica("the tablet's store was found damaged")
        try:
            _make_private(self.path)
            _migrate(self.path)
            self._writer = _connect(self.path)
            self._reader = _connect(self.path)
        except (sqlite3.Error, OSError) as error:
            raise self._fault(f"{name} cannot be opened", error) from error
        self._write_lock = threading.RLock()
        self._read_lock = threading.Lock()
        # A crash between a wipe and its checkpoint leaves old pages in the log: they go now.
        self.truncate_log()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction; it is durable when the block ends and undone when the block raises.

        Raises:
            ReplicaError: The disk is full or does not work.
        """
        with self._write_lock:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._fault("nothing can be written on this tablet", error) from error
            finally:
                # A full disk has undone it already.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a query, as of the last committed transaction.

        Raises:
            ReplicaError: The file cannot be read.
        """
        with self._read_lock:
            try:
                return self._reader.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise self._fault(f"{NAME} cannot be read", error) from error

    def truncate_log(self) -> None:
        """Write the log back into the file and cut it to nothing: no earlier version of a page is left.

        Who reads meanwhile waits for nothing: SQLite itself lets readers of the log finish before it is cut.

        Raises:
            ReplicaError: The disk does not work, or another program keeps the file busy.
        """
        with self._write_lock:
            try:
                busy, _, _ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise self._fault("the replica's log cannot be emptied", error) from error
        if busy:
            raise ReplicaError("another program keeps the replica busy, so its log cannot be emptied")

    def forget(self) -> None:
        """Leave nothing of what was deleted: not in the log, not in what the connections keep in memory.

        Raises:
            ReplicaError: As `truncate_log`, or the file cannot be opened again.
        """
        with self._write_lock:
            self.truncate_log()
            try:
                writer, reader = _connect(self.path), _connect(self.path)
            except sqlite3.Error as error:
                raise ReplicaError(f"{NAME} cannot be opened again: {error}") from error
            with self._read_lock:
                old = (self._reader, self._writer)
                self._reader, self._writer = reader, writer
            for connection in old:
                connection.close()

    def _fault(self, what: str, error: Exception) -> ReplicaError:
        """Return what went wrong in words; damage is noted down for the next start."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in DAMAGE:
            return ReplicaError(f"{what}: {error}")
        with contextlib.suppress(OSError):
            self.path.with_name(BROKEN).touch(0o600)
        return BrokenReplica(f"{what}: {error}; the next start saves what can be read")

    def close(self) -> None:
        """Close both connections."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            self._writer.close()


def _make_private(path: Path) -> None:
    """Create the file for its owner only; SQLite gives the log the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _migrate(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise NewerReplica(
                "the data on this tablet was written by a newer Vetrina; update it (nothing was changed)"
            )
        if version < VERSION:
            # sqlite-utils takes longer to import than the rest of the start: only when there is work for it.
            from sync.client.store import migrations  # noqa: PLC0415

            migrations.apply(connection)
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection
