"""Which letters follow from what happens to an order or a receipt."""

import datetime as dt

from sync.hub.context import Follow, Hub
from sync.hub.mail import letters, of_orders
from sync.hub.mail.letters import Letter
from sync.hub.operations import Happened
from sync.protocol import moments, scopes
from sync.protocol.ids import derived_id
from sync.protocol.notices import Template
from sync.protocol.orders import Order
from sync.protocol.receipts import UNDO_WINDOW, Receipt

BY_VERB: dict[str, Template] = {
    "ClaimOrder": "accepted",
    "TakeOver": "accepted",
    "ShortLine": "short",
    "RejectLine": "short",
    "AgreeSubstitute": "short",
    "ProposeSubstitute": "substitute",
    "MakeReady": "ready",
    "CancelOrder": "cancelled",
    "RejectOrder": "rejected",
    "ExpireOrder": "expired",
}
ONCE = frozenset({"accepted"})
"""Told once for an order, however often it changes hands."""

WAITS: dict[Template, dt.timedelta] = {"short": dt.timedelta(minutes=5), "return": UNDO_WINDOW}
"""Somebody who picks finds several things missing in a row, or something instead: that is one letter. And
while a return can be undone, nobody is told of it."""


async def write_of_order(hub: Hub, happened: Happened) -> None:
    """Put the letter into the store's box that a step of an order calls for, if there is an address."""
    order = happened.after
    assert isinstance(order, Order), "these verbs are an order's"
    verb = type(happened.verb).__name__
    template = of_orders.fitting(order) if verb == "ResendNotice" else BY_VERB[verb]
    if template is None or not order.contact.email:
        return
    made = hub.clock()
    cause = order.id if template in ONCE and verb != "ResendNotice" else happened.op.id
    letter = Letter(
        derived_id(cause, template, "letter"),
        template,
        order.id,
        moments.write(made),
        part=happened.verb.line if template == "substitute" and verb != "ResendNotice" else "",
        after=_after(template, made),
    )
    await letters.put(hub.storage, scopes.parse(happened.scope).id, letter)


async def write_of_receipt(hub: Hub, happened: Happened) -> None:
    """Put the letter into the store's box that tells of a purchase, or of what came back."""
    receipt = happened.after
    assert isinstance(receipt, Receipt), "these verbs are a receipt's"
    if not receipt.contact.email:
        return
    is_return = type(happened.verb).__name__ == "TakeBack"
    template: Template = "return" if is_return else "receipt"
    made = hub.clock()
    letter = Letter(
        derived_id(happened.op.id, "letter"),
        template,
        receipt.id,
        moments.write(made),
        part=happened.op.id if is_return else "",
        after=_after(template, made),
    )
    store = happened.verb.store if is_return else receipt.store
    await letters.put(hub.storage, store, letter)


def _after(template: Template, made: dt.datetime) -> str:
    return moments.write(made + WAITS[template]) if template in WAITS else ""


FOLLOWS = (
    Follow(frozenset({*BY_VERB, "ResendNotice"}), write_of_order),
    Follow(frozenset({"IssueReceipt", "TakeBack"}), write_of_receipt),
)
