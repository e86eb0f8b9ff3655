"""Keeps at the desk what has to be there, as news come in and as time goes by."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.core.staff.open_work import OpenWork
from kiosk.ui.tasks import Tasks

EVERY_MS = 60_000
"""How often is looked for customers whose time at the desk is over."""


class Holding(QObject):
    """Holds and lets go in the background. Lives in the GUI thread."""

    def __init__(
        self, open_work: OpenWork, tasks: Tasks, changed: Callable[[frozenset[str]], None], parent: QObject
    ) -> None:
        """`changed` is told of the scopes whose documents went, or are others now."""
        super().__init__(parent)
        self._open_work = open_work
        self._tasks = tasks
        self._changed = changed
        self._due = False
        self._news = deque[frozenset[str]]()
        """What changed since it was last followed: put in here, taken out by the thread that writes."""
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.follow)
        self._timer.start()

    def look_at(self, wanted: Iterable[str]) -> None:
        """Hold what somebody looks at."""
        scopes = sorted(wanted)
        self._tasks.run(lambda: self._open_work.look_at(*scopes), self._tell)

    @Slot(object)
    def hear(self, changed: frozenset[str]) -> None:
        """Follow news that say who is open here."""
        self._news.append(changed)
        if self._open_work.concerns(changed):
            self.follow()

    @Slot()
    def follow(self) -> None:
        """Hold what is open now; much news at once is followed once."""
        if not self._due:
            self._due = True
            self._tasks.run(self._follow, self._tell)

    def _follow(self) -> frozenset[str]:
        self._due = False
        news = set[str]()
        while self._news:
            news |= self._news.popleft()
        return self._open_work.follow(frozenset(news))

    def _tell(self, gone: frozenset[str]) -> None:
        if gone:
            self._changed(gone)
