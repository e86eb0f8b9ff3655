"""Looking for goods at the desk by a word, to put one on a list."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.desk.goods import GoodsFinder, tiles
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import TileRow

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class GoodsModel(QObject):
    """A word, what was found for it, and which of it is picked."""

    changed = Signal()
    picked = Signal(str)
    """A product's id."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._finder = GoodsFinder(work.shop)
        self._text = ""
        self._answered = ""
        self._hits = Rows(TileRow, self, keyed=True)
        self._keypad = KeypadModel(work.shop, self)
        self._keypad.type_into(lambda: self._text, self.seek)
        work.shop.stocked.connect(self._retell)
        work.shop.spoken.connect(self._retell)

    @Slot(str)
    def seek(self, text: str) -> None:
        """Look for goods; of several words in a row the last one counts."""
        self._text = text
        self.changed.emit()
        catalogue = self._work.shop.catalogue
        path = catalogue.path if catalogue else None
        self._work.read(lambda: self._finder.find(text, path), lambda found: self._take(text, found))

    @Slot(str)
    def pick(self, product: str) -> None:
        """This one; the field is free for the next word."""
        self.picked.emit(product)
        self.close()

    @Slot()
    def pickFirst(self) -> None:
        """The best hit."""
        if len(self._hits):
            self.pick(self._hits[0].product)

    @Slot()
    def close(self) -> None:
        """Let go of what was asked and found."""
        if self._text:
            self._work.read(self._finder.close, lambda _nothing: None)
        self._text = self._answered = ""
        self._keypad.close()
        self._hits.replace([])
        self.changed.emit()

    @Property(str, notify=changed)
    def text(self) -> str:
        """The word."""
        return self._text

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The on-screen keys."""
        return self._keypad

    @Property(bool, notify=changed)
    def nothing(self) -> bool:
        """Whether nothing was found for it."""
        return bool(self._answered) and self._answered == self._text and not len(self._hits)

    @Property(Rows, notify=changed)
    def hits(self) -> Rows:
        """What was found."""
        return self._hits

    def _take(self, text: str, found: list[str]) -> None:
        if text != self._text:
            return
        self._answered = text.strip()
        self._hits.replace(tiles(self._work.shop, found))
        self.changed.emit()

    @Slot()
    def _retell(self) -> None:
        self._hits.replace(tiles(self._work.shop, [row.product for row in self._hits[:]]))
