"""How quick scanners are answered, and how often they fail: figures only, never what was scanned."""

from collections import Counter, deque
from collections.abc import Sequence
from typing import Literal

import msgspec

KEPT = 500
"""Scans whose times are kept; older ones make room."""

Source = Literal["wedge", "serial", "camera"]
Outcome = Literal["known", "unknown", "missed"]
"""A product; a code that leads nowhere; a burst that was no code at all."""


class Figures(msgspec.Struct, frozen=True):
    """What the meter says of one source, or of all. Times in milliseconds, 0 while there is none."""

    known: int = 0
    unknown: int = 0
    missed: int = 0
    last_ms: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0

    @property
    def scans(self) -> int:
        """How many there were."""
        return self.known + self.unknown + self.missed

    @property
    def missed_share(self) -> float:
        """The part of them that was no code, 0 to 1."""
        return self.missed / self.scans if self.scans else 0.0


class Meter:
    """Counts scans and the time from a scanner's last key, byte or frame to the painted answer."""

    def __init__(self) -> None:
        self._counts: dict[Source, Counter[Outcome]] = {}
        self._times: dict[Source, deque[float]] = {}
        self._begun: tuple[Source, float] | None = None

    def begin(self, source: Source, at: float) -> None:
        """A scan has come whole at this moment (monotonic seconds); what is painted next answers it."""
        self._begun = (source, at)

    def count(self, source: Source, outcome: Outcome) -> None:
        """One scan more came to this."""
        self._counts.setdefault(source, Counter())[outcome] += 1

    def painted(self, at: float) -> bool:
        """A frame is on the screen; return whether a scan was waiting for it."""
        if self._begun is None:
            return False
        source, begun = self._begun
        self._begun = None
        self._times.setdefault(source, deque(maxlen=KEPT)).append((at - begun) * 1000)
        return True

    def figures(self, source: Source | None = None) -> Figures:
        """Say how one source does, or all of them together."""
        sources: Sequence[Source] = [source] if source else list({*self._counts, *self._times})
        counts = sum((self._counts.get(each, Counter()) for each in sources), Counter[Outcome]())
        times = [time for each in sources for time in self._times.get(each, ())]
        return Figures(
            counts["known"],
            counts["unknown"],
            counts["missed"],
            times[-1] if times else 0.0,
            _percentile(times, 50),
            _percentile(times, 99),
        )

    def clear(self) -> None:
        """Begin anew."""
        self._counts.clear()
        self._times.clear()
        self._begun = None


def _percentile(times: Sequence[float], percent: int) -> float:
    """The smallest time that this part of all stays within (nearest rank)."""
    if not times:
        return 0.0
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
