"""The filters of the search page: what is chosen, and what could be."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.size_memory import SizeMemory
from kiosk.ui import filters as filtering
from kiosk.ui import search_words
from kiosk.ui.filters import ChipRow, Filters, Group
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from sync.catalogue.search import Result

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

GROUPS: tuple[Group, ...] = ("category", "colour", "size", "price")


@QmlElement
@QmlUncreatable("made by the app")
class FiltersModel(QObject):
    """Chips by group, with how many products each would leave."""

    changed = Signal()

    def __init__(self, shop: Shop, memory: SizeMemory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._memory = memory
        self._mine = Rows(ChipRow, self)
        self._filters = filtering.NONE
        self._in_stock: int | None = None
        self._total = 0
        self._chosen = Rows(ChipRow, self)
        self._groups: dict[Group, Rows] = {group: Rows(ChipRow, self) for group in GROUPS}

    def tell(self, filters: Filters, result: Result, *, opened: bool) -> None:
        """Show what is chosen, and what an answer could be narrowed to.

        While the filters are not opened nobody sees more of them than the categories: the others stay as they
        were, which saves laying them out anew with every letter.
        """
        self._filters, self._in_stock, self._total = filters, result.in_stock, result.total
        self._chosen.replace(filtering.chosen(self._shop, filters, result.facets))
        known = self._memory.sizes(filters.category) if opened else frozenset()
        self._mine.replace(filtering.own(self._shop, filters, result.facets, known))
        for group, chips in filtering.offered(self._shop, filters, result.facets).items():
            if opened or group == "category":
                self._groups[group].replace(chips)
        self.changed.emit()

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Whether only what this store has is looked for."""
        return self._filters.here

    @Property(str, notify=changed)
    def hereCount(self) -> str:
        """How many of it this store has, '' when that is not known."""
        return "" if self._in_stock is None else self._shop.words.display.number(self._in_stock)

    @Property(bool, notify=changed)
    def hasHere(self) -> bool:
        """Whether it makes sense to ask for what is here: this store says what it has."""
        return self._filters.here or bool(self._in_stock)

    @Property(str, notify=changed)
    def total(self) -> str:
        """How many products are left."""
        return search_words.show(self._shop.words, self._total)

    @Property(bool, notify=changed)
    def any(self) -> bool:
        """Whether there is anything to choose from, but for what is here."""
        return any(len(rows) for rows in self._groups.values())

    @Property(Rows, notify=changed)
    def chosen(self) -> Rows:
        """The filters that are chosen, but for `here`."""
        return self._chosen

    @Property(Rows, notify=changed)
    def categories(self) -> Rows:
        """Categories to narrow to."""
        return self._groups["category"]

    @Property(Rows, notify=changed)
    def colours(self) -> Rows:
        """Colour families to narrow to."""
        return self._groups["colour"]

    @Property(Rows, notify=changed)
    def sizes(self) -> Rows:
        """Sizes to narrow to."""
        return self._groups["size"]

    @Property(Rows, notify=changed)
    def mine(self) -> Rows:
        """The sizes that fit who looks here."""
        return self._mine

    @Property(Rows, notify=changed)
    def prices(self) -> Rows:
        """Prices to narrow to."""
        return self._groups["price"]
