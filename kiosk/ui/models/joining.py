"""What was begun as a guest joins the lists of who signed in: line by line, and back again."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import merging
from kiosk.core.known import KnownShopper, Merged, Seen
from kiosk.core.lists import ListKeeper
from kiosk.ui.known_rows import ChoiceRow, JoinRow, join_rows, short_name
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

OWN = ""
"""Stands for a list of its own among those that the lines can join."""


@QmlElement
@QmlUncreatable("made by the app")
class JoiningModel(QObject):
    """Which lines join which list. Nothing changes before somebody says so."""

    changed = Signal()
    done = Signal()
    """Something was joined, or parted again."""
    told = Signal(str, str)
    """A sentence for the toast: the text's key, and what is named in it; Undo belongs to `known.joined`."""
    refused = Signal(str)
    """A list's rule said no; carries the reason's code."""

    def __init__(
        self, shop: Shop, known: KnownShopper, keeper: ListKeeper, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._known = known
        self._keeper = keeper
        self._tasks = tasks
        self._seen = Seen()
        self._target: str | None = None
        self._left: frozenset[str] = frozenset()
        self._merged: Merged | None = None
        self._busy = False
        self._lines = Rows(JoinRow, self, keyed=True)
        self._targets = Rows(ChoiceRow, self, keyed=True)

    def tell(self, seen: Seen) -> None:
        """Take what is theirs, and the list that was begun before."""
        self._seen = seen
        onto = self._onto
        rows = merging.rows(seen.guest, onto) if seen.shopper and seen.guest else []
        chosen = {row.line.id for row in rows} - self._left
        self._lines.replace(join_rows(self._shop, rows, chosen))
        names = [ChoiceRow(one.id, short_name(self._shop, one), one is onto) for one in self._shown_lists]
        own = ChoiceRow(OWN, self._shop.words.texts.get("known.own_list"), onto is None)
        self._targets.replace([*names, own] if rows else [])
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was chosen (part of the wipe)."""
        self._target, self._left, self._merged = None, frozenset(), None
        self._keeper.spare(())
        self.tell(Seen())

    def forget(self) -> None:
        """Something else was done since: Undo is about that."""
        self._merged = None
        self.changed.emit()

    @Slot(str)
    def toggle(self, line: str) -> None:
        """Leave a line out, or take it along again."""
        self._left = self._left ^ {line}
        self.tell(self._seen)

    @Slot(str)
    def pick(self, target: str) -> None:
        """Join another list of theirs; '' = a list of its own."""
        self._target = target
        self.tell(self._seen)

    @Slot()
    def join(self) -> None:
        """Join what is chosen."""
        if self._busy or not self.count:
            return
        onto = self._onto
        target, chosen = (onto.id if onto else ""), self._chosen
        self._act(lambda: self._known.merge(target, chosen), self._joined)

    @Slot()
    def undo(self) -> None:
        """Part again what was joined."""
        merged, self._merged = self._merged, None
        if merged is not None:
            self._act(lambda: self._known.part(merged), self._parted)

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """The lines that were put on a list before."""
        return self._lines

    @Property(Rows, notify=changed)
    def targets(self) -> Rows:
        """The lists that they can join."""
        return self._targets

    @Property(bool, notify=changed)
    def wanted(self) -> bool:
        """Whether there is something to join."""
        return len(self._lines) > 0

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many lines are chosen."""
        return len(self._chosen)

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it can be done now: what is theirs has to be here."""
        return bool(self._chosen) and self._seen.customer is not None and not self._busy

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether the last thing that was done is a joining."""
        return self._merged is not None

    @property
    def _chosen(self) -> frozenset[str]:
        return frozenset(row.key for row in self._lines[:] if row.chosen)

    @property
    def _shown_lists(self) -> list[ShoppingList]:
        return [one for one in self._seen.lists if one.present or one.title]

    @property
    def _onto(self) -> ShoppingList | None:
        """The list that is joined: the one that was picked, else the one that was changed last."""
        if self._target is None:
            return next(iter(self._shown_lists), None)
        return next((one for one in self._shown_lists if one.id == self._target), None)

    def _act(self, act: Callable[[], Merged | None], done: Callable[[Merged | None], None]) -> None:
        def work() -> Merged | str | None:
            try:
                return act()
            except Rejected as refusal:
                return refusal.reason

        def ended(outcome: Merged | str | None) -> None:
            self._busy = False
            if isinstance(outcome, str):
                self.refused.emit(outcome)
                self.done.emit()
            else:
                done(outcome)

        self._busy = True
        self._tasks.run(work, ended, self._failed)
        self.changed.emit()

    def _failed(self) -> None:
        self._busy = False
        self._tasks.failed.emit()
        self.changed.emit()

    def _joined(self, merged: Merged | None) -> None:
        if merged is None:
            self.changed.emit()
            return
        self._merged = merged
        self._left, self._target = frozenset(), None
        self._keeper.choose(merged.target)
        self._keeper.spare(op for _, op in merged.done)
        self.done.emit()
        self.told.emit("known.joined", str(merged.lines))

    def _parted(self, _nothing: Merged | None) -> None:
        self._keeper.choose("")
        self._keeper.spare(())
        self.done.emit()
        self.told.emit("known.parted", "")
