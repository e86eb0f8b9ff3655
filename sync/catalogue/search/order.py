"""The order of what was found: what is called as was asked, then tiers, in a tier popularity."""

from collections.abc import Iterator, Sequence
from itertools import chain

from sync.catalogue.search import bits
from sync.catalogue.search.forms import forms
from sync.catalogue.search.sets import Sets

LOOKED_AT = 200
"""Of the first so many the names are compared with the question."""


class Order:
    """The products of one answer in their order, as far as somebody has asked for them."""

    def __init__(self, sets: Sets, tiers: Sequence[int], words: Sequence[str]) -> None:
        self._waiting = chain.from_iterable(map(bits.positions, tiers))
        first = list(self._take(LOOKED_AT if words else 0))
        names = {number: name for number, (_, name) in sets.goods(first).items()} if first else {}
        same = [set(forms(word)) for word in words]
        exact = [number for number in first if _is_called(names.get(number, ""), same)]
        others = set(exact)
        self._known = exact + [number for number in first if number not in others]

    def part(self, offset: int, limit: int) -> list[int]:
        """Return some of the numbers of products."""
        lacking = offset + limit - len(self._known)
        if lacking > 0:
            self._known += self._take(lacking)
        return self._known[offset : offset + limit]

    def _take(self, number: int) -> Iterator[int]:
        for _, found in zip(range(number), self._waiting, strict=False):
            yield found


def _is_called(names: str, words: Sequence[set[str]]) -> bool:
    """Say whether one of the names consists of these words, in this order."""
    spaces = len(words) - 1
    return any(
        all(word in same for word, same in zip(line.split(" "), words, strict=True))
        for line in names.split("\n")
        if line.count(" ") == spaces
    )
