"""Documents as Structs, on top of the port that knows them as bytes."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from sync.hub.storage.port import Decision, Key, Loaded, Storage, Stored, Write
from sync.protocol.unknown import encode_over
from sync.shapes import ready

D = TypeVar("D", bound=msgspec.Struct)


async def load(storage: Storage, scope: str, key: Key, kind: type[D]) -> D | None:
    """Return a document, None when it never was or is deleted."""
    return parse(await storage.load(scope, key), kind)


def parse(stored: Stored | None, kind: type[D]) -> D | None:
    """Return what was stored as a Struct, None where there is nothing."""
    return msgspec.json.decode(stored.body, type=ready(kind)) if stored and stored.body is not None else None


def write(key: Key, document: msgspec.Struct, over: Stored | None = None) -> Write:
    """Return the write that puts a document in its place.

    `over` is what stands there: fields in it that a newer hub wrote, and this one does not know, are kept.
    """
    before = parse(over, type(document))
    if over is None or over.body is None or before is None:
        return Write(*key, msgspec.json.encode(document))
    return Write(*key, encode_over(over.body, before, document))


async def keep_first(storage: Storage, scope: str, key: Key, document: D) -> D:
    """Write a document unless there is one; return the one that is there (also when several try at once)."""
    kept = document

    def decide(loaded: Loaded) -> Decision:
        nonlocal kept
        kept = parse(loaded.documents.get(key), type(document)) or document
        return Decision() if key in loaded.documents else Decision([write(key, document)])

    await storage.commit(scope, [key], [], decide)
    return kept


async def change(
    storage: Storage, scope: str, key: Key, kind: type[D], step: Callable[[D | None], D | None]
) -> D | None:
    """Put what `step` makes of a document in its place, and return that.

    `step` gets None where there is no document; what it returns equal to what was there is not written.
    """
    after: D | None = None

    def decide(loaded: Loaded) -> Decision:
        nonlocal after
        stored = loaded.documents.get(key)
        before = parse(stored, kind)
        after = step(before)
        return Decision([write(key, after, stored)] if after is not None and after != before else [])

    await storage.commit(scope, [key], [], decide)
    return after
