"""The search's own tables of the catalogue file, and how far they can be trusted.

They are an addition: a program that does not know them reads and changes the file as ever. What it changes
is then missing here, which the mark `search` tells; `upkeep.bring_up` makes them anew.
"""

import sqlite3
from collections.abc import Iterable

from sync.catalogue.schema import set_meta
from sync.catalogue.search.words import is_japanese

LAYOUT = 2
"""Version of these tables and of the rules by which words become keys."""

TABLES = """
CREATE TABLE goods (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, names TEXT NOT NULL);
CREATE TABLE posting (key TEXT PRIMARY KEY, products BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE choice (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE spelling (bucket TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
"""
"""Products have numbers in order of popularity, the first being 0; `posting` says which ones a key finds
(see `keys`, `bits`); `choice` names sizes; `spelling` has the words that begin, end, or do both, alike."""

DROP = """
DROP TABLE IF EXISTS goods;
DROP TABLE IF EXISTS posting;
DROP TABLE IF EXISTS choice;
DROP TABLE IF EXISTS spelling;
"""

SHORTEST = 3
"""Letters from which a word can be recognised in spite of a slip."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Say whether the search's tables are of this program's layout and know every change of the file."""
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('version', 'search')"))
    return meta.get("search") == f"{LAYOUT}:{meta.get('version')}"


def is_there(connection: sqlite3.Connection) -> bool:
    """Say whether there are tables of this program's layout, be they behind the file."""
    rows = connection.execute("SELECT value FROM meta WHERE key = 'search'").fetchall()
    return bool(rows) and str(rows[0][0]).startswith(f"{LAYOUT}:")


def mark_current(connection: sqlite3.Connection, version: int) -> None:
    """Note that the search's tables know all changes up to `version`."""
    set_meta(connection, "search", f"{LAYOUT}:{version}")


def buckets(word: str) -> tuple[str, ...]:
    """Return where a word stands among those alike; () for what has no spelling.

    One slip leaves the first two letters, the last two, or the first and the last as they were.

    >>> buckets("sofa"), buckets("mh01")
    (('so-', '-fa', 's-a'), ())
    """
    if len(word) < SHORTEST or not word.isalpha() or is_japanese(word):
        return ()
    return (f"{word[:2]}-", f"-{word[-2:]}", f"{word[0]}-{word[-1]}")


def spell(connection: sqlite3.Connection, words: Iterable[str]) -> None:
    """Add words to those that a slip may have meant."""
    found: dict[str, set[str]] = {}
    for word in words:
        for bucket in buckets(word):
            found.setdefault(bucket, set()).add(word)
    for bucket, new in sorted(found.items()):
        rows = connection.execute("SELECT words FROM spelling WHERE bucket = ?", (bucket,)).fetchall()
        known = set(rows[0][0].split()) if rows else set()
        if not new <= known:
            line = " ".join(sorted(known | new))
            connection.execute("INSERT OR REPLACE INTO spelling VALUES (?, ?)", (bucket, line))
