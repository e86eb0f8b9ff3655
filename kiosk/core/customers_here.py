"""Finding somebody without the hub: those who are open at this desk, and those it has orders of.

What is found is what the desk holds already; the hub kept who looked when it was opened. By a name, too: of
the few who are open here, that is no search through everybody.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec

from sync.protocol import contacts, own_codes, scopes
from sync.protocol.hashes import digest
from sync.protocol.links import token_of
from sync.protocol.lists import ShoppingList
from sync.protocol.moments import is_real, parse
from sync.protocol.orders import Order, claim_hash
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Found, Opening

T = TypeVar("T", bound=msgspec.Struct)


MOST = 50
"""Finds of one look-up; who sees so many writes more."""


class Documents(Protocol):
    """What this desk holds: the tablet's own store."""

    def document(self, scope: str, kind: str, identifier: str, struct: type[T]) -> T | None:
        """Return one document."""

    def documents(self, scope: str, kind: str, struct: type[T]) -> list[T]:
        """Return all documents of a kind in a scope."""

    def every(self, kind: str, struct: type[T]) -> dict[str, T]:
        """Return the documents of a kind of all customers, by id."""

    def containing(self, kind: str, text: str, struct: type[T]) -> list[T]:
        """Return those of all customers in whose fields a text stands as a whole."""


class _Cards(msgspec.Struct, frozen=True):
    """What finds a customer by a card, or by a list."""

    id: str
    cards: list[str] = []
    lists: list[str] = []
    erased: bool = False


class Here:
    """Everybody and everything that can be found at a desk at a moment.

    Each question reads what it needs: thousands may be open here, and a scan is to be answered at once.
    """

    def __init__(self, documents: Documents, store: str, now: datetime) -> None:
        """Look at what a store's desk holds."""
        self._documents = documents
        self._people = scopes.staff(store)
        self._now = now
        held = documents.documents(scopes.orders(store), "order", Order)
        self.orders = [one for one in held if one.is_open]

    def is_open(self, customer: str) -> bool:
        """Say whether a customer is open to the store: looked up and not over, or waited for."""
        opening = self._documents.document(self._people, "opening", customer, Opening)
        return (opening is not None and self._lasts(opening)) or any(
            one.customer == customer for one in self.orders
        )

    def carrying(self, card: str) -> list[Found]:
        """Return who carries a card."""
        known = self._documents.containing("customer", card, _Cards)
        return [self._of_customer(one.id) for one in known if card in one.cards and self._may_see(one)]

    def persons(self, is_it: Callable[[Person], bool]) -> list[Found]:
        """Return who is the one meant."""
        meant = [person.id for person in self._documents.every("person", Person).values() if is_it(person)]
        return [self._of_customer(name) for name in sorted(meant) if self._is_seen(name)][:MOST]

    def lists(self, token: str) -> list[Found]:
        """Return the list that a link leads to."""
        known = self._documents.containing("list", digest(token), ShoppingList)
        return [_of_list(one) for one in known if one.shares.get(digest(token)) and self._is_listed(one.id)]

    def receipts(self, is_it: Callable[[Receipt], bool]) -> list[Found]:
        """Return the receipts that are meant."""
        held = self._documents.every("receipt", Receipt).values()
        return [_of_receipt(one) for one in held if is_it(one) and self._is_bought(one.id)]

    def receipt(self, name: str) -> list[Found]:
        """Return the receipt of that id."""
        one = self._documents.document(scopes.receipt(name), "receipt", name, Receipt)
        return [_of_receipt(one)] if one and self._is_bought(name) else []

    def _lasts(self, opening: Opening) -> bool:
        return is_real(opening.until) and parse(opening.until) > self._now

    def _is_seen(self, customer: str) -> bool:
        one = self._documents.document(scopes.customer(customer), "customer", customer, _Cards)
        return one is not None and self._may_see(one)

    def _may_see(self, customer: _Cards) -> bool:
        return not customer.erased and self.is_open(customer.id)

    def _is_listed(self, name: str) -> bool:
        """Say whether a list is open: by itself, by an order, or as one of a customer who is."""
        owners = self._documents.containing("customer", name, _Cards)
        return (
            any(name in one.lists for one in self._openings(name))
            or any(one.list_id == name for one in self.orders)
            or any(name in one.lists and self._may_see(one) for one in owners)
        )

    def _is_bought(self, name: str) -> bool:
        return any(name in one.receipts for one in self._openings(name))

    def _openings(self, name: str) -> list[Opening]:
        """Return the openings to this store that say something of an id, and are not over."""
        saying = self._documents.containing("opening", name, Opening)
        here = (self._documents.document(self._people, "opening", one.id, Opening) for one in saying)
        return [one for one in here if one and self._lasts(one)]

    def _of_customer(self, name: str) -> Found:
        """Return how a customer is shown among others: masked."""
        person = self._documents.document(scopes.person(name), "person", name, Person) or Person(name)
        return Found("customer", name, name, contacts.hint(person.names, person.contacts))


