"""Keeping what has the keyboard in sight: what lies below the fold is scrolled to (WCAG 2.2, 2.4.11)."""

from PySide6.QtCore import QObject, QPointF, Slot
from PySide6.QtQuick import QQuickItem, QQuickWindow

ROOM = 16
"""Units around it: its ring, and a little of what comes next."""
FLICKABLE = "QQuickFlickable"


class InSight(QObject):
    """Looks at which item of a window has the keyboard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QQuickWindow | None = None

    def watch(self, window: QQuickWindow) -> None:
        """Scroll to what has the keyboard in this window from now on."""
        self._window = window
        window.activeFocusItemChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        item = self._window.activeFocusItem() if self._window else None
        # Under a finger nothing moves.
        if item is None or item.property("visualFocus") is False:
            return
        above = item.parentItem()
        while above is not None:
            if above.inherits(FLICKABLE):
                _scroll(above, item)
            above = above.parentItem()


def _scroll(pane: QQuickItem, item: QQuickItem) -> None:
    """Scroll a pane so far that an item in it is seen."""
    corner = item.mapToItem(pane, QPointF(0, 0))
    pane.setProperty("contentY", _moved(pane, "Y", corner.y(), item.height(), pane.height()))
    pane.setProperty("contentX", _moved(pane, "X", corner.x(), item.width(), pane.width()))


def _moved(pane: QQuickItem, axis: str, begin: float, length: float, room: float) -> float:
    """Return where the content has to stand, in units; where the item is seen, where it stands now."""
    now = float(pane.property(f"content{axis}"))
    first, last = begin - ROOM, begin + length + ROOM
    if first >= 0 and last <= room:
        return now
    wanted = now + (first if first < 0 or last - first > room else last - room)
    side = "Height" if axis == "Y" else "Width"
    origin = float(pane.property(f"origin{axis}"))
    whole = float(pane.property(f"content{side}"))
    return max(origin, min(wanted, origin + max(0.0, whole - room)))
