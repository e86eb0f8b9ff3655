"""The sheet of one line: how much it is wanted, and a note on it."""

from typing import get_args

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.ui.list_rows import LineRow
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.shop import Shop
from sync.protocol.list_verbs import Priority
from sync.protocol.lists import Line

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ListLineModel(QObject):
    """One line of the list on the screen, looked at more closely."""

    changed = Signal()

    def __init__(self, shop: Shop, keeper: ListKeeper, shopping: ShoppingListModel) -> None:
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._list = shopping
        self._key = ""
        self._rows = Rows(LineRow, self, keyed=True)
        self._writing = WritingModel(shop, self)
        shopping.changed.connect(self._retell)

    def clear(self) -> None:
        """Look at nothing (part of the wipe)."""
        self._writing.cancel()
        self.close()

    @Slot(str)
    def open(self, key: str) -> None:
        """Look at a line."""
        self._key = key
        self._retell()

    @Slot()
    def close(self) -> None:
        """Look at none."""
        self._key = ""
        self._retell()

    @Slot(str)
    def want(self, priority: str) -> None:
        """Say how much it is wanted; the same once more says nothing any more."""
        line = self._line
        known = next((one for one in get_args(Priority) if one == priority), None)
        if line and known is not None:
            wanted: Priority = "" if line.priority == priority else known
            self._list.change(lambda: self._keeper.set_priority(line, wanted))

    @Slot()
    def write(self) -> None:
        """Write a note on it."""
        line, texts = self._line, self._shop.words.texts
        if line and len(self._rows):
            self._writing.ask(
                texts.get("line.note_title", self._rows[0].name),
                lambda text: self._list.change(lambda: self._keeper.set_note(line, text)),
                hint=texts.get("line.note_hint"),
                text=line.note,
                needed=False,
            )
            self._writing.keypad.show()

    @Slot()
    def takeOff(self) -> None:
        """Take it off the list, which can be undone."""
        line = self._line
        self.close()
        if line:
            self._list.change(lambda: self._keeper.remove(line), "toast.removed")

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether a line is looked at."""
        return len(self._rows) > 0

    @Property(Rows, notify=changed)
    def line(self) -> Rows:
        """The line: one row, or none."""
        return self._rows

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where its note is written."""
        return self._writing

    @property
    def _line(self) -> Line | None:
        return self._list.document.line(self._key) if self._list.document and self._key else None

    @Slot()
    def _retell(self) -> None:
        row = self._list.row(self._key) if self._key else None
        self._rows.replace([row] if row else [])
        if self._key and not len(self._rows):
            # Somebody else took it off.
            self._key = ""
        self.changed.emit()
