"""Operations made on this tablet: numbered, sealed for the hub, and shown here at once."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

import msgspec

from sync.client.identity import Identity
from sync.client.store import documents, fold, outbox, visits
from sync.client.store.fold import Eyes
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import SCHEMA, Op, SealedOp, seal
from sync.protocol.ids import new_op_id
from sync.protocol.sessions import EndSession, NewSession


class Maker:
    """Makes the operations of one tablet, inside the transactions that it is given."""

    def __init__(self, identity: Callable[[], Identity], now: Callable[[], datetime]) -> None:
        """`identity` tells who the tablet is now: the hub may have given it another name."""
        self._identity = identity
        self._now = now
        self._actors: dict[str, Actor] = {}

    def introduce(self, principal: str, actor: Actor) -> None:
        """Say whom a principal of this tablet is shown as, ahead of the hub; others are the tablet itself."""
        self._actors[principal] = actor

    def eyes(self) -> Eyes:
        """Return how documents are seen here and now."""
        return Eyes(lambda who: self._actors.get(who, self._identity().actor), stamp(self._now()))

    def make(self, connection: sqlite3.Connection, principal: str, scope: str, verb: msgspec.Struct) -> Op:
        """Return what a principal does in a scope, with the next number."""
        row = connection.execute("SELECT cursor FROM scope WHERE scope = ?", (scope,)).fetchone()
        return Op(
            id=new_op_id(),
            device=self._identity().device,
            incarnation=self._identity().incarnation,
            order=outbox.next_order(connection),
            principal=principal,
            scope=scope,
            at=stamp(self._now()),
            args=msgspec.to_builtins(verb),
            base=row[0] if row else 0,
            schema=SCHEMA,
        )

    def seal(self, op: Op, secret: str) -> SealedOp:
        """Return an operation as it travels, with the proof that it is of its session."""
        return seal(op, secret, self._identity().sealing_key)

    def keep(self, connection: sqlite3.Connection, visit: str, op: Op, secret: str) -> bool:
        """Show an operation and keep it for the hub; return whether its document changed."""
        changed = self._show(connection, op)
        outbox.put(connection, visit, op, self.seal(op, secret), plain=True)
        visits.touch(connection, visit, op.at)
        return changed

    def end(self, connection: sqlite3.Connection, principal: str, session: NewSession, why: str) -> None:
        """Keep for the hub that a session is over, and why."""
        op = self.make(connection, principal, scopes.session(session.id), EndSession(why))
        outbox.put(connection, session.id, op, self.seal(op, session.secret), plain=False)

    def _show(self, connection: sqlite3.Connection, op: Op) -> bool:
        """Apply an operation to its view; return whether that changed."""
        where = fold.place(op)
        if where is None:
            return False
        table = documents.table_of(connection, op.scope)
        before = documents.body(connection, table, where)
        after = fold.apply(before, op, self.eyes())
        if before == after:
            return False
        documents.put_view(connection, table, where, after)
        return True


def stamp(moment: datetime) -> str:
    """Return a moment as documents and operations carry it (ISO 8601, to the millisecond)."""
    return moment.isoformat(timespec="milliseconds")
