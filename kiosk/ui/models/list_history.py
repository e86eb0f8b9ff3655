"""The sheet that tells who did what to the list, and takes back any of what was done here."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.ui.history_rows import StepRow, step_rows
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.shopping_list import ShoppingListModel
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ListHistoryModel(QObject):
    """What was done to the list on the screen, the latest first. Told only while somebody looks."""

    changed = Signal()

    def __init__(self, shop: Shop, keeper: ListKeeper, own: str, shopping: ShoppingListModel) -> None:
        """`own` is the id of the actor at this tablet."""
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._own = own
        self._list = shopping
        self._shown = False
        self._steps = Rows(StepRow, self, keyed=True)
        for news in (shopping.changed, shop.spoken):
            news.connect(self._retell)

    def clear(self) -> None:
        """Tell nothing (part of the wipe)."""
        self.close()

    @Slot()
    def open(self) -> None:
        """Tell what was done."""
        self._shown = True
        self._retell()

    @Slot()
    def close(self) -> None:
        """Put the sheet away."""
        self._shown = False
        self._retell()

    @Slot(str)
    def takeBack(self, op: str) -> None:
        """Take back one change."""
        self._list.change(lambda: self._keeper.take_back(op), "toast.undone", undoable=False)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the sheet is on the screen."""
        return self._shown

    @Property(Rows, notify=changed)
    def steps(self) -> Rows:
        """What was done."""
        return self._steps

    @Slot()
    def _retell(self) -> None:
        document = self._list.document
        told = self._shown and document is not None
        self._steps.replace(step_rows(self._shop, document, self._own) if told and document else [])
        self.changed.emit()
