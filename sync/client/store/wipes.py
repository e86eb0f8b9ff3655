"""Receipts of visits that were wiped here, until the hub has them. They tell of nobody: counts and times.

A receipt is written with the wipe, and counts once the log, too, holds nothing: cut off in between, the next
start cuts the log, and it counts then.
"""

import sqlite3
from collections.abc import Callable, Iterable

from sync.client.store.database import Row
from sync.protocol.sessions import Wiped

MOST = 64
"""Receipts in one request."""

LATEST = MOST // 2
"""So many of them are the latest: the visit that has just ended does not wait behind those that the hub does
not take, or that pile up while it is away."""

KEPT = 1_000
"""Of more than these the oldest are let go: a tablet that hears of no hub for months."""

WAITING = "SELECT visit, why, at, documents, operations, refusals FROM wiped WHERE done"

COUNTS = {
    "documents": "SELECT count(*) FROM visit_document JOIN scope USING (scope) WHERE visit = ?",
    "operations": "SELECT count(*) FROM visit_op WHERE visit = ?",
    "refusals": "SELECT count(*) FROM visit_rejection WHERE visit = ?",
}


def count(connection: sqlite3.Connection, visit: str, why: str, now: str) -> Wiped:
    """Return the receipt of a visit that is about to be wiped."""
    found = {
        name: connection.execute(statement, (visit,)).fetchone()[0] for name, statement in COUNTS.items()
    }
    return Wiped(visit, why, now, **found)


def keep(connection: sqlite3.Connection, wiped: Wiped) -> None:
    """Keep a receipt in the transaction that wipes; the first one of a visit stays."""
    row = (wiped.visit, wiped.why, wiped.at, wiped.documents, wiped.operations, wiped.refusals)
    connection.execute("INSERT OR IGNORE INTO wiped VALUES (?, ?, ?, ?, ?, ?, 0)", row)
    connection.execute(
        "DELETE FROM wiped WHERE visit NOT IN (SELECT visit FROM wiped ORDER BY at DESC LIMIT ?)", (KEPT,)
    )


def settle(connection: sqlite3.Connection) -> None:
    """Let what is kept count: nothing of those visits is left anywhere."""
    connection.execute("UPDATE wiped SET done = 1 WHERE done = 0")


def waiting(read: Callable[[str], list[Row]]) -> list[Wiped]:
    """Return receipts that the hub does not have: the latest first, then the oldest."""
    latest = read(f"{WAITING} ORDER BY at DESC, visit DESC LIMIT {LATEST}")
    oldest = read(f"{WAITING} ORDER BY at, visit LIMIT {MOST}")
    rest = [row for row in oldest if row not in latest]
    return [Wiped(*row) for row in [*latest, *rest][:MOST]]


def heard(connection: sqlite3.Connection, visits: Iterable[str]) -> None:
    """Let go of the receipts that the hub has."""
    connection.executemany("DELETE FROM wiped WHERE visit = ?", [(visit,) for visit in visits])
