"""What is held of a customer, and where: their lists, and what stores have of them.

Orders and receipts are found by the index. That a customer is open at a desk, or calls for help, stands with
each store's people.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sync.hub import blanking, devices, traces, unmailed
from sync.hub.index import words
from sync.hub.index.keeping import Ground, let_go
from sync.hub.index.words import Pointer, Word
from sync.hub.staff.records import DESK
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import scopes_under
from sync.protocol import contacts, customers, orders, scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.errors import Malformed
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.sessions import Session
from sync.protocol.staff import HelpCall, Opening
from sync.protocol.stock import StockLevel
from sync.shapes import ready

PAGE = 200


class Belongings(NamedTuple):
    """The orders and receipts of a customer, and how they are open at stores, by store."""

    orders: list[Order]
    receipts: list[Receipt]
    openings: dict[str, Opening]

    @property
    def stores(self) -> set[str]:
        """The stores whose desks may hold something of them."""
        return {*self.openings, *(order.store for order in self.orders)}


async def find(ground: Ground, customer: str) -> Belongings:
    """Return what stores hold of a customer."""
    storage = ground.storage
    found_orders, found_receipts = [], []
    for to in await words.follow_up(storage, ground.secret, Word("of_customer", customer)):
        if to.kind == "order":
            order = await documents.load(storage, scopes.orders(to.store), Key("order", to.id), Order)
            found_orders += [order] if order and order.customer == customer else []
        elif to.kind == "receipt":
            receipt = await documents.load(storage, scopes.receipt(to.id), Key("receipt", to.id), Receipt)
            found_receipts += [receipt] if receipt and receipt.customer == customer else []
    return Belongings(found_orders, found_receipts, await _openings(storage, customer))


async def _openings(storage: Storage, customer: str) -> dict[str, Opening]:
    key = Key("opening", customer)
    found = {}
    async for scope in scopes_under(storage, scopes.staff("")):
        opening = await documents.load(storage, scope, key, Opening)
        if opening:
            found[scopes.parse(scope).id] = opening
    return found


async def scopes_of(storage: Storage, customer: Customer) -> list[str]:
    """Return the scopes that hold something of a customer."""
    found = [scopes.customer(customer.id), scopes.person(customer.id)]
    for identifier in customer.lists:
        document = await _list(storage, identifier)
        # One that is not there is blanked, too: its beginning may still be on the way.
        if document is None or goes_with(customer.id)(document):
            found.append(scopes.shopping_list(identifier))
    return found


def goes_with(customer: str) -> Callable[[ShoppingList], bool]:
    """Return what says of a list that is among a customer's whether it goes with them.

    Not when it was given to somebody else: of two who bring one link at once, one comes too late and has the
    list among theirs all the same.
    """

    def goes(document: ShoppingList) -> bool:
        return not customers.is_customer(document.owner) or document.is_of(customer)

    return goes


async def devices_of(storage: Storage, scope: str) -> list[str]:
    """Return the devices where the visits were that a list was begun or gone on with in."""
    document = await _list(storage, scopes.parse(scope).id)
    devices = []
    for principal in (document.owner, *document.guests) if document else ():
        try:
            kind, identifier = sessions.split_principal(principal)
        except Malformed:
            continue
        if kind == sessions.GUEST:
            place = Key("session", identifier)
            visit = await documents.load(storage, scopes.session(identifier), place, Session)
            devices += [visit.device] if visit else []
    return devices


async def desks_at(storage: Storage, stores: Collection[str]) -> list[str]:
    """Return the devices in some stores that were a desk once: what is open there may be on any of them."""
    found = list[str]()
    if not stores:
        return found
    async for device in devices.every(storage):
        if device.store in stores and await storage.load(scopes.device(device.id), Key(DESK, device.id)):
            found.append(device.id)
    return found


async def drop_notes(storage: Storage, names: Collection[str]) -> None:
    """Let nothing follow any more from what was done in some scopes: the notes of it repeat what was said."""
    async for scope in scopes_under(storage, scopes.chain("")):
        after = 0
        while page := await storage.changes(scope, after, PAGE):
            after = page[-1].seq
            noted = [
                one
                for one in page
                if one.body and msgspec.json.decode(one.body, type=ready(_Note)).scope in names
            ]
            if noted:
                await _delete(storage, scope, [Key(one.kind, one.id) for one in noted])


class _Note(msgspec.Struct, frozen=True):
    """All of a note of what follows (`sync.hub.chain`) that says whether it goes."""

    scope: str = ""


async def blank(ground: Ground, customer: Customer, lists: Iterable[str]) -> None:
    """Blank what stores hold of a customer, and let nothing lead to them any more.

    Their receipts are scopes of their own, and blanked as such, before this. Doing it again changes nothing.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    storage, theirs = ground.storage, Pointer("customer", customer.id)
    found = await find(ground, customer.id)
    for order in found.orders:
        leading = words.words_of(order) - {Word("of_customer", customer.id)}
        await let_go(ground, leading, Pointer("order", order.id, order.store))
        await blank_order(storage, order)
    led_to = await words.follow_up(storage, ground.secret, Word("of_customer", customer.id))
    opened = {scopes.receipt(to.id) for to in led_to if to.kind == "receipt"}
    opened |= {scopes.shopping_list(name) for name in lists}
    await _close_desks(storage, {customer.id, *opened}, set(lists))
    place = scopes.person(customer.id), Key("person", customer.id)
    person = await documents.load(storage, *place, Person)
    addresses = {contacts.email(text) for text in person.contacts.values()} if person else set()
    await unmailed.drop(storage, addresses, set(lists))
    await let_go(ground, words.words_of(person), theirs)
    await let_go(ground, {Word("card", card) for card in customer.cards}, theirs)
    await traces.blank(ground, customer.id)
    await _forget_all(ground, Word("of_customer", customer.id))


