"""How long the GUI thread is busy from one wait for events to the next: so long nothing moves."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher


class GuiTurns:
    """Milliseconds of the processor in each turn: how long others kept it waiting is not the desk's doing."""

    def __init__(self) -> None:
        self.ms: list[float] = []
        self._begun = time.thread_time()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._end)

    def _end(self) -> None:
        begun, self._begun = self._begun, time.thread_time()
        self.ms.append((self._begun - begun) * 1e3)

    @contextmanager
    def kept(self) -> Iterator[list[float]]:
        """Give the turns of a while, in processor time."""
        found: list[float] = []
        first = len(self.ms)
        yield found
        found += self.ms[first:]
