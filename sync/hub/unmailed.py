"""Letters with a list that do not go any more: their address, or the list, is to be forgotten."""

from collections.abc import Collection

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import scopes_under
from sync.protocol import mailing, scopes
from sync.protocol.lists import ShoppingList
from sync.shapes import ready

PAGE = 200


class _Letter(msgspec.Struct, frozen=True):
    """All of a letter (`sync.hub.mail.letters`) that says whether it goes, and which mark tells of it."""

    email: str = ""
    about: str = ""
    part: str = ""


async def drop(storage: Storage, addresses: Collection[str], lists: Collection[str]) -> None:
    """Send no list to an address any more (as `contacts.email` writes it), and none of some lists.

    Other letters name nobody, and find nobody when they go. A list that stays says that its letter does not.

    Raises:
        StorageError: The store is out of reach; what is done is done.
    """
    async for scope in scopes_under(storage, scopes.mail("")):
        after = 0
        while page := await storage.changes(scope, after, PAGE):
            after = page[-1].seq
            read = [(one, msgspec.json.decode(one.body, type=ready(_Letter))) for one in page if one.body]
            gone = [
                (one, to) for one, to in read if to.email and (to.email in addresses or to.about in lists)
            ]
            # Said before they go: cut off in between, the erasure finds them again.
            for _, letter in gone:
                await _tell(storage, letter)
            if gone:
                await _delete(storage, scope, [Key(one.kind, one.id) for one, _ in gone])


async def _tell(storage: Storage, letter: _Letter) -> None:
    """Let a list say that a letter with it does not go; one that was erased says nothing."""
    place = scopes.shopping_list(letter.about), Key("list", letter.about)

    def step(document: ShoppingList | None) -> ShoppingList | None:
        if document is None or document.erased:
            return document
        return mailing.mirror(document, letter.part, "failed")

    if await documents.load(storage, *place, ShoppingList):
        await documents.change(storage, *place, ShoppingList, step)


async def _delete(storage: Storage, scope: str, keys: list[Key]) -> None:
    def decide(loaded: Loaded) -> Decision:
        there = [one for one in loaded.documents.values() if one.body is not None]
        return Decision([Write(one.kind, one.id, None) for one in there])

    await storage.commit(scope, keys, [], decide)