def find(here: Here, text: str) -> list[Found]:
    """Return what a text that was typed or scanned leads to, as the hub would, among what is here."""
    own = own_codes.read(text)
    if own is not None:
        return BY_CODE[own.kind](here, text, own.text) if own.kind in BY_CODE and own.valid else []
    if "/" in text:
        return here.lists(token_of(text))
    match contacts.kind_of(text):
        case "email":
            return _reached(here, lambda reached: contacts.email(reached) == contacts.email(text))
        case "phone":
            by_phone = _reached(here, lambda reached: contacts.same_phone(reached, text))
            return [*_numbered(here, text), *by_phone]
        case _:
            return [*_numbered(here, text), *_named(here, text)]


def _by_card(here: Here, _text: str, card: str) -> list[Found]:
    return here.carrying(card)


def _by_claim(here: Here, text: str, _own: str) -> list[Found]:
    return [_of_order(one) for one in here.orders if one.claim and one.claim == claim_hash(text)]


def _by_basket(here: Here, _text: str, own: str) -> list[Found]:
    code = own_codes.write("basket", own)
    return [_of_order(one) for one in here.orders if one.basket == code]


def _by_receipt(here: Here, _text: str, own: str) -> list[Found]:
    return here.receipt(digest(own_codes.write("receipt", own)))


BY_CODE: dict[str, Callable[[Here, str, str], list[Found]]] = {
    "customer": _by_card,
    "order": _by_claim,
    "basket": _by_basket,
    "receipt": _by_receipt,
}


def _reached(here: Here, is_it: Callable[[str], bool]) -> list[Found]:
    customers = here.persons(lambda person: any(map(is_it, person.contacts.values())))
    orders = [one for one in here.orders if is_it(one.contact.email) or is_it(one.contact.phone)]
    return [*customers, *map(_of_order, orders)]


def _numbered(here: Here, text: str) -> list[Found]:
    sought = _plain(text)
    if not sought:
        return []
    orders = [_of_order(one) for one in here.orders if _plain(one.number) == sought]
    return [
        *here.carrying(sought),
        *orders,
        *here.receipts(lambda receipt: _plain(receipt.number) == sought),
    ]


def _named(here: Here, text: str) -> list[Found]:
    sought = text.casefold().split()
    return here.persons(lambda person: _is_called(person.names.values(), sought)) if sought else []


def _is_called(names: Iterable[str], sought: list[str]) -> bool:
    """Whether each word begins one of somebody's names."""
    words = " ".join(names).casefold().split()
    return all(any(word.startswith(each) for word in words) for each in sought)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def _of_list(one: ShoppingList) -> Found:
    customer = one.owner.partition(":")[2] if one.owner.startswith("customer:") else ""
    return Found("list", one.id, customer, one.title)


def _of_order(one: Order) -> Found:
    return Found("order", one.id, one.customer, one.number)


def _of_receipt(one: Receipt) -> Found:
    return Found("receipt", one.id, one.customer, one.number)
