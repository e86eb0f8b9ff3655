"""Key events as the wedge filter keeps them: what each types, and how it is given back."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from shiboken6 import isValid

from kiosk.core.scanners.profile import GS

ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
SILENT = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock}
)
KEYPAD_ALT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier
LONGEST_ALT_CODE = 4


class HeldKey(NamedTuple):
    """A key event kept back, with the window it was for."""

    window: QWindow
    press: bool
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    repeat: bool

    def give_back(self) -> None:
        """Send the event on to its window, as it came; a window that is gone meanwhile needs it no more."""
        if not isValid(self.window):
            return
        kind = QEvent.Type.KeyPress if self.press else QEvent.Type.KeyRelease
        event = QKeyEvent(kind, self.key, self.modifiers, self.text, self.repeat)
        QCoreApplication.sendEvent(self.window, event)


def held(window: QWindow, event: QKeyEvent, *, press: bool) -> HeldKey:
    """Return a copy of an event, which Qt itself takes back."""
    return HeldKey(window, press, event.key(), event.modifiers(), event.text(), event.isAutoRepeat())


def is_separator(event: QKeyEvent) -> bool:
    """Whether a key stands for GS1's group separator: Ctrl-] (whatever it types), or F8."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return (
        event.text() == GS
        or event.key() == Qt.Key.Key_F8
        or (control and event.key() == Qt.Key.Key_BracketRight)
    )


def is_in_no_code(event: QKeyEvent) -> bool:
    """Whether no scanner types this in a code: arrows and such, and Shift-Tab, a tab to some systems."""
    return event.key() == Qt.Key.Key_Backtab or (not event.text() and event.key() not in SILENT)


def is_alt_digit(event: QKeyEvent) -> bool:
    """Whether a key is a digit of a character typed by its number (Alt with the keypad's 0 2 9)."""
    return (event.modifiers() & KEYPAD_ALT) == KEYPAD_ALT and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9


class AltCode:
    """Puts a character together that a scanner types by its number, while Alt is down."""

    def __init__(self) -> None:
        self._digits = ""

    def add(self, event: QKeyEvent) -> None:
        """One digit more."""
        self._digits = (self._digits + chr(event.key()))[-LONGEST_ALT_CODE:]

    def take(self) -> str:
        """Alt was let go: return the character, '' when there was no number."""
        digits, self._digits = self._digits, ""
        return bytes([int(digits) % 256]).decode("cp1252", errors="ignore") if digits else ""
