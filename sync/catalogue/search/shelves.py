"""The categories as the search needs them: their words, their tree, and what stands in them."""

import re
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from sync.catalogue.search import bits, keys
from sync.catalogue.search.forms import STOP
from sync.catalogue.search.sets import LAST, Sets
from sync.catalogue.search.words import is_japanese, pieces
from sync.protocol.products import Category, Texts
from sync.shapes import ready

TREE = "T"
"""A category with all below it, among the sets that are remembered."""

NOWHERE = -1
"""In place of the category of a product that has none."""

PARTS = re.compile(r"\s[&/+]\s|[,/・]|\s(?:and|e|und|et)\s")
"""`Hoodies & Sweatshirts` are two names of one shelf."""


class Shelves:
    """All categories of a catalogue."""

    def __init__(self, connection: sqlite3.Connection, sets: Sets) -> None:
        self._sets = sets
        read = msgspec.json.Decoder(ready(Category)).decode
        rows = connection.execute("SELECT body FROM document WHERE kind = 'category' ORDER BY rowid")
        self._shelves = {shelf.id: shelf for shelf in (read(body) for (body,) in rows)}
        self._below = defaultdict[str, list[str]](list)
        for shelf in self._shelves.values():
            parent = shelf.parent if shelf.parent in self._shelves else ""
            self._below[parent].append(shelf.id)
        self._words = defaultdict[str, list[str]](list)
        self._japanese = list[tuple[str, str]]()
        self._names = defaultdict[str, list[tuple[frozenset[str], str]]](list)
        for shelf in self._shelves.values():
            self._read_words(shelf)
        self._sorted = sorted(self._words)
        self._ids = list(self._shelves)
        self._places = self._place()

    def name(self, identifier: str) -> Texts:
        """Return the names of a category, {} for one that is not there."""
        return self._shelves[identifier].name if identifier in self._shelves else {}

    def below(self, identifier: str) -> list[str]:
        """Return the categories directly below one, '' for those at the top, in the feed's order."""
        return self._below.get(identifier, [])

    def products(self, identifier: str) -> int:
        """Return what stands in a category or below it."""
        if not self.below(identifier):
            return self._sets.get(keys.CATEGORY + identifier)
        return self._sets.remembered(TREE + identifier, lambda: self._together(identifier))

    def count(self, found: int) -> Counter[str]:
        """Count some products in their categories and in all above those, one product after another."""
        totals = Counter[str]()
        for place, number in Counter(map(self._places.__getitem__, bits.positions(found))).items():
            for each in self._up(self._ids[place]) if place != NOWHERE else ():
                totals[each] += number
        return totals

    def called(self, words: Iterable[str]) -> int:
        """Return what stands in categories with any of these words in their names."""
        return self._all({shelf for word in words for shelf in self._words.get(word, ())})

    def starting(self, start: str) -> int:
        """Return what stands in categories with a word in their names that begins so."""
        first, last = bisect_left(self._sorted, start), bisect_left(self._sorted, start + LAST)
        return self.called(self._sorted[first:last])

    def containing(self, run: str) -> int:
        """Return what stands in categories whose names contain a run of Japanese."""
        return self._all({shelf for name, shelf in self._japanese if run in name})

    def wholly(self, words: Iterable[str]) -> int:
        """Return what stands in categories of which a name consists of nothing but these words."""
        said = set(words)
        called = (named for word in said for named in self._names.get(word, ()))
        return self._all({shelf for name, shelf in called if name <= said})

    @property
    def words(self) -> Iterable[str]:
        """All words of names."""
        return self._sorted

    def has(self, word: str) -> bool:
        """Say whether a word stands in any name."""
        return word in self._words

    def _read_words(self, shelf: Category) -> None:
        for text in shelf.name.values():
            for part in PARTS.split(text):
                name = frozenset(pieces(part)) - STOP
                for word in name:
                    self._names[word].append((name, shelf.id))
            for piece in pieces(text):
                if is_japanese(piece):
                    self._japanese.append((piece, shelf.id))
                if piece not in STOP:
                    self._words[piece].append(shelf.id)

    def _all(self, shelves: Iterable[str]) -> int:
        found = 0
        for each in shelves:
            found |= self.products(each)
        return found

    def _place(self) -> "array[int]":
        """Return the place in `_ids` of every product's category, by its number."""
        places = array("i", [NOWHERE]) * self._sets.get(keys.EVERY).bit_length()
        for place, shelf in enumerate(self._ids):
            for number in bits.positions(self._sets.get(keys.CATEGORY + shelf)):
                places[number] = place
        return places

    def _up(self, identifier: str) -> Iterator[str]:
        """Yield a category and those above it, each once."""
        seen = set[str]()
        while identifier in self._shelves and identifier not in seen:
            seen.add(identifier)
            yield identifier
            identifier = self._shelves[identifier].parent

    def _together(self, identifier: str) -> int:
        found = 0
        for each in self._tree(identifier):
            found |= self._sets.get(keys.CATEGORY + each)
        return found

    def _tree(self, identifier: str) -> Iterator[str]:
        """Yield a category and all below it, each once, even where a feed's tree bites its tail."""
        seen, waiting = set[str](), [identifier]
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                yield each
                waiting += self.below(each) if each else []
