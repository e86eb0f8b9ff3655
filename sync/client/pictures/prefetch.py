"""Which pictures a tablet brings before anybody asks: those of the most popular products."""

import heapq
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sync.catalogue.read import Catalogue
from sync.client.pictures.media import Item, MediaCache

RENDITIONS = ("400", "240")
PICTURES = 3000
"""Pictures kept ready: about 150 MB in both renditions."""


class _Shot(msgspec.Struct, frozen=True):
    media: str
    square: str = ""


class _Shown(msgspec.Struct, frozen=True):
    """What of a product concerns its pictures; the rest of its document is passed over."""

    rank: int = 0
    pictures: list[_Shot] = []
    scale: str = ""


def missing(data: Path, cache: MediaCache) -> list[Item]:
    """Return what is not here yet, popular products first, their first pictures before their other ones.

    Raises:
        CatalogueError: The catalogue cannot be read.
    """
    catalogue = Catalogue.open_current(data)
    if catalogue is None or cache.is_full_ahead():
        return []
    try:
        popular = heapq.nsmallest(PICTURES, pictures(catalogue))
    finally:
        catalogue.close()
    shas = dict.fromkeys(sha for _, _, sha in popular)
    items = (Item(sha, rendition) for sha in shas for rendition in RENDITIONS)
    return [item for item in items if not cache.has(item)]


def pictures(catalogue: Catalogue) -> Iterator[tuple[int, int, str]]:
    """Yield every picture of all products: how early it is wanted, the product's rank, the SHA-256."""
    for product in catalogue.walk("product", _Shown):
        for position, shot in enumerate(product.pictures):
            # Front views of all before the third view of one: a page without its picture is the worse sight.
            yield min(position, 2), product.rank, shot.media
            if shot.square:
                yield min(position, 2), product.rank, shot.square
        if product.scale:
            yield 2, product.rank, product.scale
