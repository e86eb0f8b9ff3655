"""Base and view of every document the tablet holds, and how far it has read each scope."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from sync.client.store.fold import Place
from sync.protocol.checksums import MODULUS, digest, spell
from sync.protocol.envelope import Change

SHOP = "document"
VISIT = "visit_document"

HOLLOW = "DELETE FROM {} WHERE scope = ? AND kind = ? AND id = ? AND base IS NULL AND view IS NULL"
"""Removes a document that has neither base nor view."""

OLD = """
SELECT kind, held.id, seq, base FROM json_each(?) AS wanted
CROSS JOIN {} AS held ON scope = ? AND kind = wanted.value ->> 0 AND held.id = wanted.value ->> 1
WHERE base IS NOT NULL AND seq > 0
"""
"""The living documents among those whose kinds and ids are given as a JSON list of pairs.

CROSS keeps SQLite from reading the whole scope for each of them."""


class Watched(NamedTuple):
    """A scope that is wanted by a visit (its session's id) or by the shop (''), and how far it is read.

    `checksum` and `living` are counted over the documents the hub sent; `held` is how many these were when
    the scope was whole the last time. `reading` is None for a scope that is whole. Else it is read from
    nothing: what came again has a sequence number, what did not yet has 0 and serves on; the value is the
    hub's head when that began, 0 as long as the hub has not said.
    """

    scope: str
    visit: str
    cursor: int
    checksum: int
    living: int
    held: int
    reading: int | None

    @property
    def table(self) -> str:
        """Which table holds its documents."""
        return VISIT if self.visit else SHOP


class Old(NamedTuple):
    """A document as it was before news of it came."""

    seq: int
    base: bytes


WATCHED = "SELECT scope, visit, cursor, checksum, living, held, reading FROM scope"


def watched(connection: sqlite3.Connection) -> dict[str, Watched]:
    """Return every wanted scope by its name."""
    return {row[0]: _watched(row) for row in connection.execute(WATCHED)}


def find(connection: sqlite3.Connection, scope: str) -> Watched | None:
    """Return a scope, None when it is not wanted."""
    row = connection.execute(f"{WATCHED} WHERE scope = ?", (scope,)).fetchone()
    return _watched(row) if row else None


def _watched(row: tuple[Any, ...]) -> Watched:
    scope, visit, cursor, checksum, living, held, reading = row
    return Watched(scope, visit, cursor, int(checksum, 16), living, held, reading)


def table_of(connection: sqlite3.Connection, scope: str) -> str:
    """Return which table holds the documents of a scope that is wanted."""
    row = connection.execute("SELECT visit FROM scope WHERE scope = ?", (scope,)).fetchone()
    return VISIT if row and row[0] else SHOP


def watch(connection: sqlite3.Connection, scope: str, visit: str) -> None:
    """Want a scope from now on; one that is wanted already stays as it is."""
    connection.execute(
        "INSERT OR IGNORE INTO scope (scope, visit, cursor, reading) VALUES (?, ?, 0, 0)", (scope, visit)
    )


def unwatch(connection: sqlite3.Connection, scope: Watched) -> None:
    """Let go of a scope and of everything in it."""
    connection.execute(f"DELETE FROM {scope.table} WHERE scope = ?", (scope.scope,))
    connection.execute("DELETE FROM scope WHERE scope = ?", (scope.scope,))


def save(connection: sqlite3.Connection, scope: Watched) -> None:
    """Write down how far a scope is read."""
    connection.execute(
        "UPDATE scope SET cursor = ?, checksum = ?, living = ?, held = ?, reading = ? WHERE scope = ?",
        (scope.cursor, spell(scope.checksum), scope.living, scope.held, scope.reading, scope.scope),
    )


def start_anew(connection: sqlite3.Connection, scope: Watched) -> Watched:
    """Read a scope from nothing again; what is there serves until it came again or the reading is through."""
    connection.execute(f"UPDATE {scope.table} SET seq = 0 WHERE scope = ?", (scope.scope,))
    return scope._replace(cursor=0, checksum=0, living=0, reading=0)


def drop_what_did_not_come(connection: sqlite3.Connection, scope: Watched) -> bool:
    """End a reading from nothing: what was not sent again the hub has no longer. Return if there was any."""
    dropped = connection.execute(
        f"UPDATE {scope.table} SET base = NULL WHERE scope = ? AND seq = 0 AND base IS NOT NULL",
        (scope.scope,),
    )
    if not dropped.rowcount:
        return False
    connection.execute(
        f"DELETE FROM {scope.table} WHERE scope = ? AND base IS NULL AND view IS NULL", (scope.scope,)
    )
    return True


def viewed(connection: sqlite3.Connection, scope: Watched) -> set[Place]:
    """Return the documents of a scope that have a view of their own."""
    rows = connection.execute(
        f"SELECT kind, id FROM {scope.table} WHERE scope = ? AND view IS NOT NULL", (scope.scope,)
    )
    return {Place(scope.scope, kind, identifier) for kind, identifier in rows}


def body(connection: sqlite3.Connection, table: str, where: Place) -> bytes | None:
    """Return what a document shows: its view, else its base."""
    row = connection.execute(
        f"SELECT coalesce(view, base) FROM {table} WHERE scope = ? AND kind = ? AND id = ?", where
    ).fetchone()
    return row[0] if row else None


def base(connection: sqlite3.Connection, table: str, where: Place) -> bytes | None:
    """Return a document as the hub sent it last."""
    row = connection.execute(
        f"SELECT base FROM {table} WHERE scope = ? AND kind = ? AND id = ?", where
    ).fetchone()
    return row[0] if row else None


def put_view(connection: sqlite3.Connection, table: str, where: Place, view: bytes | None) -> None:
    """Write what a document shows; None = as its base. A row with neither goes."""
    connection.execute(
        f"INSERT INTO {table} (scope, kind, id, seq, view) VALUES (?, ?, ?, 0, ?)"
        " ON CONFLICT DO UPDATE SET view = excluded.view",
        (*where, view),
    )
    connection.execute(HOLLOW.format(table), where)


def old(connection: sqlite3.Connection, scope: Watched, changes: Sequence[Change]) -> dict[Place, Old]:
    """Return those documents that changes write over, as the running checksum has counted them."""
    if not scope.living or (scope.reading and changes[-1].seq <= scope.reading):
        # None is there; or, in a reading from nothing, what comes twice has changed since that began.
        return {}
    keys = msgspec.json.encode([(change.kind, change.id) for change in changes]).decode()
    rows = connection.execute(OLD.format(scope.table), (keys, scope.scope))
    return {Place(scope.scope, kind, identifier): Old(seq, base) for kind, identifier, seq, base in rows}


def store(
    connection: sqlite3.Connection, scope: Watched, changes: Sequence[Change], before: dict[Place, Old]
) -> Watched:
    """Store documents as the hub sent them; return the scope as it is read now.

    The cursor follows the changes that came, never the head that the hub tells: so it cannot skip one.
    `changes` are in order of `seq`; `before` is what they write over (`old`).
    """
    rows = [(scope.scope, one.kind, one.id, one.seq, content(one)) for one in changes]
    connection.executemany(
        f"INSERT INTO {scope.table} (scope, kind, id, seq, base) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET seq = excluded.seq, base = excluded.base",
        rows,
    )
    gone = [row[:3] for row in rows if row[4] is None]
    connection.executemany(HOLLOW.format(scope.table), gone)
    counted = scope.checksum + tally(row[1:] for row in rows)
    counted -= tally((place.kind, place.id, *one) for place, one in before.items())
    return scope._replace(
        cursor=rows[-1][3],
        checksum=counted % MODULUS,
        living=scope.living + len(rows) - len(gone) - len(before),
    )


def content(change: Change) -> bytes | None:
    """Return a change's body as it came, byte for byte: a newer hub's fields stay in it. None = deleted."""
    return bytes(change.body) if isinstance(change.body, msgspec.Raw) else None


def tally(rows: Iterable[tuple[str, str, int, bytes | None]]) -> int:
    """Sum up what documents (kind, id, seq, body) add to the checksum of their scope."""
    return sum(digest(kind, name, seq, held) for kind, name, seq, held in rows if held is not None)
