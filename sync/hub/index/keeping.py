"""Keeping the index: it follows what people, cards, orders and receipts say now, not what they once said."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from sync.hub.index import words
from sync.hub.index.words import Pointer, Word
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.shapes import ready

KINDS: Mapping[str, type[msgspec.Struct]] = {
    "customer": Customer,
    "person": Person,
    "order": Order,
    "receipt": Receipt,
}
"""The documents that words lead to, by kind."""

SCOPES = ("customer", "orders", "person", "receipt")
"""The kinds of scope in which they stand, in the order of their names."""

PAGE = 200


class Ground(NamedTuple):
    """Where the index is kept: the store, and the secret that its words are hashed with."""

    storage: Storage
    secret: bytes


async def keep(ground: Ground, before: msgspec.Struct | None, after: msgspec.Struct) -> int:
    """Let the words that a document gained or lost lead to it, or no longer; return how many there were.

    What stands in the document now decides, not what stood there when it was asked for: this may come late,
    and again.
    """
    to = words.pointer_to(after)
    touched = words.words_of(before) ^ words.words_of(after)
    if to is None or not touched:
        return 0
    now = words.words_of(await load(ground.storage, after))
    for word in sorted(touched):
        await (words.point if word in now else words.forget)(ground.storage, ground.secret, word, to)
    # An erasure first closes the customer, then lets go of their words: what it has missed shows here.
    if touched & now and await is_erased(ground.storage, customer_of(after)):
        await let_go(ground, touched & now, to)
    return len(touched)


async def let_go(ground: Ground, leading: set[Word], to: Pointer) -> None:
    """Let words lead to something no longer."""
    for word in sorted(leading):
        await words.forget(ground.storage, ground.secret, word, to)


async def load(storage: Storage, document: msgspec.Struct) -> msgspec.Struct | None:
    """Return a document of one of the kinds that words lead to, as it stands now."""
    match document:
        case Customer(id=identifier):
            place = scopes.customer(identifier), Key("customer", identifier)
        case Person(id=identifier):
            place = scopes.person(identifier), Key("person", identifier)
        case Receipt(id=identifier):
            place = scopes.receipt(identifier), Key("receipt", identifier)
        case Order(id=identifier, store=store):
            place = scopes.orders(store), Key("order", identifier)
        case _:
            return None
    return await documents.load(storage, *place, type(document))


def customer_of(document: msgspec.Struct) -> str:
    """Return whose a document is, '' when it is nobody's that we know."""
    match document:
        case Customer(id=identifier) | Person(id=identifier):
            return identifier
        case Order(customer=identifier) | Receipt(customer=identifier):
            return identifier
        case _:
            return ""


async def is_erased(storage: Storage, customer: str) -> bool:
    """Say whether a customer was erased, or is being."""
    known = await _customer(storage, customer)
    return known is not None and known.erased


async def is_there(storage: Storage, customer: str) -> bool:
    """Say whether there is such a customer, and was not erased."""
    known = await _customer(storage, customer)
    return known is not None and not known.erased


async def _customer(storage: Storage, customer: str) -> Customer | None:
    if not customer:
        return None
    place = Key("customer", customer)
    return await documents.load(storage, scopes.customer(customer), place, Customer)


async def rebuild(ground: Ground) -> int:
    """Let every word lead where it should, in a store from before there was an index; return how many do.

    Doing it again changes nothing; it may run while the hub serves.

    Raises:
        StorageError: The store is out of reach; what was done is done.
    """
    done = 0
    for kind in SCOPES:
        first = after = f"{kind}:"
        while names := [name for name in await ground.storage.scopes(after, PAGE) if name.startswith(first)]:
            done += sum(await asyncio.gather(*(_rebuild(ground, scope) for scope in names)))
            after = names[-1]
    return done


async def _rebuild(ground: Ground, scope: str) -> int:
    done = after = 0
    while page := await ground.storage.changes(scope, after, PAGE):
        for stored in page:
            if stored.kind in KINDS and stored.body is not None:
                document = msgspec.json.decode(stored.body, type=ready(KINDS[stored.kind]))
                done += await keep(ground, None, document)
        after = page[-1].seq
    return done
