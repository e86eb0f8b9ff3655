"""The kiosk of `tests/flow/driven_kiosk.py` on a clock that leaps: hours without a shopper take no time.

Between two leaps the clock goes on as the machine's does, so that back-offs, transitions and the hub beside
it take what they take.
"""

import logging
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app import Clock, Kiosk, open_offscreen
from sync.protocol.tablet_settings import Network, Settings
from tests.bench.gui_turns import GuiTurns
from tests.flow.driven_kiosk import BETWEEN_KEYS_MS, LONGEST_TEXT, Shopper, serve


class Leaping:
    """Seconds that this tablet's clock is ahead of the machine's."""

    def __init__(self, ahead: float) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def seconds(self) -> float:
        return time.monotonic() + self.ahead


class Observed(Shopper):
    """A shopper who can let time pass, and look where no shopper looks."""

    def __init__(self, tablet: Kiosk, clock: Leaping) -> None:
        super().__init__(tablet)
        self._clock = clock
        self._turns = GuiTurns()

    def leap(self, seconds: float) -> None:
        """Let time pass in which nobody touches anything."""
        self._clock.ahead += seconds

    def tap(self, name: str, index: int = 0) -> None:
        """Tap a control once it can be used: a person waits for one that is pale."""
        self._robot.wait(
            lambda: any(map(QQuickItem.isEnabled, self._robot._controls(name))), f"{name} to use"
        )
        super().tap(name, index)

    def type(self, text: str) -> None:
        """Type a text into the field on the screen, which is empty, slowly enough to be no scanner."""
        self.tap_field()
        for sign in text:
            QTest.keyClick(self._tablet.window, sign)
            self._robot.work_for(BETWEEN_KEYS_MS)

    def code(self) -> str:
        """Return the code that the lists wait under, '' for none."""
        return self._tablet.code

    def resident(self) -> int:
        """Return the bytes of memory that this process holds."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def longest_turn(self) -> float:
        """Return for how many milliseconds the GUI thread computed at most since this was asked last."""
        longest = max(self._turns.ms, default=0.0)
        self._turns.ms.clear()
        return longest

    def held(self, *marks: str) -> list[str]:
        """Return what the clipboard, the models and all pages, shown or not, say of some marks."""
        texts = [self.holds(""), *self.everything()]
        return [f"{mark} in {text[:LONGEST_TEXT]!r}" for mark in marks for text in texts if mark in text]


def main() -> None:
    data, ahead, *broken = sys.argv[1:]
    logging.basicConfig(level=logging.INFO)
    clock = Leaping(float(ahead))
    settings = Settings(language="en", network=Network(spread=0))
    tablet = open_offscreen(Path(data), settings, Clock(clock.now, clock.seconds))
    for page in broken:
        # To see that it would be seen.
        getattr(tablet._pages, page).clear = lambda: None
    serve(tablet, Observed(tablet, clock))


if __name__ == "__main__":
    main()
