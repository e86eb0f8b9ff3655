"""What a text that was typed or scanned at a desk leads to: customers, lists, orders, receipts.

What somebody has in the hand, and shows, is found by it: a list's link, a card, a receipt, an order's number
or claim code. By an address or a phone number, which anybody may know, are found only those who agreed to it
(`customers.SERVICE`), and those whom the store has work for anyway.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from sync.hub.access import list_for_token
from sync.hub.context import Hub
from sync.hub.index import words
from sync.hub.index.words import Pointer, Word
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import contacts, customers, own_codes, scopes
from sync.protocol.customers import Customer
from sync.protocol.hashes import digest
from sync.protocol.links import token_of
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order, claim_hash
from sync.protocol.own_codes import OwnKind
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt

MAX_FOUND = 10
OF_CODES: Mapping[OwnKind, str] = {
    "list": "list",
    "customer": "card",
    "receipt": "receipt",
    "order": "order",
    "basket": "order",
}
"""How a code of our own is looked up, by its kind."""


class Asked(NamedTuple):
    """A look-up in a store."""

    hub: Hub
    store: str
    text: str


Match = Customer | ShoppingList | Order | Receipt


async def search(asked: Asked, how: str) -> tuple[str, list[Match]]:
    """Return how something was found, and what; '' tries whatever the text may be."""
    for way in (how,) if how else _ways(asked.text):
        found = await WAYS[way](asked)
        if found:
            return way, found[:MAX_FOUND]
    return how, []


def _ways(text: str) -> tuple[str, ...]:
    own = own_codes.read(text)
    if own is not None:
        way = OF_CODES.get(own.kind)
        return (way,) if way and own.valid else ()
    if "/" in text:
        return ("list",)
    match contacts.kind_of(text):
        case "email":
            return ("email",)
        case "phone":
            return ("order", "receipt", "card", "phone")
        case _:
            return ("order", "receipt", "card")


async def may_be_known(hub: Hub, store: str, customer: Customer) -> bool:
    """Say whether a store's people may know who a customer is, who has shown nothing but what they have."""
    consent = customer.consents.get(customers.SERVICE)
    if consent is not None and consent.given:
        return True
    opened = await hub.openings.of(hub.storage, store)
    return opened.holds(scopes.customer(customer.id), hub.now())


async def customer_of(hub: Hub, identifier: str) -> Customer | None:
    """Return a customer who is there."""
    found = await documents.load(
        hub.storage, scopes.customer(identifier), Key("customer", identifier), Customer
    )
    return found if found and not found.erased else None


async def person_of(hub: Hub, identifier: str) -> Person:
    """Return who a customer is."""
    found = await documents.load(hub.storage, scopes.person(identifier), Key("person", identifier), Person)
    return found or Person(identifier)


async def _by_list(asked: Asked) -> list[Match]:
    found = await list_for_token(asked.hub, token_of(asked.text))
    return [found] if found else []


async def by_card(asked: Asked) -> list[Match]:
    """Find who has a card, by its code or its text alone."""
    own = own_codes.read(asked.text)
    card = own.text if own and own.kind == "customer" else words.number(asked.text)
    found = [await customer_of(asked.hub, to.id) for to in await _led(asked.hub, Word("card", card))]
    return [one for one in found if one and card in one.cards]


async def by_receipt(asked: Asked) -> list[Match]:
    """Find a receipt by its code or its till's number, whichever store's."""
    own = own_codes.read(asked.text)
    if own is not None:
        one = await receipt_of(asked.hub, digest(own_codes.write("receipt", own.text)))
        return [one] if one else []
    number = words.number(asked.text)
    led = await _led(asked.hub, Word("receipt", number))
    found = [await receipt_of(asked.hub, to.id) for to in led]
    return [one for one in found if one and words.number(one.number) == number]


async def _by_order(asked: Asked) -> list[Match]:
    """Find orders of this store, and receipts of any store's: what they paid for may come back here."""
    word = _order_word(asked.text)
    led = await _led(asked.hub, word)
    orders, receipts = list[Match](), list[Match]()
    for to in led:
        order = await order_of(asked.hub, to)
        if order is None or word not in words.words_of(order):
            continue
        orders += [order] if order.store == asked.store else []
        of_order = await _led(asked.hub, Word("of_order", order.id))
        receipts += [one for each in of_order if (one := await receipt_of(asked.hub, each.id))]
    return [*orders, *receipts]


def _order_word(text: str) -> Word:
    """Return the word for an order: its claim code's, its basket's, or its number's."""
    own = own_codes.read(text)
    if own and own.kind == "basket":
        return Word("basket", own_codes.write("basket", own.text))
    claim = claim_hash(text)
    return Word("claim", claim) if claim else Word("order", words.number(text))


async def _by_email(asked: Asked) -> list[Match]:
    address = contacts.email(asked.text)
    return await _by_contact(asked, lambda text: bool(address) and contacts.email(text) == address)


async def _by_phone(asked: Asked) -> list[Match]:
    return await _by_contact(asked, lambda text: contacts.same_phone(text, asked.text))


async def _by_contact(asked: Asked, is_it: Callable[[str], bool]) -> list[Match]:
    word = words.contact_word(asked.text)
    found = list[Match]()
    for to in await _led(asked.hub, word) if word else ():
        match to.kind:
            case "customer":
                customer = await customer_of(asked.hub, to.id)
                reached = (await person_of(asked.hub, to.id)).contacts.values()
                if customer and any(map(is_it, reached)):
                    found += [customer] if await may_be_known(asked.hub, asked.store, customer) else []
            case "order":
                order = await order_of(asked.hub, to) if to.store == asked.store else None
                if order and order.is_open and (is_it(order.contact.email) or is_it(order.contact.phone)):
                    found.append(order)
    # Whoever is known comes before what is prepared for them.
    return sorted(found, key=lambda one: not isinstance(one, Customer))


async def _by_id(asked: Asked) -> list[Match]:
    found = await customer_of(asked.hub, asked.text)
    return [found] if found and await may_be_known(asked.hub, asked.store, found) else []


WAYS: Mapping[str, Callable[[Asked], Awaitable[list[Match]]]] = {
    "list": _by_list,
    "card": by_card,
    "receipt": by_receipt,
    "order": _by_order,
    "email": _by_email,
    "phone": _by_phone,
    "customer": _by_id,
}


async def _led(hub: Hub, word: Word) -> list[Pointer]:
    return (await words.follow_up(hub.storage, hub.keys.token, word))[:MAX_FOUND] if word.text else []


async def order_of(hub: Hub, to: Pointer) -> Order | None:
    """Return the order that a word leads to."""
    found = await documents.load(hub.storage, scopes.orders(to.store), Key("order", to.id), Order)
    return found if found and not found.erased else None


async def receipt_of(hub: Hub, identifier: str) -> Receipt | None:
    """Return a receipt by its id."""
    found = await documents.load(hub.storage, scopes.receipt(identifier), Key("receipt", identifier), Receipt)
    return found if found and not found.erased else None
