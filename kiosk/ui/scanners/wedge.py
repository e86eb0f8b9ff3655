"""Keyboard-wedge scanners: telling a scanner's burst of keys from a person's typing.

A scanner types like a very fast keyboard. Keys are held back for a moment: a run of at least `MIN_LENGTH`
keys with scanner-like gaps that ends in Enter or Tab, or that is a whole GTIN, is a scan and never reaches a
field. Everything else is given back in its order, so typing loses nothing. Gaps come from the events' own
timestamps (milliseconds), so a busy screen does not change the verdict. Figures: measured on real scanners,
0 to 50 ms between keys; people stay above 35 ms except when two keys roll over.
"""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from sync.protocol.codes import gtin_candidates

HOLD_MS = 35
"""How long a lone key waits for company."""
BURST_HOLD_MS = 60
"""How long a run that already looks like a scanner waits for its next key."""
MIN_LENGTH = 6
"""Characters; shorter runs are typing."""
LOOKS_FAST = 4
"""Keys after which a run counts as a scanner's."""
MAX_LENGTH = 5000
"""Characters kept of one burst; the rest is dropped with it."""

ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
SILENT = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock}
)


class HeldKey(NamedTuple):
    """A key event kept back, with the window it was for."""

    window: QWindow
    press: bool
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    repeat: bool


class WedgeScanner(QObject):
    """Watches the keys of a window and says `scanned(text)` for each burst."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[HeldKey] = []
        self._text = ""
        self._last = 0
        self._down: set[int] = set()
        self._replaying = False
        self._settling = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    def watch(self, window: QWindow) -> None:
        """Have the keys of this window from now on, before the window has them."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back, swallow or let pass; Qt calls this for every event."""
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._on_press(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._on_release(watched, event)
        return False

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            # A finger resting on a key, never a scanner.
            self._give_back()
            return False
        if self._held and event.timestamp() - self._last > BURST_HOLD_MS:
            self._conclude()
        self._last = event.timestamp()
        if event.key() in ENDS:
            return self._on_end(event)
        if event.key() in SILENT and not self._held:
            return False
        if not event.text() and event.key() not in SILENT:
            self._give_back()
            return False
        self._hold(window, event)
        return True

    def _on_release(self, window: QWindow, event: QKeyEvent) -> bool:
        if any(held.press and held.key == event.key() for held in self._held):
            self._held.append(_copy(window, event, press=False))
            return True
        if event.key() in self._down:
            self._down.discard(event.key())
            return True
        return False

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        if len(self._text) < MAX_LENGTH:
            self._held.append(_copy(window, event, press=True))
        self._text = (self._text + event.text())[:MAX_LENGTH]
        self._settling = False
        self._timer.start(BURST_HOLD_MS if len(self._text) >= LOOKS_FAST else HOLD_MS)

    def _on_end(self, event: QKeyEvent) -> bool:
        if len(self._text) < MIN_LENGTH:
            self._give_back()
            return False
        self._down.add(event.key())
        self._take()
        return True

    def _on_timeout(self) -> None:
        """Decide, but only after keys that queued up while the screen was busy have been seen."""
        if not self._settling:
            self._settling = True
            self._timer.start(0)
            return
        self._conclude()

    def _conclude(self) -> None:
        if len(self._text) >= MIN_LENGTH and gtin_candidates(self._text):
            self._take()
        else:
            self._give_back()

    def _take(self) -> None:
        self._timer.stop()
        released = {held.key for held in self._held if not held.press}
        self._down |= {held.key for held in self._held if held.press} - released
        text, self._text, self._held = self._text, "", []
        self.scanned.emit(text)

    def _give_back(self) -> None:
        self._timer.stop()
        held, self._held, self._text = self._held, [], ""
        self._replaying = True
        try:
            for key in held:
                kind = QEvent.Type.KeyPress if key.press else QEvent.Type.KeyRelease
                event = QKeyEvent(kind, key.key, key.modifiers, key.text, key.repeat)
                QCoreApplication.sendEvent(key.window, event)
        finally:
            self._replaying = False


def _copy(window: QWindow, event: QKeyEvent, *, press: bool) -> HeldKey:
    return HeldKey(window, press, event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
