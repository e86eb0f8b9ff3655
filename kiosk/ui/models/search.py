"""The search page: what is typed, what is chosen, what was found."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import keypad
from kiosk.core.size_memory import SizeMemory
from kiosk.ui import filters as filtering
from kiosk.ui import search_words
from kiosk.ui.models.filters import FiltersModel
from kiosk.ui.models.hits import HitRows
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import NO_TILE, TileRow, tile_row
from kiosk.ui.searcher import SEARCH, Answer, Searcher, Shelf
from kiosk.ui.shelves import ShelfRow, shelf_rows
from kiosk.ui.shop import Shop
from sync.catalogue.search import Query, Result

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FOLLOWING = 240
"""Hits that are fetched when the shopper comes near the end of those shown."""

NOTHING = Result()


@QmlElement
@QmlUncreatable("made by the app")
class SearchModel(QObject):
    """Words and filters in, products out; while neither is chosen there are the shelves to look into."""

    changed = Signal()
    moved = Signal()
    """Other products are shown: the page goes back to its top."""
    wanted = Signal(str)
    """The shopper tapped a product."""

    def __init__(
        self,
        shop: Shop,
        searcher: Searcher,
        memory: SizeMemory,
        ahead: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`memory` tells which sizes fit who looks here; `ahead` has a photo decoded that comes next."""
        super().__init__(parent)
        self._shop = shop
        self._searcher = searcher
        self._text = ""
        self._typing = self._filtering = False
        self._filters = filtering.NONE
        self._result = NOTHING
        self._shelf_list: tuple[Shelf, ...] = ()
        self._asked = self._answered = self._lost = self._as_written = self._along_shelf = False
        self._hits = HitRows(self._tile, ahead, self)
        self._shelves = Rows(ShelfRow, self)
        self._choices = FiltersModel(shop, memory, self)
        self._keypad = KeypadModel(shop, self)
        self._keypad.pressed.connect(self._press)
        self._keypad.erased.connect(self._erase)
        self._keypad.closed.connect(self.hideKeys)
        searcher.answered.connect(self._take)
        searcher.failed.connect(self._give_up)
        searcher.recounted.connect(self._ask_again)
        shop.spoken.connect(self._ask_again)
        shop.restocked.connect(self._ask_again)
        shop.stocked.connect(self._hits.retell)
        shop.measured.connect(self._hits.retell)
        shop.pictured.connect(self._retell_pictures)

    @Slot()
    def open(self) -> None:
        """The page is shown, or about to be: what was looked for before is still there."""
        # Another page's question may have taken the place of this one's.
        if not self._asked or self._lost or (self._searcher.idle and not self._answered):
            self._ask()

    def look_at(self, *, on: bool) -> None:
        """Somebody looks at what was found, or no longer does."""
        self._hits.look_at(on=on)

    def clear(self) -> None:
        """Forget what was looked for (part of the wipe)."""
        self._searcher.forget()
        self._text, self._filters, self._along_shelf = "", filtering.NONE, False
        self._typing = self._filtering = self._as_written = self._asked = self._answered = self._lost = False
        self._result, self._shelf_list = NOTHING, ()
        self._keypad.reset()
        self._hits.replace([])
        self._tell()

    @Slot(str)
    def write(self, text: str) -> None:
        """Look for another text, typed on a keyboard."""
        text = text[: keypad.LONGEST]
        if text != self._text:
            self._text, self._as_written = text, False
            self._ask()

    @Slot()
    def asWritten(self) -> None:
        """What was typed was no slip: look for just that."""
        self._as_written = True
        self._ask()

    @Slot()
    def erase(self) -> None:
        """Look for everything again: the field's cross."""
        self._filtering, self._text, self._as_written, self._along_shelf = False, "", False, False
        self.dropFilters()

    @Slot()
    def dropFilters(self) -> None:
        """Look for the same text in everything there is."""
        self._filters = filtering.NONE
        self._ask()

    @Slot(str, str)
    def toggle(self, group: str, value: str) -> None:
        """Choose a filter, or let go of it."""
        self._filters = self._filters.toggled(group, value)
        self._typing = False
        self._ask()

    def open_shelf(self, category: str) -> None:
        """Look along one shelf, whatever was looked for before."""
        self._text, self._as_written = "", False
        self._filters = filtering.NONE.toggled("category", category)
        self._typing = self._filtering = False
        self._along_shelf = True
        self._ask()

    @Slot()
    def allOnShelf(self) -> None:
        """Look for everything on the shelf again."""
        self.open_shelf(self._filters.category)

    def leave_shelf(self) -> None:
        """Look for something else than along the shelf, unless something is looked for on it."""
        if self._along_shelf and not self._text.strip():
            self.erase()

    @property
    def found(self) -> HitRows:
        """The products found."""
        return self._hits

    @property
    def shelf(self) -> str:
        """The category that is looked along, '' for none: its products, whatever they are narrowed to."""
        return self._filters.category if self._along_shelf and not self._text.strip() else ""

    @Slot()
    def more(self) -> None:
        """The shopper comes near the end of what is shown."""
        here = len(self._hits)
        if self._searcher.idle and self._answered and here < self._result.total:
            self._searcher.ask(self._query(limit=FOLLOWING, offset=here))

    @Slot()
    def showKeys(self) -> None:
        """Show the keys."""
        self._typing, self._filtering = True, False
        self.changed.emit()

    @Slot()
    def hideKeys(self) -> None:
        """Put the keys away."""
        if self._typing:
            self._typing = False
            self.changed.emit()

    @Slot()
    def toggleFilters(self) -> None:
        """Show what could be chosen, or the products again."""
        self._filtering, self._typing = not self._filtering, False
        self._choices.tell(self._filters, self._result, opened=self._filtering)
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """One step back: from the filters, the keys, then from what was looked for."""
        if self._filtering or self._typing:
            self._filtering = self._typing = False
            self.changed.emit()
        else:
            self.erase()

    @Slot(str)
    def openProduct(self, product: str) -> None:
        """Go to a product."""
        if product:
            self._typing = False
            self.wanted.emit(product)

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether anything was looked for since the last wipe, be it everything."""
        return self._asked

    @Property(str, notify=changed)
    def text(self) -> str:
        """What is looked for."""
        return self._text

    @Property(bool, notify=changed)
    def typing(self) -> bool:
        """Whether the keys are shown."""
        return self._typing

    @Property(bool, notify=changed)
    def filtering(self) -> bool:
        """Whether the filters are shown."""
        return self._filtering

    @Property(bool, notify=changed)
    def browsing(self) -> bool:
        """Whether the shelves are shown: nothing is looked for, and there are some."""
        return self._nothing_chosen and len(self._shelves) > 0

    @Property(bool, notify=changed)
    def home(self) -> bool:
        """Whether nothing is looked for."""
        return self._nothing_chosen

    @Property(bool, notify=changed)
    def narrowed(self) -> bool:
        """Whether a text is looked for in a part of what there is."""
        return bool(self._text.strip()) and self._filters.any

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing was found, not even something near."""
        return self._answered and not self._lost and self._result.total == 0

    @Property(str, notify=changed)
    def summary(self) -> str:
        """How many were found, and for what."""
        if not self._answered or self.empty or self._lost:
            return ""
        return search_words.summary(self._shop.words, self._text.strip(), self._result)

    @Property(int, notify=changed)
    def total(self) -> int:
        """How many were found."""
        return self._result.total

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What was made of what was typed, '' when it was taken as it is."""
        if not self._answered or not self._result.corrected:
            return ""
        return self._shop.words.texts.get("search.corrected", self._text.strip())

    @Property(str, notify=changed)
    def nothing(self) -> str:
        """What is said when nothing was found."""
        return search_words.nothing(self._shop.words, self._text.strip())

    @Property(bool, notify=changed)
    def lost(self) -> bool:
        """Whether the catalogue cannot be searched just now."""
        return self._lost

    @Property(HitRows, notify=changed)
    def hits(self) -> HitRows:
        """The products found."""
        return self._hits

    @Property(Rows, notify=changed)
    def shelves(self) -> Rows:
        """The categories to look into."""
        return self._shelves

    @Property(FiltersModel, notify=changed)
    def filters(self) -> FiltersModel:
        """What is chosen, and what could be."""
        return self._choices

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The keys."""
        return self._keypad

    @property
    def _nothing_chosen(self) -> bool:
        return not self._text.strip() and not self._filters.any

    def _query(self, **page: int) -> Query:
        text, currency = self._text.strip(), self._shop.words.currency
        return self._filters.query(text, currency, as_written=self._as_written, **page)

    def _ask(self) -> None:
        self._asked, self._answered = True, False
        self._searcher.ask(self._query(), browse=self._nothing_chosen)
        self.changed.emit()

    @Slot()
    def _ask_again(self) -> None:
        """The same question, for other words or figures; not before somebody has asked it."""
        if self._answered or self._lost:
            self._searcher.ask(self._query(), browse=self._nothing_chosen)

    @Slot(object)
    def _take(self, answer: Answer) -> None:
        if answer.question.page != SEARCH:
            return
        query, result, self._lost = answer.question.query, answer.result, False
        if query.offset:
            self._hits.append(result.hits)
            return
        moved = not self._answered
        self._answered, self._result, self._shelf_list = True, result, answer.shelves
        self._hits.replace(result.hits)
        self._hits.retell()
        self._tell()
        if moved:
            self.moved.emit()

    @Slot()
    def _give_up(self) -> None:
        self._answered, self._lost = False, True
        self._result, self._shelf_list = NOTHING, ()
        self._hits.replace([])
        self._tell()

    def _tell(self) -> None:
        self._shelves.replace(shelf_rows(self._shop, self._shelf_list))
        self._choices.tell(self._filters, self._result, opened=self._filtering)
        self.changed.emit()

    @Slot()
    def _retell_pictures(self) -> None:
        self._hits.retell()
        self._shelves.replace(shelf_rows(self._shop, self._shelf_list))

    def _tile(self, product: str) -> TileRow:
        found = self._shop.product(product)
        return tile_row(self._shop, found) if found else NO_TILE

    @Slot(str)
    def _press(self, key: str) -> None:
        self.write(keypad.press(self._text, key))

    @Slot()
    def _erase(self) -> None:
        self.write(self._text[:-1])
