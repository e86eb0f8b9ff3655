"""Which letters follow from what happens to an order, a receipt or a list."""

import datetime as dt

from sync.hub import settling
from sync.hub.access import load_device
from sync.hub.context import Follow, Hub
from sync.hub.mail import letters, of_orders, seldom
from sync.hub.mail.letters import Letter
from sync.hub.operations import Happened
from sync.protocol import contacts, moments, scopes
from sync.protocol.ids import derived_id
from sync.protocol.lists import ShoppingList
from sync.protocol.mailing import MailList, MirrorMail, mail_id
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


async def write_of_list(hub: Hub, happened: Happened) -> None:
    """Put the letter into the store's box that brings a list to whom it was to be mailed.

    Where none can go the list says so: the hub has no mail server, or too many were asked for.
    """
    verb, document = happened.verb, happened.after
    assert isinstance(verb, MailList)
    assert isinstance(document, ShoppingList)
    mark = mail_id(happened.op.id)
    store = await _store_of(hub, happened.op.device, document)
    address = contacts.email(verb.email)
    if not store or not hub.config.sends_mail or not await _may_go(hub, happened.op.device, address):
        await settling.act(hub, happened, happened.scope, "unmailed", MirrorMail(mark, "failed"))
        return
    letter = Letter(
        derived_id(happened.op.id, "letter"),
        "list",
        document.id,
        moments.write(hub.clock()),
        part=mark,
        email=address,
        language=verb.language,
    )
    await letters.put(hub.storage, store, letter)


async def _store_of(hub: Hub, device: str, document: ShoppingList) -> str:
    known = await load_device(hub, device)
    return known.store if known and known.store else document.store


async def _may_go(hub: Hub, device: str, address: str) -> bool:
    if not await seldom.may_go(hub, seldom.FROM_ONE, "device", device):
        return False
    return await seldom.may_go(hub, seldom.LISTS_TO_ONE, "list", address)


def _after(template: Template, made: dt.datetime) -> str:
    return moments.write(made + WAITS[template]) if template in WAITS else ""


FOLLOWS = (
    Follow(frozenset({*BY_VERB, "ResendNotice"}), write_of_order),
    Follow(frozenset({"IssueReceipt", "TakeBack"}), write_of_receipt),
    Follow(frozenset({MailList.__name__}), write_of_list),
)
