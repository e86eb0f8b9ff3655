"""What this tablet knows and what it still has to tell: `replica.db`.

A tap commits here, durably, and never waits for the hub; what the hub answers is received here, whole or not
at all. Readers see the view: the hub's documents with the tablet's own pending operations on top.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sync.client.errors import ReplicaError
from sync.client.held import Held
from sync.client.identity import Identity
from sync.client.store import (
    documents,
    erasures,
    late,
    leases,
    outbox,
    people,
    quarantine,
    recount,
    shoppers,
    visits,
    wipes,
)
from sync.client.store.late import Late
from sync.client.store.making import Maker, stamp
from sync.client.store.people import DESK
from sync.client.store.reception import Received, take_in
from sync.client.store.rescue import open_database
from sync.client.store.shoppers import SignedIn
from sync.client.store.visits import Visit
from sync.protocol import calls
from sync.protocol.actors import Actor
from sync.protocol.envelope import EraseOrder, Op, SyncAnswer
from sync.protocol.lists import ShoppingList
from sync.protocol.moments import is_real, parse
from sync.protocol.sessions import GUEST, NewSession

NEWS_EVERY = 60
"""Seconds: an answer without news is written down no more often than this."""

log = logging.getLogger(__name__)


class Committed(NamedTuple):
    """An operation that is safe now, and the scopes whose documents changed with it."""

    op: str
    changed: frozenset[str]


def utc_now() -> datetime:
    """Return the tablet's wall clock."""
    return datetime.now(UTC)


