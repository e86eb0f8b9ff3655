"""Base and view of every document the tablet holds, and how far it has read each scope."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from sync.client.fold import Place
from sync.protocol.envelope import Change

SHOP = "document"
VISIT = "visit_document"

HOLLOW = "DELETE FROM {} WHERE scope = ? AND kind = ? AND id = ? AND base IS NULL AND view IS NULL"
"""Removes a document that has neither base nor view."""


class Watched(NamedTuple):
    """A scope that is wanted by a visit (its session's id) or by the shop (''), and how far it is read."""

    scope: str
    visit: str
    cursor: int

    @property
    def table(self) -> str:
        """Which table holds its documents."""
        return VISIT if self.visit else SHOP


def watched(connection: sqlite3.Connection) -> dict[str, Watched]:
    """Return every wanted scope by its name."""
    rows = connection.execute("SELECT scope, visit, cursor FROM scope")
    return {row[0]: Watched(*row) for row in rows}


def watch(connection: sqlite3.Connection, scope: str, visit: str) -> None:
    """Want a scope from now on; one that is wanted already stays as it is."""
    connection.execute("INSERT OR IGNORE INTO scope VALUES (?, ?, 0)", (scope, visit))


def unwatch(connection: sqlite3.Connection, scope: Watched) -> None:
    """Let go of a shop scope and of everything in it."""
    connection.execute(f"DELETE FROM {scope.table} WHERE scope = ?", (scope.scope,))
    connection.execute("DELETE FROM scope WHERE scope = ?", (scope.scope,))


def forget_cursors(connection: sqlite3.Connection) -> None:
    """Read every scope from its beginning again; what is there serves until then."""
    connection.execute("UPDATE scope SET cursor = 0")
    for table in (SHOP, VISIT):
        connection.execute(f"UPDATE {table} SET seq = 0")


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


def receive(
    connection: sqlite3.Connection, scopes: dict[str, Watched], changes: Iterable[Change]
) -> set[str]:
    """Store documents as the hub sent them and move the cursors; return the scopes that have news.

    The cursor follows the changes that came, never the head that the hub tells: so it cannot skip one.
    A document that is older than the one at hand (an answer overtaken by another) changes nothing.
    """
    cursors: dict[str, int] = {}
    rows: dict[str, list[tuple[str, str, str, int, bytes | None]]] = {SHOP: [], VISIT: []}
    for change in changes:
        scope = scopes.get(change.scope)
        # What nobody wants (any more) is not kept: the visit may have been wiped while the answer travelled.
        if scope is None:
            continue
        content = bytes(change.body) if isinstance(change.body, msgspec.Raw) else None
        rows[scope.table].append((change.scope, change.kind, change.id, change.seq, content))
        cursors[change.scope] = max(change.seq, cursors.get(change.scope, scope.cursor))
    for table, values in rows.items():
        connection.executemany(
            f"INSERT INTO {table} (scope, kind, id, seq, base) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET seq = excluded.seq, base = excluded.base WHERE excluded.seq >= seq",
            values,
        )
        gone = [value[:3] for value in values if value[4] is None]
        connection.executemany(HOLLOW.format(table), gone)
    connection.executemany(
        "UPDATE scope SET cursor = max(cursor, ?) WHERE scope = ?",
        [(cursor, scope) for scope, cursor in cursors.items()],
    )
    return set(cursors)
