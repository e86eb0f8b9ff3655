"""Lists for the pages: rows are frozen Structs, roles are their fields."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
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

from kiosk.core.differences import steady

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
        self._key = attrgetter(self._names[0])
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
        keys = [self._key(row) for row in rows] if self._keyed else []
        # Keys that come twice tell nothing apart: then the place does.
        if keys != [self._key(row) for row in self._rows] and len(set(keys)) == len(rows):
            self._bring(rows, keys)
        self._resize(rows)
        self._fill(rows)
        if len(self._rows) != before:
            self.count_changed.emit()

    def _resize(self, rows: Sequence[Any]) -> None:
        """Add or drop rows at the end until there are as many."""
        here, wanted = len(self._rows), len(rows)
        if wanted > here:
            self._insert(here, rows[here:])
        elif wanted < here:
            self._remove(wanted, here)

    def _bring(self, rows: Sequence[Any], wanted: list[Any]) -> None:
        """Bring the rows with these keys into this order; what goes or comes side by side does so at once."""
        self._drop_missing(set(wanted))
        keys = [self._key(row) for row in self._rows]
        known, stays = set(keys), steady(keys, wanted)
        at = 0
        while at < len(wanted):
            end = at
            while end < len(wanted) and wanted[end] not in known:
                end += 1
            if end > at:
                self._insert(at, rows[at:end])
                keys[at:at] = wanted[at:end]
                at = end
                continue
            while keys[at] != wanted[at]:
                # What stays is not touched: it comes to its place as the others leave it.
                found, place = (at, len(keys) - 1) if wanted[at] in stays else (keys.index(wanted[at]), at)
                self._move(found, place)
                keys.insert(place, keys.pop(found))
            at += 1

    def _drop_missing(self, wanted: set[Any]) -> None:
        end = len(self._rows)
        while end:
            begin = end
            while begin and self._key(self._rows[begin - 1]) not in wanted:
                begin -= 1
            if begin < end:
                self._remove(begin, end)
            end = max(0, begin - 1)

    def _fill(self, rows: Sequence[Any]) -> None:
        """Take the rows over; neighbours that changed are told of together."""
        changed = [at for at, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows[:] = rows
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _insert(self, at: int, rows: Sequence[Any]) -> None:
        self.beginInsertRows(ROOT, at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self.endInsertRows()

    def _remove(self, begin: int, end: int) -> None:
        self.beginRemoveRows(ROOT, begin, end - 1)
        del self._rows[begin:end]
        self.endRemoveRows()

    def _move(self, found: int, place: int) -> None:
        # Qt names the row that it comes to stand before, as counted while it still stands where it was.
        self.beginMoveRows(ROOT, found, found, ROOT, place if place < found else place + 1)
        self._rows.insert(place, self._rows.pop(found))
        self.endMoveRows()


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of places that follow each other."""
    first = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[first], places[at - 1]
            first = at
