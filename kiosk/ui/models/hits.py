"""Products found, as many as there may be: a row is told when it is about to be seen, or a little before."""

from collections import deque
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
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.product_rows import TileRow

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NAMES = TileRow.__struct_fields__

ROWS_A_TURN = 4
"""Rows said anew at once: a row of tiles. More would keep the screen from moving for longer than a frame."""

AHEAD = 24
"""Rows told before they are seen: what a flick brings in a third of a second."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@QmlElement
@QmlUncreatable("made by the app")
class HitRows(QAbstractListModel):
    """Ids of products whose rows are made on demand, and kept while the ids stay.

    Rows are told apart by their place: other products fill the tiles that are there.
    """

    count_changed = Signal()

    def __init__(
        self, tell: Callable[[str], TileRow], bring: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        """`tell` makes the row of a product; `bring` has the photo of one decoded that comes next."""
        super().__init__(parent)
        self._tell = tell
        self._bring = bring
        self._ids: list[str] = []
        self._told: dict[int, TileRow] = {}
        self._looked_at = True
        self._stale: range = range(0)
        """Rows that are still to be said anew; what is asked for of them is new already."""
        self._next_turn = QTimer(self, interval=0, singleShot=True)
        self._next_turn.timeout.connect(self._renew_some)
        self._seen = 0
        """The row that was asked for last."""
        self._coming: deque[int] = deque()
        """Rows that will be seen when it goes on this way, the nearest first."""
        self._coming_turn = QTimer(self, interval=0, singleShot=True)
        self._coming_turn.timeout.connect(self._tell_coming)

    def look_at(self, *, on: bool) -> None:
        """Somebody looks at the rows, or no longer does: then they are said anew when somebody does again."""
        self._looked_at = on
        if on:
            self._renew_some()

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
        if field == 0:
            self._look_ahead(index.row())
        return getattr(self.row(index.row()), NAMES[field])

    def roleNames(self) -> dict[int, QByteArray]:
        """Name the roles after the fields."""
        return {FIRST_ROLE + at: QByteArray(name.encode()) for at, name in enumerate(NAMES)}

    def replace(self, ids: Sequence[str]) -> None:
        """Show other products."""
        self._coming.clear()
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
            if self._stale:
                first, last = min(first, self._stale[0]), max(last, self._stale[-1])
            self._stale = range(first, last + 1)
            self._renew_some()

    @Slot()
    def _renew_some(self) -> None:
        """Say the next rows anew, and the rest in turns of their own."""
        rows = range(self._stale.start, min(self._stale.stop, len(self._ids)))
        if not self._looked_at or not rows:
            return
        now, self._stale = rows[:ROWS_A_TURN], rows[ROWS_A_TURN:]
        self._renew(now[0], now[-1])
        if self._stale:
            self._next_turn.start()

    def _look_ahead(self, at: int) -> None:
        """A row comes into view: those behind it are likely to be next."""
        forth, self._seen = at >= self._seen, at
        near = range(at + 1, min(at + 1 + AHEAD, len(self._ids))) if forth else range(at - 1, -1, -1)[:AHEAD]
        self._coming = deque(one for one in near if one not in self._told)
        if self._coming:
            self._coming_turn.start()

    @Slot()
    def _tell_coming(self) -> None:
        """Tell the next row that is not seen yet, one a turn, and have its photo decoded meanwhile."""
        if not self._coming:
            return
        self._bring(self.row(self._coming.popleft()).url)
        if self._coming:
            self._coming_turn.start()

    def _renew(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))
