"""What other servers send and get about orders: the bodies of `/v1/orders`."""

from typing import Annotated, Literal

import msgspec

from sync.protocol.list_verbs import Options
from sync.protocol.orders import (
    MAX_LINES,
    MAX_QUANTITY,
    CancelReason,
    Kind,
    LineState,
    Order,
    State,
    Substitute,
)
from sync.protocol.orders import Line as OrderLine
from sync.protocol.orders.verbs import Key, Short, Text
from sync.protocol.plain import EMAIL, PHONE, PLAIN_LINE

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

StoreCode = Annotated[str, msgspec.Meta(pattern=r"^[^\x00/]{1,40}$")]
"""A store's code, as it may stand in an address."""

Quantity = Annotated[int, msgspec.Meta(ge=1, le=MAX_QUANTITY)]
Money = Annotated[int, msgspec.Meta(ge=0, lt=10**12)]
Customer = Annotated[str, msgspec.Meta(pattern=f"^({UUID})?$")]
Currency = Annotated[str, msgspec.Meta(pattern="^([A-Z]{3})?$")]
Name = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]
Email = Annotated[str, msgspec.Meta(max_length=254, pattern=EMAIL)]
Phone = Annotated[str, msgspec.Meta(max_length=40, pattern=PHONE)]
Tag = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]


class NewOrderLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One product of a new order. `price` is for one, in minor units of the order's currency.

    `product` may be left out where the catalogue knows the variant. `hold` is a reservation of the sender's
    (`POST /v1/reservations`) that the order takes over.
    """

    variant: Key
    quantity: Quantity = 1
    product: Short = ""
    options: Options = {}
    price: Money = 0
    note: Text = ""
    hold: Short = ""


class OrderContact(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whom to tell that it is ready, and in which language."""

    name: Name = ""
    email: Email = ""
    phone: Phone = ""
    language: Tag = ""


class NewOrder(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An order that a store shall prepare.

    `number` is the sender's own name for it, else the hub makes one. `promise` is when it was promised (RFC
    3339); without one the store's terms say. `list_id` is the list whose page shows how the order stands.
    `reserve` false takes also what is not there, as a wish.
    """

    store: StoreCode
    lines: Annotated[list[NewOrderLine], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    number: Short = ""
    promise: Tag = ""
    customer: Customer = ""
    list_id: Customer = ""
    contact: OrderContact = OrderContact()
    note: Text = ""
    currency: Currency = ""
    paid: bool = False
    reserve: bool = True


class OrderEnd(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Why an order is not wanted any more; `note` is for the store's people and the shopper."""

    reason: CancelReason
    note: Text = ""


class OfferView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the store offers instead of something; `agreed` is the shopper's word, '' while there is none."""

    product: str
    variant: str
    quantity: int
    picked: int = 0
    options: dict[str, str] = {}
    agreed: Literal["", "yes", "no"] = ""


class OrderLineView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: `picked` of `quantity` pieces are there; `reason` says why not all."""

    id: str
    product: str
    variant: str
    quantity: int
    state: LineState
    picked: int = 0
    options: dict[str, str] = {}
    price: int = 0
    reason: str = ""
    note: str = ""
    instead: OfferView | None = None


class OrderView(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order as it stands. Moments are RFC 3339.

    `claim` is the code that it is handed over for, to print or show as QR or Code 128; '' once it is over.
    `by` is the first name of who has it. `reason` is a code, and `remark` what was said beside it.
    """

    id: str
    store: str
    number: str
    kind: Kind
    state: State
    placed: str
    lines: list[OrderLineView]
    promise: str = ""
    expires: str = ""
    claim: str = ""
    place: str = ""
    by: str = ""
    reason: str = ""
    customer: str = ""
    list_id: str = ""
    currency: str = ""
    paid: bool = False
    remark: str = ""


def view(order: Order, claim: str) -> OrderView:
    """Return what another server sees of an order; `claim` is its claim code."""
    return OrderView(
        id=order.id,
        store=order.store,
        number=order.number,
        kind=order.kind,
        state=order.state,
        placed=order.placed,
        lines=[_line(line) for line in order.lines],
        promise=order.promise,
        expires=order.expires,
        claim=claim if order.is_open else "",
        place=order.place,
        by=order.claimed.name if order.claimed else "",
        reason=order.reason,
        customer=order.customer,
        list_id=order.list_id,
        currency=order.currency,
        paid=order.paid,
        remark=order.remark,
    )


def _line(line: OrderLine) -> OrderLineView:
    offered = line.substitute
    return OrderLineView(
        id=line.id,
        product=line.product,
        variant=line.variant,
        quantity=line.quantity,
        state=line.state,
        picked=line.picked,
        options=line.options,
        price=line.price,
        reason=line.reason,
        note=line.note,
        instead=_offer(offered) if offered else None,
    )


def _offer(offered: Substitute) -> OfferView:
    return OfferView(
        product=offered.product,
        variant=offered.variant,
        quantity=offered.quantity,
        picked=offered.picked,
        options=offered.options,
        agreed=offered.agreed,
    )
