"""Scopes: the unit of order, of access and of sharding (`list:<id>`, `stock:<store>`, …)."""

from typing import NamedTuple

CATALOGUE = "catalogue"
"""Products, stores and categories: the same for everybody."""

HUB = "hub"
"""What the hub keeps about itself: its keys. Never read over the wire."""

AUDIT = "audit"
"""Who of those who run the devices did what. Never read over the wire."""

SETTINGS = "settings"
"""What is given to tablets to go by. The hub's own; each tablet is told what is for it."""

SINGLE = frozenset({CATALOGUE, HUB, AUDIT, SETTINGS})
"""Kinds of which there is one: their scopes have no id."""

_OF_PEOPLE = frozenset({"list", "customer", "person", "reference", "share", "claim", "receipt", "key"})
_OF_SENDERS = frozenset({"session", "device", "client", "enrolment", "associate", "admin"})
_OF_STORES = frozenset({"stock", "orders", "staff", "ledger"})
_OF_THE_HUBS_WORK = frozenset({"chain", "mail", "hook", "sign_in", "browser"})

KINDS = SINGLE | _OF_PEOPLE | _OF_SENDERS | _OF_STORES | _OF_THE_HUBS_WORK


class ScopeError(ValueError):
    """The text names no scope."""


class Scope(NamedTuple):
    """A scope taken apart: `list:42` is `Scope("list", "42")`; `catalogue` has an empty id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind


def parse(text: str) -> Scope:
    """Take a scope apart.

    Raises:
        ScopeError: The kind is unknown, or an id is missing or left over.

    >>> parse("stock:milano")
    Scope(kind='stock', id='milano')
    """
    kind, _, identifier = text.partition(":")
    if kind not in KINDS or bool(identifier) == (kind in SINGLE):
        message = f"{text[:80]!r} is not a scope"
        raise ScopeError(message)
    return Scope(kind, identifier)


def stock(store: str) -> str:
    """Return the scope of one store's stock levels."""
    return f"stock:{store}"


def shopping_list(identifier: str) -> str:
    """Return the scope of one shopper's list."""
    return f"list:{identifier}"


def session(identifier: str) -> str:
    """Return the scope of one visit at a tablet."""
    return f"session:{identifier}"


def device(identifier: str) -> str:
    """Return the scope of one tablet's own record."""
    return f"device:{identifier}"


def enrolment(code_hash: str) -> str:
    """Return the scope of one single-use enrolment code, by its hash."""
    return f"enrolment:{code_hash}"


def share(token_hash: str) -> str:
    """Return the scope that says which list a share link opens, by the link's hash."""
    return f"share:{token_hash}"


def claim(identifier: str) -> str:
    """Return the scope that says which lists wait under a code: one of sixteen. The hub's own."""
    return f"claim:{identifier[:1]}"


def customer(identifier: str) -> str:
    """Return the scope of what a customer likes, agreed to and keeps: sizes, consents, lists."""
    return f"customer:{identifier}"


def person(identifier: str) -> str:
    """Return the scope of who a customer is: names and contacts. Never on kiosks."""
    return f"person:{identifier}"


def reference(reference_hash: str) -> str:
    """Return the scope that says which customer an online shop's account is, by the account's hash."""
    return f"reference:{reference_hash}"


def client(identifier: str) -> str:
    """Return the scope of one client's own record."""
    return f"client:{identifier}"


def orders(store: str) -> str:
    """Return the scope of the orders that a store prepares. Staff only."""
    return f"orders:{store}"


def staff(store: str) -> str:
    """Return the scope of a store's people: colleagues, calls for help, customers that are open there."""
    return f"staff:{store}"


def ledger(store: str) -> str:
    """Return the scope of all movements of a store's stock, for good. The hub's own."""
    return f"ledger:{store}"


def receipt(identifier: str) -> str:
    """Return the scope of one receipt, by the SHA-256 of its code (hex)."""
    return f"receipt:{identifier}"


def associate(identifier: str) -> str:
    """Return the scope of what proves an associate. The hub's own, never read over the wire."""
    return f"associate:{identifier}"


def admin(identifier: str) -> str:
    """Return the scope of what proves one who runs the devices. The hub's own, never read over the wire."""
    return f"admin:{identifier}"


def key(hashed: str) -> str:
    """Return the scope that says whom a contact or a card leads to, by its keyed hash. The hub's own."""
    return f"key:{hashed}"


def chain(store: str) -> str:
    """Return the scope of what follows from operations and is not carried out yet. The hub's own."""
    return f"chain:{store}"


def mail(store: str) -> str:
    """Return the scope of a store's mails that wait to be sent. The hub's own."""
    return f"mail:{store}"


def sign_in(identifier: str) -> str:
    """Return the scope in which a sign-in stands while it lasts: one of sixteen. The hub's own."""
    return f"sign_in:{identifier[:1]}"


def browser(hashed: str) -> str:
    """Return the scope of one phone that knows its customer, by the hash of its secret. The hub's own."""
    return f"browser:{hashed}"


def hook(client: str) -> str:
    """Return the scope of signed events that wait for one client. The hub's own."""
    return f"hook:{client}"