class Replica(Held):
    """The tablet's store. Any thread may call any method; writers take turns, readers never wait for them."""

    def __init__(self, data: Path, identity: Identity, now: Callable[[], datetime] = utc_now) -> None:
        """Open the replica in a data folder.

        Raises:
            NewerReplica: It was written by a newer Vetrina.
            ReplicaError: It cannot be opened.
        """
        super().__init__(open_database(data, identity.sealing_key, now()), identity, now)
        self.on_commit: Callable[[], None] = _nothing
        self.clock_offset: float | None = None
        """Seconds by which this clock is ahead of the hub's, as of the last news; None before any."""
        self._counted = False
        self._restored = False
        self._maker = Maker(lambda: self.identity, now)
        with self._database.write() as connection:
            # Opening has cut the log: what a crash left behind of a wipe is gone now.
            wipes.settle(connection)

    def introduce(self, principal: str, actor: Actor) -> None:
        """Say whom a principal of this tablet is shown as, ahead of the hub; others are the tablet itself."""
        self._maker.introduce(principal, actor)

    def close(self) -> None:
        """Close the file. What was committed is safe already."""
        self._database.close()

    def begin(self, session: NewSession) -> None:
        """Keep a visit that begins now."""
        with self._database.write() as connection:
            visits.begin(connection, session, stamp(self._now()))
            leases.grant(connection, session.id, self._now().timestamp())

    def enter(self, visit: str, who: SignedIn, lists: Sequence[str], seconds: float) -> None:
        """Make a visit a customer's, for so many seconds at the longest; their lists (ids) are wanted.

        Raises:
            ReplicaError: The visit is over.
        """
        with self._database.write() as connection:
            self._living(connection, visit)
            shoppers.enter(connection, visit, who, lists)
            leases.grant(connection, visit, self._now().timestamp(), seconds)
        self.on_commit()

    def touch(self, visit: str, at: datetime) -> None:
        """Remember when the shopper of a visit was last here, by the tablet's wall clock."""
        with self._database.write() as connection:
            visits.touch(connection, visit, stamp(at))

    def keep_share(self, visit: str, token: str) -> None:
        """Keep the tokens of a visit's links on this tablet, with blanks between; '' for none."""
        with self._database.write() as connection:
            visits.keep_share(connection, visit, token)

    def keep_note(self, visit: str, name: str, value: bytes) -> None:
        """Keep what a visit's shopper said that no document holds; it goes with the visit."""
        with self._database.write() as connection:
            visits.keep_note(connection, visit, name, value)

    def note(self, visit: str, name: str) -> bytes:
        """Return what was kept of a visit under a name, b'' for nothing."""
        rows = self._database.read("SELECT value FROM visit_note WHERE visit = ? AND name = ?", (visit, name))
        return bytes(rows[0][0]) if rows else b""

    def wipe(self, visit: str, why: str) -> None:
        """End a visit and leave nothing of it that can be read here; what was not sent yet stays sealed.

        A visit that is gone already is wiped again all the same: the log might still hold it. `visit` may be
        an associate's session, which ends alone, or the desk, with which all of theirs end. What a shopper
        still waits for is taken back: nobody is brought anything who is gone.
        """
        left = self._left_behind(visit) if visit != DESK else []
        with self._database.write() as connection:
            living = visits.find(connection, visit)
            if living and visit != DESK:
                wipes.keep(connection, wipes.count(connection, visit, why, stamp(self._now())))
                for scope, verb in left:
                    op = self._maker.make(connection, f"{GUEST}:{visit}", scope, verb)
                    outbox.put(connection, visit, op, self._maker.seal(op, living.secret), plain=False)
                self._maker.end(connection, f"{GUEST}:{visit}", living.session, why)
            gone = self.desk.proofs.every() if visit == DESK else [self.desk.proofs.find(visit)]
            for session in filter(None, gone):
                self._maker.end(connection, people.principal(session.id), session, why)
            if visit == DESK:
                people.remove_all(connection)
            else:
                people.remove(connection, visit)
            visits.erase(connection, visit)
        self.desk.proofs.drop(*(session.id for session in gone if session))
        self._database.forget()
        with self._database.write() as connection:
            wipes.settle(connection)
        self.on_commit()

    def _left_behind(self, visit: str) -> list[tuple[str, msgspec.Struct]]:
        """Return what takes back the requests of a visit's lists, by scope."""
        return [
            (scope, verb)
            for scope in self.scopes_of(visit, "list")
            for document in self.documents(scope, "list", ShoppingList)
            for verb in calls.left_behind(document)
        ]

    def spend_leases(self, passed: float | None) -> list[str]:
        """Count the time that a visit may stay without the hub; return those that have to be wiped now.

        `passed` are monotonic seconds since the last call, None for the first one of this run.
        """
        if not self._database.read("SELECT 1 FROM lease LIMIT 1"):
            return []
        with self._database.write() as connection:
            return leases.spend(connection, self._now().timestamp(), passed)

    def watch(self, scope: str, visit: str = "") -> None:
        """Want a scope: a visit's own, the desk's, or (visit '') the shop's, like the stock of a store.

        Raises:
            ReplicaError: The visit is over: what came of it now would be left behind.
        """
        with self._database.write() as connection:
            if visit and visit != DESK:
                self._living(connection, visit)
            documents.watch(connection, scope, visit)
        self.on_commit()

    def unwatch(self, scope: str) -> None:
        """Let go of a scope and of its documents."""
        with self._database.write() as connection:
            watched = documents.watched(connection).get(scope)
            if watched:
                documents.unwatch(connection, watched)

    def commit(self, visit: str, scope: str, verb: msgspec.Struct) -> Committed:
        """Apply a verb to a visit's document and keep the operation for the hub: one durable transaction.

        Raises:
            Rejected: The document's rule refuses it; nothing was written.
            ReplicaError: The visit is over.
        """
        return self.commit_all(visit, [(scope, verb)])[0]

    def commit_all(self, visit: str, acts: Sequence[tuple[str, msgspec.Struct]]) -> list[Committed]:
        """Do the same with several verbs, each in its scope: all of them, or none.

        Raises:
            Rejected: A document's rule refuses one of them; nothing was written.
            ReplicaError: The visit is over.
        """
        with self._database.write() as connection:
            living = self._living(connection, visit)
            committed = []
            for scope, verb in acts:
                documents.watch(connection, scope, visit)
                op = self._maker.make(connection, living.session.principal, scope, verb)
                committed.append(self._keep(connection, visit, op, living.secret))
        self.on_commit()
        return committed

    def _living(self, connection: sqlite3.Connection, visit: str) -> Visit:
        living = visits.find(connection, visit)
        if living is None:
            raise ReplicaError("the visit is over")
        return living

    def commit_as(self, session: NewSession, scope: str, verb: msgspec.Struct) -> Committed:
        """Do the same at the desk, as the associate whose session this is.

        Raises:
            Rejected: The document's rule refuses it; nothing was written.
            ReplicaError: The desk is closed, or the session is over.
        """
        with self._database.write() as connection:
            self.desk.require(connection)
            if self.desk.proofs.find(session.id) is None:
                raise ReplicaError("nobody is signed in with this session")
            documents.watch(connection, scope, DESK)
            op = self._maker.make(connection, people.principal(session.id), scope, verb)
            committed = self._keep(connection, DESK, op, session.secret)
        self.on_commit()
        return committed

    def _keep(self, connection: sqlite3.Connection, visit: str, op: Op, secret: str) -> Committed:
        changed = self._maker.keep(connection, visit, op, secret)
        return Committed(op.id, frozenset({op.scope} if changed else ()))

    def receive(self, answer: SyncAnswer, asked: Mapping[str, int] | None = None) -> Received:
        """Take in everything one answer brought, in one transaction.

        `asked` are the cursors that it answers; left out when nothing else can have come in between.
        """
        if not self._has_news(answer):
            return Received()
        if is_real(answer.server_time):
            self.clock_offset = (self._now() - parse(answer.server_time)).total_seconds()
        known = self._meta("epoch")
        eyes = self._maker.eyes()
        counts = () if self._counted else recount.count(self._database.read)
        with self._database.write() as connection:
            recount.save(connection, counts)
            restored = bool(known) and known != answer.epoch
            received = take_in(connection, answer, eyes, asked, restored=restored)
            over = leases.take_in(connection, answer.leases, self._now().timestamp())
            self.desk.go_on(connection, answer.leases.values())
            erasures.heard(connection, answer.erase)
            wipes.heard(connection, answer.receipts)
            gone = erasures.carry_out(connection, answer.erase) if answer.erase else frozenset()
            connection.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [("epoch", answer.epoch), ("last_news", eyes.now)],
            )
        self._counted = True
        if restored and self._restored:
            # Two hubs behind one address, each with a history of its own: never in a hurry.
            received = received._replace(more=False)
        self._restored = restored
        if answer.erase:
            self._leave_nothing(answer.erase)
        return received._replace(over=over, changed=received.changed | gone)

    def _leave_nothing(self, orders: Sequence[EraseOrder]) -> None:
        """Give word of an erasure only once the log, too, holds nothing of it.

        Where that fails nothing is raised: what the answer brought is in the replica and has to be told. The
        hub hears no word and gives the orders again.
        """
        try:
            self._database.forget()
            with self._database.write() as connection:
                erasures.keep_word(connection, orders)
        except ReplicaError as error:
            log.warning("an erasure is carried out again later: %s", error)
        self.on_commit()

    def stumble(self, scope: str, reason: str) -> bool:
        """Count that the hub could not take a scope's operations; return whether they are set aside now."""
        with self._database.write() as connection:
            return quarantine.stumble(connection, scope, reason, stamp(self._now()))

    def release(self, scopes: Sequence[str]) -> None:
        """Let the queues of some scopes go on."""
        with self._database.write() as connection:
            quarantine.release(connection, scopes)

    def dismiss(self, op: str) -> None:
        """Forget a rejection that the person has seen."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM visit_rejection WHERE op = ?", (op,))

    def see(self, seen: Sequence[Late]) -> None:
        """Note that staff have seen late work that was refused."""
        with self._database.write() as connection:
            late.see(connection, seen)

    def _has_news(self, answer: SyncAnswer) -> bool:
        if answer.results or answer.changes or answer.closed or answer.epoch != self._meta("epoch"):
            return True
        if recount.differs(self._database.read, answer) or not self._counted:
            return True
        if (
            0 in answer.leases.values()
            or answer.erase
            or answer.receipts
            or erasures.done(self._database.read)
        ):
            return True
        last = self.last_news()
        return last is None or abs((self._now() - last).total_seconds()) >= NEWS_EVERY


def _nothing() -> None:
    """Nobody has asked to be told of commits."""
