"""Products found, as many as there may be: a row is told when it is about to be seen."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.product_rows import TileRow

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NAMES = TileRow.__struct_fields__

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@QmlElement
@QmlUncreatable("made by the app")
class HitRows(QAbstractListModel):
    """Ids of products whose rows are made on demand, and kept while the ids stay.

    Rows are told apart by their place: other products fill the tiles that are there.
    """

    count_changed = Signal()

    def __init__(self, tell: Callable[[str], TileRow], parent: QObject | None = None) -> None:
        """`tell` makes the row of a product."""
        super().__init__(parent)
        self._tell = tell
        self._ids: list[str] = []
        self._told: dict[int, TileRow] = {}

    @Property(int, notify=count_changed)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._ids)

    @property
    def ids(self) -> Sequence[str]:
        """The products, in order."""
        return self._ids

    def row(self, at: int) -> TileRow:
        """Return what is told of the product at a place."""
        row = self._told.get(at)
        if row is None:
            row = self._told[at] = self._tell(self._ids[at])
        return row

    def __len__(self) -> int:
        return len(self._ids)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are; rows have no children."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = FIRST_ROLE) -> Any:
        """Return one field of one row; Qt's own roles have no answer here."""
        field = role - FIRST_ROLE
        if not index.isValid() or not 0 <= field < len(NAMES):
            return None
        return getattr(self.row(index.row()), NAMES[field])

    def roleNames(self) -> dict[int, QByteArray]:
        """Name the roles after the fields."""
        return {FIRST_ROLE + at: QByteArray(name.encode()) for at, name in enumerate(NAMES)}

    def replace(self, ids: Sequence[str]) -> None:
        """Show other products."""
        before, after = len(self._ids), len(ids)
        changed = [at for at in range(min(before, after)) if self._ids[at] != ids[at]]
        for at in changed:
            self._told.pop(at, None)
        self._ids[: min(before, after)] = ids[:before]
        if changed:
            self._renew(changed[0], changed[-1])
        if after > before:
            self.append(ids[before:])
        elif after < before:
            self.beginRemoveRows(ROOT, after, before - 1)
            del self._ids[after:]
            self._told = {at: row for at, row in self._told.items() if at < after}
            self.endRemoveRows()
            self.count_changed.emit()

    def append(self, ids: Sequence[str]) -> None:
        """Show some more."""
        if not ids:
            return
        before = len(self._ids)
        self.beginInsertRows(ROOT, before, before + len(ids) - 1)
        self._ids.extend(ids)
        self.endInsertRows()
        self.count_changed.emit()

    @Slot()
    def retell(self) -> None:
        """Say every row anew: another language, other stock, photos that have arrived."""
        if self._told:
            first, last = min(self._told), max(self._told)
            self._told.clear()
            self._renew(first, last)

    def _renew(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))
