"""Which products have the words of a question, and in which tier: the first tier is shown first.

A product may have a word in its name, as a trait (an option, a maker, a colour's family, its category), or
in its texts; `slots` says what each word finds.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from sync.catalogue.search import codes, keys
from sync.catalogue.search.forms import STOP
from sync.catalogue.search.sets import Sets
from sync.catalogue.search.shelves import Shelves
from sync.catalogue.search.slots import Slot, Slots, Synonyms, all_of
from sync.catalogue.search.spelling import closest
from sync.catalogue.search.words import is_japanese, pieces, runs, split

LONGEST, MOST_WORDS = 200, 12
"""Characters and words of a question that are read: nobody types more, but somebody may paste a page."""

NOT_MEANT = 5
"""Letters up to which a word that does find something is not taken for a slip."""

FEW = 10
"""Products below which others with fewer of the words, or not only in their texts, are shown too."""

SHORTEST_PART = 3
"""Letters of each of two words that were typed as one."""


class Found(NamedTuple):
    """What a text finds: sets of products in tiers that do not overlap, the best first.

    `words` are the words as they were looked up; `corrected` and `near` are as in `query.Result`. Where
    `near` is set, `whole` are the products with all the words, which come before the others.
    """

    tiers: tuple[int, ...]
    words: tuple[str, ...] = ()
    corrected: str = ""
    near: bool = False
    whole: int = 0

    @property
    def every(self) -> int:
        """All that was found."""
        return reduce(or_, self.tiers, 0)


class Matcher:
    """Matches texts against the sets of one catalogue."""

    def __init__(
        self, connection: sqlite3.Connection, sets: Sets, shelves: Shelves, synonyms: Synonyms
    ) -> None:
        self._connection = connection
        self._sets = sets
        self._shelves = shelves
        self._slots = Slots(connection, sets, shelves, synonyms)

    def match(self, text: str, *, as_written: bool = False) -> Found:
        """Return what a text finds; `as_written` = without taking any word for a slip."""
        text = text[:LONGEST].encode("utf-8", "ignore").decode()
        words = self._words(text)[:MOST_WORDS]
        code = codes.products(self._connection, self._sets, text)
        if not words:
            return Found(tiers([code])) if text.strip() else Found((self._sets.get(keys.EVERY),))
        slots = self._slots.of(words)
        if not code and not all(slot.every for slot in slots):
            code = codes.beginning(self._connection, self._sets, text)
        if code:
            return Found(tiers([code, all_of(slot.every for slot in slots)]), tuple(words))
        if all(slot.every for slot in slots):
            found = self._together(words, slots)
            other = None if found.every or as_written else self._other_word(words, slots)
            return found if found.every else other or self._near(words, slots, "")
        return self._near(words, slots, "") if as_written else self._mend(words, slots)

    def _words(self, text: str) -> list[str]:
        """Return the words of a question; a run of Japanese that nothing is called falls into its parts."""
        found = list[str]()
        for piece in pieces(text):
            if is_japanese(piece) and len(piece) > 1 and not self._slots.run(piece).told:
                found += runs(text, piece)
            else:
                found.append(piece)
        return [word for word in found if word not in STOP] or found

    def _together(self, words: Sequence[str], slots: Sequence[Slot], corrected: str = "") -> Found:
        """Return what has all words, best first: those of a category that is called so before others."""
        shelf = self._shelf(words)
        named, told = all_of(slot.named for slot in slots), all_of(slot.told for slot in slots)
        exactly, every = all_of(slot.name for slot in slots), all_of(slot.every for slot in slots)
        some = reduce(or_, (slot.named for slot in slots))
        called = [exactly & shelf, told & shelf & some, told & shelf]
        others = [exactly, named, told & some, told, every & some, every]
        found = Found(tiers([*called, *others]), tuple(words), corrected)
        if told or len(words) == 1 or not every or every.bit_count() >= FEW:
            return found
        # A few have all the words, and only in their texts: that is hardly what was meant.
        return self._with_near(found, slots, len(words))._replace(whole=every)

    def _near(self, words: Sequence[str], slots: Sequence[Slot], corrected: str) -> Found:
        """Return what has most of the words, not all of them; what has half of them where that is little."""
        least = [0] * (len(slots) + 1)
        for slot in slots:
            for number in range(len(slots), 1, -1):
                least[number] |= least[number - 1] & slot.every
            least[1] |= slot.every
        whole = least.pop() if len(slots) > 1 else 0
        named = reduce(or_, (slot.name for slot in slots), 0)
        told = reduce(or_, (slot.told for slot in slots), 0)
        shelf = self._shelf(words)
        found = list[int]()
        for number in reversed(range(1, len(least))):
            most = least[number] ^ (least[number] & whole)
            if most.bit_count() > 0:
                found += [most & shelf & named, most & shelf, most & named, most & told, most]
            if most.bit_count() >= FEW or (found and 2 * (number - 1) < len(slots)):
                break
        return Found(tiers(found), tuple(words), corrected, near=bool(found))

    def _with_near(self, found: Found, slots: Sequence[Slot], said: int) -> Found:
        """Return what was found and, where that is little, what has at least half of those said."""
        if found.every.bit_count() >= FEW or 2 * (len(slots) - 1) < said:
            return found._replace(near=True)
        near = self._near(found.words, slots, found.corrected)
        return near._replace(tiers=tiers([*found.tiers, *near.tiers]), near=True)

    def _shelf(self, words: Sequence[str]) -> int:
        """Return what stands in a category that is called as the question says, or part of it."""
        return self._shelves.wholly(self._slots.said(words))

    def _mend(self, words: Sequence[str], slots: Sequence[Slot]) -> Found:
        """Replace the words that nothing has by those that were meant."""
        mended = list[str]()
        for at, (word, slot) in enumerate(zip(words, slots, strict=True)):
            mended += [word] if slot.every else self._meant(word, started=at == len(words) - 1)
        if not mended:
            return self._alike(words)
        corrected = "" if mended == [word for word in words if word in mended] else " ".join(mended)
        found = self._together(mended, self._slots.of(mended), corrected)
        if found.every and (corrected or len(mended) == len(words)):
            return found
        known = [word for word, slot in zip(words, slots, strict=True) if slot.every]
        if len(known) > 1 or not corrected:
            # What was meant goes with nothing else that was said: it was meant otherwise.
            slots = self._slots.of(known)
            found = self._together(known, slots)
            if found.every:
                return self._with_near(found, slots, len(words))._replace(whole=0)
        return self._near(mended, self._slots.of(mended), corrected)

    def _meant(self, word: str, *, started: bool) -> list[str]:
        """Return the word that was meant, two of them if they were typed as one, or none."""
        if word in STOP:
            return []
        close = self._closest(word, started=started)
        if close:
            return close[:1]
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if self._slots.word(word[:at]).every and self._slots.word(word[at:]).told:
                return [word[:at], word[at:]]
        return []

    def _other_word(self, words: Sequence[str], slots: Sequence[Slot]) -> Found | None:
        """Nothing has all the words: see whether one of them is a slip that happens to be a word too."""
        for at, word in enumerate(words):
            others = all_of(slot.every for place, slot in enumerate(slots) if place != at)
            if len(words) == 1 or not others or len(word) < NOT_MEANT:
                continue
            for meant in self._closest(word, started=False)[:3]:
                if meant not in words and self._slots.word(meant).told & others:
                    mended = [*words[:at], meant, *words[at + 1 :]]
                    return self._together(mended, self._slots.of(mended), " ".join(mended))
        return None

    def _closest(self, word: str, *, started: bool) -> list[str]:
        return closest(self._connection, word, self._slots.weight, self._slots.alike, started=started)

    def _alike(self, words: Sequence[str]) -> Found:
        """Return what has most pairs of a run of Japanese: it has no words that a slip could be seen in."""
        pairs = [pair for word in words if is_japanese(word) for pair in split(word)]
        slots = [self._slots.run(pair) for pair in pairs]
        return self._near(words, slots, "") if slots else Found((), tuple(words))


def tiers(wanted: Iterable[int]) -> tuple[int, ...]:
    """Return sets without what an earlier one has."""
    found, before = list[int](), 0
    for each in wanted:
        found.append(each ^ (each & before))
        before |= each
    return tuple(filter(None, found))
