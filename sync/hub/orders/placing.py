"""Placing an order for another server: what is there is kept first, so that nothing is promised twice."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.orders import places
from sync.hub.orders.bodies import NewOrder, NewOrderLine
from sync.protocol import moments, orders, scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import Result
from sync.protocol.ids import derived_id
from sync.protocol.orders import NewContact, NewLine, PlaceOrder
from sync.protocol.orders.placing import ordered
from sync.protocol.stock import ReleaseStock, ReserveStock
from sync.shapes import ready

REASONS = ("no_store", "not_available", "not_counted", "too_many_holds", "unknown_variant", "other_product")
"""Why an order cannot be placed."""

NO_TIME = "-"
"""What a request does carries no time of its own: sent again after a lost answer it is the same, word for
word. The hub's time stands in for it."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The store cannot take the order; `code` is stable and says why, `about` are the variants."""

    def __init__(self, code: str, about: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.about = about


class Placing(NamedTuple):
    """A wish of another server: the id that its order has, the wish, and who it is."""

    order: str
    sent: NewOrder
    actor: Actor


async def place(hub: Hub, placing: Placing) -> Result:
    """Keep the pieces, then begin the order; with the same id it may be done again.

    Raises:
        Refused: One of `REASONS`.
        StorageError: The store is out of reach.
    """
    sent = placing.sent
    await _require_store(hub, sent.store)
    lines = [_line(hub, line) for line in sent.lines]
    if sent.reserve:
        await _reserve(hub, placing, lines)
    verb = PlaceOrder(
        placing.order,
        "collect",
        lines,
        number=sent.number,
        promise=sent.promise if moments.is_real(sent.promise) else "",
        customer=sent.customer,
        list_id=sent.list_id,
        contact=msgspec.convert(sent.contact, ready(NewContact), from_attributes=True),
        note=sent.note,
        currency=sent.currency,
        paid=sent.paid,
    )
    identifier = derived_id(placing.order, "place")
    return await settling.do(hub, scopes.orders(sent.store), identifier, verb, placing.actor, at=NO_TIME)


async def _require_store(hub: Hub, store: str) -> None:
    """Take orders for stores that the catalogue, or the stock, knows.

    Raises:
        Refused: `no_store`.
    """
    if not await places.is_known(hub, store):
        raise Refused("no_store")


def _line(hub: Hub, sent: NewOrderLine) -> NewLine:
    known = places.product_of(hub, sent.variant)
    product = sent.product or known
    if not product:
        raise Refused("unknown_variant", [sent.variant])
    if known and product != known:
        raise Refused("other_product", [sent.variant])
    return NewLine(product, sent.variant, sent.quantity, sent.options, sent.note, sent.price)


async def _reserve(hub: Hub, placing: Placing, lines: list[NewLine]) -> None:
    """Keep every piece of an order, or none.

    Raises:
        Refused: The first reason why some of it cannot be had; nothing is kept.
    """
    theirs: dict[str, list[str]] = {}
    for line in placing.sent.lines:
        if line.hold:
            theirs.setdefault(line.variant, []).append(line.hold)
    wanted = [
        orders.Held(held.hold, line.variant, line.quantity, line.id)
        for line in ordered(placing.order, lines)
        for held in orders.of_line(placing.order, line)
    ]
    refused: dict[str, str] = {}
    for held in wanted:
        reason = await _keep(hub, placing, held, theirs.pop(held.variant, []))
        if reason:
            refused[held.variant] = reason
    if refused:
        await _let_go(hub, placing, wanted)
        raise Refused(next(iter(refused.values())), list(refused))


async def _keep(hub: Hub, placing: Placing, held: orders.Held, theirs: Sequence[str]) -> str:
    """Keep the pieces of one line, in the place of what its buyer kept before; return why not, '' if kept."""
    verbs: list[msgspec.Struct] = [ReleaseStock(held.variant, hold) for hold in theirs]
    verbs.append(ReserveStock(held.variant, held.hold, held.quantity, reference=placing.order))
    results = await _do(hub, placing, "keep", held, verbs)
    return results[-1].reason if results[-1].status == "rejected" else ""


async def _let_go(hub: Hub, placing: Placing, wanted: Sequence[orders.Held]) -> None:
    for held in wanted:
        await _do(hub, placing, "let go", held, [ReleaseStock(held.variant, held.hold)])


async def _do(
    hub: Hub, placing: Placing, what: str, held: orders.Held, verbs: Sequence[msgspec.Struct]
) -> list[Result]:
    named: Mapping[str, msgspec.Struct] = {
        derived_id(placing.order, what, held.hold, str(number)): verb for number, verb in enumerate(verbs)
    }
    return await settling.do_all(hub, scopes.stock(placing.sent.store), named, placing.actor, at=NO_TIME)
