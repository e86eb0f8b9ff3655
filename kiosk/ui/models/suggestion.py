"""One row of suggestions: some products, and why they are shown."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.suggestions import Suggestion
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import MAX_TILES, TileRow, tile_rows
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class SuggestionModel(QObject):
    """A row that keeps its place on the page while what it shows changes."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject | None = None, words: str = "suggest") -> None:
        """`words` says which texts name it: of one's list, or of the product that is looked at (`beside`)."""
        super().__init__(parent)
        self._shop = shop
        self._words = words
        self._suggestion: Suggestion | None = None
        self._tiles = Rows(TileRow, self)

    @property
    def suggestion(self) -> Suggestion | None:
        """What is suggested, None while nothing is."""
        return self._suggestion

    def show(self, suggestion: Suggestion | None) -> None:
        """Suggest something else, or nothing."""
        self._suggestion = suggestion
        self._tiles.replace(tile_rows(self._shop, suggestion.products[:MAX_TILES]) if suggestion else [])
        self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether there is anything."""
        return len(self._tiles) > 0

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the products have to do with the list."""
        if self._suggestion is None:
            return ""
        product = self._shop.product(self._suggestion.about) if self._suggestion.about else None
        name = self._shop.words.name(product.name) if product else ""
        return self._shop.words.texts.get(f"{self._words}.{self._suggestion.reason}", name)

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why they are shown."""
        reason = self._suggestion.reason if self._suggestion else ""
        return (self._shop.words.texts.raw(f"{self._words}.why_{reason}") or "") if reason else ""

    @Property(bool, notify=changed)
    def more(self) -> bool:
        """Whether there are more products than the row has room for."""
        return self._suggestion is not None and len(self._suggestion.products) > len(self._tiles)

    @Property(Rows, notify=changed)
    def tiles(self) -> Rows:
        """The first of the products."""
        return self._tiles
