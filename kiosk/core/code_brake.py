"""A brake on claim codes that are tried at a desk: it knows their hashes, and could be asked without end."""

from collections.abc import Callable

from sync.protocol.orders import CODE_TRIES

MINUTE = 60.0


class CodeBrake:
    """Wrong codes at this tablet, whoever is signed in: `CODE_TRIES` within a minute, then the minute's rest.

    The hub brakes alike what reaches it (`sync.hub.staff.claims`).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` tells monotonic seconds."""
        self._clock = clock
        self._since = 0.0
        self._wrong = 0

    def seconds_left(self) -> int:
        """Return how many seconds no code is looked at, 0 when one is."""
        left = self._since + MINUTE - self._clock()
        return max(1, round(left)) if self._wrong >= CODE_TRIES and left > 0 else 0

    def count(self) -> None:
        """Count a code that was wrong."""
        now = self._clock()
        if not self._wrong or now - self._since >= MINUTE:
            self._since, self._wrong = now, 0
        self._wrong += 1

    def forgive(self) -> None:
        """Take back what was counted for a code that was not wrong after all."""
        self._wrong = max(0, self._wrong - 1)
