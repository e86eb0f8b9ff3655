"""Narrowing what was found, and counting what it could be narrowed to."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations, groupby
from operator import and_, or_

import msgspec

from sync.catalogue.search import keys
from sync.catalogue.search.colours import FAMILIES
from sync.catalogue.search.query import Count, Facets, Query
from sync.catalogue.search.sets import Sets
from sync.catalogue.search.shelves import Shelves
from sync.protocol.products import Texts

MOST_SIZES, MOST_SHELVES = 80, 200
"""Choices that are counted: the commonest sizes, and categories from the top down."""

FEW = 4000
"""Products up to which looking at each is quicker than at each category."""

LETTERS = re.compile(r"(?:(?P<count>\d+)x|(?P<exes>x*))(?P<letter>[sml])", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


Choices = dict[str, list[str]]
"""Keys of what is chosen, by axis; the colours' is `keys.COLOUR`."""


class Filters:
    """The filters of one catalogue."""

    def __init__(self, connection: sqlite3.Connection, sets: Sets, shelves: Shelves) -> None:
        self._sets = sets
        self._shelves = shelves
        rows = connection.execute("SELECT id, name FROM choice")
        self._sizes: dict[str, Texts] = {identifier: msgspec.json.decode(name) for identifier, name in rows}
        self._commonest: list[str] | None = None
        self._widths: dict[str, int] = {}

    def chosen(self, query: Query) -> dict[str, int]:
        """Return what each filter in use leaves, by its name."""
        found = dict[str, int]()
        if query.category:
            found["category"] = self._shelves.products(query.category)
        choices = _choices(query)
        if choices:
            found["choices"] = self._chosen(choices)
        if query.price_from is not None or query.price_to is not None:
            found["price"] = self._priced(query)
        return found

    def count(self, query: Query, found: int, chosen: dict[str, int]) -> Facets:
        """Count the choices among `found`; each group as if nothing were chosen in it."""

        def without(name: str) -> int:
            return reduce(and_, (bits for group, bits in chosen.items() if group != name), found)

        choices, others = _choices(query), without("choices")
        return Facets(
            tuple(self._count_shelves(query.category, without("category"))),
            tuple(self._count_colours(others, choices)),
            tuple(self._count_sizes(others, choices, {*query.sizes, *self._of_axis(query.axis)})),
            self._bounds(query.currency, without("price")),
        )

    def _any(self, wanted: Iterable[str]) -> int:
        return reduce(or_, map(self._sets.get, wanted), 0)

    def _chosen(self, choices: Choices) -> int:
        """Return what has one of the choices of every axis; of two axes, in one variant."""
        found = reduce(and_, map(self._any, choices.values()))
        for one, other in combinations(choices.values(), 2):
            found &= self._any(keys.pair(first, second) for first in one for second in other)
        return found

    def _together(self, choice: str, others: Choices) -> int:
        """Return what has a choice together with one of every other axis."""
        found = self._sets.get(choice)
        for other in others.values() if found else ():
            found &= self._any(keys.pair(choice, each) for each in other)
        return found

    def _count_shelves(self, top: str, found: int) -> list[Count]:
        """Count from the top down, at most `MOST_SHELVES`: what is below an empty shelf is empty."""
        few = self._shelves.count(found) if found.bit_count() <= FEW else None
        counts, waiting = list[Count](), self._shelves.below(top)
        looked = 0

        def number(shelf: str) -> int:
            return (self._shelves.products(shelf) & found).bit_count() if few is None else few[shelf]

        while waiting and looked < MOST_SHELVES:
            looked += len(waiting)
            here = [Count(each, self._shelves.name(each), number(each)) for each in waiting]
            filled = [count for count in here if count.number]
            counts += filled
            waiting = [below for count in filled for below in self._shelves.below(count.id)]
        return sorted(counts, key=lambda count: -count.number)

    def _count_colours(self, found: int, choices: Choices) -> Iterator[Count]:
        others, left = self._but(keys.COLOUR, choices, found)
        for family in FAMILIES:
            number = (self._together(keys.COLOUR + family, others) & left).bit_count()
            if number:
                yield Count(family, {}, number)

    def _count_sizes(self, found: int, choices: Choices, chosen: Iterable[str]) -> Iterator[Count]:
        if self._commonest is None:
            every = ((self._sets.get(keys.SIZE + size).bit_count(), size) for size in self._sizes)
            self._commonest = [size for _, size in sorted(every, reverse=True)[:MOST_SIZES]]
        wanted = sorted({*self._commonest, *chosen} & self._sizes.keys(), key=size_order)
        for axis, sizes in groupby(wanted, key=_axis):
            others, left = self._but(axis, choices, found)
            for size in sizes:
                number = (self._together(keys.SIZE + size, others) & left).bit_count()
                if number:
                    yield Count(size, self._sizes[size], number)

    def _of_axis(self, axis: str) -> list[str]:
        return [size for size in self._sizes if _axis(size) == axis] if axis else []

    def _but(self, axis: str, choices: Choices, found: int) -> tuple[Choices, int]:
        """Return the choices of the other axes, and what these leave."""
        others = {each: wanted for each, wanted in choices.items() if each != axis}
        return others, found & self._chosen(others) if others else found

    def _priced(self, query: Query) -> int:
        """Return what costs no less and no more than asked for."""
        found = self._sets.get(keys.PRICED + query.currency)
        if query.price_to is not None:
            found &= self._at_most(query.currency, query.price_to)
        if query.price_from is not None and query.price_from > 0:
            cheaper = self._at_most(query.currency, query.price_from - 1)
            found ^= found & cheaper
        return found

    def _at_most(self, currency: str, limit: int) -> int:
        """Return what costs at most so much: all prices are compared at once, bit by bit."""
        if limit < 0:
            return 0
        equal, less = self._sets.get(keys.PRICED + currency), 0
        for bit in reversed(range(max(self._bits(currency), limit.bit_length()))):
            one = equal & self._sets.get(keys.price_bit(currency, bit))
            if limit >> bit & 1:
                less |= equal ^ one
                equal = one
            else:
                equal ^= one
        return less | equal

    def _bounds(self, currency: str, found: int) -> tuple[int, int] | None:
        """Return the lowest and the highest price among some products."""
        lowest = highest = found & self._sets.get(keys.PRICED + currency)
        if not lowest:
            return None
        low = high = 0
        for bit in reversed(range(self._bits(currency))):
            row = self._sets.get(keys.price_bit(currency, bit))
            cheap = lowest ^ (lowest & row)
            low, lowest = (low, cheap) if cheap else (low | 1 << bit, lowest)
            dear = highest & row
            high, highest = (high | 1 << bit, dear) if dear else (high, highest)
        return low, high

    def _bits(self, currency: str) -> int:
        """Return how many bits the prices in a currency have at most."""
        if currency not in self._widths:
            used = (bit for bit in range(keys.PRICE_BITS) if self._sets.get(keys.price_bit(currency, bit)))
            self._widths[currency] = max(used, default=-1) + 1
        return self._widths[currency]


