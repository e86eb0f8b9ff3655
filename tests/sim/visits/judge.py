"""The judgement of a day of visits: lists as they may be, and memory that does not grow."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kiosk.demo.hub import LOG
from sync.hub.context import STORE_FILE
from sync.protocol import parking
from sync.protocol.lists import ShoppingList
from tests.flow.actors import TROUBLE
from tests.sim.hub_log import HubLog
from tests.sim.visits.tablets import Tablet

SWEPT = ("sign_in:",)
"""Scopes whose records are removed when their time is over (`sync/hub/sign_ins/sweeping.py`)."""
SAID = 300
"""Letters of a complaint that are told."""
WARM_UP = 0.25
"""Share of the visits in which caches and the allocator's areas fill."""


@dataclass
class Left:
    """What shoppers left, for the hub to keep."""

    lists: list[int] = field(default_factory=list)
    """How many pieces are on each list."""
    waiting: list[str] = field(default_factory=list)
    """Codes that a list must wait under."""
    used: list[str] = field(default_factory=list)
    """Codes that somebody went on with: nothing may wait under them any more."""


def pieces(store: Path) -> list[int]:
    """Return how many pieces are on each list at the hub that is not empty."""
    with closing(HubLog(store)) as log:
        return _pieces(log.lists().values())


def _pieces(lists: Iterable[ShoppingList]) -> list[int]:
    return sorted(one.pieces for one in lists if one.pieces)


def tablet(ended: Tablet, marks: Sequence[str], shown: set[str]) -> Iterator[str]:
    """Yield what is wrong with a tablet in the evening; `shown` is what it held before it ended."""
    said = ended.said
    logged = {f"{mark} in its log" for mark in marks if mark in said}
    for what in sorted(shown | logged | ended.keeps(marks, pictures=True)):
        yield f"{ended.data.name} holds {what} in the evening"
    for line in ended.trouble:
        yield f"{ended.data.name} complains: {line[:SAID]}"


def hub(data: Path, left: Left) -> Iterator[str]:
    """Yield what is wrong at the hub in the evening; `data` is its folder."""
    with closing(HubLog(data / STORE_FILE)) as log:
        yield from log.broken_heads(SWEPT)
        yield from log.false_checksums()
        there = list(log.lists().values())
    yield from illegal(there)
    yield from missing(there, left)
    for line in (data / LOG).read_text(errors="replace").splitlines():
        if any(word in line for word in TROUBLE):
            yield f"the hub complains: {line[:SAID]}"


def missing(lists: Sequence[ShoppingList], left: Left) -> Iterator[str]:
    """Yield which lists are not as shoppers left them, and which codes lead where they must not."""
    if (there := _pieces(lists)) != sorted(left.lists):
        yield f"shoppers left lists of {sorted(left.lists)} pieces, the hub has {there}"
    parked = {claim for one in lists for claim in one.parked}
    for code in left.waiting:
        if parking.claim_hash(parking.clean(code)) not in parked:
            yield f"no list waits under {code}"
    for code in left.used:
        if parking.claim_hash(parking.clean(code)) in parked:
            yield f"{code} was used, and a list still waits under it"


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
