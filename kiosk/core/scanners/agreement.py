"""When a camera's read counts: after two equal ones, and once for each time a code is held up.

A right check digit is no proof: of 70 photos 3 were read wrong with a valid one. Two frames seldom err alike,
but for UPC-E: a part of an EAN-13 that lies aslant is read as the same UPC-E again and again, so that takes
more reads, and none of anything else meanwhile.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.core.scanners.decode import SHORT, Symbol

AGREE_SECONDS = 1.0
"""How far apart two equal reads may be."""
GONE_SECONDS = 1.5
"""A code out of sight for so long counts again when it comes back."""


READS, SHORT_READS = 2, 5
"""Equal reads that make a code sure; a UPC-E needs as many as there are ways of looking, and one more."""


class _Seen(NamedTuple):
    """How often a code was read, and when last."""

    times: int
    at: float


class TwoReads:
    """Listens to what the frames of one camera hold, and says when a code is sure."""

    def __init__(self) -> None:
        self._seen: dict[Symbol, _Seen] = {}
        self._taken: dict[Symbol, float] = {}

    def offer(self, symbols: Sequence[Symbol], at: float) -> Symbol | None:
        """Return the code that this frame makes sure, the first of several; None when there is none.

        Args:
            symbols: What the frame holds, the most likely first.
            at: When it was taken, in monotonic seconds.
        """
        self._forget(at)
        sure: Symbol | None = None
        for symbol in symbols:
            key = symbol._replace(off_centre=0.0)
            times = self._seen[key].times + 1 if key in self._seen else 1
            self._seen[key] = _Seen(times, at)
            if key in self._taken:
                self._taken[key] = at
            elif sure is None and self._is_enough(key, times):
                sure = symbol
                self._taken[key] = at
        return sure

    def _is_enough(self, symbol: Symbol, times: int) -> bool:
        if symbol.symbology != SHORT:
            return times >= READS
        return times >= SHORT_READS and all(each.symbology == SHORT for each in self._seen)

    def clear(self) -> None:
        """Forget what was seen: the camera was put away, or the visit is over."""
        self._seen.clear()
        self._taken.clear()

    def _forget(self, at: float) -> None:
        self._seen = {key: seen for key, seen in self._seen.items() if at - seen.at <= AGREE_SECONDS}
        self._taken = {key: seen for key, seen in self._taken.items() if at - seen <= GONE_SECONDS}
