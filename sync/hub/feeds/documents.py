"""What shall stand in the hub, document by document, and what each of them brings."""

from typing import NamedTuple

import msgspec

from sync.hub.feeds.rows import Row
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.shapes import ready


class Document(NamedTuple):
    """A document as a feed wants it; `rows` says which row brings which of its entities.

    `ranked` is False for a product about whose popularity the feed says nothing: then its place in the feed
    orders new products only. `shared` says that another source brings it too; `gone` are variants (by id)
    that vanished from the product's source. `adopted`: it tells of some variants of another feed's product.
    `reviewed` is False where the feed tells nothing of any reviews: then a product keeps those it has.
    `completes` says that it only adds to a document that is there.
    """

    scope: str
    key: Key
    body: bytes
    rows: dict[str, Row]
    ranked: bool = True
    shared: bool = False
    gone: frozenset[str] = frozenset()
    adopted: bool = False
    reviewed: bool = True
    completes: bool = False


class _Named(msgspec.Struct, frozen=True):
    id: str


class _Product(msgspec.Struct, frozen=True):
    """What of a product's document names what it brings; the rest is not read."""

    id: str
    variants: list[_Named] = []
    reviews: list[_Named] = []


_decode = msgspec.json.Decoder(ready(_Product)).decode


def entities(scope: str, key: Key, body: bytes) -> set[str]:
    """Return the names of everything a document brings: for a product its variants and reviews too."""
    if scope != scopes.CATALOGUE:
        return {f"{scope}:{key.id}"}
    found = {f"{key.kind}:{key.id}"}
    if key.kind == "product":
        product = _decode(body)
        found.update(f"variant:{variant.id}" for variant in product.variants)
        found.update(f"review:{product.id}:{review.id}" for review in product.reviews)
    return found
