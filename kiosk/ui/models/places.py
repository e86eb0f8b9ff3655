"""Where a product is: the nearest places, or all of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
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
        self._fresh: Mapping[str, int] = {}
        self._all = False
        self._rows = Rows(rows.StockRow, self)

    def tell(self, places: Sequence[Availability], fresh: Mapping[str, int]) -> None:
        """Say where a variant is; `fresh` counts the news that came meanwhile, by the store's code."""
        self._places, self._fresh = places, fresh
        shown = places if self._all else nearest(places)
        self._rows.replace(rows.stock_rows(self._shop, shown, fresh))
        self.changed.emit()

    def restart(self) -> None:
        """Show the nearest alone again: another product follows."""
        self._all = False

    def clear(self) -> None:
        """Show none (part of the wipe). The rows stay, without their words."""
        self._places = ()
        self._rows.replace([rows.NO_STOCK] * len(self._rows))
        self.changed.emit()

    @Slot()
    def toggle(self) -> None:
        """Show all places, or the nearest again."""
        self._all = not self._all
        self.tell(self._places, self._fresh)

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
    def all(self) -> bool:
        """Whether every place is shown."""
        return self._all

    @Property(bool, notify=changed)
    def more(self) -> bool:
        """Whether there are more places than the nearest ones."""
        return len(self._places) > len(nearest(self._places))
