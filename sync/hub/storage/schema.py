"""Tables of the SQLite store, as a list of steps that only ever grows."""

import sqlite3
from collections import Counter

from sqlite_utils import Database, Migrations

from sync.hub.storage.port import StorageError
from sync.hub.storage.weights import to_signed
from sync.protocol import checksums


def documents(database: Database) -> None:
    """Make the heads of the scopes, their documents, and the results of operations."""
    database.execute("CREATE TABLE heads (scope TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID")
    database.execute(
        "CREATE TABLE document (scope TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,"
        " seq INTEGER NOT NULL, body BLOB, PRIMARY KEY (scope, kind, id))"
    )
    database.execute("CREATE UNIQUE INDEX document_seq ON document (scope, seq)")
    database.execute(
        "CREATE TABLE op_result (scope TEXT, op TEXT, fingerprint TEXT NOT NULL, result BLOB NOT NULL,"
        " PRIMARY KEY (scope, op)) WITHOUT ROWID"
    )


def checksums_and_floors(database: Database) -> None:
    """Give every scope its checksum, from its documents, and the floor of its tombstones.

    A scope where all operations were refused had no head; it gets one, so that every scope can be found.
    """
    for column in ("checksum", "floor"):
        database.execute(f"ALTER TABLE heads ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")
    database.execute("INSERT OR IGNORE INTO heads (scope, seq) SELECT DISTINCT scope, 0 FROM op_result")
    sums: Counter[str] = Counter()
    living = "SELECT scope, kind, id, seq, body FROM document WHERE body IS NOT NULL"
    for scope, *document in database.execute(living):
        sums[scope] += checksums.digest(*document)
    database.conn.executemany(
        "UPDATE heads SET checksum = ? WHERE scope = ?",
        [(to_signed(total % checksums.MODULUS), scope) for scope, total in sums.items()],
    )


STEPS = (documents, checksums_and_floors)
"""Append only: a step that was released is never edited."""

_migrations = Migrations("hub")
for _step in STEPS:
    _migrations()(_step)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store up to date; several processes may do this at once.

    Raises:
        StorageError: The store was written by a newer hub.
    """
    database = Database(connection)
    known = {step.__name__ for step in STEPS}
    if any(step.name not in known for step in _migrations.applied(database)):
        raise StorageError("this data folder was written by a newer Vetrina hub; update this one first")
    if not _migrations.pending(database):
        return
    # One process migrates; the others wait here and then find nothing left to do.
    connection.execute("BEGIN IMMEDIATE")
    try:
        _migrations.apply(database)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    # An older version did not blank what it wrote over; a store made anew has nothing of that left.
    connection.execute("VACUUM")
