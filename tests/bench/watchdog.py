"""A watchdog over the GUI thread: the longest that it could do nothing else, whatever kept it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

TICK_MS = 4


class Watchdog:
    """Wants to act every few milliseconds, and notes how late it is each time. Make it in the GUI thread.

    Late is whatever kept the thread: work of its own, a lock, a file, Python busy in another thread. Not
    counted is what it waited for a core of the machine while others had them (the kernel tells): that says
    how busy the machine is with something else.
    """

    def __init__(self) -> None:
        self.late: list[float] = []
        self._stat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = self._now()
        self._timer.start()

    def _now(self) -> float:
        """Return milliseconds by the clock, without those spent waiting for a core."""
        waited = int(self._stat.read_text().split()[1])
        return time.perf_counter() * 1e3 - waited / 1e6

    def _tick(self) -> None:
        last, self._last = self._last, self._now()
        self.late.append(max(0.0, self._last - last - TICK_MS))

    @contextmanager
    def kept(self) -> Iterator[list[float]]:
        """Give the milliseconds that it was late in a while."""
        found: list[float] = []
        first = len(self.late)
        yield found
        found += self.late[first:]
