"""Progress of long work on standard error: how far, and how long it will still take."""

import sys
import time
from typing import TextIO

EVERY_SECONDS = 0.5
EVERY_SECONDS_IN_LOGS = 10.0
SOON_SECONDS = 90.0
"""Below this the time left is told in seconds."""


class Progress:
    """Tells how far a step is: one line rewritten on a terminal, a line now and then in a log."""

    def __init__(self, step: str, total: int, stream: TextIO | None = None, *, then: float = 0.0) -> None:
        """Begin a step of about `total` parts; the steps after it take `then` times as long, as measured."""
        self._step = step
        self._total = total
        self._then = then
        self._done = 0
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._started = self._told = time.monotonic()

    def advance(self, count: int = 1) -> None:
        """Say that `count` more are done."""
        self.reach(self._done + count)

    def reach(self, done: int) -> None:
        """Say how many are done."""
        self._done = done
        now = time.monotonic()
        if now - self._told >= (EVERY_SECONDS if self._live else EVERY_SECONDS_IN_LOGS):
            self._told = now
            self._tell(now)

    def finish(self) -> None:
        """Clear the line that is rewritten."""
        if self._live and self._told > self._started:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _tell(self, now: float) -> None:
        total = max(self._total, self._done)
        left = (now - self._started) * (total * (1 + self._then) / max(1, self._done) - 1)
        line = f"{self._step}: {self._done} of {total}, {_in_words(left)} left"
        self._stream.write(f"\r\x1b[K{line}" if self._live else f"{line}\n")
        self._stream.flush()


def _in_words(seconds: float) -> str:
    if seconds < SOON_SECONDS:
        return f"{max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"
