"""Making the search's tables anew in a file in use that has none, or older ones.

Such a file was written by an older hub, or an older program on this tablet has taken changes into it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sync.catalogue.schema import CACHE_KIB, meaning
from sync.catalogue.search import tables
from sync.catalogue.search.gather import Gathering


def bring_up(path: Path) -> bool:
    """Bring the search's tables of a file up to it, all at once; return whether they were behind.

    It takes as long as reading every product; whoever searches meanwhile finds what could be found before.

    Raises:
        CatalogueError: The file cannot be written to; `Damaged` when it is at fault itself.
        OSError: The disk is full.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if tables.is_current(connection):
                return False
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            _make_anew(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise meaning(error, path) from error
    return True


def _make_anew(connection: sqlite3.Connection) -> None:
    gathering = Gathering(connection)
    for (body,) in connection.execute("SELECT body FROM document WHERE kind = 'product'"):
        gathering.add(body)
    [[version]] = connection.execute("SELECT value FROM meta WHERE key = 'version'")
    gathering.finish(int(version))
