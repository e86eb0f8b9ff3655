"""One row of the benchmark: ours against a floor measured in the same run."""

import math
import statistics
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and `floor` are in the unit that `how` names; `target` says in words when it is met.

    `profile` says where the time goes, the dearest first, where that was looked at in this run.
    """

    name: str
    ours: float
    floor: float
    ratio: float
    target: str
    met: bool
    how: str
    profile: tuple[str, ...] = ()

    def json(self) -> dict[str, object]:
        return asdict(self)


def ratio_row(
    name: str, ours: float, floor: float, at_most: float, how: str, *, ceiling: float = math.inf
) -> Row:
    """A row that is met when ours is at most `at_most` times the floor, and at most `ceiling` itself."""
    target = f"<= {at_most:g}x"
    if math.isfinite(ceiling):
        target += f" and <= {ceiling:g}"
    return _row(name, ours, floor, target, how, met=ours <= at_most * floor and ours <= ceiling)


def speed_row(name: str, ours: float, floor: float, at_least: float, how: str) -> Row:
    """A row of speeds (so many a second): met when ours is at least this share of the floor's."""
    return _row(name, ours, floor, f">= {at_least:g}x", how, met=ours >= at_least * floor)


def difference_row(name: str, ours: float, floor: float, at_most: float, how: str) -> Row:
    """A row that is met when ours is at most `at_most` above the floor."""
    return _row(name, ours, floor, f"<= {at_most:g} above the floor", how, met=ours - floor <= at_most)


def limit_row(name: str, ours: float, at_most: float, how: str) -> Row:
    """A row that is met when ours is at most `at_most`; its floor is that limit."""
    return _row(name, ours, at_most, f"<= {at_most:g}", how, met=ours <= at_most)


def told_row(name: str, ours: float, floor: float, how: str) -> Row:
    """A row without a target: it tells what another row's figure is made of."""
    return _row(name, ours, floor, "told", how, met=True)


def failed_row(name: str, why: str) -> Row:
    """The row of a part that came to no figure."""
    return Row(name, 0, 0, 0, "comes to a figure", met=False, how=why)


def _row(name: str, ours: float, floor: float, target: str, how: str, *, met: bool) -> Row:
    return Row(name, round(ours, 3), round(floor, 3), round(ours / floor, 2), target, met, how)


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile (inclusive method) of at least two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
