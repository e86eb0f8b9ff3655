"""The home page: where to go on, what there is, what may please."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.list_rows import total
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.product_rows import TileRow, tile_rows
from kiosk.ui.searcher import Answer, Searcher
from kiosk.ui.shelves import ShelfRow, shelf_rows
from kiosk.ui.shop import Shop
from sync.protocol.lists import ShoppingList

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MORNING, AFTERNOON, EVENING = 4, 12, 18
"""Hours of the store's day from which another greeting is said."""
MOST_SHELVES = 6
MOST_THUMBS = 4
MOST_LOOKED_AT = 12
"""Popular products that are looked at to find some that can be shown."""


@QmlElement
@QmlUncreatable("made by the app")
class HomeModel(QObject):
    """What the home page shows. It follows the list, and what the search has to begin with."""

    changed = Signal()

    def __init__(self, shop: Shop, searcher: Searcher, shopping: ShoppingListModel) -> None:
        super().__init__()
        self._shop = shop
        self._list = shopping
        self._answer: Answer | None = None
        self._shelves = Rows(ShelfRow, self)
        self._popular = Rows(TileRow, self)
        self._thumbs = Rows(TileRow, self)
        searcher.answered.connect(self._take)
        shopping.changed.connect(self._retell_list)
        for news in (shop.spoken, shop.stocked, shop.restocked, shop.pictured, shop.measured):
            news.connect(self._retell)

    def clear(self) -> None:
        """Show nothing of a visit (part of the wipe); what the shop has is the same for everybody."""
        self._thumbs.replace([])
        self.changed.emit()

    @Property(str, notify=changed)
    def greeting(self) -> str:
        """What is said to whoever comes, by the store's time of day."""
        hour = self._shop.words.display.local_hour(self._shop.now())
        if MORNING <= hour < AFTERNOON:
            return self._shop.words.texts.get("home.morning")
        if AFTERNOON <= hour < EVENING:
            return self._shop.words.texts.get("home.afternoon")
        return self._shop.words.texts.get("home.evening")

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether there is a list to go on with."""
        return self._document is not None and self._document.pieces > 0

    @Property(str, notify=changed)
    def listName(self) -> str:
        """What the list is called."""
        title = self._document.title if self._document else ""
        return title or self._shop.words.texts.get("list.title")

    @Property(str, notify=changed)
    def listText(self) -> str:
        """How much is on it, and what that costs here."""
        if self._document is None:
            return ""
        texts = self._shop.words.texts
        pieces = texts.get("list.pieces", count=self._document.pieces)
        cost = total(self._shop, self._document).amount
        return texts.get("home.pieces_for", pieces, self._shop.words.money(cost)) if cost else pieces

    @Property(Rows, notify=changed)
    def thumbs(self) -> Rows:
        """Pictures of what is on it."""
        return self._thumbs

    @Property(Rows, notify=changed)
    def shelves(self) -> Rows:
        """The categories to look into."""
        return self._shelves

    @Property(Rows, notify=changed)
    def popular(self) -> Rows:
        """What many look for in this store."""
        return self._popular

    @property
    def _document(self) -> ShoppingList | None:
        return self._list.document

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        if answer.question.browse:
            self._answer = answer
            self._retell_shop()

    @Slot()
    def _retell(self) -> None:
        self._retell_shop()
        self._retell_list()

    def _retell_shop(self) -> None:
        if self._answer is None or self._shop.catalogue is None:
            return
        self._shelves.replace(shelf_rows(self._shop, self._answer.shelves[:MOST_SHELVES]))
        self._popular.replace(tile_rows(self._shop, self._answer.result.hits[:MOST_LOOKED_AT]))
        self.changed.emit()

    @Slot()
    def _retell_list(self) -> None:
        products = [line.product for line in self._document.present] if self._document else []
        self._thumbs.replace(tile_rows(self._shop, dict.fromkeys(products[:MOST_THUMBS])))
        self.changed.emit()
