"""A store on its busiest day, as its desk holds it: orders that are open, customers who were opened here."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sync.catalogue.read import Catalogue
from sync.client import identity
from sync.protocol import lists, moments, own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import SERVICE, Consent, Customer
from sync.protocol.hashes import digest
from sync.protocol.lists import Question, ShoppingList
from sync.protocol.orders import Contact, Line, Order, claim_hash
from sync.protocol.persons import Person
from sync.protocol.products import Product
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.staff import Associate, Look, Opening, Role

ORDERS, CUSTOMERS = 500, 20_000
BUYERS = 500
"""Customers with a list and a receipt; their orders, too, are among those that are open."""

MARCO = Associate("marco", "Marco", Role.MANAGER)
NAMES = ("Anna", "Luca", "Giulia", "Marco", "Sara", "Paolo", "Elena", "Ivo", "Chiara", "Nico")
FAMILIES = ("Rossi", "Ferri", "Bianchi", "Conti", "Galli", "Moretti", "Greco", "Villa", "Serra")
STATES = ("new", "new", "accepted", "picking", "packed", "ready_for_pickup", "on_hold")

Placed = tuple[str, str, str, msgspec.Struct]
"""A document with its place: scope, kind, id."""


class Codes(NamedTuple):
    """What is printed on things of the buyer of this number."""

    order: str
    card: str
    list: str
    receipt: str


def codes(number: int) -> Codes:
    """Return the codes of a buyer: of the order, the card, the list, the receipt."""
    text = f"{number:06}AB"
    order, card = own_codes.write("order", text), own_codes.write("customer", text)
    return Codes(order, card, own_codes.write("list", text), own_codes.write("receipt", text))


def customer(number: int) -> str:
    """Return a customer's id, as random as a real one."""
    return hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()


def receipt(number: int) -> str:
    """Return the id of a buyer's receipt."""
    return digest(codes(number).receipt)


class DeskShop:
    """The documents of one store. `me` is who has claimed what is being picked."""

    def __init__(self, store: str, products: list[Product], now: datetime) -> None:
        self.store = store
        self.products = [one for one in products if one.variants]
        self.now = now
        self.me = Actor(f"associate:{MARCO.id}", "associate", MARCO.name, store)

    def documents(self) -> Iterator[Placed]:
        """Yield everything that this desk holds beside the stock."""
        staff, orders = scopes.staff(self.store), scopes.orders(self.store)
        yield staff, "associate", MARCO.id, MARCO
        for number in range(ORDERS):
            yield orders, "order", f"o{number}", self.order(number)
        for number in range(CUSTOMERS):
            name = customer(number)
            yield staff, "opening", name, self.opening(number)
            yield scopes.customer(name), "customer", name, self.customer(number)
            yield scopes.person(name), "person", name, self.person(number)
        for number in range(BUYERS):
            yield scopes.shopping_list(f"list-{number}"), "list", f"list-{number}", self.list(number)
            yield scopes.receipt(receipt(number)), "receipt", receipt(number), self.receipt(number)

    def order(self, number: int, version: int = 1) -> Order:
        """Return an open order, promised within the next or the last hours."""
        state: Any = STATES[number % len(STATES)]
        lines = [self._line(number, at) for at in range(1 + number % 4)]
        placed, promise = self._at(-2 - number % 7, number), self._at(number % 10 - 1, number * 7)
        order = Order(f"o{number}", f"{4000 + number}", self.store, "collect", state, lines, placed, promise)
        claimed = self.me if state in {"accepted", "picking"} else None
        return msgspec.structs.replace(
            order,
            customer=customer(number % BUYERS),
            list_id=f"list-{number % BUYERS}",
            contact=Contact(self._name(number), f"customer.{number}@example.com", language="it"),
            claim=claim_hash(codes(number % BUYERS).order),
            claimed=claimed,
            held="new" if state == "on_hold" else "",
            actors={self.me.id: self.me} if claimed else {},
            expires=self._at(96, number),
            version=version,
        )

    def opening(self, number: int, looks: int = 1) -> Opening:
        """Return the opening of a customer who was found so many times today."""
        seen = [Look(MARCO.id, self._at(-3, number + at), "card") for at in range(looks)]
        bought = [receipt(number)] if number < BUYERS else []
        return Opening(customer(number), self._at(9, number), seen, receipts=bought)

    def customer(self, number: int, size: int = 40) -> Customer:
        """Return what the shop knows of a customer."""
        agreed = Consent("service", "store", given=True, wording="1", at=self._at(-90, number))
        return Customer(
            customer(number),
            "it",
            self.store,
            {"shoe": str(size)},
            consents={SERVICE: agreed},
            lists=[f"list-{number}"] if number < BUYERS else [],
            cards=[codes(number).card[3:-1]],
        )

    def person(self, number: int) -> Person:
        """Return who a customer is."""
        given, family = self._name(number).split()
        reached = {"email": f"customer.{number}@example.com"}
        return Person(customer(number), {"given": given, "family": family}, reached)

    def list(self, number: int) -> ShoppingList:
        """Return a buyer's list; one in ten has a question on it."""
        goods = [self._line(number, at) for at in range(1 + number % 3)]
        by, at = Actor("phone:1", "phone", "Anna", number=1), self._at(-5, number)
        lines = [
            lists.Line(one.id, one.product, one.variant, 1, one.options, by=by.id, at=at) for one in goods
        ]
        asked = [Question(f"q{number}", "È lavabile?", by.id, at, goods[0].id)] if number % 10 == 0 else []
        owner = f"customer:{customer(number)}"
        actors = {by.id: by}
        name = f"list-{number}"
        return ShoppingList(name, owner, "Casa", "it", self.store, lines, actors, questions=asked)

    def receipt(self, number: int) -> Receipt:
        """Return a buyer's receipt: all of it can still come back."""
        goods = [self._line(number, at) for at in range(1 + number % 3)]
        sold = [Sold(one.id, one.product, one.variant, 1, 12_900, one.options) for one in goods]
        at, until = self._at(-200, number), self._at(400, number)[:10]
        name = customer(number)
        return Receipt(receipt(number), f"{number:04}/26", self.store, "store", at, "EUR", sold, until, name)

    def code(self, number: int) -> str:
        """Return the code on a product of the shop."""
        product = self.products[number % len(self.products)]
        variant = product.variants[number % len(product.variants)]
        return variant.gtin or variant.sku

    def _line(self, number: int, at: int) -> Line:
        product = self.products[(number * 5 + at * 3) % len(self.products)]
        variant = product.variants[number % len(product.variants)]
        return Line(f"l{at}", product.id, variant.id, 1 + at % 2, dict(variant.options))

    def _name(self, number: int) -> str:
        return f"{NAMES[number % len(NAMES)]} {FAMILIES[number // len(NAMES) % len(FAMILIES)]}"

    def _at(self, hours: int, minutes: int) -> str:
        return moments.write(self.now + timedelta(hours=hours, minutes=minutes % 60))


def shop_of(data: Path) -> DeskShop:
    """Return the shop of a tablet's data folder, as of now."""
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    products = list(catalogue.products())
    catalogue.close()
    return DeskShop(identity.load(data).store, products, datetime.now(UTC).replace(microsecond=0))
