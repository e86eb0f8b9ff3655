"""Counting which products a store has, a little at a time: a question that is asked meanwhile goes first."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sync.catalogue.read import Catalogue

Held = Callable[[], Iterable[list[str]]]
"""Ids of the variants that this store has, some at a time; reads the replica, so not for the GUI thread."""

SECONDS = 0.01
"""How long one step works, unless a single part of it takes longer."""


class StockCount:
    """One count, from a catalogue file and what is told of the stock; for one thread.

    A quarter of a million products take about a second in all.
    """

    def __init__(self, path: Path, held: Held) -> None:
        self.products: frozenset[str] = frozenset()
        """The products that the store has, once `step` said that the count is done."""
        self._work = self._walk(path, held)

    def step(self) -> bool:
        """Count on for a moment; return whether the count is done.

        Raises:
            CatalogueError: The file cannot be read.
        """
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if next(self._work, None) is None:
                return True
        return False

    def close(self) -> None:
        """Give the count up."""
        self._work.close()

    def _walk(self, path: Path, held: Held) -> Iterator[bool]:
        variants = set[str]()
        for some in held():
            variants.update(some)
            yield False
        found = set[str]()
        with closing(Catalogue(path)) as catalogue:
            for codes in catalogue.codes() if variants else ():
                found.update(product for product, variant in codes if variant in variants)
                yield False
        self.products = frozenset(found)
