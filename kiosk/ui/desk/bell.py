"""What is new at the desk: shown on every page for a while."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.core.today import Task

RINGS_MS = 30_000
"""Something new is shown for so long; Today and the rail's badge go on showing it."""


class Bell(QObject):
    """Holds what rang last. Lives in the GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.task: Task | None = None
        self._timer = QTimer(self, interval=RINGS_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)

    def ring(self, task: Task) -> None:
        """This is new."""
        self.task = task
        self._timer.start()
        self.changed.emit()

    @Slot()
    def hide(self) -> None:
        """Somebody has seen it, or nobody did for long enough."""
        self._timer.stop()
        if self.task:
            self.task = None
            self.changed.emit()
