"""How long to wait before the next try: longer each time, and not in step with others who wait."""

import datetime as dt
import random
from collections.abc import Callable
from typing import NamedTuple

Chance = Callable[[], float]
"""A number from 0 up to 1."""


class Pauses(NamedTuple):
    """Waits in seconds: `first` after one failure, doubled with each further one up to `longest`.

    >>> [Pauses(30, 3600, lambda: 1.0).after(tries) for tries in (1, 2, 3, 99)]
    [30.0, 60.0, 120.0, 3600.0]
    """

    first: float
    longest: float
    chance: Chance = random.random

    def after(self, tries: int) -> float:
        """Return the seconds to wait after so many failures (from 1): half for sure, the rest by chance."""
        full = min(self.longest, self.first * 2.0 ** min(tries - 1, 60))
        return full * (1 + self.chance()) / 2

    def until(self, now: dt.datetime, tries: int) -> dt.datetime:
        """Return the moment of the next try."""
        return now + dt.timedelta(seconds=self.after(tries))
