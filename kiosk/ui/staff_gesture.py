"""The staff's way in: the four corners of the screen, touched clockwise from the top left.

Nothing lies in the corners on any page, so nobody meets them by accident, and a fifth touch or a pause undoes
it. Keyboards have Ctrl, Alt and S. What it opens shows nothing of a shopper and changes nothing of the shop.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QSinglePointEvent, QTouchEvent, QWindow

CORNER = 40
"""Pixels of the corner squares; the pages' margins begin there."""
SECONDS = 6.0
"""From the first corner to the last."""
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class StaffGesture(QObject):
    """Looks at a window's touches and says `made`; never takes one away."""

    made = Signal()

    def __init__(
        self, scale: float, parent: QObject | None = None, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`scale` is how many pixels a layout unit takes."""
        super().__init__(parent)
        self._seconds = seconds
        self._corner = CORNER * scale
        self._next = 0
        self._begun = 0.0

    def watch(self, window: QWindow) -> None:
        """Look at what this window is told from now on."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at an event on its way to the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_S and (event.modifiers() & KEYS) == KEYS:
                self.made.emit()
        elif isinstance(watched, QWindow) and (place := _touched(event)) is not None:
            self._touch(watched, place)
        return False

    def _touch(self, window: QWindow, place: QPointF) -> None:
        right, bottom = window.width() - self._corner, window.height() - self._corner
        corners = [
            place.x() < self._corner and place.y() < self._corner,
            place.x() >= right and place.y() < self._corner,
            place.x() >= right and place.y() >= bottom,
            place.x() < self._corner and place.y() >= bottom,
        ]
        if self._next and corners[self._next - 1]:
            # A touch that the system tells a second time as a mouse's, or a finger that trembles.
            return
        now = self._seconds()
        if self._next and now - self._begun > SECONDS:
            self._next = 0
        if not corners[self._next]:
            self._next = 0
        if corners[self._next]:
            if self._next == 0:
                self._begun = now
            self._next += 1
        if self._next == len(corners):
            self._next = 0
            self.made.emit()


def _touched(event: QEvent) -> QPointF | None:
    """Return where a finger or the pointer went down, None for other events."""
    if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QSinglePointEvent):
        return event.position()
    if event.type() == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
        return event.points()[0].position()
    return None
