"""The latest return of a receipt, as long as it can be undone: it was a mistake."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import return_draft
from kiosk.ui.desk import return_rows
from kiosk.ui.desk.workplace import Workplace
from sync.protocol import scopes
from sync.protocol.receipts import Receipt, Return, UndoReturn

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the return page")
class TakenBackModel(QObject):
    """What who is signed in can undo on the receipt that is shown. Lives in the GUI thread."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._receipt: Receipt | None = None

    def show(self, receipt: Receipt | None) -> None:
        """Look at a receipt as it stands now, None for no one."""
        self._receipt = receipt
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """It was a mistake: stock, refund, sizes and timeline are put right, and the case goes on."""
        receipt, back = self._receipt, self._latest()
        if receipt and back:
            scope = scopes.receipt(receipt.id)
            told = "returns.undone" if self._work.in_step else "returns.undone_later"
            self._work.do(scope, UndoReturn(back.op), lambda: self._work.tell(told))

    @Property(str, notify=changed)
    def told(self) -> str:
        """What came back and until when that can be undone; '' when nothing can be."""
        back = self._latest()
        return return_rows.undoable(self._work.shop, self._receipt, back) if self._receipt and back else ""

    def _latest(self) -> Return | None:
        me, actor, receipt = self._work.me, self._work.actor, self._receipt
        if not (me and actor and receipt):
            return None
        return return_draft.undoable(receipt, me.role, actor.id, self._work.shop.now())
