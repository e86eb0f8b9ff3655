"""Finding goods by words at the desk: a handful of hits, while somebody types."""

from pathlib import Path

from kiosk.ui.product_rows import TileRow, tile_row
from kiosk.ui.shop import Shop
from sync.catalogue.schema import CatalogueError
from sync.catalogue.search import Query, Search
from sync.protocol.products import Product, Variant

HITS = 6
"""As many as fit beside a list; who does not find it writes another word."""


class GoodsFinder:
    """Searches the catalogue in force. For one background thread; the file stays open between two words."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._path: Path | None = None
        self._search: Search | None = None

    def find(self, text: str, path: Path | None) -> list[str]:
        """Return the ids of products for some words, best first; none without a catalogue at `path`."""
        if path is None or not text.strip():
            return []
        try:
            search = self._opened(path)
            return list(search.find(Query(text=text, limit=HITS)).hits) if search.ready else []
        except CatalogueError:
            return []

    def close(self) -> None:
        """Let go of the file, and of what was asked."""
        if self._search is not None:
            self._search.close()
        self._search = self._path = None

    def _opened(self, path: Path) -> Search:
        if self._search is None or path != self._path:
            self.close()
            self._search, self._path = Search(path), path
        return self._search


def tiles(shop: Shop, products: list[str]) -> list[TileRow]:
    """Return products as tiles; those that are sold no longer are left out."""
    found = (shop.product(identifier) for identifier in products)
    return [tile_row(shop, product) for product in found if product]


def likely(shop: Shop, product: Product) -> Variant:
    """Return the variant to take when nobody said which: the first that is here, else the first."""
    here = (variant for variant in product.variants if shop.here(variant).in_stock)
    return next(here, product.variants[0])
