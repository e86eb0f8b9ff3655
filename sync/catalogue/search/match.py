"""Which products have the words of a question, and in which tier: the first tier is shown first.

A product may have a word in its name, as a trait (an option, a maker, a colour's family, its category), or
in its texts. Other forms of a word and synonyms count like the word itself, its beginning a little less.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from sync.catalogue.search import codes, colours, keys
from sync.catalogue.search.forms import STOP, forms
from sync.catalogue.search.sets import Sets
from sync.catalogue.search.shelves import Shelves
from sync.catalogue.search.spelling import TOLD, closest
from sync.catalogue.search.words import is_japanese, pieces, runs, split

Synonyms = Mapping[str, Sequence[Sequence[str]]]
"""Language to groups of words or phrases that mean the same; all languages are used together."""

LONGEST, MOST_WORDS = 200, 12
"""Characters and words of a question that are read: nobody types more, but somebody may paste a page."""

PHRASE = 4
"""Words of a phrase at most."""

NOT_MEANT = 5
"""Letters up to which a word that does find something is not taken for a slip."""

FEW = 10
"""Products with all the words in their texts alone, below which others with most of them are shown too."""

SHORTEST_PART = 3
"""Letters of each of two words that were typed as one."""


class Found(NamedTuple):
    """What a text finds: sets of products in tiers that do not overlap, the best first.

    `words` are the words as they were looked up; `corrected` and `near` are as in `query.Result`.
    """

    tiers: tuple[int, ...]
    words: tuple[str, ...] = ()
    corrected: str = ""
    near: bool = False

    @property
    def every(self) -> int:
        """All that was found."""
        return reduce(or_, self.tiers, 0)


class Slot(NamedTuple):
    """What one word of a question finds, by where it stands; `starts` are its beginnings."""

    name: int = 0
    name_starts: int = 0
    trait: int = 0
    trait_starts: int = 0
    text: int = 0

    @property
    def named(self) -> int:
        """Products with the word, or one that begins so, in their names."""
        return self.name | self.name_starts

    @property
    def told(self) -> int:
        """Products with the word in name or traits."""
        return self.named | self.trait | self.trait_starts

    @property
    def every(self) -> int:
        """Products with the word anywhere."""
        return self.told | self.text

    def joined(self, other: "Slot") -> "Slot":
        """Return what either finds."""
        return Slot(*(ours | theirs for ours, theirs in zip(self, other, strict=True)))


class Matcher:
    """Matches texts against the sets of one catalogue."""

    def __init__(
        self, connection: sqlite3.Connection, sets: Sets, shelves: Shelves, synonyms: Synonyms
    ) -> None:
        self._connection = connection
        self._sets = sets
        self._shelves = shelves
        self._meaning = _read_synonyms(synonyms)

    def match(self, text: str) -> Found:
        """Return what a text finds."""
        text = text[:LONGEST].encode("utf-8", "ignore").decode()
        words = self._words(text)[:MOST_WORDS]
        code = codes.products(self._connection, self._sets, text)
        if not words:
            return Found(tiers([code])) if text.strip() else Found((self._sets.get(keys.EVERY),))
        slots = self._slots(words)
        if not code and not all(slot.every for slot in slots):
            code = codes.beginning(self._connection, self._sets, text)
        if code:
            return Found(tiers([code, _all(slot.every for slot in slots)]), tuple(words))
        if all(slot.every for slot in slots):
            found = self._together(words, slots)
            return found if found.every else self._other_word(words, slots) or self._near(words, slots, "")
        return self._mend(words, slots)

    def _words(self, text: str) -> list[str]:
        """Return the words of a question; a run of Japanese that nothing is called falls into its parts."""
        found = list[str]()
        for piece in pieces(text):
            if is_japanese(piece) and len(piece) > 1 and not self._run(piece).told:
                found += runs(text, piece)
            else:
                found.append(piece)
        return [word for word in found if word not in STOP] or found

    def _slots(self, words: Sequence[str]) -> list[Slot]:
        slots = [self._slot(word, started=at == len(words) - 1) for at, word in enumerate(words)]
        for at, size, meant in self._phrases(words):
            other = self._phrase(meant)
            slots[at : at + size] = [slot.joined(other) for slot in slots[at : at + size]]
        for at in range(len(words) - 1):
            if self._is_word(words[at] + words[at + 1]):
                one = self._word(words[at] + words[at + 1])
                slots[at : at + 2] = [slot.joined(one) for slot in slots[at : at + 2]]
        return slots

    def _slot(self, word: str, *, started: bool) -> Slot:
        if is_japanese(word):
            return self._run(word)
        slot = self._word(word)
        if not started and slot.every:
            return slot
        long = len(word) > keys.STARTS
        return slot._replace(
            name_starts=self._sets.starting(keys.NAME, word),
            trait_starts=slot.trait_starts
            | self._sets.starting(keys.TRAIT, word)
            | self._shelves.starting(word),
            text=slot.text | (self._sets.starting(keys.TEXT, word) if long else 0),
        )

    def _word(self, word: str) -> Slot:
        """Return what a word in all its forms finds."""
        every = forms(word)
        code = codes.word(self._connection, self._sets, word)
        family = next((colours.FAMILY[form] for form in every if form in colours.FAMILY), "")
        trait = self._sets.any_of([keys.TRAIT + form for form in every]) | self._shelves.called(every)
        return Slot(
            name=self._sets.any_of([keys.NAME + form for form in every]) | code,
            trait=trait,
            trait_starts=self._sets.get(keys.COLOUR + family) if family else 0,
            text=self._sets.any_of([keys.TEXT + form for form in every]),
        )

    def _run(self, run: str) -> Slot:
        """Return what a run of Japanese finds: all its pairs in one place, or a single character."""
        if len(run) == 1:
            name, trait, text = (
                self._sets.get(kind + run) for kind in (keys.NAME_START, keys.TRAIT_START, keys.TEXT)
            )
        else:
            name, trait, text = (
                self._sets.all_of(kind + pair for pair in split(run))
                for kind in (keys.NAME, keys.TRAIT, keys.TEXT)
            )
        family = colours.FAMILY.get(run, "")
        return Slot(
            name=name,
            trait=trait | self._shelves.containing(run),
            trait_starts=self._sets.get(keys.COLOUR + family) if family else 0,
            text=text,
        )

    def _phrases(self, words: Sequence[str]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        """Yield where a phrase with synonyms stands, of how many words, and each of its synonyms."""
        for at in range(len(words)):
            for size in range(1, min(PHRASE, len(words) - at) + 1):
                said = tuple(words[at : at + size])
                spoken = [said] if size > 1 else [(form,) for form in forms(said[0])]
                for one in spoken:
                    for meant in self._meaning.get(one, ()):
                        yield at, size, meant

    def _phrase(self, words: Sequence[str]) -> Slot:
        """Return what has all words of a phrase, exactly."""
        slots = [self._run(word) if is_japanese(word) else self._word(word) for word in words]
        return Slot(
            name=_all(slot.name for slot in slots),
            trait=_all(slot.name | slot.trait for slot in slots),
            text=_all(slot.name | slot.trait | slot.text for slot in slots),
        )

    def _is_word(self, word: str) -> bool:
        return any(self._sets.has(kind + word) for kind in (keys.NAME, keys.TRAIT)) or self._shelves.has(word)

    def _together(self, words: Sequence[str], slots: Sequence[Slot], corrected: str = "") -> Found:
        """Return what has all words, best first: those of a category that is called so before others."""
        shelf = self._shelf(words)
        named, told = _all(slot.named for slot in slots), _all(slot.told for slot in slots)
        exactly, every = _all(slot.name for slot in slots), _all(slot.every for slot in slots)
        some = reduce(or_, (slot.named for slot in slots))
        called = [exactly & shelf, told & shelf & some, told & shelf]
        others = [exactly, named, told & some, told, every & some, every]
        found = Found(tiers([*called, *others]), tuple(words), corrected)
        if told or len(words) == 1 or not every or every.bit_count() >= FEW:
            return found
        # A few have all the words, and only in their texts: that is hardly what was meant.
        near = self._near(words, slots, corrected)
        return near._replace(tiers=tiers([*found.tiers, *near.tiers]))

    def _near(self, words: Sequence[str], slots: Sequence[Slot], corrected: str) -> Found:
        """Return what has most of the words, though not all of them."""
        least = [0] * (len(slots) + 1)
        for slot in slots:
            for number in range(len(slots), 1, -1):
                least[number] |= least[number - 1] & slot.every
            least[1] |= slot.every
        whole = least.pop() if len(slots) > 1 else 0
        most = next((found for found in reversed(least) if found ^ (found & whole)), 0)
        named = reduce(or_, (slot.name for slot in slots), 0)
        told = reduce(or_, (slot.told for slot in slots), 0)
        shelf = self._shelf(words)
        return Found(
            tiers([most & shelf & named, most & shelf, most & named, most & told, most]),
            tuple(words),
            corrected,
            near=bool(most),
        )

    def _shelf(self, words: Sequence[str]) -> int:
        """Return what stands in a category that is called as the question says, or part of it."""
        said = {form for word in words for form in forms(word)}
        for _, _, meant in self._phrases(words):
            said.update(form for word in meant for form in forms(word))
        return self._shelves.wholly(said)

    def _mend(self, words: Sequence[str], slots: Sequence[Slot]) -> Found:
        """Replace the words that nothing has by those that were meant."""
        mended = list[str]()
        for at, (word, slot) in enumerate(zip(words, slots, strict=True)):
            mended += [word] if slot.every else self._meant(word, started=at == len(words) - 1)
        if not mended:
            return self._alike(words)
        corrected = "" if mended == [word for word in words if word in mended] else " ".join(mended)
        slots = self._slots(mended)
        found = self._together(mended, slots, corrected)
        lost = len(mended) < len(words) and not corrected
        if not found.every:
            return self._near(mended, slots, corrected)
        return found._replace(near=found.near or lost)

    def _meant(self, word: str, *, started: bool) -> list[str]:
        """Return the word that was meant, two of them if they were typed as one, or none."""
        close = self._closest(word, started=started)
        if close:
            return close[:1]
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if self._word(word[:at]).every and self._word(word[at:]).told:
                return [word[:at], word[at:]]
        return []

    def _other_word(self, words: Sequence[str], slots: Sequence[Slot]) -> Found | None:
        """Nothing has all the words: see whether one of them is a slip that happens to be a word too."""
        for at, word in enumerate(words):
            others = _all(slot.every for place, slot in enumerate(slots) if place != at)
            if len(words) == 1 or not others or len(word) < NOT_MEANT:
                continue
            for meant in self._closest(word, started=False)[:3]:
                if meant not in words and self._word(meant).told & others:
                    mended = [*words[:at], meant, *words[at + 1 :]]
                    return self._together(mended, self._slots(mended), " ".join(mended))
        return None

    def _closest(self, word: str, *, started: bool) -> list[str]:
        return closest(self._connection, word, self._weight, started=started)

    def _weight(self, word: str) -> int:
        """Return how often a word is used, in names and traits above all."""
        told = self._sets.get(keys.NAME + word) | self._sets.get(keys.TRAIT + word)
        if told or self._shelves.has(word):
            return TOLD + told.bit_count()
        return self._sets.get(keys.TEXT + word).bit_count()

    def _alike(self, words: Sequence[str]) -> Found:
        """Return what has most pairs of a run of Japanese: it has no words that a slip could be seen in."""
        pairs = [pair for word in words if is_japanese(word) for pair in split(word)]
        slots = [self._run(pair) for pair in pairs]
        return self._near(words, slots, "") if slots else Found((), tuple(words))


def tiers(wanted: Iterable[int]) -> tuple[int, ...]:
    """Return sets without what an earlier one has."""
    found, before = list[int](), 0
    for each in wanted:
        found.append(each ^ (each & before))
        before |= each
    return tuple(filter(None, found))


def _all(sets: Iterable[int]) -> int:
    return reduce(and_, sets)


def _read_synonyms(synonyms: Synonyms) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Return phrase to phrases."""
    meaning = dict[tuple[str, ...], list[tuple[str, ...]]]()
    for group in (group for groups in synonyms.values() for group in groups):
        phrases = [tuple(pieces(phrase)) for phrase in group]
        for phrase in phrases:
            meaning.setdefault(phrase, []).extend(other for other in phrases if other not in {phrase, ()})
    return meaning
