"""An order's reservations at its store's stock: brought to what the order says now, whatever it said before.

Two changes of one order may be followed up at once, and one again after a crash. So what a change did is not
added to the stock: each time the order is read, and its holds are made those that it should have.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.operations import Happened
from sync.hub.orders import places
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import orders, scopes
from sync.protocol.ids import derived_id
from sync.protocol.orders import Held, Line, Order, PlaceOrder, of_line
from sync.protocol.stock import Hold, MoveStock, ReleaseStock, ReserveStock, StockLevel

NOT_ON_THE_SHELF = frozenset({"not_found", "sold", "wrong_label"})
"""Why a line is short that say something about the stock's figure: each makes it less sure."""

PAGE = 1_000


class _Case(NamedTuple):
    """One reservation: as it should be (None for gone), as it is, and what is known of its line and level."""

    order: Order
    hold: Held
    wanted: Held | None
    known: Hold | None
    level: StockLevel | None
    line: Line | None


async def keep(hub: Hub, happened: Happened) -> None:
    """Bring the reservations of an order that changed to what it says now."""
    store, name = happened.after.store, happened.after.id
    touched = {one.hold: one for one in await _touched(hub, happened)}
    order = await places.load(hub, store, name)
    while order:
        await _keep(hub, happened, order, touched)
        after = await places.load(hub, store, name)
        if after and after.version == order.version:
            return
        # It changed meanwhile: whoever follows that change up may have been quicker than we were.
        order = after


async def sell(hub: Hub, happened: Happened) -> None:
    """Move what was handed over out of the stock, where it was paid for before: no till does it."""
    order: Order = happened.after
    if order.state not in {"picked_up", "returned"} or not order.paid:
        return
    for hold, pieces in _handed_over(order):
        verb = MoveStock(hold.variant, "sale", -pieces, reference=order.id, hold=hold.hold)
        await settling.act(hub, happened, scopes.stock(order.store), f"sold {hold.hold}", verb)


def _handed_over(order: Order) -> Iterator[tuple[Held, int]]:
    for line in order.lines:
        own, *instead = of_line(order.id, line)
        if line.picked:
            yield own, line.picked
        if instead and line.substitute and line.substitute.picked:
            yield instead[0], line.substitute.picked


async def _touched(hub: Hub, happened: Happened) -> list[Held]:
    """Return every reservation that the order may have had before, or had after, what happened."""
    known = [*_all_of(happened.before), *_all_of(happened.after)]
    if happened.before is None and not isinstance(happened.verb, PlaceOrder):
        # Done again after a crash: what the order was before nobody knows, but the stock does.
        known += await _found(hub, happened.after)
    return known


def _all_of(order: Order | None) -> list[Held]:
    return [one for line in order.lines for one in of_line(order.id, line)] if order else []


async def _found(hub: Hub, order: Order) -> list[Held]:
    """Return the reservations of an order that stand in its store's stock."""
    found: list[Held] = []
    after, scope = 0, scopes.stock(order.store)
    while page := await hub.storage.changes(scope, after, PAGE):
        after = page[-1].seq
        levels = [documents.parse(stored, StockLevel) for stored in page if stored.kind == "stock"]
        found += [
            Held(name, level.variant, hold.quantity, "")
            for level in levels
            if level
            for name, hold in level.holds.items()
            if hold.reference == order.id
        ]
    return found


async def _keep(hub: Hub, happened: Happened, order: Order, touched: dict[str, Held]) -> None:
    scope = scopes.stock(order.store)
    wanted = {one.hold: one for one in orders.held(order, hub.clock())}
    for hold in {**touched, **wanted}.values():
        level = await documents.load(hub.storage, scope, Key("stock", hold.variant), StockLevel)
        known = level.holds.get(hold.hold) if level else None
        case = _Case(order, hold, wanted.get(hold.hold), known, level, order.line(hold.line))
        for attempt in _attempts(hub, case):
            ids = (
                derived_id(happened.op.id, hold.hold, str(order.version), msgspec.json.encode(verb).decode())
                for verb in attempt
            )
            verbs = dict(zip(ids, attempt, strict=True))
            results = await settling.do_all(hub, scope, verbs, happened.actor, at=happened.op.at)
            if all(result.status == "applied" for result in results):
                break


Verbs = list[ReleaseStock | ReserveStock]


def _attempts(hub: Hub, case: _Case) -> Iterator[Verbs]:
    """Yield what makes a reservation what it should be; the next is tried where one is refused."""
    name, variant, known, wanted = case.hold.hold, case.hold.variant, case.known, case.wanted
    missed = _was_missed(case.line)
    if wanted is None:
        if known:
            yield [ReleaseStock(variant, name, missed)]
    elif case.order.state == "picked_up":
        if known and not known.until:
            yield [ReleaseStock(variant, name), _until_paid(case.order, wanted)]
    elif known is None or known.quantity < wanted.quantity or known.until:
        yield [_firm(case.order, wanted, wanted.quantity)]
        some = _still_free(hub, case)
        if 0 < some < wanted.quantity:
            # What is there is kept; the rest is a wish, as the order says it is.
            yield [_firm(case.order, wanted, some)]
    elif known.quantity > wanted.quantity:
        # Let go and kept again in one commit: so the miss is counted, and nobody comes in between.
        released = [ReleaseStock(variant, name, short=True)] if missed else []
        yield [*released, _firm(case.order, wanted, wanted.quantity)]


def _was_missed(line: Line | None) -> bool:
    return line is not None and line.state != "open" and line.reason in NOT_ON_THE_SHELF


def _still_free(hub: Hub, case: _Case) -> int:
    free = case.level.available(hub.clock()) if case.level else None
    return (free or 0) + (case.known.quantity if case.known else 0)


def _firm(order: Order, wanted: Held, quantity: int) -> ReserveStock:
    return ReserveStock(wanted.variant, wanted.hold, quantity, reference=order.id, firm=True)


def _until_paid(order: Order, wanted: Held) -> ReserveStock:
    return ReserveStock(wanted.variant, wanted.hold, wanted.quantity, order.expires, order.id)
