"""Taking in what one answer of the hub brought: base, confirmations, and the views that follow from both."""

import sqlite3
from typing import NamedTuple

from sync.client import documents, fold, outbox
from sync.client.documents import Watched
from sync.client.fold import Place
from sync.protocol.envelope import SyncAnswer
from sync.protocol.lists import Actor


class Received(NamedTuple):
    """What an answer brought: scopes that look different now, operations that were refused, if more waits."""

    changed: frozenset[str] = frozenset()
    rejected: tuple[str, ...] = ()
    more: bool = False


def take_in(connection: sqlite3.Connection, answer: SyncAnswer, actor: Actor, *, restored: bool) -> Received:
    """Store an answer, inside one transaction; views are folded for `actor`, this tablet.

    `restored` says that the hub's history was replaced (a backup was put back): all scopes are read anew, and
    what is still in the outbox is offered again.
    """
    if restored:
        documents.forget_cursors(connection)
        outbox.offer_again(connection)
    known = documents.watched(connection)
    before = _visible(connection, known)
    decided = outbox.settle(connection, answer.results)
    # After a restore the changes were counted from cursors of another history: they come again, all.
    news = documents.receive(connection, known, () if restored else answer.changes)
    closed = _close(connection, known, answer.closed)
    decided |= outbox.drop_settled(connection)
    for scope in ((decided | news) & known.keys()) - closed:
        _refold(connection, known[scope], actor)
    after = _visible(connection, known)
    shop = {scope for scope in news if not known[scope].visit}
    visit = {where.scope for where in before if before[where] != after[where]}
    rejected = tuple(result.id for result in answer.results if result.status in {"rejected", "conflict"})
    return Received(frozenset(shop | visit), rejected, answer.more or restored)


def _visible(connection: sqlite3.Connection, known: dict[str, Watched]) -> dict[Place, bytes | None]:
    """What the visits' documents show: few, so that a comparison tells the UI exactly what changed."""
    places = [fold.place(scope.scope) for scope in known.values() if scope.visit]
    return {
        where: documents.body(connection, documents.VISIT, where) for where in places if where is not None
    }


def _close(connection: sqlite3.Connection, known: dict[str, Watched], closed: list[str]) -> set[str]:
    """Let go of scopes that the hub no longer shows us, but never of one with work still to be sent."""
    gone = {name for name in closed if name in known and not outbox.undecided(connection, name)}
    for name in gone:
        documents.unwatch(connection, known[name])
    return gone


def _refold(connection: sqlite3.Connection, scope: Watched, actor: Actor) -> None:
    where = fold.place(scope.scope)
    if where is None:
        return
    ops = outbox.plain(connection, scope.scope)
    base = documents.base(connection, scope.table, where)
    view = fold.fold(where, base, ops, actor) if ops else None
    documents.put_view(connection, scope.table, where, view)
