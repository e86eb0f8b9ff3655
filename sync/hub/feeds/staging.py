"""A feed as documents: what shall stand in the hub, scope by scope, ready to be compared and written."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from sync.hub.feeds.feed import Feed
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.products import Product

Staged = dict[str, dict[Key, bytes]]
"""Scope to key to encoded document. Whole before anything of it is written: nobody sees half a feed."""


def stage(feed: Feed) -> Staged:
    """Return the documents of a feed."""
    staged: Staged = {}
    for document in _documents(feed):
        staged.setdefault(document.scope, {})[Key(document.kind, document.id)] = msgspec.json.encode(
            document.body
        )
    return staged


def entities(scope: str, key: Key, body: bytes) -> set[str]:
    """Return the names of everything a document brings: for a product its variants and reviews too."""
    if scope != scopes.CATALOGUE:
        return {f"{scope}:{key.id}"}
    found = {f"{key.kind}:{key.id}"}
    if key.kind == "product":
        product = msgspec.json.decode(body, type=Product)
        found.update(f"variant:{variant.id}" for variant in product.variants)
        found.update(f"review:{product.id}:{review.id}" for review in product.reviews)
    return found


class _Document(NamedTuple):
    scope: str
    kind: str
    id: str
    body: msgspec.Struct


def _documents(feed: Feed) -> Iterator[_Document]:
    for category in feed.categories:
        yield _Document(scopes.CATALOGUE, "category", category.id, category)
    for store in feed.stores:
        yield _Document(scopes.CATALOGUE, "store", store.code, store)
    for draft in feed.products:
        yield _Document(scopes.CATALOGUE, "product", draft.product.id, draft.product)
    for store_code, level in feed.stock:
        yield _Document(scopes.stock(store_code), "stock", level.variant, level)
