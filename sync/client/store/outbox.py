"""Operations on their way: made once, sent until the hub has decided, kept until the base holds them."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from sync.client.store import late
from sync.protocol.envelope import Op, Result, SealedOp
from sync.shapes import ready

SETTLED_FOR = timedelta(days=7)
"""How long the sealed copy of an operation is kept that the hub has: a backup put back there may lack it.

By the hub's clock: a tablet's that jumps ahead would throw away what a restored hub needs back.
"""

SETTLED_MOST = 5_000
REFUSED_FOR = timedelta(days=30)
"""How long what was refused after its visit is kept for staff, by the hub's clock."""


class Waiting(NamedTuple):
    """An operation to send: `op` while its visit lives, else only the `sealed` copy is left."""

    scope: str
    op: Op | None
    sealed: SealedOp


def next_order(connection: sqlite3.Connection) -> int:
    """Take the next order number of this incarnation; it is never given twice."""
    rows = connection.execute(
        "INSERT INTO meta VALUES ('order', '1')"
        " ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value"
    ).fetchall()
    return int(rows[0][0])


def put(connection: sqlite3.Connection, visit: str, op: Op, sealed: SealedOp, *, plain: bool) -> None:
    """Append an operation; `plain` keeps the copy too that fold and wire use while the visit lives."""
    connection.execute(
        "INSERT INTO outbox (position, id, visit, scope, sealed) VALUES (?, ?, ?, ?, ?)",
        (op.order, op.id, visit, op.scope, sealed.sealed),
    )
    if plain:
        connection.execute(
            "INSERT INTO visit_op VALUES (?, ?, ?)", (op.order, visit, msgspec.json.encode(op))
        )


def waiting(rows: Iterable[tuple[str, str, str, bytes | None]], device: str) -> list[Waiting]:
    """Make operations of the rows that `WAITING` selects."""
    return [
        Waiting(
            scope,
            msgspec.json.decode(op, type=ready(Op)) if op is not None else None,
            SealedOp(id=identifier, device=device, sealed=sealed),
        )
        for identifier, scope, sealed, op in rows
    ]


WAITING = """
SELECT outbox.id, scope, sealed, op FROM outbox LEFT JOIN visit_op USING (position)
WHERE seq IS NULL AND scope NOT IN (SELECT value FROM json_each(?))
    AND scope NOT IN (SELECT scope FROM trouble WHERE quarantined)
ORDER BY position LIMIT ?
"""
"""Undecided operations in order; the parameters are a JSON list of scopes to leave out, and how many."""


def plain(connection: sqlite3.Connection, scope: str) -> list[Op]:
    """Return the operations of a scope whose plain copy is there, in order."""
    rows = connection.execute(
        "SELECT op FROM visit_op JOIN outbox USING (position) WHERE scope = ? ORDER BY position", (scope,)
    )
    return [msgspec.json.decode(op, type=ready(Op)) for (op,) in rows]


def undecided(connection: sqlite3.Connection, scope: str) -> bool:
    """Say whether operations of a scope still wait for the hub's word."""
    row = connection.execute("SELECT 1 FROM outbox WHERE scope = ? AND seq IS NULL", (scope,)).fetchone()
    return row is not None


def scopes_of(connection: sqlite3.Connection, ops: Sequence[str]) -> set[str]:
    """Return the scopes of operations that are still here."""
    named = msgspec.json.encode(ops).decode()
    rows = connection.execute(
        "SELECT DISTINCT scope FROM outbox WHERE id IN (SELECT value FROM json_each(?))", (named,)
    )
    return {scope for (scope,) in rows}


def settle(connection: sqlite3.Connection, results: Iterable[Result], now: str) -> set[str]:
    """Take what the hub has decided; return the scopes concerned.

    An applied operation stays folded until the base has reached its sequence number; a refused one goes. It
    is kept where the person who made it can be told, as long as its visit lives, else for staff. `now` is the
    hub's clock (ISO 8601 UTC).
    """
    scopes: set[str] = set()
    for result in results:
        row = connection.execute(
            "SELECT position, visit, scope FROM outbox WHERE id = ?", (result.id,)
        ).fetchone()
        if row is None or result.status == "retry":
            continue
        position, visit, scope = row
        scopes.add(scope)
        if result.status == "applied":
            connection.execute("UPDATE outbox SET seq = ? WHERE position = ?", (result.seq, position))
            continue
        if not _keep_rejection(connection, position, visit, result) or result.reason == late.REASON:
            _keep_for_staff(connection, position, result, now)
        remove(connection, [position])
    return scopes


def _keep_rejection(connection: sqlite3.Connection, position: int, visit: str, result: Result) -> bool:
    row = connection.execute("SELECT op FROM visit_op WHERE position = ?", (position,)).fetchone()
    if row is None:
        return False
    op = msgspec.json.decode(row[0], type=ready(Op))
    connection.execute(
        "INSERT OR REPLACE INTO visit_rejection VALUES (?, ?, ?, ?, ?)",
        (op.id, visit, op.scope, op.args["verb"], result.reason or result.status),
    )
    return True


def _keep_for_staff(connection: sqlite3.Connection, position: int, result: Result, now: str) -> None:
    """Keep what was refused after its visit: nobody is there to be told, but it must not vanish."""
    connection.execute(
        "INSERT OR REPLACE INTO refused (position, id, scope, sealed, reason, at)"
        " SELECT position, id, scope, sealed, ?, ? FROM outbox WHERE position = ?",
        (result.reason or result.status, now, position),
    )
    connection.execute("DELETE FROM refused WHERE at < ?", (_ago(now, REFUSED_FOR),))


def offer_again(connection: sqlite3.Connection) -> None:
    """Offer everything that is still here to a hub whose history was replaced; it knows which it has.

    What was settled takes its old place: ahead of what was made later.
    """
    connection.execute("UPDATE outbox SET seq = NULL")
    connection.execute(
        "INSERT OR IGNORE INTO outbox (position, id, visit, scope, sealed)"
        " SELECT position, id, '', scope, sealed FROM settled"
    )
    connection.execute("DELETE FROM settled")


def drop_settled(connection: sqlite3.Connection, now: str) -> set[str]:
    """Take out what is applied and in the base (or in a scope nobody watches); return the scopes concerned.

    The sealed copies are kept for some days; `now` is the hub's clock (ISO 8601 UTC).
    """
    rows = connection.execute(
        "SELECT position, outbox.scope FROM outbox LEFT JOIN scope ON scope.scope = outbox.scope"
        " WHERE seq <= coalesce(cursor, seq)"
    ).fetchall()
    if not rows:
        return set()
    connection.executemany(
        "INSERT OR REPLACE INTO settled SELECT position, id, scope, sealed, ? FROM outbox WHERE position = ?",
        [(now, position) for position, _ in rows],
    )
    connection.execute("DELETE FROM settled WHERE at < ?", (_ago(now, SETTLED_FOR),))
    connection.execute(
        "DELETE FROM settled WHERE position <= (SELECT max(position) FROM settled) - ?", (SETTLED_MOST,)
    )
    remove(connection, [position for position, _ in rows])
    return {scope for _, scope in rows}


def _ago(now: str, period: timedelta) -> str:
    return (datetime.fromisoformat(now) - period).isoformat(timespec="milliseconds")


def remove(connection: sqlite3.Connection, positions: Collection[int]) -> None:
    """Delete operations, plain and sealed."""
    for table in ("outbox", "visit_op"):
        connection.executemany(f"DELETE FROM {table} WHERE position = ?", [(value,) for value in positions])
