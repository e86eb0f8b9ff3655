"""Documents of a scope that nobody reads after their time: found, deleted, and without tombstones."""

from collections.abc import Callable

from sync.hub.storage.port import Decision, Key, Loaded, Storage, Stored, Write

PAGE = 500

Judge = Callable[[Stored], bool]
"""Says of a document whether its time is over."""


async def over(storage: Storage, scope: str, is_over: Judge) -> list[Key]:
    """Return the keys of a scope's documents whose time is over.

    Raises:
        StorageError: The store is out of reach.
    """
    found, after = list[Key](), 0
    while page := await storage.changes(scope, after, PAGE):
        found += [Key(one.kind, one.id) for one in page if is_over(one)]
        after = page[-1].seq
    return found


async def forget(storage: Storage, scope: str, is_over: Judge) -> int:
    """Delete a scope's documents whose time is over; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    keys = await over(storage, scope, is_over)
    if not keys:
        return 0

    def decide(loaded: Loaded) -> Decision:
        # Judged again: one may have been changed meanwhile.
        return Decision([Write(one.kind, one.id, None) for one in loaded.documents.values() if is_over(one)])

    head = await storage.commit(scope, keys, [], decide)
    await storage.prune(scope, head + 1)
    return len(keys)
