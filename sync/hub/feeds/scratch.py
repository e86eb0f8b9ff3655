"""Room on disk for one import: a private SQLite database that goes away with whoever opened it."""

import sqlite3
import weakref

CACHE_KIB = 16_384
"""Pages kept in memory; the rest stands in a temporary file that has no name."""


def scratch(owner: object, tables: str) -> sqlite3.Connection:
    """Open a database with these tables; it is closed, and gone, when its owner is."""
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    weakref.finalize(owner, connection.close)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.executescript(tables)
    connection.execute("BEGIN")  # never ended: nothing of it is meant to last
    return connection
