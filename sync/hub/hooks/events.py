"""The events that leave the hub. No event names a person: a customer is an id, contacts never go out."""

from typing import Literal

import msgspec

from sync.protocol.ids import derived_id
from sync.protocol.orders import Line, Order
from sync.protocol.receipts import Receipt, Return

Type = Literal["order", "basket", "sale", "refund", "refund_withdrawn", "store_quiet", "store_back"]
"""An order is in another state; its things go to the till as one basket; a purchase; money goes back; it
does not after all; no tablet of a store is heard any more, or one is again."""


class Thing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some pieces of a variant; `price` is for one, in minor units, 0 where unknown.

    Of an order `picked` of `quantity` are there, and `state` is the line's; of a refund `reason`, `condition`
    and `restock` say how it came back.
    """

    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    price: int = 0
    picked: int = 0
    state: str = ""
    reason: str = ""
    condition: str = ""
    restock: bool = False


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event. `id` is the same whenever it is sent: who has it done already does nothing.

    `at` is ISO 8601 UTC. `order` and `receipt` are ids, `number` is what people call the one the event is
    about, `basket` the text of the code by which a till finds it. `amount` is minor units of `currency`.
    `refund` is the `id` of the event that a `refund_withdrawn` takes back.
    """

    id: str
    type: Type
    at: str
    store: str
    order: str = ""
    receipt: str = ""
    number: str = ""
    kind: str = ""
    state: str = ""
    basket: str = ""
    channel: str = ""
    customer: str = ""
    currency: str = ""
    amount: int = 0
    paid: bool = False
    things: list[Thing] = []
    refund: str = ""


def of_order(identifier: str, at: str, order: Order, state: str) -> Event:
    """Return the event of an order that reached a state."""
    return Event(
        identifier,
        "order",
        at,
        order.store,
        order=order.id,
        number=order.number,
        kind=order.kind,
        state=state,
        customer=order.customer,
        currency=order.currency,
        paid=order.paid,
        things=[_ordered(line) for line in order.lines],
    )


def _ordered(line: Line) -> Thing:
    return Thing(
        line.product, line.variant, line.quantity, line.options, line.price, line.picked, state=line.state
    )


def of_basket(identifier: str, at: str, order: Order) -> Event:
    """Return the event of an order whose things go to the till; of a substitute the till knows the price."""
    things = [
        Thing(line.product, line.variant, line.picked, line.options, line.price)
        for line in order.lines
        if line.picked
    ]
    things += [
        Thing(instead.product, instead.variant, instead.picked, instead.options)
        for line in order.lines
        if (instead := line.substitute) and instead.picked
    ]
    return Event(
        identifier,
        "basket",
        at,
        order.store,
        order=order.id,
        number=order.number,
        kind=order.kind,
        state=order.state,
        basket=order.basket,
        customer=order.customer,
        currency=order.currency,
        amount=sum(thing.price * thing.quantity for thing in things),
        things=things,
    )


def of_sale(identifier: str, at: str, receipt: Receipt) -> Event:
    """Return the event of a purchase."""
    things = [
        Thing(sold.product, sold.variant, sold.quantity, sold.options, sold.price) for sold in receipt.lines
    ]
    return msgspec.structs.replace(
        _of_receipt(identifier, "sale", at, receipt),
        amount=sum(thing.price * thing.quantity for thing in things),
        things=things,
    )


def of_refund(identifier: str, at: str, receipt: Receipt, back: Return) -> Event:
    """Return the event of a return: `amount` is to be paid back, the way it was paid."""
    things = [
        Thing(
            sold.product,
            sold.variant,
            one.quantity,
            sold.options,
            sold.price,
            reason=one.reason,
            condition=one.condition,
            restock=one.restock,
        )
        for one in back.lines
        if (sold := receipt.line(one.line))
    ]
    event = _of_receipt(identifier, "refund", at, receipt)
    return msgspec.structs.replace(
        event, store=back.place or receipt.store, amount=back.refund, things=things
    )


def of_withdrawal(identifier: str, at: str, receipt: Receipt, back: Return) -> Event:
    """Return the event of a return that was a mistake: what its refund said is not to be paid back."""
    refund = derived_id(back.op, "event")
    return msgspec.structs.replace(
        of_refund(identifier, at, receipt, back), type="refund_withdrawn", refund=refund
    )


def _of_receipt(identifier: str, kind: Type, at: str, receipt: Receipt) -> Event:
    return Event(
        identifier,
        kind,
        at,
        receipt.store,
        order=receipt.order,
        receipt=receipt.id,
        number=receipt.number,
        channel=receipt.channel,
        customer=receipt.customer,
        currency=receipt.currency,
    )
