"""Letters that wait: one document of kind `letter` each in their store's box, `mail:<store>`.

A letter names what it is about and nobody: whom it goes to and what it says is read when it goes. So it
tells how things stand then, an erasure finds nobody in the box, and old news stays unsent. Only of a list
that somebody mails to themselves the address stands nowhere else: it is here until the letter went, or an
erasure took it (`belongings.blank`).
"""

from collections.abc import Iterator

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, OpResult, Storage, Write
from sync.hub.storage.walking import scopes_under
from sync.protocol import scopes
from sync.protocol.notices import Template
from sync.shapes import ready

KIND = "letter"
PAGE = 500


class Letter(msgspec.Struct, frozen=True, omit_defaults=True):
    """One letter. Times are ISO 8601 UTC.

    `about` is the id of the order, the receipt, the sign-in or the list, `part` the line, the return or the
    list's mark that it tells of. `email` and `language` are whom a list goes to. It is not sent before
    `after`. `holder` is the hub that sends it, until `until`. `outcome` is `sent` or why it was given up
    (`notices.Failure`), '' while it waits.
    """

    id: str
    template: Template
    about: str
    made: str
    part: str = ""
    email: str = ""
    language: str = ""
    after: str = ""
    tries: int = 0
    holder: str = ""
    until: str = ""
    outcome: str = ""

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it tells of: of several about the same only the youngest is worth reading."""
        return (self.template, self.about, self.part)


async def put(storage: Storage, store: str, letter: Letter) -> bool:
    """Put a letter into a store's box, once for its id; return whether it was new.

    Raises:
        StorageError: The store is out of reach.
    """
    key = Key(KIND, letter.id)
    new = False

    def decide(loaded: Loaded) -> Decision:
        nonlocal new
        new = letter.id not in loaded.results
        if not new:
            return Decision()
        # The result stays when the letter is gone: the same cause never leads to a second one.
        return Decision([documents.write(key, letter)], [OpResult(letter.id, "", b"{}")])

    await storage.commit(scopes.mail(store), [key], [letter.id], decide)
    return new


async def remove(storage: Storage, store: str, letter: str) -> None:
    """Take a letter out of its box; it never comes back.

    Raises:
        StorageError: The store is out of reach.
    """
    key = Key(KIND, letter)

    def decide(loaded: Loaded) -> Decision:
        return Decision([Write(*key, None)] if key in loaded.documents else [])

    await storage.commit(scopes.mail(store), [key], [], decide)


async def keep(storage: Storage, store: str, before: Letter, after: Letter) -> bool:
    """Put a letter in the place of how it stood; return whether it still stood so.

    Raises:
        StorageError: The store is out of reach.
    """
    kept = False

    def step(stands: Letter | None) -> Letter | None:
        nonlocal kept
        kept = stands == before
        return after if kept else stands

    await documents.change(storage, scopes.mail(store), Key(KIND, before.id), Letter, step)
    return kept


class Boxes:
    """What is in the boxes of all stores, followed as it changes, whoever changes it."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._read: dict[str, int] = {}
        self._letters: dict[str, dict[str, Letter]] = {}

    async def look(self) -> None:
        """Take in what changed since the last look.

        Raises:
            StorageError: The store is out of reach.
        """
        names = [scope async for scope in scopes_under(self._storage, scopes.mail(""))]
        for scope, head in (await self._storage.heads(names)).items():
            while self._read.get(scope, 0) < head.seq:
                page = await self._storage.changes(scope, self._read.get(scope, 0), PAGE)
                if not page:
                    break
                letters = self._letters.setdefault(scopes.parse(scope).id, {})
                for stored in page:
                    letters.pop(stored.id, None)
                    if stored.kind == KIND and stored.body is not None:
                        letters[stored.id] = msgspec.json.decode(stored.body, type=ready(Letter))
                self._read[scope] = page[-1].seq

    def letters(self) -> Iterator[tuple[str, Letter]]:
        """Yield every letter with its store, the oldest first."""
        every = [(store, letter) for store, box in self._letters.items() for letter in box.values()]
        yield from sorted(every, key=lambda one: (one[1].made, one[1].id))
