"""How long the GUI thread is busy from one wait for events to the next: so long nothing moves."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher


class GuiTurns:
    """Milliseconds of each turn: `ms` of the processor, `wall_ms` by the clock."""

    def __init__(self) -> None:
        self.ms: list[float] = []
        self.wall_ms: list[float] = []
        self._begun, self._awake = time.thread_time(), time.perf_counter()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._end)
        dispatcher.awake.connect(self._begin)

    def _begin(self) -> None:
        self._awake = time.perf_counter()

    def _end(self) -> None:
        begun, self._begun = self._begun, time.thread_time()
        self.ms.append((self._begun - begun) * 1e3)
        self.wall_ms.append((time.perf_counter() - self._awake) * 1e3)

    @contextmanager
    def kept(self) -> Iterator[list[float]]:
        """Give the turns of a while, in processor time."""
        found: list[float] = []
        first = len(self.ms)
        yield found
        found += self.ms[first:]
