"""Blanking a scope: what stood in it goes, its id and its sequence numbers stay, and nothing comes back.

Done by commits, so the scope's checksum follows and whoever reads it learns of it. What a person's own
documents leave behind says `erased`, and their rules refuse every later operation. It is no tombstone: those
are forgotten one day, and a sealed operation that comes late would begin the document anew.
"""

from collections.abc import Callable

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person

PAGE = 200

BLANK: dict[str, Callable[[str], msgspec.Struct]] = {
    "list": lambda identifier: ShoppingList(identifier, owner="", erased=True),
    "customer": lambda identifier: Customer(identifier, erased=True),
    "person": lambda identifier: Person(identifier, erased=True),
}
"""What is left of a scope's own document, by kind; of other kinds nothing is."""


async def blank(storage: Storage, scope: str) -> int:
    """Blank every document of a scope; return its head. Doing it again changes nothing.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    kind, identifier = scopes.parse(scope)
    own = Key(kind, identifier)
    keys = {Key(stored.kind, stored.id) for stored in await storage.changes(scope, 0, PAGE)} | {own}

    def decide(loaded: Loaded) -> Decision:
        after = {key: None for key in keys if key in loaded.documents}
        writes = [Write(*key, body) for key, body in after.items() if key != own]
        if kind in BLANK:
            left = documents.write(own, BLANK[kind](identifier))
            stored = loaded.documents.get(own)
            writes += [left] if stored is None or stored.body != left.body else []
        elif own in after:
            writes.append(Write(*own, None))
        return Decision(writes)

    return await storage.commit(scope, sorted(keys), [], decide)


async def blank_list(storage: Storage, scope: str) -> int:
    """Blank a list after its links: they lead nowhere from now on; return the head of the list's scope.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    key = Key("list", scopes.parse(scope).id)
    document = await documents.load(storage, scope, key, ShoppingList)
    for share in document.shares if document else ():
        await blank(storage, scopes.share(share))
    return await blank(storage, scope)
