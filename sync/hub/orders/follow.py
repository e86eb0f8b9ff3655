"""What follows from an order, and from what a shopper asks of the store on a list."""

from datetime import datetime, timedelta

import msgspec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.operations import Happened
from sync.hub.orders import places, promise
from sync.protocol import calls, customers, moments, orders, scopes
from sync.protocol.call_verbs import AgreeOffer, CancelRequest, MarkBought, MirrorOrder, RequestPreparation
from sync.protocol.lists import OrderMark, ShoppingList
from sync.protocol.orders import NewContact, NewLine, Order
from sync.protocol.staff import LEASE_SECONDS, OpenCustomer

BY_SHOPPER: orders.CancelReason = "shopper"
"""The reason of an order that the shopper took back."""

LEFT: orders.CancelReason = "left"
"""The reason of an order whose shopper's visit at the tablet ended."""

NO_STORE = "no_store"
"""The reason of a request from a list that names no store, made where there is none either."""


async def place_requested(hub: Hub, happened: Happened) -> None:
    """Make an order of what a shopper wants to have brought."""
    verb, document = happened.verb, happened.after
    assert isinstance(verb, RequestPreparation)
    assert isinstance(document, ShoppingList)
    order = calls.order_id(happened.op.id)
    mark = document.orders.get(order)
    if mark is None or document.erased:
        return
    store = verb.store or await places.store_of(hub, happened.op.device, document)
    if not store or (verb.store and not await places.takes_requests(hub, store)):
        gone = OrderMark(order, "rejected", reason=NO_STORE, version=1, at=mark.at, lines=mark.lines)
        await settling.act(hub, happened, happened.scope, "no store", MirrorOrder(gone))
        return
    placed = orders.PlaceOrder(
        order,
        "request",
        lines=_wanted(hub, document, mark, store),
        customer=customers.of_principal(document.owner),
        list_id=document.id,
        contact=NewContact(verb.name or places.first_name(happened.actor), language=document.language),
        place=verb.place or await places.place_name(hub, happened.op.device),
        note=verb.note,
        promise=_promised_elsewhere(hub, store) if verb.store else "",
        currency=_currency(hub, store),
    )
    await settling.act(hub, happened, scopes.orders(store), "place", placed)


def _promised_elsewhere(hub: Hub, store: str) -> str:
    """Return until when a store does what it was asked from another place: as for what is collected there."""
    minutes = hub.config.terms.of(store).minutes("collect")
    return moments.write(promise.after(minutes, hub.clock(), places.store(hub, store)))


def _wanted(hub: Hub, document: ShoppingList, mark: OrderMark, store: str) -> list[NewLine]:
    """Return the lines of a request: what of them was not paid for yet."""
    currency = _currency(hub, store)
    return [
        NewLine(
            line.product,
            line.variant,
            max(1, line.quantity - line.bought),
            line.options,
            line.note,
            places.price(hub, line.product, line.variant, currency),
            line.id,
        )
        for line in document.lines
        if line.id in mark.lines
    ][: orders.MAX_LINES]


def _currency(hub: Hub, store: str) -> str:
    known = places.store(hub, store)
    return known.currency if known else ""


async def hear_shopper(hub: Hub, happened: Happened) -> None:
    """Take the shopper's word on an order: not any more, or yes or no to a substitute."""
    verb, document = happened.verb, happened.after
    assert isinstance(verb, CancelRequest | AgreeOffer)
    mark = document.orders.get(verb.order)
    store = mark.store if mark else ""
    if not store:
        # The store has not answered yet: it is the one that the order was just placed in.
        store = await places.store_of(hub, happened.op.device, document)
    if not store:
        return
    word: msgspec.Struct
    if isinstance(verb, CancelRequest):
        word = orders.CancelOrder(verb.order, LEFT if verb.left else BY_SHOPPER)
    else:
        word = orders.AgreeSubstitute(verb.order, verb.line, verb.agreed)
    await settling.act(hub, happened, scopes.orders(store), "word", word)


async def mirror(hub: Hub, happened: Happened) -> None:
    """Show on the list how its order stands."""
    order: Order = happened.after
    if order.list_id and not order.erased:
        scope = scopes.shopping_list(order.list_id)
        await settling.act(hub, happened, scope, "mirror", MirrorOrder(orders.mark_of(order)))


async def schedule(hub: Hub, happened: Happened) -> None:
    """Promise a time, and draw the code that the order is handed over for, where nobody did."""
    order: Order = happened.after
    verb = scheduled(hub, order)
    if verb.promise or verb.claim:
        await settling.act(hub, happened, scopes.orders(order.store), "schedule", verb, actor=places.HUB)


def scheduled(hub: Hub, order: Order) -> orders.ScheduleOrder:
    """Return the promise and the claim code's hash that an order lacks; what it has stays ''."""
    wants_code = order.kind != "request" and not order.claim
    code = orders.claim_code(hub.keys.token, order.id) if wants_code else ""
    due = "" if order.promise else moments.write(_promised(hub, order))
    return orders.ScheduleOrder(order.id, due, orders.claim_hash(code) if code else "")


def _promised(hub: Hub, order: Order) -> datetime:
    placed = moments.parse(order.placed)
    minutes = hub.config.terms.of(order.store).minutes(order.kind)
    # Who asks in the store is there: their wait is not counted in opening hours.
    store = None if order.kind == "request" else places.store(hub, order.store)
    return promise.after(minutes, placed, store)


async def keep_until(hub: Hub, happened: Happened) -> None:
    """Keep what is ready for as long as the retailer's terms say, where the desk said nothing else."""
    verb, order = happened.verb, happened.after
    assert isinstance(verb, orders.MakeReady)
    days = hub.config.terms.of(order.store).keep_days
    if verb.expires or days == orders.READY_DAYS:
        return
    wanted = orders.ScheduleOrder(order.id, expires=moments.write(hub.clock() + timedelta(days=days)))
    await settling.act(hub, happened, scopes.orders(order.store), "keep", wanted, actor=places.HUB)


async def open_customer(hub: Hub, happened: Happened) -> None:
    """Open the customer of an order to the store that has work for them, for as long as a lease lasts."""
    order: Order = happened.after
    if not order.customer or not order.is_open:
        return
    until = moments.write(hub.clock() + timedelta(seconds=LEASE_SECONDS))
    listed = [order.list_id] if order.list_id else []
    verb = OpenCustomer(order.customer, "order", until, listed)
    await settling.act(hub, happened, scopes.staff(order.store), "open", verb)


async def mark_bought(hub: Hub, happened: Happened) -> None:
    """Mark on the list what was handed over, where it was paid for before: no till does it."""
    order: Order = happened.after
    if not (order.paid and order.list_id and order.state == "picked_up"):
        return
    scope = scopes.shopping_list(order.list_id)
    for line in order.lines:
        if line.line and line.pieces:
            verb = MarkBought(line.line, line.pieces)
            await settling.act(hub, happened, scope, f"bought {line.line}", verb)
