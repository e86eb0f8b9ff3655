"""Lists for the pages: rows are frozen Structs, roles are their fields."""

from collections.abc import Sequence
from typing import Any, overload

import msgspec
from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@QmlElement
@QmlUncreatable("made by the app")
class Rows(QAbstractListModel):
    """Rows of one Struct.

    With `keyed` the first field is a key: a row that stays is moved with all that is shown of it. Otherwise
    rows are told apart by their place: what is on the screen is filled anew instead of being built anew.
    """

    count_changed = Signal()

    def __init__(
        self, row: type[msgspec.Struct], parent: QObject | None = None, *, keyed: bool = False
    ) -> None:
        super().__init__(parent)
        self._keyed = keyed
        self._names = row.__struct_fields__
        self._rows: list[Any] = []

    @Property(int, notify=count_changed)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are; rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = FIRST_ROLE) -> Any:
        """Return one field of one row; Qt's own roles (display, font …) have no answer here."""
        field = role - FIRST_ROLE
        if not index.isValid() or not 0 <= field < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[field])

    def roleNames(self) -> dict[int, QByteArray]:
        """Name the roles after the fields."""
        return {FIRST_ROLE + at: QByteArray(name.encode()) for at, name in enumerate(self._names)}

    def replace(self, rows: Sequence[Any]) -> None:
        """Show other rows; what is the same stays untouched, so focus and position survive."""
        before = len(self._rows)
        wanted = {self._key(row) for row in rows} if self._keyed else set()
        if self._keyed and any(self._key(row) in wanted for row in self._rows):
            self._drop_missing(wanted)
            for at, row in enumerate(rows):
                self._place(at, row)
        else:
            if self._keyed:
                # None stays: all go and come at once. Twenty thousand that come singly take seconds.
                self._resize([])
            self._resize(rows)
        for at, row in enumerate(rows):
            self._fill(at, row)
        if len(self._rows) != before:
            self.count_changed.emit()

    def _resize(self, rows: Sequence[Any]) -> None:
        """Add or drop rows at the end until there are as many."""
        here, wanted = len(self._rows), len(rows)
        if wanted > here:
            self.beginInsertRows(ROOT, here, wanted - 1)
            self._rows.extend(rows[here:])
            self.endInsertRows()
        elif wanted < here:
            self.beginRemoveRows(ROOT, wanted, here - 1)
            del self._rows[wanted:]
            self.endRemoveRows()

    def _fill(self, at: int, row: Any) -> None:
        if self._rows[at] != row:
            self._rows[at] = row
            index = self.index(at)
            self.dataChanged.emit(index, index)

    def _drop_missing(self, wanted: set[Any]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._key(self._rows[at]) not in wanted:
                self.beginRemoveRows(ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _place(self, at: int, row: Any) -> None:
        """Bring the row with this row's key to its place."""
        found = next(
            (i for i in range(at, len(self._rows)) if self._key(self._rows[i]) == self._key(row)), None
        )
        if found is None:
            self.beginInsertRows(ROOT, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if found != at:
            self.beginMoveRows(ROOT, found, found, ROOT, at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()

    def _key(self, row: Any) -> Any:
        return getattr(row, self._names[0])
