"""The ledger: every movement of a store's stock, for good, in `ledger:<store>`.

A level keeps only what moved since its last count. The ledger keeps all of it: the sum of a variant's
movements is its figure. What was counted before anybody asked stands at the beginning, with the feed as its
reason. Rows derive from operations, so that writing one again changes nothing.
"""

import asyncio
from collections import Counter
from typing import NamedTuple

import msgspec

from sync.hub.context import Follow, Hub
from sync.hub.operations import Happened
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.protocol import scopes
from sync.protocol.envelope import Op
from sync.protocol.stock import CountStock, Move, MoveStock, StockLevel
from sync.protocol.stock_rules import booked_as
from sync.shapes import ready

KIND = "movement"
PAGE = 500


async def follow(hub: Hub, happened: Happened) -> None:
    """Write down what moved, or was counted."""
    store = scopes.parse(happened.scope).id
    rows = {row.op: row for row in _rows(happened)}
    await _write(hub.storage, scopes.ledger(store), rows)


FOLLOW = Follow(frozenset({MoveStock.__name__, CountStock.__name__}), follow)


def _rows(happened: Happened) -> list[Move]:
    """Return the rows that a level shows: its operation's own, and the counts that the others build upon.

    Such a count may have come with a feed, which is no operation, or its own row was cut off by a crash. One
    that waits is left out: the next count takes its place.
    """
    level: StockLevel = happened.after
    seen: list[StockLevel] = [each for each in (happened.before, level) if each]
    counts = [count for each in seen for count in each.counts if not count.waiting]
    shown = next((move for move in [*counts, *level.moves] if move.op == happened.op.id), None)
    rows = [msgspec.structs.replace(count, variant=level.variant) for count in counts]
    own = _moved(happened.verb, shown, happened.op) if isinstance(happened.verb, MoveStock) else shown
    if own is None:
        return rows
    by = happened.actor.id
    reference = getattr(happened.verb, "reference", "")
    return [*rows, msgspec.structs.replace(own, variant=level.variant, by=by, reference=reference)]


def _moved(verb: MoveStock, shown: Move | None, op: Op) -> Move:
    """Return a movement as it was: its level has let go of it, or joined an older one to it, or shows it."""
    if shown is None:
        return Move(op.id, booked_as(verb), verb.delta, op.at, reason=verb.reason, note=verb.note)
    return msgspec.structs.replace(shown, delta=verb.delta, reason=verb.reason, note=verb.note)


async def _write(storage: Storage, scope: str, rows: dict[str, Move]) -> None:
    keys = {op: Key(KIND, op) for op in rows}

    def decide(loaded: Loaded) -> Decision:
        fresh = [op for op, key in keys.items() if key not in loaded.documents]
        return Decision([Write(*keys[op], msgspec.json.encode(rows[op])) for op in fresh])

    if rows:
        await storage.commit(scope, list(keys.values()), (), decide)


async def movements(storage: Storage, store: str, variant: str = "") -> list[Move]:
    """Return the movements of a store, oldest first; those of one variant where it is named.

    It reads the whole ledger: for audits and tests, not for a request.
    """
    scope, after, found = scopes.ledger(store), 0, list[Move]()
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        rows = [
            msgspec.json.decode(row.body, type=ready(Move)) for row in page if row.kind == KIND and row.body
        ]
        found += [row for row in rows if variant in {"", row.variant}]
        await asyncio.sleep(0)
    return found


class Difference(NamedTuple):
    """A level whose figure is not what its movements add up to."""

    variant: str
    on_hand: int
    booked: int


async def differences(storage: Storage, store: str) -> list[Difference]:
    """Return the levels of a store whose figures are not the sum of their movements, by variant.

    A count that came with a feed is in the ledger from the next movement on; until then the level has it.
    Nothing may move meanwhile, or what is just being written down is told as a difference.
    """
    booked, known = Counter[str](), set[str]()
    for row in await movements(storage, store):
        booked[row.variant] += row.delta
        known.add(row.op)
    found, after = list[Difference](), 0
    while page := await storage.changes(scopes.stock(store), after, PAGE):
        after = page[-1].seq
        for stored in page:
            level = msgspec.json.decode(stored.body, type=ready(StockLevel)) if stored.body else None
            if level is None or level.on_hand is None or not level.moves:
                continue
            total = booked[level.variant] + sum(one.delta for one in level.counts if one.op not in known)
            if total != level.on_hand:
                found.append(Difference(level.variant, level.on_hand, total))
        await asyncio.sleep(0)
    return sorted(found)
