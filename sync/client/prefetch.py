"""Which pictures a tablet brings before anybody asks: those of the most popular products."""

import heapq
from collections.abc import Iterator
from pathlib import Path

from sync.catalogue.read import Catalogue
from sync.client.media import Item, MediaCache
from sync.protocol.products import Product

RENDITIONS = ("400", "240")
PICTURES = 3000
"""Pictures kept ready: about 150 MB in both renditions."""


def missing(data: Path, cache: MediaCache) -> list[Item]:
    """Return what is not here yet, popular products first, their first pictures before their other ones."""
    catalogue = Catalogue.open_current(data)
    if catalogue is None:
        return []
    try:
        popular = heapq.nsmallest(PICTURES, pictures(catalogue.products()))
    finally:
        catalogue.close()
    shas = dict.fromkeys(sha for _, _, sha in popular)
    items = (Item(sha, rendition) for sha in shas for rendition in RENDITIONS)
    return [item for item in items if cache.path(*item) is None]


def pictures(products: Iterator[Product]) -> Iterator[tuple[int, int, str]]:
    """Yield every picture of some products: how early it is wanted, the product's rank, the SHA-256."""
    for product in products:
        for position, picture in enumerate(product.pictures):
            # Front views of all before the third view of one: a page without its picture is the worse sight.
            yield min(position, 2), product.rank, picture.media
            if picture.square:
                yield min(position, 2), product.rank, picture.square
        if product.scale:
            yield 2, product.rank, product.scale
