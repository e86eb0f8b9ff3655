"""What the hub has already, by SKU and GTIN: asked of the published catalogue, which has an index of both."""

from contextlib import suppress
from pathlib import Path

from sync.catalogue.read import Catalogue, Match
from sync.catalogue.schema import CatalogueError, gtin_key


class Known:
    """The catalogue in force, open for one import; one that is not there or damaged knows nothing."""

    def __init__(self, data: Path) -> None:
        self._catalogue: Catalogue | None = None
        with suppress(CatalogueError):
            self._catalogue = Catalogue.open_current(data)

    def __bool__(self) -> bool:
        """Whether there is a catalogue at all."""
        return self._catalogue is not None

    def product_of(self, sku: str) -> str:
        """Return the product of the variant with this SKU, '' for none."""
        with suppress(CatalogueError):
            return self._catalogue.product_of(sku) if self._catalogue else ""
        return ""

    def has(self, product: str) -> bool:
        """Whether there is a product with this id."""
        with suppress(CatalogueError):
            return bool(self._catalogue and self._catalogue.product(product))
        return False

    def by_gtin(self, gtin: str) -> Match | None:
        """Return the one variant with this GTIN-14; None when there is none, or more than one."""
        match = None
        with suppress(CatalogueError):
            match = self._catalogue.find([gtin_key(gtin)]) if self._catalogue else None
        return match if match and match.variant else None

    def close(self) -> None:
        """Let go of the catalogue."""
        if self._catalogue:
            self._catalogue.close()
