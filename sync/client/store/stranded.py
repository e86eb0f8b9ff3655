"""What staff look after on a tablet: operations that wait, that are set aside, and that were refused.

The kiosk may be running meanwhile: this opens its store beside it, and it notices within a tick.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sync.client.errors import NewerReplica, ReplicaError
from sync.client.store import database, quarantine
from sync.client.store.quarantine import Trouble
from sync.client.store.reports import Report, listed
from sync.protocol.export import ExportedOp

BUSY_SECONDS = 10.0


class Refused(NamedTuple):
    """An operation that the hub refused after its visit was over; kept for some weeks, sealed."""

    id: str
    scope: str
    reason: str
    at: str


class Overview(NamedTuple):
    """All of it: how many operations wait for the hub, and what is not as it should be."""

    waiting: int
    troubles: list[Trouble]
    refused: list[Refused]
    reports: list[Report]


EXPORTED = """
SELECT outbox.id, outbox.scope, reason, since, sealed FROM outbox JOIN trouble ON trouble.scope = outbox.scope
WHERE quarantined AND seq IS NULL ORDER BY position
"""

REFUSED = "SELECT id, scope, reason, at, sealed FROM refused ORDER BY position"


@contextmanager
def open_store(data: Path) -> Iterator[sqlite3.Connection]:
    """Open a tablet's store; what is done inside is one transaction.

    Raises:
        ReplicaError: There is none, it belongs to another version, or it is busy or damaged.
    """
    path = data / database.NAME
    if not path.is_file():
        raise ReplicaError(f"{data} is not a tablet's data folder: it has no {database.NAME}")
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > database.VERSION:
            raise NewerReplica("the data on this tablet was written by a newer Vetrina")
        if version < database.VERSION:
            raise ReplicaError("the data on this tablet is of an older Vetrina; start the kiosk once first")
        for pragma in database.PRAGMAS:
            connection.execute(pragma)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise ReplicaError(f"the tablet's store cannot be used: {error}") from error
    finally:
        connection.close()


def overview(connection: sqlite3.Connection) -> Overview:
    """Say how things stand."""

    def read(statement: str) -> list[tuple[object, ...]]:
        return connection.execute(statement).fetchall()

    (waiting,) = connection.execute("SELECT count(*) FROM outbox WHERE seq IS NULL").fetchone()
    refused = [Refused(*row[:4]) for row in connection.execute(REFUSED)]
    return Overview(waiting, quarantine.troubles(read), refused, listed(read))


def export(connection: sqlite3.Connection, device: str) -> list[ExportedOp]:
    """Return what is set aside and what was refused, sealed. It stays where it is."""
    aside = connection.execute(EXPORTED).fetchall()
    refused = connection.execute(REFUSED).fetchall()
    return [
        ExportedOp(identifier, device, scope, reason, since, sealed)
        for identifier, scope, reason, since, sealed in [*aside, *refused]
    ]


def retry(connection: sqlite3.Connection, scopes: Sequence[str]) -> int:
    """Offer queues that are set aside to the hub again, all of them when none is named; return how many."""
    chosen = _aside(connection, scopes)
    quarantine.release(connection, chosen)
    return len(chosen)


def discard(connection: sqlite3.Connection, scopes: Sequence[str]) -> int:
    """Give up the operations of queues that are set aside; return how many operations that were."""
    chosen = _aside(connection, scopes) if scopes else []
    given_up = 0
    for scope in chosen:
        rows = connection.execute(
            "SELECT position FROM outbox WHERE scope = ? AND seq IS NULL", (scope,)
        ).fetchall()
        given_up += len(rows)
        for table in ("outbox", "visit_op"):
            connection.executemany(f"DELETE FROM {table} WHERE position = ?", rows)
        # What nobody will ever hear of is not shown any longer either.
        connection.execute("UPDATE visit_document SET view = NULL WHERE scope = ?", (scope,))
    quarantine.release(connection, chosen)
    return given_up


def _aside(connection: sqlite3.Connection, scopes: Sequence[str]) -> list[str]:
    rows = connection.execute("SELECT scope FROM trouble WHERE quarantined ORDER BY since").fetchall()
    return [scope for (scope,) in rows if not scopes or scope in scopes]
