"""The judgement of a day of visits: lists as they may be, and memory that does not grow."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sync.protocol.lists import ShoppingList
from tests.sim.hub_log import HubLog

WARM_UP = 0.25
"""Share of the visits in which caches and the allocator's areas fill."""


def pieces(store: Path) -> int:
    """Return how many pieces are on all lists at the hub."""
    with closing(HubLog(store)) as log:
        return sum(one.pieces for one in log.lists().values())


def illegal(lists: Iterable[ShoppingList]) -> Iterator[str]:
    """Yield what no list may say."""
    for one in lists:
        names = [line.id for line in one.lines]
        if len(names) != len(set(names)):
            yield f"list {one.id} has a line twice"
        for line in one.lines:
            changed = sum(entry.delta for entry in one.history if entry.line == line.id)
            if line.quantity < 0 or line.quantity != changed:
                yield f"list {one.id}: {line.id} has {line.quantity} pieces, its changes say {changed}"


class Growth(NamedTuple):
    """Bytes that each visit left, by a line through those after the warm-up, and how sure that is."""

    slope: float
    error: float

    @property
    def surely(self) -> float:
        """What each visit leaves at the least, but for one case in a thousand (three standard errors)."""
        return self.slope - 3 * self.error


def growth(held: Sequence[int]) -> Growth:
    """Fit a line through the memory that was held after each visit."""
    kept = held[int(len(held) * WARM_UP) :]
    if len(kept) < 3:
        return Growth(0.0, 0.0)
    visits = range(len(kept))
    slope, intercept = statistics.linear_regression(visits, kept)
    left = sum((y - intercept - slope * x) ** 2 for x, y in zip(visits, kept, strict=True))
    spread = sum((x - statistics.fmean(visits)) ** 2 for x in visits)
    return Growth(slope, (left / (len(kept) - 2) / spread) ** 0.5)
