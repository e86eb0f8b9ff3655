"""The category page: a shelf of the shop with what it lies in, or a row of suggestions in full."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.suggestions import Suggestion
from kiosk.ui.models.hits import HitRows
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.search import SearchModel
from kiosk.ui.product_rows import NO_TILE, TileRow, tile_row
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SET = "set:"
"""How the key of a row of suggestions begins."""


class CrumbRow(msgspec.Struct, frozen=True):
    """A category that this one lies in."""

    key: str
    name: str


@QmlElement
@QmlUncreatable("made by the app")
class CategoryModel(QObject):
    """What the page is called and where it lies. What is on a shelf, and its filters, the search knows."""

    changed = Signal()

    def __init__(self, shop: Shop, search: SearchModel, ahead: Callable[[str], None]) -> None:
        """`ahead` has a photo decoded that comes next."""
        super().__init__()
        self._shop = shop
        self._search = search
        self._key = ""
        self._sets: dict[str, Suggestion] = {}
        self._crumbs = Rows(CrumbRow, self)
        self._chosen = HitRows(self._tile, ahead, self)
        shop.spoken.connect(self._retell)
        shop.restocked.connect(self._retell)
        for news in (shop.stocked, shop.pictured, shop.measured):
            news.connect(self._chosen.retell)
        search.changed.connect(self.changed)

    def open(self, key: str) -> None:
        """Show a shelf by its category, or by its key a row of suggestions that was shown before.

        What was narrowed down on the same shelf stays so.
        """
        self._key = key
        if not self._is_set and self._search.shelf != key:
            self._search.open_shelf(key)
        self._retell()

    def show(self, suggestion: Suggestion) -> str:
        """Show all of a row of suggestions; return its key."""
        key = f"{SET}{suggestion.reason}:{suggestion.about}"
        self._sets[key] = suggestion
        self.open(key)
        return key

    def clear(self) -> None:
        """Show nothing (part of the wipe)."""
        self._key = ""
        self._sets = {}
        self._retell()

    @Property(str, notify=changed)
    def title(self) -> str:
        """What is shown."""
        if not self._is_set:
            return self._shop.category(self._key) or self._key
        suggestion = self._sets[self._key]
        product = self._shop.product(suggestion.about) if suggestion.about else None
        name = self._shop.words.name(product.name) if product else ""
        return self._shop.words.texts.get(f"suggest.{suggestion.reason}", name)

    @Property(str, notify=changed)
    def summary(self) -> str:
        """How many products there are; of suggestions, why they are shown."""
        if not self._is_set:
            return str(self._search.summary)
        return self._shop.words.texts.get(f"suggest.why_{self._sets[self._key].reason}")

    @Property(bool, notify=changed)
    def narrows(self) -> bool:
        """Whether it is a shelf, which can be narrowed down."""
        return not self._is_set

    @Property(Rows, notify=changed)
    def crumbs(self) -> Rows:
        """What the shelf lies in, the outermost first."""
        return self._crumbs

    @property
    def tiles(self) -> HitRows:
        """The products."""
        return self._chosen if self._is_set else self._search.found

    @Property(HitRows, notify=changed)
    def chosen(self) -> HitRows:
        """Those of a row of suggestions; what is on a shelf the search has found.

        Each grid stays with one of them: one that is given other rows while it builds a tile asks the new
        ones to give up a tile that they never had (`DelegateModel::cancel`).
        """
        return self._chosen

    @property
    def _is_set(self) -> bool:
        return self._key in self._sets

    @Slot()
    def _retell(self) -> None:
        way = [] if self._is_set else self._shop.way_to(self._key)[:-1]
        self._crumbs.replace([CrumbRow(each.id, self._shop.words.name(each.name) or each.id) for each in way])
        self._chosen.replace(self._sets[self._key].products if self._is_set else [])
        self._chosen.retell()
        self.changed.emit()

    def _tile(self, product: str) -> TileRow:
        found = self._shop.product(product)
        return tile_row(self._shop, found) if found else NO_TILE
