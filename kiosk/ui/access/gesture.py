"""What turns access mode on and off on every page: a press of three seconds anywhere, and the key F2.

It also says when somebody does anything: what is being read breaks off then.
"""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QSinglePointEvent, QTouchEvent, QWindow

HOLD_MS = 3000
STILL = 24.0
"""Pixels that a finger may wander while it holds."""
KEY = Qt.Key.Key_F2

PRESSED = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
MOVED = frozenset({QEvent.Type.MouseMove, QEvent.Type.TouchUpdate})
RELEASED = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel})


class AccessGesture(QObject):
    """Looks at a window's input; never takes any away but its own key."""

    made = Signal()
    acted = Signal()
    """A touch or a key, before anything comes of it."""

    def __init__(self, scale: float, parent: QObject | None = None, *, hold_ms: int = HOLD_MS) -> None:
        """`scale` is how many pixels a layout unit takes."""
        super().__init__(parent)
        self._still = STILL * scale
        self._place = QPointF()
        self._hold = QTimer(self, interval=hold_ms, singleShot=True)
        self._hold.timeout.connect(self.made)

    def watch(self, window: QWindow) -> None:
        """Look at what this window is told from now on."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way to the window."""
        kind = event.type()
        if kind in PRESSED:
            self.acted.emit()
            self._place = _place(event)
            self._hold.start()
        elif kind in RELEASED:
            self._hold.stop()
        elif kind in MOVED:
            away = _place(event) - self._place
            if away.manhattanLength() > self._still:
                self._hold.stop()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.acted.emit()
            if event.key() == KEY and not event.isAutoRepeat():
                self.made.emit()
                return True
        return False


def _place(event: QEvent) -> QPointF:
    """Return where a finger is; two of them hold nothing."""
    if isinstance(event, QSinglePointEvent):
        return event.position()
    if isinstance(event, QTouchEvent) and event.points():
        return event.points()[0].position()
    return QPointF()
