"""Taking away what vanished from a source, in short transactions like all that an import writes."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter

import msgspec

from sync.hub import removals
from sync.hub.feeds.members import Members
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Stored, Write
from sync.protocol import scopes
from sync.protocol.products import Product
from sync.protocol.stock import StockLevel
from sync.shapes import ready

BATCH = 200


async def bury(storage: Storage, members: Members, *, meant: bool) -> None:
    """Write the tombstones; where most of a scope may be `meant` to go, the tablets are told so.

    Raises:
        StorageError: The hub's store cannot be used; doing it again goes on.
    """
    touched = set()
    for store, levels in groupby(members.gone("stock"), key=attrgetter("parent")):
        touched.add(scopes.stock(store))
        await _take_away(storage, scopes.stock(store), (Key("stock", level.id) for level in levels))
    products = (Key("product", identifier) for identifier in members.shrunk_products())
    await _take_away(storage, scopes.CATALOGUE, products, members)
    for kind in ("category", "store"):
        await _take_away(storage, scopes.CATALOGUE, (Key(kind, gone.id) for gone in members.gone(kind)))
    if meant:
        for scope in (scopes.CATALOGUE, *sorted(touched)):
            await removals.allow(storage, scope)


async def _take_away(
    storage: Storage, scope: str, keys: Iterable[Key], members: Members | None = None
) -> None:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        going = {key: members.gone_variants(key.id) if members else frozenset[str]() for key in batch}

        def decide(loaded: Loaded, going: dict[Key, frozenset[str]] = going) -> Decision:
            return Decision(list(_writes(loaded, going)))

        await storage.commit(scope, batch, (), decide)


def _writes(loaded: Loaded, going: dict[Key, frozenset[str]]) -> Iterator[Write]:
    for key, variants in going.items():
        stored = loaded.documents.get(key)
        if stored:
            body = _left(stored, variants)
            if body != stored.body:
                yield Write(*key, body)


def _left(stored: Stored, variants: frozenset[str]) -> bytes | None:
    """Return what stays of a document that vanished from its source, None when nothing does."""
    match stored.kind:
        case "product":
            return _without(stored, variants)
        case "stock":
            return _promised(stored)
        case _:
            return None


def _promised(stored: Stored) -> bytes | None:
    """Return a level as it is while pieces are kept for somebody: an order waits for them."""
    assert stored.body is not None, "loaded documents live"
    return stored.body if msgspec.json.decode(stored.body, type=ready(StockLevel)).holds else None


def _without(stored: Stored, variants: frozenset[str]) -> bytes | None:
    """Return a product without these variants, None when none is left."""
    assert stored.body is not None, "loaded documents live"
    product = msgspec.json.decode(stored.body, type=ready(Product))
    kept = [variant for variant in product.variants if variant.id not in variants]
    if len(kept) == len(product.variants):
        return stored.body if kept else None
    return msgspec.json.encode(msgspec.structs.replace(product, variants=kept)) if kept else None
