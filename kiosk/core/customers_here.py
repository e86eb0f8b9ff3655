"""Finding somebody without the hub: those who are open at this desk, and those it has orders of.

What is found is what the desk holds already; the hub kept who looked when it was opened. By a name, too: of
the few who are open here, that is no search through everybody.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from sync.protocol import contacts, own_codes, scopes
from sync.protocol.customers import Customer
from sync.protocol.hashes import digest
from sync.protocol.links import token_of
from sync.protocol.lists import ShoppingList
from sync.protocol.moments import is_real, parse
from sync.protocol.orders import Order, claim_hash
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Found, Opening

T = TypeVar("T", bound=msgspec.Struct)


class Documents(Protocol):
    """What this desk holds: the tablet's own store."""

    def document(self, scope: str, kind: str, identifier: str, struct: type[T]) -> T | None:
        """Return one document."""

    def documents(self, scope: str, kind: str, struct: type[T]) -> list[T]:
        """Return all documents of a kind in a scope."""


class Known(NamedTuple):
    """A customer who is open here, as far as the desk holds them."""

    customer: Customer
    person: Person

    @property
    def found(self) -> Found:
        """How they are shown among others: masked."""
        hint = contacts.hint(self.person.names, self.person.contacts)
        return Found("customer", self.customer.id, self.customer.id, hint)


class Here(NamedTuple):
    """Everybody and everything that can be found at a desk."""

    customers: list[Known]
    lists: list[ShoppingList]
    orders: list[Order]
    receipts: list[Receipt]


def look(documents: Documents, store: str, now: datetime) -> Here:
    """Return whom and what this desk holds of customers who are open to its store at `now`."""
    openings = documents.documents(scopes.staff(store), "opening", Opening)
    living = [one for one in openings if is_real(one.until) and parse(one.until) > now]
    open_orders = [one for one in documents.documents(scopes.orders(store), "order", Order) if one.is_open]
    names = {one.id for one in living} | {one.customer for one in open_orders}
    customers = [known for name in sorted(names) if (known := _known(documents, name))]
    listed = {name for one in living for name in one.lists} | {one.list_id for one in open_orders}
    listed |= {name for known in customers for name in known.customer.lists}
    bought = {name for one in living for name in one.receipts}
    return Here(customers, _lists(documents, listed), open_orders, _receipts(documents, bought))


def _lists(documents: Documents, names: Iterable[str]) -> list[ShoppingList]:
    places = ((scopes.shopping_list(name), "list", name) for name in sorted(names) if name)
    return [one for place in places if (one := documents.document(*place, ShoppingList))]


def _receipts(documents: Documents, names: Iterable[str]) -> list[Receipt]:
    places = ((scopes.receipt(name), "receipt", name) for name in sorted(names))
    return [one for place in places if (one := documents.document(*place, Receipt))]


def _known(documents: Documents, name: str) -> Known | None:
    customer = documents.document(scopes.customer(name), "customer", name, Customer)
    if customer is None or customer.erased:
        return None
    person = documents.document(scopes.person(name), "person", name, Person)
    return Known(customer, person or Person(name))


def find(here: Here, text: str) -> list[Found]:
    """Return what a text that was typed or scanned leads to, as the hub would, among what is here."""
    own = own_codes.read(text)
    if own is not None:
        return list(BY_CODE[own.kind](here, text, own.text)) if own.kind in BY_CODE and own.valid else []
    if "/" in text:
        return [_of_list(one) for one in here.lists if one.shares.get(digest(token_of(text)))]
    match contacts.kind_of(text):
        case "email":
            return _reached(here, lambda reached: contacts.email(reached) == contacts.email(text))
        case "phone":
            by_phone = _reached(here, lambda reached: contacts.same_phone(reached, text))
            return [*_numbered(here, text), *by_phone]
        case _:
            return [*_numbered(here, text), *_named(here, text)]


def _by_card(here: Here, _text: str, card: str) -> Iterator[Found]:
    return (known.found for known in here.customers if card in known.customer.cards)


def _by_claim(here: Here, text: str, _own: str) -> Iterator[Found]:
    return (_of_order(one) for one in here.orders if one.claim and one.claim == claim_hash(text))


def _by_basket(here: Here, _text: str, own: str) -> Iterator[Found]:
    code = own_codes.write("basket", own)
    return (_of_order(one) for one in here.orders if one.basket == code)


def _by_receipt(here: Here, _text: str, own: str) -> Iterator[Found]:
    name = digest(own_codes.write("receipt", own))
    return (_of_receipt(one) for one in here.receipts if one.id == name)


BY_CODE: dict[str, Callable[[Here, str, str], Iterator[Found]]] = {
    "customer": _by_card,
    "order": _by_claim,
    "basket": _by_basket,
    "receipt": _by_receipt,
}


def _reached(here: Here, is_it: Callable[[str], bool]) -> list[Found]:
    customers = [one.found for one in here.customers if any(map(is_it, one.person.contacts.values()))]
    orders = [one for one in here.orders if is_it(one.contact.email) or is_it(one.contact.phone)]
    return [*customers, *map(_of_order, orders)]


def _numbered(here: Here, text: str) -> list[Found]:
    sought = _plain(text)
    if not sought:
        return []
    cards = [one.found for one in here.customers if sought in one.customer.cards]
    orders = [_of_order(one) for one in here.orders if _plain(one.number) == sought]
    return [*cards, *orders, *(_of_receipt(one) for one in here.receipts if _plain(one.number) == sought)]


def _named(here: Here, text: str) -> list[Found]:
    sought = text.casefold().split()
    return [one.found for one in here.customers if _is_called(one.person.names.values(), sought)]


def _is_called(names: Iterable[str], sought: list[str]) -> bool:
    """Whether each word begins one of somebody's names."""
    words = " ".join(names).casefold().split()
    return bool(sought) and all(any(word.startswith(each) for word in words) for each in sought)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def _of_list(one: ShoppingList) -> Found:
    customer = one.owner.partition(":")[2] if one.owner.startswith("customer:") else ""
    return Found("list", one.id, customer, one.title)


def _of_order(one: Order) -> Found:
    return Found("order", one.id, one.customer, one.number)


def _of_receipt(one: Receipt) -> Found:
    return Found("receipt", one.id, one.customer, one.number)
