"""Who a sale is for: the order that it pays for, the customer, and whom the receipt goes to."""

from typing import NamedTuple

from sync.hub.context import Hub
from sync.hub.index import words
from sync.hub.index.words import Word
from sync.hub.orders import places
from sync.hub.problems import HttpProblem
from sync.hub.stock.requests import NewSale
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import orders, own_codes, scopes
from sync.protocol.customers import Customer
from sync.protocol.orders import Contact, Order


class Payer(NamedTuple):
    """The order, if one is paid for; the customer's id, '' for nobody known; whom to write to."""

    order: Order | None
    customer: str
    contact: Contact


async def payer_of(hub: Hub, sent: NewSale) -> Payer:
    """Return who a sale is for; what it says itself goes before what its order says.

    Raises:
        HttpProblem: 409; there is no such order, or customer.
    """
    order = await find_order(hub, sent.store, sent.order) if sent.order else None
    if sent.order and order is None:
        raise HttpProblem(409, "no_order", "the store has no such order")
    customer = await _customer(hub, sent)
    if (sent.customer or sent.card) and not customer:
        raise HttpProblem(409, "no_customer", "nobody is known by that")
    of_order = order if order and not order.erased else None
    contact = of_order.contact if of_order and sent.contact.kept == Contact() else sent.contact.kept
    return Payer(order, customer or (of_order.customer if of_order else ""), contact)


async def find_order(hub: Hub, store: str, text: str) -> Order | None:
    """Return the order of a store that a text names: its id, its number, its claim code or its basket's."""
    found = await places.load(hub, store, text)
    wanted = [
        Word("order", words.number(text)),
        Word("claim", orders.claim_hash(text)),
        Word("basket", _basket(text)),
    ]
    for word in (each for each in wanted if each.text and found is None):
        for pointer in await words.follow_up(hub.storage, hub.keys.token, word):
            if found is None and pointer.kind == "order" and pointer.store == store:
                found = await places.load(hub, store, pointer.id)
    return found


def _basket(text: str) -> str:
    """Return a basket code as orders keep it, however it was typed; '' for a text that is none."""
    own = own_codes.read(text)
    return own_codes.write("basket", own.text) if own and own.kind == "basket" and own.valid else ""


async def _customer(hub: Hub, sent: NewSale) -> str:
    """Return whose sale it is, '' for nobody who is known; one who was erased is not."""
    found = [sent.customer] if sent.customer else []
    if not found and sent.card:
        own = own_codes.read(sent.card)
        card = own.text if own and own.kind == "customer" else sent.card
        pointers = await words.follow_up(hub.storage, hub.keys.token, Word("card", card))
        found = [pointer.id for pointer in pointers if pointer.kind == "customer"]
    for name in found:
        key = Key("customer", name)
        known = await documents.load(hub.storage, scopes.customer(name), key, Customer)
        if known and not known.erased:
            return name
    return ""
