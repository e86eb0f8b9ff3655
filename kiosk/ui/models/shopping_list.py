"""The list page: the visit's list as lines, changed through the keeper in the background."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import Change, ListKeeper
from kiosk.ui.list_rows import PHONE, LineRow, Sum, shopper_rows, total
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


class Seen(NamedTuple):
    """The list as it was read: `undoable` says whether a change made here can be taken back."""

    document: ShoppingList | None
    undoable: bool


class Outcome(NamedTuple):
    """What an act led to: the list as it is now, and the reason when the list's rule said no.

    `added` is the line (id) that something was put on.
    """

    seen: Seen
    refused: str = ""
    changed: bool = True
    added: str = ""


@QmlElement
@QmlUncreatable("made by the app")
class ShoppingListModel(QObject):
    """What the list page shows. Every act is written in the background and shown when it is safe."""

    changed = Signal()
    told = Signal(str, bool)
    """A sentence for the toast (the text's key), and whether Undo belongs to it."""
    refused = Signal(str)
    """The list's rule said no; carries the reason's code."""
    product_wanted = Signal(str)
    added = Signal(str)
    """Something was put on the list; carries the address of its thumbnail, '' where there is none."""

    def __init__(self, shop: Shop, keeper: ListKeeper, own: str, tasks: Tasks) -> None:
        """`own` is the id of the actor at this tablet."""
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._own = own
        self._tasks = tasks
        self._seen = Seen(None, undoable=False)
        self._sum = Sum()
        self._arranging = False
        self._lines = Rows(LineRow, self, keyed=True)
        shop.spoken.connect(self._note_language)
        for news in (shop.spoken, shop.stocked, shop.restocked, shop.pictured, shop.measured):
            news.connect(self._retell)

    @property
    def document(self) -> ShoppingList | None:
        """The list as it is shown."""
        return self._seen.document

    @property
    def heading(self) -> str:
        """Its title, or what a list without one is called."""
        return self.title_of or self._shop.words.texts.get("list.title")

    @property
    def title_of(self) -> str:
        """Its title, '' when nobody gave it one."""
        return self.document.title if self.document else ""

    @property
    def sum_words(self) -> tuple[str, str]:
        """What the sum is called, and the sum; that is '' where nothing has a price here."""
        texts = self._shop.words.texts
        word = texts.get("list.unpriced") if self._sum.unpriced else texts.get("list.total")
        return word, self._shop.words.money(self._sum.amount) if self._sum.amount else ""

    def row(self, line: str) -> LineRow | None:
        """Return a line (its id) as it is shown, None when it is not there."""
        return next((row for row in self._lines[:] if row.key == line), None)

    def add(self, product: str, variant: str, options: Mapping[str, str]) -> None:
        """Put a variant on the list."""
        self._act(lambda: self._keeper.add(product, variant, options), "toast.added")

    def refresh(self) -> None:
        """Read the list again: somebody else changed it."""
        self._tasks.run(self._read, self._show)

    def clear(self) -> None:
        """Show nothing (part of the wipe)."""
        self._arranging = False
        self._show(Seen(None, undoable=False))

    @Slot(str)
    def more(self, line: str) -> None:
        """One piece more of a line."""
        self._act(lambda: self._keeper.adjust(line, 1))

    @Slot(str)
    def less(self, line: str) -> None:
        """One piece less; the last one takes the line off, which can be undone."""
        seen = self.document.line(line) if self.document else None
        if seen is None:
            return
        if seen.quantity > 1:
            self._act(lambda: self._keeper.adjust(line, -1))
        else:
            self._act(lambda: self._keeper.remove(seen), "toast.removed")

    @Slot(str)
    def up(self, line: str) -> None:
        """Put a line in front of the one before it."""
        self._move(line, -1)

    @Slot(str)
    def down(self, line: str) -> None:
        """Put a line behind the one after it."""
        self._move(line, 1)

    @Slot(str, int)
    def put(self, line: str, place: int) -> None:
        """Put a line at a place, counted from 0."""
        self._act(lambda: self._keeper.put(line, place))

    @Slot(bool)
    def arrange(self, wanted: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names in QML
        """Show what puts lines in order and tells more of them, or show how many of each again."""
        if self._arranging != wanted:
            self._arranging = wanted
            self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take back the last change made here."""
        self._act(self._keeper.undo, "toast.undone", undoable=False)

    @Slot(str)
    def open(self, product: str) -> None:
        """Go to a line's product."""
        if product:
            self.product_wanted.emit(product)

    @Property(bool, notify=changed)
    def several(self) -> bool:
        """Whether there are two lines or more."""
        return len(self._lines) > 1

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return not self.pieces

    @Property(int, notify=changed)
    def pieces(self) -> int:
        """How many pieces are on it."""
        return self.document.pieces if self.document else 0

    @Property(str, notify=changed)
    def title(self) -> str:
        """Its title, '' when nobody gave it one."""
        return self.title_of

    @Property(bool, notify=changed)
    def onPhone(self) -> bool:
        """Whether a phone has changed it, so that it surely is on one."""
        return any(actor.kind == PHONE for actor in self.document.actors.values()) if self.document else False

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether a change made here can be taken back."""
        return self._seen.undoable

    @Property(bool, notify=changed)
    def arranging(self) -> bool:
        """Whether lines are being put in order."""
        return self._arranging and not self.empty

    @Property(str, notify=changed)
    def total(self) -> str:
        """What it costs here."""
        return self._shop.words.money(self._sum.amount) if self._sum.amount else ""

    @Property(bool, notify=changed)
    def unpriced(self) -> bool:
        """Whether something on it has no price here."""
        return self._sum.unpriced > 0

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """The lines."""
        return self._lines

    def change(self, act: Callable[[], Change | None], told: str = "", *, undoable: bool = True) -> None:
        """Do something to the list for another sheet, show what became of it, and say so (a text's key)."""
        self._act(act, told, undoable=undoable)

    def _move(self, line: str, step: int) -> None:
        names = [each.id for each in self.document.present] if self.document else []
        if line in names and 0 <= names.index(line) + step < len(names):
            self._act(lambda: self._keeper.put(line, names.index(line) + step))

    def _act(self, act: Callable[[], Change | None], told: str = "", *, undoable: bool = True) -> None:
        """Do something in the background, show what became of it, and say so."""

        def work() -> Outcome:
            try:
                change = act()
            except Rejected as refusal:
                return Outcome(self._read(), refusal.reason)
            last = change.document.history[-1] if change and change.document.history else None
            added = last.line if last and last.verb == "AddLine" and last.delta > 0 else ""
            return Outcome(self._read(), changed=change is not None, added=added)

        def done(outcome: Outcome) -> None:
            self._show(outcome.seen)
            if outcome.refused:
                self.refused.emit(outcome.refused)
            elif told and outcome.changed:
                self.told.emit(told, undoable)
            if outcome.added:
                row = self.row(outcome.added)
                self.added.emit(row.url if row else "")

        self._tasks.run(work, done)

    def _read(self) -> Seen:
        return Seen(self._keeper.current(), self._keeper.undoable() is not None)

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self._retell()

    @Slot()
    def _note_language(self) -> None:
        """New lists carry the language that is spoken."""
        self._keeper.language = self._shop.words.language

    @Slot()
    def _retell(self) -> None:
        document = self.document
        self._lines.replace(shopper_rows(self._shop, document, self._own) if document else [])
        self._sum = total(self._shop, document) if document else Sum()
        self.changed.emit()
