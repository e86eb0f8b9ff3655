"""The visits (sessions) that live on this tablet, and how one is taken away without a trace.

Every table named `visit…` can hold what a shopper could be known by. Deleting single rows would not do: when
SQLite moves rows between pages, copies stay in the slack of pages that others still use, also with
`secure_delete` (seen in 6 of 16 random histories). Emptying a whole table hands its pages back, and
`secure_delete` fills those with zeros. So the tables are emptied, and what belongs to other living visits is
written again in the same transaction; then the log is cut to nothing.
"""

import sqlite3
from typing import NamedTuple

from sync.client.store import leases
from sync.protocol.sessions import NewSession


class Visit(NamedTuple):
    """A living visit. `begun` and `last_input` are the tablet's wall clock, ISO 8601 UTC.

    `share` are the tokens of its lists' links, with blanks between; they are on this tablet only.
    """

    id: str
    secret: str
    begun: str
    last_input: str
    share: str

    @property
    def session(self) -> NewSession:
        """The session this visit acts for."""
        return NewSession(self.id, self.secret)


TABLES = {
    "visit_document": "scope IN (SELECT scope FROM scope WHERE visit <> ?)",
    "visit_op": "visit <> ?",
    "visit_rejection": "visit <> ?",
    "visit_note": "visit <> ?",
    "visit": "id <> ?",
    "visit_shopper": "visit <> ?",
    # Of the desk, with which everybody who is signed in there goes.
    "visit_person": "? <> 'desk'",
}
"""Each table with the rows that stay when one visit goes."""


def begin(connection: sqlite3.Connection, session: NewSession, now: str) -> None:
    """Keep a new visit, so that it can go on after a crash."""
    connection.execute("INSERT OR IGNORE INTO visit VALUES (?, ?, ?, ?, '')", (*session, now, now))


def find(connection: sqlite3.Connection, identifier: str) -> Visit | None:
    """Return a living visit."""
    row = connection.execute("SELECT * FROM visit WHERE id = ?", (identifier,)).fetchone()
    return Visit(*row) if row else None


def touch(connection: sqlite3.Connection, identifier: str, now: str) -> None:
    """Remember when the shopper was last here."""
    connection.execute("UPDATE visit SET last_input = ? WHERE id = ?", (now, identifier))


def keep_share(connection: sqlite3.Connection, identifier: str, token: str) -> None:
    """Keep the token of the open link, or '' when it was closed."""
    connection.execute("UPDATE visit SET share = ? WHERE id = ?", (token, identifier))


def keep_note(connection: sqlite3.Connection, identifier: str, name: str, value: bytes) -> None:
    """Keep what a living visit's shopper said; nothing of a visit that is over."""
    connection.execute(
        "INSERT OR REPLACE INTO visit_note SELECT id, ?, ? FROM visit WHERE id = ?", (name, value, identifier)
    )


def erase(connection: sqlite3.Connection, identifier: str) -> None:
    """Take away all that belongs to a visit. The sealed operations stay: only the hub can read them."""
    for table, keep in TABLES.items():
        survivors = connection.execute(f"SELECT * FROM {table} WHERE {keep}", (identifier,)).fetchall()
        connection.execute(f"DELETE FROM {table}")
        if survivors:
            places = ", ".join("?" * len(survivors[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", survivors)
    connection.execute("DELETE FROM scope WHERE visit = ?", (identifier,))
    connection.execute(
        "DELETE FROM report WHERE scope LIKE 'list:%' AND scope NOT IN (SELECT scope FROM scope)"
    )
    leases.drop(connection, identifier)
