"""How a list becomes another one with as little moved as possible."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence


def steady(before: Sequence[Hashable], after: Sequence[Hashable]) -> set[Hashable]:
    """Return the keys that need not be moved: the longest part that stands in the same order in both.

    A key stands once in each list.

    >>> sorted(steady("abcd", "bcda"))
    ['b', 'c', 'd']
    """
    place = {key: at for at, key in enumerate(before)}
    held = [key for key in after if key in place]
    ends: list[int] = []
    """Of the parts of each length found so far: the smallest place that one ends with."""
    lasts: list[int] = []
    """Which of `held` that is."""
    ahead: list[int] = []
    """For each of `held` the one before it in its part, -1 at the beginning."""
    for at, key in enumerate(held):
        length = bisect_left(ends, place[key])
        ahead.append(lasts[length - 1] if length else -1)
        ends[length : length + 1] = [place[key]]
        lasts[length : length + 1] = [at]
    found: set[Hashable] = set()
    at = lasts[-1] if lasts else -1
    while at >= 0:
        found.add(held[at])
        at = ahead[at]
    return found
