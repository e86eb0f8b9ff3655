"""Going through what is in a store, some at a time."""

from collections.abc import AsyncIterator

from sync.hub.storage.port import Storage

PAGE = 500


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
