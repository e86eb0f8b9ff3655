"""Moving a hub's documents from one store to another, numbers, results, tombstones and all.

Scope by scope, each in one transaction of the target. What is the same already is left alone, so a copy that
was broken off goes on where it was. A store that holds half a copy says so, and no hub serves it.
"""

from collections.abc import AsyncIterator
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from sync.hub.keys import EPOCH, Epoch
from sync.hub.storage import documents
from sync.hub.storage.port import Head, Key, OpResult, Storage, StorageError, Stored
from sync.protocol.scopes import HUB

UNFINISHED = "copying"
"""A scope of the target while a copy is under way."""

MARK = Key("copy", "copy")
PAGE = 1_000


class Copied(NamedTuple):
    """What a copy came to: scopes that are the same now, and how many of them had to be written."""

    scopes: int
    written: int


async def require_whole(storage: Storage) -> None:
    """Refuse a store that a copy was not finished into.

    Raises:
        StorageError: It holds half a copy.
    """
    if await storage.load(UNFINISHED, MARK):
        raise StorageError("a copy into this store was not finished; run vetrina-hub copy again")


async def copy(source: Storage, target: Storage) -> Copied:
    """Make the target hold what the source holds, and compare both to the last byte.

    Raises:
        StorageError: The source holds no hub or half a copy, the target another history or a later one, the
            source was written to meanwhile, or one of them cannot be used. Doing it again goes on from there.
    """
    await require_whole(source)
    history = await documents.load(source, HUB, EPOCH, Epoch)
    if history is None:
        raise StorageError("there is no hub's history in the store to copy from")
    await _begin(source, target, history)
    written = 0
    async for scope in _scopes(source):
        if not await _is_same(source, target, scope):
            await _adopt(source, target, scope)
            written += 1
    async for scope in _scopes(target):
        if scope != UNFINISHED and not await _is_same(source, target, scope):
            await _adopt(source, target, scope)
    version = await source.version()
    checked = await _compare(source, target)
    if await source.version() != version:
        raise StorageError("the source was written to meanwhile; stop its hub and run the copy again")
    await target.adopt(UNFINISHED, Head(), _none(), _none())
    return Copied(checked, written)


async def _begin(source: Storage, target: Storage, history: Epoch) -> None:
    """Mark the target, unless it holds what the source does not have."""
    marked = await documents.load(target, UNFINISHED, MARK, Epoch)
    if marked is None:
        found = await documents.load(target, HUB, EPOCH, Epoch)
        if found != history and await target.scopes("", 1):
            raise StorageError("the store to copy to holds another history; take an empty one")
        async for scope in _scopes(target):
            if await _has_more(source, target, scope):
                raise StorageError("the store to copy to went on since it was copied; nothing was changed")
    elif marked != history:
        raise StorageError("a copy of another hub was begun there; take an empty store")
    await documents.keep_first(target, UNFINISHED, MARK, history)


async def _has_more(source: Storage, target: Storage, scope: str) -> bool:
    """Whether a scope of the target has anything that the source's lacks."""
    if (await _head(target, scope)).seq > (await _head(source, scope)).seq:
        return True
    known = {result.op async for result in _results(source, scope)}
    async for result in _results(target, scope):
        if result.op not in known:
            return True
    return False


async def _adopt(source: Storage, target: Storage, scope: str) -> None:
    head = await _head(source, scope)
    await target.adopt(scope, head, _documents(source, scope), _results(source, scope))


async def _compare(source: Storage, target: Storage) -> int:
    count = 0
    async for scope in _scopes(source):
        if not await _is_same(source, target, scope):
            raise StorageError(f"{scope} is not the same in both; stop their hubs and run the copy again")
        count += 1
    return count


async def _is_same(source: Storage, target: Storage, scope: str) -> bool:
    if await _head(source, scope) != await _head(target, scope):
        return False
    return await _fingerprint(source, scope) == await _fingerprint(target, scope)


async def _fingerprint(storage: Storage, scope: str) -> bytes:
    """Return a digest of all there is of a scope, in order."""
    digest = blake2b()
    async for stored in _documents(storage, scope):
        digest.update(msgspec.msgpack.encode(stored))
    async for result in _results(storage, scope):
        digest.update(msgspec.msgpack.encode(result))
    return digest.digest()


async def _head(storage: Storage, scope: str) -> Head:
    return (await storage.heads([scope]))[scope]


async def _scopes(storage: Storage) -> AsyncIterator[str]:
    after = ""
    while page := await storage.scopes(after, PAGE):
        for scope in page:
            yield scope
        after = page[-1]


async def _documents(storage: Storage, scope: str) -> AsyncIterator[Stored]:
    after = 0
    while page := await storage.changes(scope, after, PAGE):
        for stored in page:
            yield stored
        after = page[-1].seq


async def _results(storage: Storage, scope: str) -> AsyncIterator[OpResult]:
    after = ""
    while page := await storage.results(scope, after, PAGE):
        for result in page:
            yield result
        after = page[-1].op


async def _none() -> AsyncIterator[Any]:
    nothing: tuple[Any, ...] = ()
    for one in nothing:
        yield one
