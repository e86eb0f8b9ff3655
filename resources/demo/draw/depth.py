"""Paint order: which of two solids hides the other, as seen from the camera."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from geometry import Bounds, Vector, meet

#: lowest and highest x, y, z
Extent = tuple[Vector, Vector]

#: Solids may sink into one another by this share of the thinner one and still count as separate.
_MAX_SUNK = 0.6
#: Solids that overlap by less than this (cm) only touch.
_TOUCH = 0.02


def extent_of(points: Sequence[Vector]) -> Extent:
    """Return the box around the points, along the axes."""
    xs, ys, zs = zip(*points, strict=True)
    return (min(xs), min(ys), min(zs)), (max(xs), max(ys), max(zs))


def _is_in_front(first: Extent, second: Extent, eye: Vector) -> bool | None:
    """Tell whether `first` hides `second`.

    None where no plane parts the two, or where two planes disagree: then neither covers the other.
    """
    apart: set[bool] = set()
    least_sunk, guess = _MAX_SUNK, None
    for axis in range(3):
        low, high = first[0][axis], first[1][axis]
        other_low, other_high = second[0][axis], second[1][axis]
        thinner = max(1e-6, min(high - low, other_high - other_low))
        for sunk, plane, lies_above in (
            (high - other_low, (high + other_low) / 2, False),
            (other_high - low, (other_high + low) / 2, True),
        ):
            in_front = lies_above == (eye[axis] > plane)
            if sunk <= _TOUCH:
                apart.add(in_front)
            elif sunk / thinner < least_sunk:
                least_sunk, guess = sunk / thinner, in_front
    if len(apart) == 2:
        return None
    return apart.pop() if apart else guess


def paint_order(extents: Sequence[Extent], seen: Sequence[Bounds], eye: Vector) -> list[int]:
    """Return the indices from back to front; what cannot be decided keeps the given order.

    `seen` is where each solid lies in the picture: those that do not meet there need no order.
    """
    count = len(extents)
    behind: list[set[int]] = [set() for _ in range(count)]
    for first, second in itertools.combinations(range(count), 2):
        if not meet(seen[first], seen[second]):
            continue
        in_front = _is_in_front(extents[first], extents[second], eye)
        if in_front is True:
            behind[first].add(second)
        elif in_front is False:
            behind[second].add(first)
    order: list[int] = []
    left = list(range(count))
    while left:
        ready = next((index for index in left if not behind[index]), None)
        if ready is None:
            ready = min(left, key=lambda index: len(behind[index]))
        left.remove(ready)
        order.append(ready)
        for waiting in behind:
            waiting.discard(ready)
    return order
