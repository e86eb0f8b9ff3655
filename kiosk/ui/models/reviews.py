"""What people think of a product: stars, and reviews in words."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui import product_rows as rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from sync.protocol.products import Product

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ReviewsModel(QObject):
    """The reviews of one product at a time."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._product: Product | None = None
        self._bars = Rows(rows.BarRow, self)
        self._rows = Rows(rows.ReviewRow, self)

    def show(self, product: Product) -> None:
        """Say how many there are of a product, and its mean; `tell` says the rest."""
        self._product = product
        self.changed.emit()

    def tell(self) -> None:
        """Say what stands below the fold."""
        if self._product is not None:
            rating = self._product.rating
            self._bars.replace(rows.bar_rows(self._shop, rating) if rating.counted else [])
            self._rows.replace(rows.review_rows(self._shop, self._product.reviews))

    def clear(self) -> None:
        """Show none (part of the wipe)."""
        self._product = None
        self._bars.replace([])
        self._rows.replace([])
        self.changed.emit()

    @Property(float, notify=changed)
    def mean(self) -> float:
        """Mean stars, 0.0 without reviews."""
        return self._mean

    @Property(str, notify=changed)
    def figure(self) -> str:
        """Mean stars as a figure, '' without reviews."""
        return self._shop.words.display.stars(self._mean) if self._mean else ""

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many reviews there are."""
        return self._product.rating.total if self._product else 0

    @Property(Rows, notify=changed)
    def bars(self) -> Rows:
        """How many by stars."""
        return self._bars

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """Reviews in words."""
        return self._rows

    @property
    def _mean(self) -> float:
        return self._product.rating.mean if self._product else 0.0
