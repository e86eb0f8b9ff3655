"""Noticing that somebody is here: any touch, key, scroll or movement of the pointer."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
    }
)


class Presence(QObject):
    """Watches the windows' input and says `seen` for each; never takes an event away."""

    seen = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way to a window."""
        if watched.isWindowType() and event.type() in INPUT:
            self.seen.emit()
        return False
