"""Hands and eyes for the real kiosk: find what is on the screen, tap, type like a scanner, look.

The tour, the screenshots and the benchmarks use it; it reaches the window only from outside, by events.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.ui.lines import JOINER

WAIT_SECONDS = 10.0
SPIN_MS = 5
SETTLE_MS = 500
"""Longer than any transition, and than the wait for photos that arrive together."""


class RobotError(AssertionError):
    """What was looked for did not come."""


class Robot:
    """Drives one window. Items go by their accessible name: what a screen reader would say of them."""

    def __init__(self, window: QQuickWindow) -> None:
        self.window = window
        self._events = QEventLoop()
        self._alarm = QTimer(singleShot=True)

    def find(self, name: str) -> QQuickItem | None:
        """Return the first visible item with this name, None when there is none."""
        return next(iter(self.find_all(name)), None)

    def find_all(self, name: str) -> list[QQuickItem]:
        """Return all visible items with this name, in the order they are painted."""
        return [item for item in self._visible() if self.name(item) == name]

    def name(self, item: QQuickItem) -> str:
        """Return an item's accessible name, '' when it has none."""
        interface = QAccessible.queryAccessibleInterface(item)
        return interface.text(QAccessible.Text.Name) if interface else ""

    def names(self) -> list[str]:
        """Return every accessible name on the screen."""
        return [name for item in self._visible() if (name := self.name(item))]

    def texts(self) -> list[str]:
        """Return every text that is visible now, without the joiners that keep phrases together."""
        texts = (item.property("text") for item in self._visible())
        return [text.replace(JOINER, "") for text in texts if text and isinstance(text, str)]

    def tap(self, name: str, index: int = 0) -> None:
        """Tap the middle of a control; waits until it is there.

        Raises:
            RobotError: It did not come.
        """
        self.wait(lambda: len(self._controls(name)) > index, f"{name} to tap")
        # Rows and columns put their items in place with the next frame only.
        self.painted()
        self.tap_item(self._controls(name)[index])

    def tap_beginning(self, words: str) -> None:
        """Tap the middle of the first thing whose name begins with these words, be it a button or a row.

        Raises:
            RobotError: It did not come.
        """

        def found() -> list[QQuickItem]:
            return [item for item in self._visible() if self.name(item).startswith(words)]

        self.wait(lambda: bool(found()), f"“{words}” to tap")
        self.painted()
        self.tap_item(found()[0])

    def tap_item(self, item: QQuickItem) -> None:
        """Tap the middle of something."""
        centre = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)

    def scan(self, text: str) -> None:
        """Type a text as a wedge scanner does: all keys at once, then Enter."""
        # All have one time: a busy machine that stops in the middle would else be taken for somebody typing.
        at = int(time.monotonic() * 1000)
        for character in text:
            self._key(ord(character.upper()), character, at)
        self._key(Qt.Key.Key_Return, "\r", at)

    def press(self, key: Qt.Key | str) -> None:
        """Press and release one key; it may be told by Qt's name: `F2`, `Right`, `7`."""
        QTest.keyClick(self.window, Qt.Key[f"Key_{key}"] if isinstance(key, str) else key)

    def tab(self) -> QQuickItem | None:
        """Let the keyboard go on to the next control with Tab; return what has it then.

        Keys go nowhere until the window has the keyboard, and what they lead to may have it later.

        Raises:
            RobotError: It goes nowhere.
        """
        self.wait(self.window.isActive, "the window to have the keyboard")
        moved: list[bool] = []
        connection = self.window.activeFocusItemChanged.connect(lambda: moved.append(True))
        try:
            self.press(Qt.Key.Key_Tab)
            self.wait(lambda: bool(moved), "the keyboard to go on")
        finally:
            self.window.activeFocusItemChanged.disconnect(connection)
        return self.window.activeFocusItem()

    def wait(self, met: Callable[[], bool], what: str, seconds: float = WAIT_SECONDS) -> None:
        """Let the kiosk work until `met` holds.

        Raises:
            RobotError: It did not hold in time; `what` names it.
        """
        until = time.monotonic() + seconds
        while not met():
            if time.monotonic() > until:
                raise RobotError(f"waited {seconds:g} s for {what}")
            self.work(SPIN_MS)

    def work(self, milliseconds: int) -> None:
        """Let the kiosk handle its events, and wait for some for at most this long.

        It must really wait: `QGuiApplication.processEvents` does not, whatever its flags say, and a thread
        that looks at the screen over and over leaves the interpreter to the sync engine 190 times a second
        (else 13,000 times). On an idle machine a phone's change then took more than 20 s to show.
        """
        self._alarm.start(milliseconds)
        self._events.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, milliseconds)
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def work_for(self, milliseconds: int) -> None:
        """Let the kiosk work for a while, as when a person just stands there."""
        until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < until:
            self.work(SPIN_MS)

    def painted(self) -> float:
        """Wait for the next frame; return the moment it was painted (monotonic seconds)."""
        moments: list[float] = []
        connection = self.window.frameSwapped.connect(lambda: moments.append(time.monotonic()))
        self.window.update()
        try:
            self.wait(lambda: bool(moments), "a frame")
        finally:
            self.window.frameSwapped.disconnect(connection)
        return moments[0]

    def look(self, path: Path) -> None:
        """Write what the window shows as a PNG, once transitions are over and pictures are there.

        Raises:
            RobotError: The picture could not be written.
        """
        self.work_for(SETTLE_MS)
        self.wait(self.pictures_ready, "the pictures")
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grabWindow().save(str(path)):
            raise RobotError(f"cannot write {path}")

    def pictures_ready(self) -> bool:
        """Whether every picture on the screen is there (or has said that it cannot be)."""
        return not any(
            item.inherits("QQuickImage")
            and item.property("source").toString()
            and item.property("progress") < 1
            for item in self._visible()
        )

    def _controls(self, name: str) -> list[QQuickItem]:
        return [item for item in self.find_all(name) if item.inherits("QQuickAbstractButton")]

    def _key(self, key: int, text: str, at: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(at)
            QGuiApplication.sendEvent(self.window, event)

    def _visible(self) -> Iterator[QQuickItem]:
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if not item.isVisible():
                continue
            yield item
            waiting.extend(reversed(item.childItems()))
