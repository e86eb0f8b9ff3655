"""Going through what is in a store, some at a time."""

from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec

from sync.hub.storage.port import Place, Storage
from sync.shapes import ready

PAGE = 500

D = TypeVar("D", bound=msgspec.Struct)


async def scopes_under(storage: Storage, first: str) -> AsyncIterator[str]:
    """Go through the scopes whose names begin with `first`, in order of their UTF-8 bytes.

    Raises:
        StorageError: The store is out of reach.
    """
    after = first
    while names := await storage.scopes(after, PAGE):
        for name in names:
            if not name.startswith(first):
                return
            yield name
        after = names[-1]


async def living(storage: Storage, first: str, kind: str, shape: type[D]) -> AsyncIterator[D]:
    """Go through the documents of a kind in the scopes whose names begin with `first`, by scope and id.

    Raises:
        StorageError: The store is out of reach.
    """
    after = Place("", "")
    while page := await storage.living(first, kind, after, PAGE):
        for one in page:
            yield msgspec.json.decode(one.body, type=ready(shape))
        after = page[-1].place
