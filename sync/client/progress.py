"""How far something large has come, and how long it will take: an honest estimate, or none."""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

EVERY = 0.25
"""Seconds between two words about progress: as quick as somebody reads."""

MEMORY = 10.0
"""Seconds after which a speed counts for a third: a short stall does not make the estimate jump."""

LEARNING = 2.0
"""Seconds of arriving bytes before anything is said of the time left."""


class Progress(NamedTuple):
    """Bytes that are here, of how many; seconds still to go, None while nobody can say.

    `lacking` is how many bytes too little the disk has room for; then nothing is under way.
    """

    done: int
    total: int
    seconds_left: float | None = None
    lacking: int = 0


class Pace:
    """Watches bytes arrive. Call `at` with how many are here as often as you like."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._begun = self._last = math.nan
        self._done = 0
        self._speed = 0.0

    def at(self, done: int) -> Progress | None:
        """Return what to say now, None when it is too early for another word."""
        now = self._clock()
        if math.isnan(self._begun):
            # What an earlier try brought says nothing about the speed of this one.
            self._begun = self._last = now
            self._done = done
            return Progress(done, self._total)
        passed = now - self._last
        if passed < EVERY and done < self._total:
            return None
        self._learn(done, passed, now - self._begun)
        self._last, self._done = now, done
        return Progress(done, self._total, self._seconds_left(done, now))

    def _learn(self, done: int, passed: float, since_begun: float) -> None:
        if passed <= 0:
            return
        newest = (done - self._done) / passed
        # At first the plain mean; later the past fades.
        weight = max(passed / since_begun, 1 - math.exp(-passed / MEMORY))
        self._speed += weight * (newest - self._speed)

    def _seconds_left(self, done: int, now: float) -> float | None:
        if now - self._begun < LEARNING or self._speed <= 0:
            return None
        return (self._total - done) / self._speed
