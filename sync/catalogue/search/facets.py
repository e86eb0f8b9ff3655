"""Narrowing what was found, and counting what it could be narrowed to."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import reduce
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
        if query.colours:
            found["colours"] = self._any(keys.COLOUR, query.colours)
        if query.sizes:
            found["sizes"] = self._any(keys.SIZE, query.sizes)
        if query.price_from is not None or query.price_to is not None:
            found["price"] = self._priced(query)
        return found

    def count(self, query: Query, found: int, chosen: dict[str, int]) -> Facets:
        """Count the choices among `found`; each group as if nothing were chosen in it."""

        def without(name: str) -> int:
            return reduce(and_, (bits for group, bits in chosen.items() if group != name), found)

        return Facets(
            tuple(self._count_shelves(query.category, without("category"))),
            tuple(self._count_colours(without("colours"))),
            tuple(self._count_sizes(without("sizes"), query.sizes)),
            self._bounds(query.currency, without("price")),
        )

    def _any(self, kind: str, wanted: Iterable[str]) -> int:
        return reduce(or_, (self._sets.get(kind + each) for each in wanted), 0)

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

    def _count_colours(self, found: int) -> Iterator[Count]:
        for family in FAMILIES:
            number = (self._sets.get(keys.COLOUR + family) & found).bit_count()
            if number:
                yield Count(family, {}, number)

    def _count_sizes(self, found: int, chosen: Iterable[str]) -> Iterator[Count]:
        if self._commonest is None:
            every = ((self._sets.get(keys.SIZE + size).bit_count(), size) for size in self._sizes)
            self._commonest = [size for _, size in sorted(every, reverse=True)[:MOST_SIZES]]
        for size in sorted({*self._commonest, *chosen} & self._sizes.keys(), key=size_order):
            number = (self._sets.get(keys.SIZE + size) & found).bit_count()
            if number:
                yield Count(size, self._sizes[size], number)

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
