"""Faults put into the product on purpose: a judge that cannot find these is none.

Each is a context in which one promise is broken.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from sync.client import backoff, engine, replica
from sync.client.errors import Offline
from sync.client.store import database, fold, outbox, visits
from sync.client.transport.line import Transport
from sync.hub import operations
from sync.hub.storage import transactions
from sync.hub.storage.weights import weight
from sync.protocol.envelope import Result, SyncAnswer, SyncRequest
from sync.protocol.lists import ShoppingList
from tests.sim import tablets


@contextmanager
def done_while_in_flight() -> Iterator[None]:
    """Take an operation for done when its answer did not come (rule 2)."""
    sync = Transport.sync

    async def hasty(self: Transport, request: SyncRequest) -> SyncAnswer:
        try:
            return await sync(self, request)
        except Offline:
            if not request.ops:
                raise
            return SyncAnswer(request.epoch, "", results=[Result(op.id, "applied") for op in request.ops])

    with patch.object(Transport, "sync", hasty):
        yield


@contextmanager
def result_forgotten() -> Iterator[None]:
    """Keep no results of operations at the hub (rules 1 and 2)."""
    decide = operations.decide

    def forgetful(*arguments: Any) -> operations.Outcome:
        outcome = decide(*arguments)
        return outcome._replace(decision=outcome.decision._replace(results=[]))

    with patch("sync.hub.settling.decide", forgetful):
        yield


@contextmanager
def dropped_after_lost_answer() -> Iterator[None]:
    """Drop what was sent when its answer is lost (rule 1)."""
    sync = tablets.WatchedTransport.sync

    async def careless(self: tablets.WatchedTransport, request: SyncRequest) -> SyncAnswer:
        try:
            return await sync(self, request)
        except Offline:
            with self._machine.tablet.replica._database.write() as connection:
                rows = connection.execute("SELECT position FROM outbox WHERE seq IS NULL").fetchall()
                outbox.remove(connection, [position for (position,) in rows[: len(request.ops)]])
            raise

    with patch.object(tablets.WatchedTransport, "sync", careless):
        yield


@contextmanager
def cursor_skips() -> Iterator[None]:
    """Move the cursor of a scope to the head that the hub tells, whatever came (rule 4)."""
    take_in = replica.take_in

    def hasty(connection: Any, answer: SyncAnswer, *arguments: Any, **options: Any) -> Any:
        received = take_in(connection, answer, *arguments, **options)
        connection.execute("UPDATE scope SET cursor = cursor + 1 WHERE scope LIKE 'stock:%' AND cursor > 2")
        return received

    with patch.object(replica, "take_in", hasty):
        yield


@contextmanager
def not_flushed() -> Iterator[None]:
    """Acknowledge taps that are not flushed to the disk (rule 1)."""
    pragmas = [pragma.replace("synchronous = FULL", "synchronous = NORMAL") for pragma in database.PRAGMAS]
    with patch.object(database, "PRAGMAS", pragmas):
        yield


@contextmanager
def hot_loop() -> Iterator[None]:
    """Try again at once, always (rule 7)."""
    with patch.object(backoff.Backoff, "next", lambda *_: 0.0):
        yield


@contextmanager
def visit_left_behind() -> Iterator[None]:
    """Leave a visit's documents on the tablet (nothing readable of a finished visit)."""
    kept = {table: "1" if table == "visit_document" else keep for table, keep in visits.TABLES.items()}

    def erase(connection: Any, identifier: str) -> None:
        for table, keep in kept.items():
            if keep != "1":
                connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM scope WHERE visit = ?", (identifier,))

    with patch.object(visits, "erase", erase):
        yield


@contextmanager
def shown_twice() -> Iterator[None]:
    """Fold an operation onto a base that holds it already (the view is the fold)."""
    step = fold.fold

    def twice(base: bytes | None, ops: Any, eyes: Any) -> bytes | None:
        return step(base, [*ops][1:], eyes)

    with patch("sync.client.store.reception.fold.fold", twice), patch("tests.sim.oracle.fold", _Honest(step)):
        yield


class _Honest:
    """The fold as it should be, for the judge."""

    def __init__(self, step: Callable[..., Any]) -> None:
        self.fold = step
        self.sort = fold.sort


@contextmanager
def shared_seq() -> Iterator[None]:
    """Give a scope's head before what was written counts (rule 4: gap-free)."""
    commit = transactions.commit

    def late(connection: Any, scope: str, *arguments: Any) -> int:
        head = commit(connection, scope, *arguments)
        if head and head % 3 == 0:
            connection.execute("UPDATE heads SET seq = seq + 1 WHERE scope = ?", (scope,))
        return head

    with patch.object(transactions, "commit", late):
        yield


@contextmanager
def checksum_not_kept() -> Iterator[None]:
    """Forget to take what was written over out of the running checksum (rule 11)."""
    seen: list[Any] = []

    def once(stored: Any) -> int:
        seen.append(stored)
        return weight(stored) if len(seen) % 2 else 0

    with patch.object(transactions, "weight", once):
        yield


@contextmanager
def order_lost() -> Iterator[None]:
    """Decide what came together in another order than it was made (rule 5: order per document)."""
    decide = operations.decide

    def backwards(key: Any, kind: Any, step: Any, admitted: Any, loaded: Any) -> operations.Outcome:
        if kind is ShoppingList and loaded.head:
            admitted = list(reversed(admitted))
        return decide(key, kind, step, admitted, loaded)

    with patch("sync.hub.settling.decide", backwards):
        yield


@contextmanager
def not_offered_again() -> Iterator[None]:
    """Offer a hub that was put back from a backup only what still waits (rule 10)."""
    with patch.object(outbox, "offer_again", lambda _: None):
        yield


@contextmanager
def untold() -> Iterator[None]:
    """Fail now and then before the screen is told of what the replica holds already."""
    tell = engine.Engine._tell
    told: list[Any] = []

    def forgetful(self: engine.Engine, received: Any) -> None:
        told.append(received)
        if len(told) % 5:
            tell(self, received)

    with patch.object(engine.Engine, "_tell", forgetful):
        yield


MUTATIONS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    one.__name__: one
    for one in (
        done_while_in_flight,
        result_forgotten,
        dropped_after_lost_answer,
        cursor_skips,
        not_flushed,
        hot_loop,
        visit_left_behind,
        shown_twice,
        shared_seq,
        checksum_not_kept,
        order_lost,
        not_offered_again,
        untold,
    )
}
