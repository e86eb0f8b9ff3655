"""One row of the benchmark: ours against a floor measured in the same run."""

import math
import statistics
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and `floor` are in the unit that `how` names; `target` says in words when it is met."""

    name: str
    ours: float
    floor: float
    ratio: float
    target: str
    met: bool
    how: str

    def json(self) -> dict[str, object]:
        return asdict(self)


def ratio_row(
    name: str, ours: float, floor: float, at_most: float, how: str, *, ceiling: float = math.inf
) -> Row:
    """A row that is met when ours is at most `at_most` times the floor, and at most `ceiling` itself."""
    ratio = ours / floor
    target = f"<= {at_most:g}x"
    if math.isfinite(ceiling):
        target += f" and <= {ceiling:g}"
    return Row(
        name,
        round(ours, 3),
        round(floor, 3),
        round(ratio, 2),
        target,
        ratio <= at_most and ours <= ceiling,
        how,
    )


def difference_row(name: str, ours: float, floor: float, at_most: float, how: str) -> Row:
    """A row that is met when ours is at most `at_most` above the floor."""
    met = ours - floor <= at_most
    return Row(
        name,
        round(ours, 3),
        round(floor, 3),
        round(ours / floor, 2),
        f"<= {at_most:g} above the floor",
        met,
        how,
    )


def limit_row(name: str, ours: float, at_most: float, how: str) -> Row:
    """A row that is met when ours is at most `at_most`; its floor is that limit."""
    return Row(
        name, round(ours, 1), at_most, round(ours / at_most, 2), f"<= {at_most:g}", ours <= at_most, how
    )


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile (inclusive method) of at least two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
