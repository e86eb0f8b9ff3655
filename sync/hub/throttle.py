"""A brake on guessing: how often one sender may fail within a minute. Kept in memory, bounded."""

import time
from collections import OrderedDict
from collections.abc import Callable

WINDOW_SECONDS = 60.0
MAX_FAILURES = 10
MAX_SENDERS = 10_000
"""Beyond this the sender that failed longest ago is forgotten."""


class Throttle:
    """Counts failures by sender (an address). Successes cost nothing: a whole store may share one address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait_seconds(self, sender: str) -> int:
        """Return how long a sender must wait before it may try again, 0 when it may now."""
        since, count = self._failures.get(sender, (0.0, 0))
        left = since + WINDOW_SECONDS - self._clock()
        return max(1, int(left)) if count >= MAX_FAILURES and left > 0 else 0

    def failed(self, sender: str) -> None:
        """Count a failure."""
        now = self._clock()
        since, count = self._failures.pop(sender, (now, 0))
        if now - since >= WINDOW_SECONDS:
            since, count = now, 0
        self._failures[sender] = (since, count + 1)
        if len(self._failures) > MAX_SENDERS:
            self._failures.popitem(last=False)
