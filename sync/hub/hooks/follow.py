"""Which events follow from what happens, for every client that may hear of them."""

from typing import get_args

from sync.hub.context import Follow, Hub
from sync.hub.hooks import events, queue
from sync.hub.hooks.events import Event
from sync.hub.operations import Happened
from sync.hub.profile import registry
from sync.protocol import orders
from sync.protocol.clients import Right
from sync.protocol.ids import derived_id
from sync.protocol.orders import Order
from sync.protocol.receipts import IssueReceipt, Receipt, UndoReturn

TO_THE_TILL = frozenset({"packed", "ready_for_pickup"})
"""An order that is not paid yet goes to the till when it is together."""

SILENT = frozenset({orders.RecordNotice, orders.ResendNotice})


async def tell_of_order(hub: Hub, happened: Happened) -> None:
    """Tell that an order reached another state; and the till what is in its basket."""
    order = happened.after
    assert isinstance(order, Order)
    step = next((one for one in reversed(order.history) if one.op == happened.op.id), None)
    if step is None or not step.state:
        return
    at = happened.op.at or hub.now()
    await tell(hub, events.of_order(derived_id(happened.op.id, "event"), at, order, step.state))
    if step.state in TO_THE_TILL and order.basket and not order.paid:
        await tell(hub, events.of_basket(derived_id(order.id, "basket", order.basket), at, order))


async def tell_of_receipt(hub: Hub, happened: Happened) -> None:
    """Tell of a purchase, that money goes back, or that it does not after all."""
    receipt = happened.after
    assert isinstance(receipt, Receipt)
    identifier, at = derived_id(happened.op.id, "event"), happened.op.at or hub.now()
    if isinstance(happened.verb, IssueReceipt):
        await tell(hub, events.of_sale(identifier, at, receipt))
        return
    is_undone = isinstance(happened.verb, UndoReturn)
    back = receipt.back(happened.verb.of if is_undone else happened.op.id)
    if back:
        of = events.of_withdrawal if is_undone else events.of_refund
        await tell(hub, of(identifier, at, receipt, back))


async def tell(hub: Hub, event: Event) -> None:
    """Put an event into the queue of every client that hears of events.

    Raises:
        StorageError: The store is out of reach.
    """
    async for client in registry.every(hub.storage):
        if Right.EVENTS_READ in client.rights and not client.revoked:
            await queue.put(hub.storage, client.id, event)


FOLLOWS = (
    Follow(frozenset(verb.__name__ for verb in set(get_args(orders.Verb)) - SILENT), tell_of_order),
    Follow(frozenset({"IssueReceipt", "TakeBack", "UndoReturn"}), tell_of_receipt),
)
