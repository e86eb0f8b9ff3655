"""What a hub process remembers of the scopes it wrote to last, so that the next commit asks nothing first.

It may be out of date: another process may have written since. The commit finds out, because the head has
moved then, writes nothing, and is done again with everything read anew.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from sync.hub.storage.port import Key, OpResult, Stored

MAX_SCOPES = 1_000
MAX_DOCUMENTS = 8
MAX_RESULTS = 64
MAX_BYTES = 16_384
"""Of documents in one scope: a long list has less. So all there is to remember has 16 MB at most."""


class Known(NamedTuple):
    """A scope as it stood: its head, documents by key, None for one that is not there, and some results."""

    head: int
    documents: Mapping[Key, Stored | None]
    results: Mapping[str, OpResult]


class Memory:
    """The scopes written to last; the one that was longest untouched is forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()

    def get(self, scope: str) -> Known | None:
        """Return what is known of a scope."""
        return self._known.get(scope)

    def keep(self, scope: str, known: Known) -> None:
        """Remember how a scope stands now: the last of its documents and results, unless they are large."""
        documents = dict(list(known.documents.items())[-MAX_DOCUMENTS:])
        if sum(len(stored.body) for stored in documents.values() if stored and stored.body) > MAX_BYTES:
            documents = {}
        results = known.results
        if len(results) > MAX_RESULTS:
            results = dict(list(results.items())[-MAX_RESULTS // 2 :])
        self._known[scope] = Known(known.head, documents, results)
        self._known.move_to_end(scope)
        if len(self._known) > MAX_SCOPES:
            self._known.popitem(last=False)

    def forget(self, scope: str) -> None:
        """Know nothing of a scope any more."""
        self._known.pop(scope, None)

    def clear(self) -> None:
        """Know nothing any more: the database may not be the one it was."""
        self._known.clear()
