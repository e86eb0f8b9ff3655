"""What somebody does at a window, as a record that another process makes the same events of."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPointerEvent

Record = list[Any]

PRESS, MOVE, RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)
POINTED = {
    PRESS: PRESS,
    QEvent.Type.MouseButtonDblClick: PRESS,
    MOVE: MOVE,
    RELEASE: RELEASE,
    QEvent.Type.TouchBegin: PRESS,
    QEvent.Type.TouchUpdate: MOVE,
    QEvent.Type.TouchEnd: RELEASE,
    QEvent.Type.TouchCancel: RELEASE,
}
"""A finger is handed on as a mouse: every control answers to it in the same way."""

KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
OTHERS = frozenset({QEvent.Type.Wheel})
"""Input that does nothing on the page that is on while kiosks change."""


class Recorder:
    """Makes records of a window's input, and knows whether a finger or a button is down."""

    def __init__(self) -> None:
        self.down = False

    def takes(self, event: QEvent) -> bool:
        """Whether this is input."""
        return event.type() in POINTED or event.type() in KEYS or event.type() in OTHERS

    def record(self, event: QEvent) -> Record | None:
        """Return what happened; None for what leads to nothing, such as a pointer that goes by."""
        if isinstance(event, QKeyEvent):
            return _key_record(event)
        kind = POINTED.get(event.type())
        if kind is None or not isinstance(event, QPointerEvent) or (kind is not PRESS and not self.down):
            return None
        self.down = kind is not RELEASE
        points = event.points()
        place = points[0].position() if points else QPointF(-1, -1)
        return ["pointer", int(kind), place.x(), place.y(), event.timestamp()]


def scan_record(text: str) -> Record:
    """Return a scan at a port."""
    return ["scan", text]


def event_of(record: Record) -> QEvent:
    """Return the event of a record that is no scan, as Qt would have it."""
    what, *how = record
    return MADE[what](*how)


def _key_record(event: QKeyEvent) -> Record:
    pressed = event.type() is QEvent.Type.KeyPress
    held = event.modifiers().value
    # By its time and its device a scanner's key is told from a person's.
    device = event.device().name() if event.device() else ""
    return ["key", pressed, event.key(), held, event.text(), event.isAutoRepeat(), event.timestamp(), device]


def _key(*how: Any) -> QEvent:
    pressed, key, held, text, repeats, at, device = how
    kind = QEvent.Type.KeyPress if pressed else QEvent.Type.KeyRelease
    own = next((each for each in QInputDevice.devices() if each.name() == device), None)
    modifiers = Qt.KeyboardModifier(held)
    if own is None:
        event = QKeyEvent(kind, key, modifiers, text, repeats)
    else:
        event = QKeyEvent(kind, key, modifiers, 0, 0, 0, text, repeats, 1, own)
    event.setTimestamp(at)
    return event


def _pointer(*how: Any) -> QEvent:
    kind, x, y, at = QEvent.Type(how[0]), *how[1:]
    place = QPointF(x, y)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = none if kind is RELEASE else left
    event = QMouseEvent(
        kind, place, place, none if kind is MOVE else left, held, Qt.KeyboardModifier.NoModifier
    )
    event.setTimestamp(at)
    return event


MADE: dict[str, Callable[..., QEvent]] = {"key": _key, "pointer": _pointer}
