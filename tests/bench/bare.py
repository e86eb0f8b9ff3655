"""The bare store that the product's ones are measured against: one table, one insert, the same durability."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

TABLE = (
    "CREATE TABLE document (scope TEXT, kind TEXT, id TEXT, seq INTEGER NOT NULL, body BLOB,"
    " PRIMARY KEY (scope, kind, id)) WITHOUT ROWID"
)

DocumentRow = tuple[str, str, str, int, bytes]


class BareStore:
    """Documents in SQLite: WAL, synchronous=FULL, one transaction a call, nothing else."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(TABLE)

    def insert(self, rows: Iterable[DocumentRow]) -> None:
        """Insert documents, durable when this returns."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?)", rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()
