"""Noticing that somebody is here: any touch, key, scroll or movement of the pointer."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow

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
    """Looks at a window's input and says `seen` for each; never takes an event away."""

    seen = Signal()

    def watch(self, window: QWindow) -> None:
        """Look at what this window is told from now on (not at what the whole application is: far more)."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way to the window."""
        if event.type() in INPUT:
            self.seen.emit()
        return False
