"""The home page: where to go on, what there is, what may please."""

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.shopper import Shopper
from kiosk.core.suggestions import MOST_ROWS, Source, Suggestion, suggest
from kiosk.ui.list_rows import total
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.models.suggestion import SuggestionModel
from kiosk.ui.piecemeal import Piecemeal
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


@QmlElement
@QmlUncreatable("made by the app")
class HomeModel(QObject):
    """What the home page shows. It follows the list, and what the search has to begin with.

    While nobody looks at the page nothing of it is told anew: news of stock come all the time. And who looks
    is told piece by piece: all of it at once kept the page from painting for 33 ms (`make bench ROWS=calm`).
    """

    changed = Signal()

    def __init__(self, shop: Shop, searcher: Searcher, shopping: ShoppingListModel) -> None:
        super().__init__()
        self._shop = shop
        self._list = shopping
        self._answer: Answer | None = None
        self._shopper: Shopper | None = None
        self._looked_at = False
        self._shelves = Rows(ShelfRow, self)
        self._thumbs = Rows(TileRow, self)
        self._suggestions = [SuggestionModel(shop, self) for _ in range(MOST_ROWS)]
        self._telling = Piecemeal(self)
        searcher.answered.connect(self._take)
        # It is told anew whenever the shop has news: of those this hears by it, and once.
        shopping.changed.connect(self._retell)
        # No frame is in two languages.
        shop.spoken.connect(self._tell_whole)

    def look_at(self, *, on: bool) -> None:
        """Somebody looks at the page, or no longer does."""
        self._looked_at = on
        self._tell_whole()

    def welcome(self, shopper: Shopper | None) -> None:
        """Greet somebody by name who has signed in; None greets a guest."""
        if shopper != self._shopper:
            self._shopper = shopper
            self.changed.emit()

    def clear(self) -> None:
        """Show nothing of a visit (part of the wipe); what the shop has is the same for everybody."""
        self._shopper = None
        self._telling.drop()
        self._thumbs.replace([])
        for each in self._suggestions:
            each.show(None)
        self.changed.emit()

    def suggested(self, place: int) -> Suggestion | None:
        """Return what a row suggests, None where there is none."""
        return self._suggestions[place].suggestion if 0 <= place < MOST_ROWS else None

    @Property(str, notify=changed)
    def greeting(self) -> str:
        """What is said to whoever comes, by the store's time of day, and by name to who has signed in."""
        texts, time = self._shop.words.texts, self._time_of_day
        name = self._shopper.first_name if self._shopper else ""
        return texts.get(f"home.{time}_name", name) if name else texts.get(f"home.{time}")

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

    @Property(SuggestionModel, notify=changed)
    def first(self) -> SuggestionModel:
        """The first row of suggestions."""
        return self._suggestions[0]

    @Property(SuggestionModel, notify=changed)
    def second(self) -> SuggestionModel:
        """The second row."""
        return self._suggestions[1]

    @Property(SuggestionModel, notify=changed)
    def third(self) -> SuggestionModel:
        """The third row."""
        return self._suggestions[2]

    @property
    def _time_of_day(self) -> str:
        hour = self._shop.words.display.local_hour(self._shop.now())
        if MORNING <= hour < AFTERNOON:
            return "morning"
        return "afternoon" if AFTERNOON <= hour < EVENING else "evening"

    @property
    def _document(self) -> ShoppingList | None:
        return self._list.document

    @property
    def _on_list(self) -> list[str]:
        """The products on the list, the newest first."""
        lines = self._document.present if self._document else []
        return list(dict.fromkeys(line.product for line in reversed(lines)))

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        if answer.question.browse:
            self._answer = answer
            self._retell()

    @Slot()
    def _tell_whole(self) -> None:
        self._telling.drop()
        if self._looked_at:
            deque(self._pieces(), maxlen=0)

    @Slot()
    def _retell(self) -> None:
        if self._looked_at:
            self._telling.begin(self._pieces())

    def _pieces(self) -> Iterator[None]:
        """Tell all of the page anew, as it is when each piece is told."""
        if self._answer is not None and self._shop.catalogue is not None:
            self._shelves.replace(shelf_rows(self._shop, self._answer.shelves[:MOST_SHELVES]))
        yield
        newest = self._on_list
        self._thumbs.replace(tile_rows(self._shop, newest[:MOST_THUMBS]))
        self.changed.emit()
        yield
        source = Source(self._shop.product, self._shop.bought_with)
        made = suggest(newest, source, self._popular())
        for place, row in enumerate(self._suggestions):
            yield
            row.show(made[place] if place < len(made) else None)

    def _popular(self) -> list[str]:
        """Return what many buy here; where that is not known, what the shop puts first."""
        first = self._answer.result.hits if self._answer else ()
        return self._shop.bought_here() or list(first)
