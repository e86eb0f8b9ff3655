"""The index of what leads to whom: contacts, cards, numbers of receipts and orders.

A scope for each word, named by its keyed hash, so that nobody who reads the store can tell the words, or try
them; in it a document for each thing that it leads to. It only shortens the way: who reads it looks into the
document it leads to, whether the word still stands there.
"""

import hmac
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.protocol import contacts, scopes
from sync.protocol.customers import Customer
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.shapes import ready

KIND = "pointer"
HASH_SIGNS = 40
"""160 bits of the hash."""

PAGE = 200

WordKind = Literal[
    "email", "phone", "card", "receipt", "order", "claim", "basket", "of_customer", "of_order", "of_list"
]


class Word(NamedTuple):
    """Something by which somebody is found, written as it is compared (`sync.protocol.contacts`).

    `of_customer`, `of_order` and `of_list` hold ids: what was ordered and bought by whom, by which order,
    from which list. The first one leads to where a customer signed in, too (`sync.hub.traces`).
    """

    kind: WordKind
    text: str


Trace = Literal["visit", "browser", "account"]
"""A visit that a customer signed in at, a phone that knows them, an account elsewhere that is theirs."""


class Pointer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a word leads to; `id` is the document's, `store` says where an order stands. Kind `pointer`."""

    kind: Literal["customer", "order", "receipt"] | Trace
    id: str
    store: str = ""

    @property
    def key(self) -> Key:
        """Where it stands in the word's scope."""
        return Key(KIND, f"{self.kind}:{self.store}:{self.id}")


def scope_of(secret: bytes, word: Word) -> str:
    """Return the scope of a word; only the hub, which has the secret, can tell it."""
    mac = hmac.digest(secret, "\x1f".join(("key", *word)).encode(), "sha256")
    return scopes.key(mac.hex()[:HASH_SIGNS])


def pointer_to(document: msgspec.Struct) -> Pointer | None:
    """Return what leads to a document; None for kinds that nobody looks up."""
    match document:
        case Customer(id=identifier) | Person(id=identifier):
            return Pointer("customer", identifier)
        case Order(id=identifier, store=store):
            return Pointer("order", identifier, store)
        case Receipt(id=identifier):
            return Pointer("receipt", identifier)
        case _:
            return None


def words_of(document: msgspec.Struct | None) -> set[Word]:
    """Return the words that lead to a document as it stands; none to one that was erased."""
    found: Iterable[Word]
    match document:
        case Person(erased=False):
            found = _of_contacts(document.contacts.values())
        case Customer(erased=False):
            found = (Word("card", card) for card in document.cards)
        case Order(erased=False):
            contact = (document.contact.email, document.contact.phone)
            found = {
                Word("order", number(document.number)),
                Word("claim", document.claim),
                Word("basket", document.basket),
                Word("of_customer", document.customer),
                *_of_contacts(contact),
            }
        case Receipt(erased=False):
            contact = (document.contact.email, document.contact.phone)
            found = {
                Word("receipt", number(document.number)),
                Word("of_customer", document.customer),
                Word("of_order", document.order),
                Word("of_list", document.list_id),
                *_of_contacts(contact),
            }
        case _:
            found = ()
    return {word for word in found if word.text}


def number(text: str) -> str:
    """Return a number of a receipt or an order as it is compared: capitals, without blanks, dashes, `#`.

    >>> number("# 10-42a")
    '1042A'
    """
    return "".join(sign for sign in text.upper() if sign.isalnum())


def contact_word(text: str) -> Word | None:
    """Return the word that a contact is found by; None when it is neither an address nor a number."""
    if "@" in text:
        address = contacts.email(text)
        return Word("email", address) if address else None
    tail = contacts.tail(text)
    return Word("phone", tail) if tail else None


def _of_contacts(values: Iterable[str]) -> set[Word]:
    return {word for text in values if (word := contact_word(text))}


async def point(storage: Storage, secret: bytes, word: Word, to: Pointer) -> None:
    """Let a word lead to something. Doing it again changes nothing."""
    await documents.keep_first(storage, scope_of(secret, word), to.key, to)


async def forget(storage: Storage, secret: bytes, word: Word, to: Pointer) -> None:
    """Let a word lead to something no longer; nothing of it stays in the word's scope but a number."""

    def decide(loaded: Loaded) -> Decision:
        known: Any = loaded.documents.get(to.key)
        return Decision([Write(*to.key, None)] if known and known.body is not None else [])

    await storage.commit(scope_of(secret, word), [to.key], [], decide)


async def follow_up(storage: Storage, secret: bytes, word: Word) -> list[Pointer]:
    """Return what a word leads to, the newest first."""
    scope, after, found = scope_of(secret, word), 0, list[Pointer]()
    while page := await storage.changes(scope, after, PAGE):
        found += [msgspec.json.decode(one.body, type=ready(Pointer)) for one in page if one.body is not None]
        after = page[-1].seq
        if len(page) < PAGE:
            break
    return found[::-1]
