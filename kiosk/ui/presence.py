"""Noticing that somebody is here: any touch, key, scroll or movement of the pointer."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

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

ENDS = frozenset(
    {
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
        QEvent.Type.KeyRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TabletRelease,
    }
)
"""With these an input is over; a pointer that only moves ends nothing."""

ON_THE_WAY = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Shift})
"""Keys that lead to what is going to be pressed."""


BEGINS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})

LETTING_GO = ENDS - {QEvent.Type.Wheel}


class Presence(QObject):
    """Looks at a window's input; never takes an event away."""

    seen = Signal()
    """Somebody did something, or has begun to."""
    let_go = Signal()
    """It is over, and about to be delivered: connect queued to hear of it after what was pressed has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pressing = False
        """Whether something is pressed that was not let go yet: a finger, a button, a key."""

    def watch(self, window: QWindow) -> None:
        """Look at what this window is told from now on (not at what the whole application is: far more)."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way to the window."""
        if event.type() in INPUT:
            self.pressing |= event.type() in BEGINS
            self.seen.emit()
        if event.type() in LETTING_GO:
            self.pressing = False
        if event.type() in ENDS and not (isinstance(event, QKeyEvent) and event.key() in ON_THE_WAY):
            self.let_go.emit()
        return False
