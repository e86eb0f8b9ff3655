"""Asking the store something in writing, about a line or the whole list, and hearing the answer."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.asking import Asking
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.question_rows import AskedRow, asked_rows
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

ANSWERED = "known"
"""The brand's sound of an answer."""


@QmlElement
@QmlUncreatable("made by the app")
class QuestionsModel(QObject):
    """The questions on the list that the list page shows."""

    changed = Signal()
    happened = Signal(str)
    """Something worth a sound: a name of the brand's sounds."""
    told = Signal(str)
    """A sentence for the toast: the text's key."""

    def __init__(self, shop: Shop, asking: Asking, shopping: ShoppingListModel) -> None:
        super().__init__()
        self._shop = shop
        self._asking = asking
        self._list = shopping
        self._offline = False
        self._of = ""
        self._answered: frozenset[str] = frozenset()
        self._rows = Rows(AskedRow, self, keyed=True)
        self._writing = WritingModel(shop, self)
        for news in (shopping.changed, shop.spoken):
            news.connect(self._retell)

    def reach(self, *, online: bool) -> None:
        """Say whether the hub answers: without it a question waits here."""
        if self._offline == online:
            self._offline = not online
            self._retell()

    def clear(self) -> None:
        """Forget what was being written (part of the wipe); the questions go with the list."""
        self._writing.cancel()
        self._retell()

    @Slot()
    def ask(self) -> None:
        """Write a question about the whole list."""
        self._write("", self._shop.words.texts.get("ask.title"))

    @Slot(str)
    def askAbout(self, line: str) -> None:
        """Write a question about a line (its id)."""
        row = self._list.row(line)
        if row:
            self._write(line, self._shop.words.texts.get("ask.title_line", row.name))

    @Slot(str)
    def takeBack(self, question: str) -> None:
        """Ask a question (its id) no more, which can be undone."""
        self._list.change(lambda: self._asking.take_back(question), "ask.taken_back")

    @Property(bool, notify=changed)
    def any(self) -> bool:
        """Whether something was asked."""
        return len(self._rows) > 0

    @Property(Rows, notify=changed)
    def asked(self) -> Rows:
        """What was asked, the latest first."""
        return self._rows

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where a question is written."""
        return self._writing

    def _write(self, line: str, title: str) -> None:
        self._writing.ask(title, self._send(line), hint=self._shop.words.texts.get("ask.hint"))
        self._writing.keypad.show()

    def _send(self, line: str) -> Callable[[str], None]:
        return lambda text: self._list.change(
            lambda: self._asking.ask(text, line),
            "ask.noted" if self._offline else "ask.sent",
            undoable=False,
        )

    @Slot()
    def _retell(self) -> None:
        document = self._list.document
        self._rows.replace(asked_rows(self._shop, document, offline=self._offline) if document else [])
        of = document.id if document else ""
        answered = frozenset(row.key for row in self._rows[:] if row.answer)
        # An answer that was there before, of a list that is just opened, is no news.
        if of and of == self._of and answered - self._answered:
            self.happened.emit(ANSWERED)
            self.told.emit("ask.answered")
        self._of, self._answered = of, answered
        self.changed.emit()
