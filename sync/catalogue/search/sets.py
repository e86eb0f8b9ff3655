"""Reading the sets of products that keys find, and remembering those that were read."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sync.catalogue.search import bits, keys

REMEMBERED = 48 << 20
"""Bytes of sets kept for the next question."""

AT_ONCE = 500
"""Values bound in one statement."""

MOST = 600
"""Words that one start stands for; a start has sets of its own up to `keys.STARTS` letters."""

LAST = "\U0010ffff"


class Sets:
    """Sets of products by key. One thread at a time, as long as the file stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: OrderedDict[str, int] = OrderedDict()
        self._kept = 0

    def get(self, key: str) -> int:
        """Return the set of a key, the empty one when there is none."""
        return self.remembered(key, lambda: self._read(key))

    def remembered(self, key: str, make: Callable[[], int]) -> int:
        """Return the set that was made under this name before, else make it."""
        found = self._known.get(key)
        if found is None:
            found = make()
            self._keep(key, found)
        else:
            self._known.move_to_end(key)
        return found

    def any_of(self, wanted: Sequence[str]) -> int:
        """Return what any of some keys finds."""
        return bits.union(row[0] for row in self._among("SELECT products FROM posting WHERE key", wanted))

    def all_of(self, wanted: Iterable[str]) -> int:
        """Return what every one of some keys, at least one, finds."""
        first, *others = wanted
        found = self.get(first)
        for key in others:
            if not found:
                break
            found &= self.get(key)
        return found

    def starting(self, kind: str, start: str) -> int:
        """Return what the words of a kind that begin with a start find."""
        short = {keys.NAME: keys.NAME_START, keys.TRAIT: keys.TRAIT_START}.get(kind)
        if short and len(start) <= keys.STARTS:
            return self.get(short + start)
        rows = self._connection.execute(
            "SELECT products FROM posting WHERE key >= ? AND key < ? LIMIT ?",
            (kind + start, kind + start + LAST, MOST),
        )
        return bits.union(row[0] for row in rows)

    def has(self, key: str) -> bool:
        """Say whether a key finds anything."""
        return bool(self._connection.execute("SELECT 1 FROM posting WHERE key = ?", (key,)).fetchone())

    def kinds(self, kind: str) -> list[str]:
        """Return all keys of a kind, without its letter."""
        rows = self._connection.execute(
            "SELECT substr(key, 2) FROM posting WHERE key >= ? AND key < ?", (kind, chr(ord(kind) + 1))
        )
        return [row[0] for row in rows]

    def numbers(self, products: Sequence[str]) -> int:
        """Return the products of these ids as a set; what is not here is left out."""
        return bits.of([row[0] for row in self._among("SELECT number FROM goods WHERE id", products)])

    def goods(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return id and names of products by number."""
        rows = self._among("SELECT number, id, names FROM goods WHERE number", numbers)
        return {number: (identifier, names) for number, identifier, names in rows}

    def _among(self, question: str, wanted: Sequence[str] | Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Ask for the rows of some values, a bound number of them at a time."""
        for at in range(0, len(wanted), AT_ONCE):
            some = wanted[at : at + AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self._connection.execute(f"{question} IN ({marks})", some)

    def _read(self, key: str) -> int:
        rows = self._connection.execute("SELECT products FROM posting WHERE key = ?", (key,)).fetchall()
        return bits.unpack(rows[0][0]) if rows else 0

    def _keep(self, key: str, found: int) -> None:
        self._known[key] = found
        self._kept += found.bit_length() >> 3
        while self._kept > REMEMBERED and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._kept -= oldest.bit_length() >> 3
