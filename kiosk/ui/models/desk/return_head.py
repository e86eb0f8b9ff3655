"""What the return page says of the return on it."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.return_draft import Draft
from kiosk.ui.desk import return_rows
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ReturnHead(QObject):
    """The head of a return: which receipt, what was said before, and what it comes to."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._draft: Draft | None = None

    def tell(self, draft: Draft | None) -> None:
        """Speak of a return, None for none."""
        self._draft = draft
        self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the receipt is called."""
        if self._draft is None:
            return self._shop.words.texts.get("returns.title")
        return return_rows.title(self._shop, self._draft.receipt)

    @Property(str, notify=changed)
    def bought(self) -> str:
        """When and where it was bought, and how long it can come back."""
        return return_rows.where(self._shop, self._draft.receipt) if self._draft else ""

    @Property(str, notify=changed)
    def begun(self) -> str:
        """Where and when the return began, '' where it begins here."""
        return return_rows.begun(self._shop, self._draft.receipt) if self._draft else ""

    @Property(str, notify=changed)
    def told(self) -> str:
        """What was said there, so that nobody has to say it again."""
        case = self._draft.receipt.case if self._draft else None
        return case.note if case else ""

    @Property(int, notify=changed)
    def pieces(self) -> int:
        """How many pieces come back."""
        return self._draft.pieces if self._draft else 0

    @Property(str, notify=changed)
    def refund(self) -> str:
        """What is paid back."""
        return return_rows.refund(self._shop, self._draft) if self._draft else ""

    @Property(bool, notify=changed)
    def late(self) -> bool:
        """Whether the last day is over."""
        return bool(self._draft and self._draft.receipt.is_late(self._shop.now()))

    @Property(bool, notify=changed)
    def allowed(self) -> bool:
        """Whether it is taken all the same."""
        return bool(self._draft and self._draft.late)
