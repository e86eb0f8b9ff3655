"""Whether what a visit left has reached the hub: told while the farewell stands."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.ui.tasks import Tasks

AT_ONCE_MS = 3000
"""What reaches the hub within this time is said to be on its way, not to wait."""


class Delivery(QObject):
    """Watches the operations of the visit that is over."""

    changed = Signal()

    def __init__(self, count: Callable[[], int], tasks: Tasks, parent: QObject) -> None:
        """`count` asks the disk how many operations of that visit the hub has not decided."""
        super().__init__(parent)
        self._count = count
        self._tasks = tasks
        self._unsent = 0
        self._online = True
        self._moment = QTimer(self, interval=AT_ONCE_MS, singleShot=True)
        self._moment.timeout.connect(self.changed)

    @property
    def unsent(self) -> int:
        """How many operations have not reached the hub."""
        return self._unsent

    @property
    def under_way(self) -> bool:
        """Whether they may arrive any moment: the hub answers, and they have not waited for long."""
        return self._unsent > 0 and self._online and self._moment.isActive()

    def begin(self, unsent: int) -> None:
        """Watch so many operations of a visit that has just ended."""
        self._unsent = unsent
        self._moment.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._unsent = 0
        self._moment.stop()

    def tell_news(self, *, online: bool) -> None:
        """Say whether the hub answers: what had to be sent may have reached it."""
        before, self._online = self._online, online
        if self._unsent:
            # A count that cannot be had leaves what was said before: nobody is asked to mind.
            self._tasks.run(self._count, self._take, lambda: None)
            if before != online:
                self.changed.emit()

    @Slot(int)
    def _take(self, unsent: int) -> None:
        if self._unsent and unsent != self._unsent:
            self._unsent = unsent
            self.changed.emit()
