"""The sheet of all lists of the visit: go on with another one, begin one, name it, take a line to another."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_TITLE = 120


class ListRow(msgspec.Struct, frozen=True):
    """One list: what it is called, how many pieces are on it, and whether it is the one on the screen."""

    key: str
    title: str
    pieces: str
    chosen: bool


@QmlElement
@QmlUncreatable("made by the app")
class ListsModel(QObject):
    """All lists of the visit. It is read anew whenever the sheet is opened or a list changes under it."""

    changed = Signal()
    switched = Signal()
    """Another list is gone on with."""
    told = Signal(str)
    """A sentence for the toast: the text's key."""
    refused = Signal(str)
    """A list's rule said no; carries the reason's code."""

    def __init__(self, shop: Shop, keeper: ListKeeper, shopping: ShoppingListModel, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._list = shopping
        self._tasks = tasks
        self._held: list[ShoppingList] = []
        self._shown = False
        self._line = ""
        self._rows = Rows(ListRow, self, keyed=True)
        self._writing = WritingModel(shop, self)
        shopping.changed.connect(self._look)
        shop.spoken.connect(self._retell)

    def clear(self) -> None:
        """Show nothing, and go on with no list in particular (part of the wipe)."""
        self._writing.cancel()
        self._keeper.choose("")
        self._held = []
        self.close()

    @Slot()
    def open(self) -> None:
        """Show all lists."""
        self._open("")

    @Slot(str)
    def openFor(self, line: str) -> None:
        """Ask to which list a line shall go."""
        self._open(line)

    @Slot()
    def close(self) -> None:
        """Put the sheet away."""
        self._shown, self._line = False, ""
        self._retell()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Go on with another list; with a line in hand, bring that there."""
        if self._line:
            self._carry(key, keep=False)
            return
        self.close()
        self._keeper.choose(key)
        self._list.refresh()
        self.switched.emit()

    @Slot(str)
    def copy(self, key: str) -> None:
        """Put the line in hand on another list too."""
        self._carry(key, keep=True)

    @Slot()
    def start(self) -> None:
        """Begin another list."""
        self._write("lists.new_title", "", self._start)

    @Slot()
    def rename(self) -> None:
        """Give the list on the screen another name."""
        self._write("lists.rename_title", self._list.title_of, self._rename)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the sheet is on the screen."""
        return self._shown

    @Property(bool, notify=changed)
    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self._held) > 1

    @Property(bool, notify=changed)
    def carrying(self) -> bool:
        """Whether a line is to go to another list."""
        return self._line != ""

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The lists; with a line in hand, the others."""
        return self._rows

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where a list's name is written."""
        return self._writing

    def _open(self, line: str) -> None:
        self._shown, self._line = True, line
        self._read()

    def _read(self) -> None:
        self._tasks.run(self._keeper.all, self._show)

    def _show(self, held: list[ShoppingList]) -> None:
        self._held = held
        self._retell()

    def _write(self, title: str, text: str, done: Callable[[str], None]) -> None:
        self.close()
        self._writing.ask(
            self._shop.words.texts.get(title),
            done,
            hint=self._shop.words.texts.get("lists.hint"),
            text=text,
            longest=LONGEST_TITLE,
            needed=False,
        )
        self._writing.keypad.show()

    def _start(self, title: str) -> None:
        def begun(_document: object) -> None:
            self._list.refresh()
            self.switched.emit()

        self._tasks.run(lambda: self._keeper.start(title), begun)

    def _rename(self, title: str) -> None:
        self._list.change(lambda: self._keeper.rename(title), "lists.renamed")

    def _carry(self, key: str, *, keep: bool) -> None:
        document = self._list.document
        line = document.line(self._line) if document else None
        self.close()
        if document is None or line is None:
            return

        def work() -> str:
            try:
                self._keeper.carry(document, line, key, keep=keep)
            except Rejected as refusal:
                return refusal.reason
            return ""

        def done(reason: str) -> None:
            self._list.refresh()
            if reason:
                self.refused.emit(reason)
            else:
                self.told.emit("lists.copied" if keep else "lists.moved")

        self._tasks.run(work, done)

    @Slot()
    def _look(self) -> None:
        """Read them anew where the one on the screen is not known among them."""
        document = self._list.document
        if document and all(one.id != document.id for one in self._held):
            self._read()
        else:
            self._retell()

    @Slot()
    def _retell(self) -> None:
        shown = self._list.document.id if self._list.document else ""
        texts = self._shop.words.texts
        told = [one for one in self._held if not self._line or one.id != shown] if self._shown else []
        self._rows.replace(
            [
                ListRow(
                    one.id,
                    one.title or texts.get("list.title"),
                    texts.get("list.pieces", count=one.pieces),
                    one.id == shown,
                )
                for one in told
            ]
        )
        self.changed.emit()