async def _forget_all(ground: Ground, word: Word) -> None:
    for to in await words.follow_up(ground.storage, ground.secret, word):
        await words.forget(ground.storage, ground.secret, word, to)


async def blank_late(ground: Ground, document: msgspec.Struct) -> None:
    """Blank an order or a receipt that came for somebody who was erased before it did."""
    if isinstance(document, Order):
        await let_go(ground, words.words_of(document), Pointer("order", document.id, document.store))
        await blank_order(ground.storage, document)
    elif isinstance(document, Receipt):
        await blank_receipt(ground, scopes.receipt(document.id))
        await _forget_all(ground, Word("of_customer", document.customer))


async def blank_receipt(ground: Ground, scope: str) -> None:
    """Blank a receipt: what is left is its id, which nothing leads to any more."""
    key = Key("receipt", scopes.parse(scope).id)
    receipt = await documents.load(ground.storage, scope, key, Receipt)
    if receipt is not None:
        # By whose it is an erasure finds it again, should it be cut off now: that is let go last.
        leading = words.words_of(receipt) - {Word("of_customer", receipt.customer)}
        await let_go(ground, leading, Pointer("receipt", key.id))
    await blanking.blank(ground.storage, scope)


async def blank_order(storage: Storage, order: Order) -> None:
    """Take the person out of an order; one that is open is cancelled, and what it held is free again."""
    key = Key("order", order.id)

    def decide(loaded: Loaded) -> Decision:
        now = documents.parse(loaded.documents.get(key), Order)
        if now is None or now.erased:
            return Decision()
        left = orders.blank(replace(now, state="cancelled") if now.is_open else now)
        # Written anew, not over what stood there: what a newer hub wrote beside goes as well.
        return Decision([documents.write(key, left)])

    # Before, because an erasure that is cut off finds no way back to what was blanked; and after, because
    # somebody may have gone on with the order meanwhile.
    await _free(storage, order)
    await storage.commit(scopes.orders(order.store), [key], [], decide)
    await _free(storage, order)


async def _free(storage: Storage, order: Order) -> None:
    """Let go the pieces that an order keeps, those of substitutes with them."""
    for variant in {hold.variant for line in order.lines for hold in orders.of_line(order.id, line)}:
        await _free_one(storage, order, variant)


async def _free_one(storage: Storage, order: Order, variant: str) -> None:
    def step(level: StockLevel | None) -> StockLevel | None:
        if level is None:
            return None
        left = {name: hold for name, hold in level.holds.items() if hold.reference != order.id}
        return replace(level, holds=left) if len(left) < len(level.holds) else level

    key = Key("stock", variant)
    known = await documents.load(storage, scopes.stock(order.store), key, StockLevel)
    if known is not None and step(known) is not known:
        await documents.change(storage, scopes.stock(order.store), key, StockLevel, step)


async def _close_desks(storage: Storage, names: Collection[str], lists: Collection[str]) -> None:
    """Let nothing of a customer be open at any desk, and nobody be called from their lists."""
    async for scope in scopes_under(storage, scopes.staff("")):
        await _delete(storage, scope, [Key("opening", name) for name in sorted(names)])
        for key, call in await _calls_from(storage, scope, lists):
            decision = Decision([documents.write(key, HelpCall(call.id, "", "", call.at, state="withdrawn"))])
            await storage.commit(scope, [], [], partial(_whatever, decision))


def _whatever(decision: Decision, _: Loaded) -> Decision:
    """Decide one thing, whatever stands there."""
    return decision


async def _delete(storage: Storage, scope: str, keys: list[Key]) -> None:
    def decide(loaded: Loaded) -> Decision:
        there = [one for one in loaded.documents.values() if one.body is not None]
        return Decision([Write(one.kind, one.id, None) for one in there])

    await storage.commit(scope, keys, [], decide)


async def _calls_from(storage: Storage, scope: str, lists: Collection[str]) -> list[tuple[Key, HelpCall]]:
    found, after = [], 0
    while page := await storage.changes(scope, after, PAGE):
        for stored in page:
            if stored.kind == "help" and stored.body is not None:
                call = msgspec.json.decode(stored.body, type=ready(HelpCall))
                found += [(Key("help", stored.id), call)] if call.list_id in lists else []
        after = page[-1].seq
    return found


async def _list(storage: Storage, identifier: str) -> ShoppingList | None:
    return await documents.load(
        storage, scopes.shopping_list(identifier), Key("list", identifier), ShoppingList
    )
