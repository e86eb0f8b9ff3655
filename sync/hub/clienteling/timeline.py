"""The timeline tells what happened with somebody's orders, purchases, questions and lists, by itself.

Titles are codes (`interactions.OWN_TITLES`), which every reader puts into words. What is told once is not
told again: an interaction's id derives from what it is about.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.hub.context import Hub
from sync.hub.index.keeping import is_there
from sync.hub.operations import Happened
from sync.hub.settling import do
from sync.protocol import customers, scopes
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import AnswerQuestion, AskQuestion
from sync.protocol.ids import derived_id
from sync.protocol.interactions import Channel, NoteInteraction, Topic
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.orders.reasons import stands_in
from sync.protocol.receipts import Receipt

ORDER_TITLES: Mapping[str, str] = {
    "PlaceOrder": "order_placed",
    "MakeReady": "order_ready",
    "HandOver": "order_picked_up",
    "CancelOrder": "order_cancelled",
    "RejectOrder": "order_rejected",
    "ExpireOrder": "order_expired",
    "RecordNotice": "notice",
}
VERBS = frozenset({*ORDER_TITLES, "IssueReceipt", "AttachList", "AskQuestion", "AnswerQuestion"})

CHANNELS: Mapping[str, Channel] = {"kiosk": "kiosk", "phone": "phone", "shop": "online", "associate": "store"}
"""By the kind of who did it."""

PLACE_SIGNS = 80


class Told(NamedTuple):
    """What a customer's timeline is told; `about` tells it apart from other things that happened to them."""

    customer: str
    about: tuple[str, ...]
    topic: Topic
    title: str
    text: str = ""
    inbound: bool = False
    order: str = ""
    receipt: str = ""
    list_id: str = ""


async def follow(hub: Hub, happened: Happened) -> None:
    """Write on somebody's timeline what happened, where it is somebody whom we know."""
    told = _told(happened)
    if told is not None and await is_there(hub.storage, told.customer):
        await tell(hub, told, happened.actor, happened.op.at or hub.now())


async def tell(hub: Hub, told: Told, actor: Actor, at: str) -> None:
    """Put something on a timeline; told again it changes nothing.

    Raises:
        StorageError: The store is out of reach.
    """
    name = derived_id(told.title, *told.about)
    verb = NoteInteraction(
        interaction=name,
        channel="email" if told.title == "notice" else CHANNELS[actor.kind],
        topic=told.topic,
        title=told.title,
        text=told.text,
        at=at,
        place=actor.place[:PLACE_SIGNS],
        inbound=told.inbound,
        order=told.order,
        receipt=told.receipt,
        list_id=told.list_id,
    )
    await do(hub, scopes.person(told.customer), name, verb, actor, at=at)


def _told(happened: Happened) -> Told | None:
    match happened.after:
        case Order() as order if order.customer:
            return _of_order(happened, order)
        case Receipt() as receipt if receipt.customer:
            return Told(
                receipt.customer,
                (receipt.id,),
                "purchase",
                "purchase",
                order=receipt.order,
                receipt=receipt.id,
                list_id=receipt.list_id,
            )
        case ShoppingList() as document if customers.is_customer(document.owner):
            return _of_list(happened, document)
        case _:
            return None


def _of_order(happened: Happened, order: Order) -> Told:
    title = ORDER_TITLES[type(happened.verb).__name__]
    is_notice = title == "notice"
    text = happened.verb.template if is_notice else _why(happened.verb)
    return Told(
        order.customer,
        (order.id, text) if is_notice else (order.id,),
        "message" if is_notice else "order",
        title,
        text,
        inbound=title == "order_placed",
        order=order.id,
        list_id=order.list_id,
    )


def _why(verb: Any) -> str:
    """Return why an order came to where it is: a code, or what was said where no code fits."""
    reason: str = getattr(verb, "reason", "")
    note: str = getattr(verb, "note", "")
    return note if stands_in(note, reason) else reason


def _of_list(happened: Happened, document: ShoppingList) -> Told:
    customer, name = document.owner.partition(":")[2], document.id
    match happened.verb:
        case AskQuestion(text=text):
            about = (name, happened.op.id)
            return Told(customer, about, "question", "question", text, inbound=True, list_id=name)
        case AnswerQuestion(text=text):
            return Told(customer, (name, happened.op.id), "question", "answer", text, list_id=name)
        case _:
            return Told(customer, (name,), "visit", "list_saved", document.title, list_id=name)
