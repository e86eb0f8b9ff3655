"""The real kiosk on a tablet's folder, as a process that does what its standard input says.

One line in is one act, a JSON list of its name and arguments; one line out is how it went. At the end of the
input the kiosk closes in good order. To see what an impatient shopper sees, kill it.
"""

import json
import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app import Kiosk, open_offscreen
from kiosk.tour.link import read_link
from kiosk.ui.robot import Robot, RobotError
from kiosk.ui.traces import everything
from sync.protocol.tablet_settings import Idle, Network, Settings

_log = logging.getLogger(__name__)

READY_SECONDS = 60.0
BETWEEN_KEYS_MS = 120
LONGEST_TEXT = 80
FIELDS = ("QQuickTextInput", "QQuickTextEdit")
LONGEST_LINE = 1 << 20


class Shopper:
    """What a shopper can do at the tablet, and what there is to see."""

    def __init__(self, tablet: Kiosk) -> None:
        self._tablet = tablet
        self._robot = Robot(tablet.window)

    def begin(self) -> None:
        """Wait for a kiosk that can sell."""
        self._robot.wait(lambda: self._tablet.ready, "the catalogue", READY_SECONDS)

    def scan(self, text: str) -> None:
        self._robot.scan(text)

    def ask_staff(self) -> None:
        """Make the staff's gesture on a keyboard."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        QTest.keyClick(self._tablet.window, Qt.Key.Key_S, held)

    def tap(self, name: str, index: int = 0) -> None:
        self._robot.tap(name, index)

    def tap_showing(self, words: str) -> None:
        """Tap the first control whose name begins with these words."""
        self._tap_first(lambda name: name.startswith(words), words)

    def tap_showing_any(self, words: str) -> None:
        """Tap the first control in whose name these words stand."""
        self._tap_first(lambda name: words in name, words)

    def write(self, text: str) -> None:
        """Clear the field and type a text, slowly enough not to be taken for a scanner."""
        self.tap_field()
        for _ in range(LONGEST_TEXT):
            QTest.keyClick(self._tablet.window, Qt.Key.Key_Backspace)
        for sign in text:
            QTest.keyClick(self._tablet.window, sign)
            self._robot.work_for(BETWEEN_KEYS_MS)

    def tap_field(self) -> None:
        """Tap where one types, once there is such a place."""

        def fields() -> list[QQuickItem]:
            return [item for item in self._robot._visible() if any(map(item.inherits, FIELDS))]

        self._robot.wait(lambda: bool(fields()), "somewhere to type")
        self._robot.painted()
        self._robot.tap_item(fields()[0])

    def press(self, key: str) -> None:
        self._robot.press(Qt.Key[f"Key_{key}"])

    def see(self, words: str, seconds: float) -> None:
        """Wait until some text or name on the screen contains these words."""
        self._robot.wait(partial(self._shows, words), f"{words!r} on the screen", seconds)

    def miss(self, words: str, seconds: float) -> None:
        """Wait until they are gone."""
        self._robot.wait(lambda: not self._shows(words), f"{words!r} to go", seconds)

    def reads(self) -> list[str]:
        """All that can be read or heard now."""
        return [*self._robot.texts(), *self._robot.names()]

    def photos(self) -> list[str]:
        """The product photos that are painted now, when all on the screen have come."""
        self._robot.wait(self._robot.pictures_ready, "the pictures", READY_SECONDS)
        return [source for item in self._items() if "image://media/" in (source := _source(item))]

    def focused(self) -> str:
        """The name of the control that the keyboard works on."""
        item = self._tablet.window.activeFocusItem()
        return self._robot.name(item) if item else ""

    def link(self) -> str:
        """Read the code on the screen as a phone does."""
        return read_link(self._robot)

    def holds(self, text: str) -> str:
        """Put a text into the clipboard, if there is one; return what is in it."""
        clipboard = QGuiApplication.clipboard()
        if text:
            clipboard.setText(text)
        return clipboard.text()

    def everything(self) -> list[str]:
        """All texts and names of all pages, shown or not, and all that the pages' models hold."""
        return everything(self._robot, self._tablet.model)

    def look(self, path: str) -> None:
        self._robot.look(Path(path))

    def _shows(self, words: str) -> bool:
        return any(words in text for text in self.reads())

    def _tap_first(self, wanted: Callable[[str], bool], words: str) -> None:
        def found() -> list[str]:
            controls = [item for item in self._robot._visible() if item.inherits("QQuickAbstractButton")]
            return [name for item in controls if wanted(name := self._robot.name(item))]

        self._robot.wait(lambda: bool(found()), f"{words!r} to tap")
        self._robot.tap(found()[0])

    def _items(self) -> list[QQuickItem]:
        return [item for item in self._robot._visible() if item.inherits("QQuickImage")]


def _source(item: QQuickItem) -> str:
    return str(item.property("source").toString())


def answer(shopper: Shopper, line: bytes) -> dict[str, Any]:
    """Do one act."""
    act, *arguments = json.loads(line)
    try:
        return {"value": getattr(shopper, act)(*arguments)}
    except RobotError as error:
        return {"error": str(error), "screen": shopper.reads()}
    except Exception as error:  # noqa: BLE001 - whoever waits for the answer would wait for ever
        _log.exception("could not %s", act)
        return {"error": repr(error), "screen": shopper.reads()}


def main() -> None:
    data, after, warning = sys.argv[1:]
    logging.basicConfig(level=logging.INFO)
    idle = Idle(int(after), int(warning))
    settings = Settings(language="en", idle=idle, network=Network(spread=0))
    tablet = open_offscreen(Path(data), settings)
    serve(tablet, Shopper(tablet))


def serve(tablet: Kiosk, shopper: Shopper) -> None:
    """Do what standard input says until it ends; then close the kiosk in good order."""

    def act() -> None:
        line = os.read(sys.stdin.fileno(), LONGEST_LINE)
        if line:
            sys.stdout.write(json.dumps(answer(shopper, line)) + "\n")
            sys.stdout.flush()
        else:
            QCoreApplication.exit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(act)
    QCoreApplication.exec()
    notifier.setEnabled(False)
    tablet.close()


if __name__ == "__main__":
    main()