def _choices(query: Query) -> Choices:
    """Return what is chosen, axis by axis."""
    found: Choices = {keys.COLOUR: [keys.COLOUR + each for each in sorted(query.colours)]}
    for size in sorted(query.sizes):
        found.setdefault(_axis(size), []).append(keys.SIZE + size)
    return {axis: wanted for axis, wanted in found.items() if wanted}


def _axis(size: str) -> str:
    return size.partition(":")[0]


def size_order(size: str) -> tuple[str, int, float, str]:
    """Return where a size stands among all: by axis, then XS S M L XL 2XL, then numbers, then words.

    >>> sorted(["size:xl", "size:m", "size:42", "size:xs", "size:one", "size:2xl"], key=size_order)
    ['size:xs', 'size:m', 'size:xl', 'size:2xl', 'size:42', 'size:one']
    """
    axis, _, value = size.partition(":")
    letters = LETTERS.fullmatch(value)
    if letters:
        exes = int(letters["count"] or len(letters["exes"] or ""))
        place = {"s": -1 - exes, "m": 0, "l": 1 + exes}[letters["letter"].lower()]
        return axis, 0, place, ""
    number = NUMBER.match(value)
    return (axis, 1, float(number[0].replace(",", ".")), value) if number else (axis, 2, 0, value)
