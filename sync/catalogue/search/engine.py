"""Finding products in a catalogue file by words and filters, without any network."""

import sqlite3
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import reduce
from operator import and_
from pathlib import Path
from typing import NamedTuple

import msgspec

from sync.catalogue.read import MMAP_BYTES
from sync.catalogue.schema import CatalogueError, meaning
from sync.catalogue.search import tables
from sync.catalogue.search.facets import Filters
from sync.catalogue.search.match import Found, Matcher
from sync.catalogue.search.order import Order
from sync.catalogue.search.query import Facets, Query, Result
from sync.catalogue.search.sets import Sets
from sync.catalogue.search.shelves import Shelves
from sync.catalogue.search.slots import Synonyms


class _Answer(NamedTuple):
    """An answer whose hits are read as they are asked for."""

    found: Found
    order: Order
    total: int
    whole: int
    facets: Facets
    in_stock: int | None


class _State(NamedTuple):
    """What was read of the file as it stands."""

    sets: Sets
    matcher: Matcher
    filters: Filters


class Search:
    """Answers questions from a catalogue file. Any thread may use it, one at a time.

    What is taken into the file meanwhile counts from the next question on. A file whose search tables are
    missing (`ready` is False) finds nothing until `upkeep.bring_up` has made them.

    Raises (all methods):
        CatalogueError: The file cannot be read (any more); `Damaged` when it is at fault itself.
    """

    def __init__(self, path: Path, synonyms: Synonyms | None = None) -> None:
        """Open a catalogue file; `synonyms` are those of the brand, language to groups of words."""
        self.path = path
        self._synonyms = synonyms or {}
        self._seen: tuple[object, ...] = ()
        self._state: _State | None = None
        self._asked: tuple[object, ...] = ()
        self._answer: _Answer | None = None
        self._stock: tuple[AbstractSet[str], int] | None = None
        try:
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
            )
            self._connection.execute(f"PRAGMA mmap_size = {MMAP_BYTES}")
            self._connection.execute("SELECT count(*) FROM meta")
        except sqlite3.Error as error:
            raise CatalogueError(f"{path.name} is not a catalogue: {error}") from error

    @property
    def ready(self) -> bool:
        """Whether the file can be searched."""
        with self._reading():
            return self._state is not None

    def find(self, query: Query) -> Result:
        """Answer a question."""
        with self._reading():
            if self._state is None:
                return Result()
            answer = self._answered(query, self._state)
            numbers = answer.order.part(query.offset, query.limit)
            goods = self._state.sets.goods(numbers)
            return Result(
                tuple(goods[number][0] for number in numbers if number in goods),
                answer.total,
                answer.found.corrected,
                answer.found.near,
                answer.whole,
                answer.facets,
                answer.in_stock,
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _answered(self, query: Query, state: _State) -> _Answer:
        """Return the answer of which a part is wanted; the next part of it costs little."""
        whole = msgspec.structs.replace(query, limit=0, offset=0, in_stock=None)
        asked = (whole, id(query.in_stock))
        if self._answer is None or self._asked != asked:
            self._answer, self._asked = self._new_answer(query, state), asked
        return self._answer

    def _new_answer(self, query: Query, state: _State) -> _Answer:
        found = state.matcher.match(query.text, as_written=query.as_written)
        chosen = state.filters.chosen(query)
        stock = self._in_stock(query, state)
        if query.only_in_stock:
            chosen["stock"] = stock or 0
        left = reduce(and_, chosen.values(), found.every)
        tiers = [tier & left for tier in found.tiers] if chosen else found.tiers
        return _Answer(
            found,
            Order(state.sets, tiers, found.words),
            left.bit_count(),
            (left & found.whole if found.near else left).bit_count(),
            state.filters.count(query, found.every, chosen),
            None if stock is None else (self._without_stock(found.every, chosen) & stock).bit_count(),
        )

    def _without_stock(self, found: int, chosen: dict[str, int]) -> int:
        return reduce(and_, (bits for name, bits in chosen.items() if name != "stock"), found)

    def _in_stock(self, query: Query, state: _State) -> int | None:
        """Return the store's products as a set; the same object again costs nothing."""
        if query.in_stock is None:
            return None
        if self._stock is None or self._stock[0] is not query.in_stock:
            self._stock = (query.in_stock, state.sets.numbers(sorted(query.in_stock)))
        return self._stock[1]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """See one state of the file throughout, and read anew what has changed since."""
        try:
            self._connection.execute("BEGIN")
            try:
                self._look()
                yield
            finally:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise meaning(error, self.path) from error

    def _look(self) -> None:
        meta = tuple(self._connection.execute("SELECT key, value FROM meta ORDER BY key"))
        if meta == self._seen:
            return
        self._seen, self._answer, self._stock = meta, None, None
        self._state = None
        if tables.is_there(self._connection):
            sets = Sets(self._connection)
            shelves = Shelves(self._connection, sets)
            self._state = _State(
                sets,
                Matcher(self._connection, sets, shelves, self._synonyms),
                Filters(self._connection, sets, shelves),
            )
