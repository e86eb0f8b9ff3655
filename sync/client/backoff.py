"""How long to wait before trying again: longer each time, never in step with the neighbours."""

import random
from collections.abc import Callable

FIRST = 0.25
LONGEST = 15.0


class Backoff:
    """Exponential back-off with jitter. Delays are in seconds.

    >>> backoff = Backoff(jitter=lambda: 1.0)
    >>> [backoff.next() for _ in range(4)]
    [0.25, 0.5, 1.0, 2.0]
    """

    def __init__(
        self, first: float = FIRST, longest: float = LONGEST, jitter: Callable[[], float] = random.random
    ) -> None:
        self._first = first
        self._longest = longest
        self._jitter = jitter
        self._failures = 0

    def next(self, at_least: float = 0) -> float:
        """Return how long to wait after one more failure; `at_least` is what the hub asked for.

        Whom the hub sent away together does not come back together.
        """
        full = min(self._longest, self._first * float(1 << self._failures))
        # Doubling further would only overflow: at the longest delay it stays.
        self._failures += full < self._longest
        return max(at_least * (1 + self._jitter() / 2), full * (0.5 + self._jitter() / 2))

    def reset(self) -> None:
        """It worked: the next failure starts from the first delay."""
        self._failures = 0
