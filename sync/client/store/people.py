"""Associates who are signed in at this tablet, and the desk that they share.

All documents of the desk belong to one visit, `DESK`, whoever of them looks at it. It has no secret of its
own: what somebody does there is done in their own session. Of a session's secret the disk has only what the
person's PIN opens (`kiosk.core.staff.seal`); in the open it is in memory alone (`Proofs`).
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from sync.client.store import documents, leases
from sync.protocol.sessions import STAFF, NewSession
from sync.protocol.staff import LEASE_SECONDS, Associate
from sync.shapes import ready

DESK = "desk"

COLUMNS = "session, associate, badge, salt, sealed, tries"


class Person(NamedTuple):
    """Somebody who is signed in here: the id of the session, and its secret, sealed.

    `badge` is the keyed hash of what the badge says that was used, '' for none; `tries` are wrong PINs since
    the last right one.
    """

    session: str
    associate: Associate
    badge: str
    salt: bytes
    sealed: bytes
    tries: int = 0

    @property
    def principal(self) -> str:
        """Who the operations of this person act as."""
        return principal(self.session)


def principal(session: str) -> str:
    """Return who an associate's session acts as."""
    return f"{STAFF}:{session}"


class Proofs:
    """The secrets of the sessions that were opened since the program began, in memory alone. Any thread."""

    def __init__(self) -> None:
        self._sessions: dict[str, NewSession] = {}

    def put(self, session: NewSession) -> None:
        """Keep a session's secret until it is over."""
        self._sessions = {**self._sessions, session.id: session}

    def drop(self, *identifiers: str) -> None:
        """Let go of sessions."""
        self._sessions = {name: one for name, one in self._sessions.items() if name not in identifiers}

    def find(self, identifier: str) -> NewSession | None:
        """Return a session that was opened."""
        return self._sessions.get(identifier)

    def every(self) -> list[NewSession]:
        """Return all sessions that were opened."""
        return list(self._sessions.values())


def begin(connection: sqlite3.Connection, now: str, wall: float) -> None:
    """Open the desk; one that is open stays as it is. `wall` is the tablet's clock (seconds since 1970)."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('staffed', '1')")
    begun = connection.execute("INSERT OR IGNORE INTO visit VALUES (?, '', ?, ?, '')", (DESK, now, now))
    if begun.rowcount:
        leases.grant(connection, DESK, wall, LEASE_SECONDS)


def was_staffed(read: Callable[..., list[tuple[Any, ...]]]) -> bool:
    """Say whether anybody ever signed in here: no wipe takes that away, and it names nobody."""
    return bool(read("SELECT 1 FROM meta WHERE key = 'staffed'"))


def is_open(read: Callable[..., list[tuple[Any, ...]]]) -> bool:
    """Say whether the desk is open."""
    return bool(read("SELECT 1 FROM visit WHERE id = ?", (DESK,)))


def put(connection: sqlite3.Connection, person: Person, seconds: float, wall: float) -> None:
    """Keep somebody who signed in, for so many seconds."""
    connection.execute(
        f"INSERT OR REPLACE INTO visit_person ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        person._replace(associate=msgspec.json.encode(person.associate)),  # type: ignore[arg-type]
    )
    leases.grant(connection, person.session, wall, seconds)


def every(read: Callable[..., list[tuple[Any, ...]]]) -> list[Person]:
    """Return everybody who is signed in, in the order of their names."""
    rows = read(f"SELECT {COLUMNS} FROM visit_person")
    people = [
        Person(session, msgspec.json.decode(associate, type=ready(Associate)), *rest)
        for session, associate, *rest in rows
    ]
    return sorted(people, key=lambda person: (person.associate.name, person.session))


def count_try(connection: sqlite3.Connection, session: str, tries: int) -> None:
    """Note how many wrong PINs there were."""
    connection.execute("UPDATE visit_person SET tries = ? WHERE session = ?", (tries, session))


def remove(connection: sqlite3.Connection, session: str) -> None:
    """Take somebody away; the table is emptied and written again, as `visits` tells why."""
    keep = f"SELECT {COLUMNS} FROM visit_person WHERE session <> ?"
    survivors = connection.execute(keep, (session,)).fetchall()
    connection.execute("DELETE FROM visit_person")
    connection.executemany(f"INSERT INTO visit_person ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", survivors)
    leases.drop(connection, session)


def remove_all(connection: sqlite3.Connection) -> None:
    """Take everybody away."""
    connection.execute("DELETE FROM lease WHERE visit IN (SELECT session FROM visit_person)")
    connection.execute("DELETE FROM visit_person")


def hold(connection: sqlite3.Connection, more: Iterable[str], less: Iterable[str]) -> frozenset[str]:
    """Let the desk have some scopes more and some less; return those whose documents went.

    One with operations on the way stays until the hub has decided; a shopper's is not the desk's to let go.
    """
    for scope in sorted(more):
        documents.watch(connection, scope, DESK)
    rows = connection.execute("SELECT DISTINCT scope FROM outbox WHERE seq IS NULL").fetchall()
    busy = {scope for (scope,) in rows}
    known = [documents.find(connection, scope) for scope in less if scope not in busy]
    gone = [one for one in known if one and one.visit == DESK]
    for one in gone:
        documents.unwatch(connection, one)
    return frozenset(one.scope for one in gone)
