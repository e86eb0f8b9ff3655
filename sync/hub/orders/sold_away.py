"""A piece that an order keeps was sold to somebody else, or is not there: whoever prepares the order is told.

A sale, a correction and a count are facts and nobody refuses them; afterwards more is kept than is there. How
much of that the orders were told already they say themselves: so doing it again, or twice at once, tells of
no piece twice.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.operations import Happened
from sync.hub.orders import places
from sync.protocol import scopes
from sync.protocol.orders import Line, Order, ReportFewer, ReportSold, of_line
from sync.protocol.stock import CountStock, MoveStock, StockLevel


class _Kept(NamedTuple):
    """A line of an order that keeps so many pieces of a variant."""

    order: Order
    line: Line
    pieces: int


async def warn(hub: Hub, happened: Happened) -> None:
    """Tell the orders whose pieces are gone, the last of them first: who ordered first gets theirs."""
    level = happened.after
    lacking = level.lacking(hub.clock())
    before = happened.before.lacking(hub.clock()) if happened.before else 0
    if lacking <= before:
        return
    store = scopes.parse(happened.scope).id
    kept = sorted(_kept(level, await _orders(hub, store, level)), key=_turn, reverse=True)
    left = lacking - sum(one.line.sold for one in kept)
    for one in kept:
        pieces = min(left, one.pieces - one.line.sold)
        if pieces > 0:
            left -= pieces
            name = f"sold {one.order.id} {one.line.id}"
            told = _report(happened.verb, one, pieces)
            await settling.act(hub, happened, scopes.orders(store), name, told)


def _report(verb: MoveStock | CountStock, kept: _Kept, pieces: int) -> ReportSold | ReportFewer:
    """Say how they went: over the till, or by a count or a correction."""
    if isinstance(verb, MoveStock) and verb.kind == "sale":
        return ReportSold(kept.order.id, kept.line.id, pieces, verb.reference)
    return ReportFewer(kept.order.id, kept.line.id, pieces)


def _turn(kept: _Kept) -> tuple[bool, str]:
    """What is not picked yet, and was ordered last, is the piece that is gone."""
    return kept.line.state == "open", kept.order.placed


async def _orders(hub: Hub, store: str, level: StockLevel) -> list[Order]:
    names = dict.fromkeys(hold.reference for hold in level.holds.values() if hold.reference)
    found = [await places.load(hub, store, name) for name in names]
    return [order for order in found if order and order.is_open and not order.erased]


def _kept(level: StockLevel, orders: Iterable[Order]) -> Iterator[_Kept]:
    for order in orders:
        for line in order.lines:
            holds = [level.holds.get(held.hold) for held in of_line(order.id, line)]
            if any(holds):
                yield _Kept(order, line, sum(hold.quantity for hold in holds if hold))
