"""The desk of a tablet: one store of documents that the associates of a shop share, each in their own name.

A part of the replica, with its file and its transactions; `Replica.desk` is the way to it.
"""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from sync.client.errors import ReplicaError
from sync.client.store import leases, openings, people, visits, withheld
from sync.client.store.database import Database
from sync.client.store.people import DESK, Person, Proofs
from sync.protocol import moments
from sync.protocol.sessions import NewSession
from sync.protocol.staff import LEASE_SECONDS, Opening

MOST_TRIES = 5
"""Wrong PINs after which the sealed secret is destroyed: the hub alone lets that person in again."""


MOST_PEOPLE = 24
"""Who may be signed in at one desk at once: a request to the hub carries no more proofs than 32."""

AMONG = "SELECT scope, visit FROM json_each(?) AS asked CROSS JOIN scope ON scope = asked.value"
"""The scopes that are wanted, and whose they are, among some that are given as a JSON list."""


class Turned(NamedTuple):
    """What the desk holds from now on, and did not before; and what it held, whose documents went."""

    came: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


class Desk:
    """Who is signed in here, and what the desk holds. Any thread may call any method."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Use the replica's file, and the tablet's wall clock."""
        self.proofs = Proofs()
        self._database = database
        self._now = now

    @property
    def is_open(self) -> bool:
        """Whether the tablet is a desk: somebody signed in, and it was not wiped since."""
        return people.is_open(self._database.read)

    @property
    def was_staffed(self) -> bool:
        """Whether any of the staff ever signed in at this tablet."""
        return people.was_staffed(self._database.read)

    def people(self) -> list[Person]:
        """Return everybody who is signed in and whose time is not over, by name."""
        return [one for one in people.every(self._database.read) if self.seconds_left(one.session) > 0]

    def openings(self, scope: str, limit: int) -> list[Opening]:
        """Return who of those open now was looked at last: `limit` customers of a scope `staff:<store>`."""
        return openings.latest(self._database.read, scope, moments.write(self._now()), limit)

    def count_openings(self, scope: str) -> int:
        """Return how many customers are open now."""
        return openings.count(self._database.read, scope, moments.write(self._now()))

    def admit(self, person: Person, session: NewSession, seconds: float) -> None:
        """Keep somebody whom the hub let in, for so many seconds, and open the desk where it is not."""
        with self._database.write() as connection:
            people.begin(connection, self._now().isoformat(timespec="milliseconds"), self._wall())
            for known in self.people():
                if known.associate.id == person.associate.id:
                    people.remove(connection, known.session)
                    self.proofs.drop(known.session)
            for session_id in self._too_many(person.associate.id):
                people.remove(connection, session_id)
                self.proofs.drop(session_id)
            people.put(connection, person, seconds, self._wall())
        self.proofs.put(session)

    def _too_many(self, without: str) -> list[str]:
        """Return the sessions to let go of when somebody else comes in: those that end first."""
        others = [one.session for one in self.people() if one.associate.id != without]
        return sorted(others, key=self.seconds_left)[: max(0, len(others) - MOST_PEOPLE + 1)]

    def count_try(self, session: str) -> int:
        """Count a try, durably, before the PIN is looked at.

        Returns:
            How many are left after it; below 0 when there were too many before: nothing is to be looked at.
        """
        known = next((one for one in self.people() if one.session == session), None)
        if known is None:
            return -1
        with self._database.write() as connection:
            people.count_try(connection, session, known.tries + 1)
        return MOST_TRIES - known.tries - 1

    def opened(self, session: NewSession) -> None:
        """Note that the PIN was right: from now on the session's secret is in memory."""
        with self._database.write() as connection:
            people.count_try(connection, session.id, 0)
        self.proofs.put(session)

    def forget(self, session: str) -> None:
        """Let nobody in any more with what is kept of a session here."""
        self.proofs.drop(session)
        with self._database.write() as connection:
            people.remove(connection, session)
        self._database.forget()

    def seconds_left(self, session: str) -> float:
        """Return for how long a session, or `DESK`, may go on without a word of the hub; 0 = it is over."""
        rows = self._database.read("SELECT seconds, wall FROM lease WHERE visit = ?", (session,))
        return max(0.0, rows[0][0] - max(0.0, self._wall() - rows[0][1])) if rows else 0.0

    def want(self, scopes: Iterable[str]) -> frozenset[str]:
        """Let the desk hold these scopes and no others; return those whose documents went.

        Raises:
            ReplicaError: The desk is closed, or the disk does not work.
        """
        wanted, known = frozenset(scopes), self.wanted()
        return self.hold(wanted - known, known - wanted).gone

    def hold(self, more: frozenset[str], less: frozenset[str]) -> Turned:
        """Let the desk hold some scopes more and some less: what is so already stays as it is.

        Raises:
            ReplicaError: The desk is closed, or the disk does not work.
        """
        asked = msgspec.json.encode(sorted(more | less)).decode()
        visits: dict[str, str] = dict(self._database.read(AMONG, (asked,)))
        more = more.difference(visits)
        less = frozenset(scope for scope in less if visits.get(scope) == DESK)
        if not more and not less:
            return Turned()
        with self._database.write() as connection:
            self.require(connection)
            gone = people.hold(connection, more, less)
        if gone:
            self._database.forget()
        return Turned(more, gone)

    def holds_contacts(self, scope: str) -> bool:
        """Say whether a scope's orders tell more here than those who only prepare them may read."""
        return withheld.holds_any(self._database.read, scope)

    def withhold(self, scope: str) -> None:
        """Leave nothing of whom a scope's orders are for but a first name and a language, anywhere on disk.

        Where there was nothing to take out the log is cut all the same: after a crash it might still hold it.

        Raises:
            ReplicaError: The disk does not work; call it again.
        """
        if self.holds_contacts(scope):
            with self._database.write() as connection:
                withheld.take_out(connection, scope)
        self._database.forget()

    def wanted(self) -> frozenset[str]:
        """Return the scopes that the desk holds."""
        rows = self._database.read("SELECT scope FROM scope WHERE visit = ?", (DESK,))
        return frozenset(scope for (scope,) in rows)

    def require(self, connection: sqlite3.Connection) -> None:
        """Go on only where the desk is open.

        Raises:
            ReplicaError: It is closed.
        """
        if visits.find(connection, DESK) is None:
            raise ReplicaError("the desk is closed")

    def go_on(self, connection: sqlite3.Connection, granted: Iterable[int]) -> None:
        """Begin the desk's lease anew when the hub grants somebody's: its data stays as long as that."""
        if any(seconds > 0 for seconds in granted) and visits.find(connection, DESK):
            leases.grant(connection, DESK, self._wall(), LEASE_SECONDS)

    def _wall(self) -> float:
        return self._now().timestamp()
