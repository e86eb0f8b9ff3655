"""Taking in what one answer of the hub brought: base, confirmations, and the views that follow from both."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from sync.client.store import documents, fold, outbox, reading, reports
from sync.client.store.documents import Watched
from sync.client.store.fold import LIST, Eyes, Place
from sync.client.store.reading import Read
from sync.protocol import moments, scopes
from sync.protocol.envelope import Change, SyncAnswer


class Received(NamedTuple):
    """What an answer brought: scopes that look different now, operations that were refused, if more waits.

    `doubtful` are the scopes whose news was not believed: they are asked for again, but not at once. `sound`
    are those that are whole now. `over` are visits that the hub says are over: they have to be wiped.
    """

    changed: frozenset[str] = frozenset()
    rejected: tuple[str, ...] = ()
    more: bool = False
    doubtful: frozenset[str] = frozenset()
    sound: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()


def take_in(
    connection: sqlite3.Connection,
    answer: SyncAnswer,
    tablet: Eyes,
    asked: Mapping[str, int] | None,
    *,
    restored: bool,
) -> Received:
    """Store an answer, inside one transaction.

    `asked` are the cursors that it answers, None for the present ones. `restored` says that the hub's history
    was replaced (a backup was put back): all scopes are read anew, and what is still in the outbox is offered
    again.
    """
    known = documents.watched(connection)
    if restored:
        for watched in known.values():
            documents.save(connection, documents.start_anew(connection, watched))
        outbox.offer_again(connection)
    near = known if restored else _spoken_of(connection, known, answer)
    before = _visible(connection, near)
    hub_now = answer.server_time if moments.is_real(answer.server_time) else tablet.now
    decided = outbox.settle(connection, answer.results, hub_now)
    # After a restore the changes were counted from cursors of another history: they come again, all.
    reads = {} if restored else _read(connection, known, answer, asked, tablet.now)
    closed = set() if restored else _close(connection, known, answer.closed)
    decided |= outbox.drop_settled(connection, hub_now)
    news = {scope for scope, read in reads.items() if read.news}
    for scope in ((decided | news) & known.keys()) - closed:
        _refold(connection, known[scope], tablet)
    after = _visible(connection, near)
    # Of the lists it is compared what they show; of a desk's many documents it is enough that there is news.
    others = {scope for scope in (decided | news) & known.keys() if scopes.parse(scope).kind != LIST}
    visit = {where.scope for where in before if before[where] != after[where]}
    rejected = tuple(result.id for result in answer.results if result.status in {"rejected", "conflict"})
    return Received(
        changed=frozenset(others | visit | closed),
        rejected=rejected,
        # A hub that speaks of more and brings nothing is asked again with the next tick, not at once.
        more=(answer.more and bool(answer.changes)) or restored,
        doubtful=frozenset(scope for scope, read in reads.items() if read.doubt),
        sound=frozenset(scope for scope, read in reads.items() if read.sound),
    )


def _read(
    connection: sqlite3.Connection,
    known: Mapping[str, Watched],
    answer: SyncAnswer,
    asked: Mapping[str, int] | None,
    now: str,
) -> dict[str, Read]:
    """Read what came of each scope. What nobody wants (any more) is not kept: the visit may be wiped."""
    changes: dict[str, list[Change]] = {}
    for change in answer.changes:
        changes.setdefault(change.scope, []).append(change)
    spoken = changes.keys() | answer.heads.keys() | set(answer.rebase)
    reads = {}
    for name in spoken & known.keys():
        cursor = known[name].cursor if asked is None else asked.get(name, known[name].cursor)
        said = reading.part(answer, name, cursor, changes.get(name, ()))
        reads[name] = reading.read(connection, known[name], said)
        reports.note(connection, name, reads[name], now)
    return reads


def _spoken_of(
    connection: sqlite3.Connection, known: Mapping[str, Watched], answer: SyncAnswer
) -> dict[str, Watched]:
    """Return the scopes that an answer may change: a desk has thousands, an answer speaks of some."""
    named = {*answer.heads, *answer.rebase, *answer.closed, *(change.scope for change in answer.changes)}
    named |= outbox.scopes_of(connection, [result.id for result in answer.results])
    return {name: known[name] for name in named & known.keys()}


def _visible(connection: sqlite3.Connection, known: Mapping[str, Watched]) -> dict[Place, bytes | None]:
    """What lists of visits show: few, so that a comparison tells the UI exactly what changed."""
    lists = [
        scope.scope for scope in known.values() if scope.visit and scopes.parse(scope.scope).kind == LIST
    ]
    places = [Place(scope, LIST, scopes.parse(scope).id) for scope in lists]
    return {where: documents.body(connection, documents.VISIT, where) for where in places}


def _close(connection: sqlite3.Connection, known: dict[str, Watched], closed: list[str]) -> set[str]:
    """Let go of scopes that the hub no longer shows us, but never of one with work still to be sent."""
    gone = {name for name in closed if name in known and not outbox.undecided(connection, name)}
    for name in gone:
        documents.unwatch(connection, known[name])
    return gone


def _refold(connection: sqlite3.Connection, scope: Watched, eyes: Eyes) -> None:
    """Make the views of a scope anew: of what has operations on top, and of what had some."""
    by_place = fold.sort(outbox.plain(connection, scope.scope))
    for where in documents.viewed(connection, scope) | by_place.keys():
        ops = by_place.get(where, [])
        base = documents.base(connection, scope.table, where)
        documents.put_view(connection, scope.table, where, fold.fold(base, ops, eyes) if ops else None)
