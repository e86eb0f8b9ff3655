"""What of the news in a store is a list's own: a phone that is open reads its list anew only for that.

Every sale in a store changes the store's stock. With hundreds of lists open there, reading each of them anew
at every sale would be most of what the hub does.
"""

from collections.abc import Iterable

from sync.hub.storage.port import Storage
from sync.protocol import scopes
from sync.protocol.envelope import Hint
from sync.protocol.lists import ShoppingList

MOST = 200
"""Levels that are looked through; an import changes more, and then the list is simply read."""


class Concerns:
    """Follows the stock of a list's store for one open page, from a sequence number on."""

    def __init__(self, store: str, seq: int) -> None:
        self._scope = scopes.stock(store)
        self._seq = seq

    async def meet(self, storage: Storage, hints: Iterable[Hint], document: ShoppingList) -> bool:
        """Say whether one of some hints is about a list: itself, the catalogue, or the stock of its lines."""
        scopes_named = {hint.scope for hint in hints}
        if self._scope not in scopes_named:
            return True
        changed = await storage.changes(self._scope, self._seq, MOST)
        if changed:
            self._seq = changed[-1].seq
        if len(changed) == MOST:
            self._seq = (await storage.heads([self._scope]))[self._scope].seq
            return True
        wanted = {line.variant for line in document.present}
        return len(scopes_named) > 1 or any(level.id in wanted for level in changed)
