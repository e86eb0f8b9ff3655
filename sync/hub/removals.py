"""Removals that are meant: tablets refuse to lose most of a scope at once until staff have said so here."""

import time
from collections.abc import Callable

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.protocol.scopes import HUB, parse

PLACE = Key("removals", "hub")

FRESH_SECONDS = 2.0
"""How long what was read serves: every exchange asks, and staff can wait that long."""


class Meant(msgspec.Struct, frozen=True):
    """For each scope the sequence number up to which removals were meant, however many: kind `removals`."""

    scopes: dict[str, int]


class Removals:
    """What staff have allowed, as a serving hub sees it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Use `clock` (seconds, monotonic) to tell when to look into the store again."""
        self._clock = clock
        self._known: dict[str, int] = {}
        self._until = -1.0

    async def meant(self, storage: Storage) -> dict[str, int]:
        """Return for each scope up to which sequence number removals were meant."""
        if self._clock() >= self._until:
            self._until = self._clock() + FRESH_SECONDS
            found = await documents.load(storage, HUB, PLACE, Meant)
            self._known = found.scopes if found else {}
        return self._known


async def allow(storage: Storage, scope: str) -> int:
    """Say that whatever was removed from a scope until now was meant; return the scope's sequence number.

    It is 0 when nothing was ever in it; nothing is said then.

    Raises:
        ScopeError: The text names no scope.
        StorageError: The store is out of reach.
    """
    parse(scope)
    seq = (await storage.heads([scope]))[scope].seq
    if not seq:
        return 0

    def decide(loaded: Loaded) -> Decision:
        before = documents.parse(loaded.documents.get(PLACE), Meant) or Meant({})
        return Decision([documents.write(PLACE, Meant({**before.scopes, scope: seq}))])

    await storage.commit(HUB, [PLACE], [], decide)
    return seq
