"""Where a product is: the nearest places."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.stock import Availability, nearest
from kiosk.ui import product_rows as rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class PlacesModel(QObject):
    """The places of one variant at a time, the nearest first."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._places: Sequence[Availability] = ()
        self._rows = Rows(rows.StockRow, self)

    def tell(self, places: Sequence[Availability], fresh: Mapping[str, int]) -> None:
        """Say where a variant is; `fresh` counts the news that came meanwhile, by the store's code."""
        self._places = places
        self._rows.replace(rows.stock_rows(self._shop, nearest(places), fresh))
        self.changed.emit()

    def clear(self) -> None:
        """Show none (part of the wipe). The rows stay, without their words."""
        self._places = ()
        self._rows.replace([rows.NO_STOCK] * len(self._rows))
        self.changed.emit()

    @property
    def nearest(self) -> Availability | None:
        """The place that is nearest, None before any is told."""
        return self._places[0] if self._places else None

    @property
    def figures(self) -> dict[str, str]:
        """The stock figures that are shown, by the store's code."""
        return {row.key: row.figure for row in self._rows[:]}

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The places that are shown."""
        return self._rows

    @Property(bool, notify=changed)
    def more(self) -> bool:
        """Whether there is more to tell of places than stands on the page."""
        return len(self._places) > 1
