"""Blanking a scope: what stood in it goes, its id and its sequence numbers stay, and nothing comes back.

Done by commits, so the scope's checksum follows and whoever reads it learns of it. What a person's own
documents leave behind says `erased`, and their rules refuse every later operation. It is no tombstone: those
are forgotten one day, and a sealed operation that comes late would begin the document anew.
"""

from collections.abc import Callable

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Stored, Write
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt

PAGE = 200

BLANK: dict[str, Callable[[str], msgspec.Struct]] = {
    "list": lambda identifier: ShoppingList(identifier, owner="", erased=True),
    "customer": lambda identifier: Customer(identifier, erased=True),
    "person": lambda identifier: Person(identifier, erased=True),
    "receipt": lambda identifier: Receipt(identifier, "", "", "", "", "", [], erased=True),
}
"""What is left of a scope's own document, by kind; of other kinds nothing is."""


def _always(_: object) -> bool:
    return True


async def blank(storage: Storage, scope: str, goes: Callable[[Stored | None], bool] = _always) -> int:
    """Blank every document of a scope; return its head. Doing it again changes nothing.

    `goes` is asked about the scope's own document in the transaction that would blank it: False spares all.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    own = Key(*scopes.parse(scope))
    spares = False

    def decide(loaded: Loaded) -> Decision:
        nonlocal spares
        stored = loaded.documents.get(own)
        spares = not goes(stored)
        return Decision([] if spares else _left(own, stored))

    # Before the others: from then on its rule, and the scope's, let nothing be added.
    head = await storage.commit(scope, [own], [], decide)
    return head if spares else await _blank_others(storage, scope, own, head)


def _left(own: Key, stored: Stored | None) -> list[Write]:
    """Return what is to be written so that of a scope's own document only what may stay is left."""
    body = stored.body if stored else None
    left = documents.write(own, BLANK[own.kind](own.id)) if own.kind in BLANK else Write(*own, None)
    return [] if body == left.body else [left]


async def _blank_others(storage: Storage, scope: str, own: Key, head: int) -> int:
    after = 0
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        keys = [Key(one.kind, one.id) for one in page if one.body is not None]
        keys = [key for key in keys if key != own]
        if keys:
            head = await storage.commit(scope, keys, [], _delete)
    return head


def _delete(loaded: Loaded) -> Decision:
    there = [one for one in loaded.documents.values() if one.body is not None]
    return Decision([Write(one.kind, one.id, None) for one in there])


async def blank_list(storage: Storage, scope: str, goes: Callable[[ShoppingList], bool] = _always) -> bool:
    """Blank a list after its links, which lead nowhere from now on; return whether it went.

    `goes` says of the list, as it stands at that moment, whether it goes at all: somebody may use it, or give
    it to a customer, while it is being looked at.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    key = Key("list", scopes.parse(scope).id)
    document = await documents.load(storage, scope, key, ShoppingList)
    went = document is None or goes(document)
    if not went:
        return False
    for share in document.shares if document else ():
        await blank(storage, scopes.share(share))

    def still_goes(stored: Stored | None) -> bool:
        nonlocal went
        now = documents.parse(stored, ShoppingList)
        went = now is None or goes(now)
        return went

    await blank(storage, scope, still_goes)
    return went
