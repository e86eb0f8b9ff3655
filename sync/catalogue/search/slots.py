"""What each word of a question finds, by where it stands: in names, as a trait, in texts.

Other forms of a word and synonyms count like the word itself, its beginning a little less.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

from sync.catalogue.search import codes, colours, keys
from sync.catalogue.search.forms import forms
from sync.catalogue.search.sets import Sets
from sync.catalogue.search.shelves import Shelves
from sync.catalogue.search.spelling import TOLD
from sync.catalogue.search.tables import buckets
from sync.catalogue.search.words import is_japanese, pieces, split

Synonyms = Mapping[str, Sequence[Sequence[str]]]
"""Language to groups of words or phrases that mean the same; all languages are used together."""

Phrase = tuple[str, ...]

PHRASE = 4
"""Words of a phrase at most."""


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


class Slots:
    """Looks words up in the sets of one catalogue."""

    def __init__(
        self, connection: sqlite3.Connection, sets: Sets, shelves: Shelves, synonyms: Synonyms
    ) -> None:
        self._connection = connection
        self._sets = sets
        self._shelves = shelves
        self._meaning = _read_synonyms(synonyms)
        self._understood = {word for phrase in self._meaning for word in phrase} | colours.FAMILY.keys()
        self._spelling = defaultdict[str, list[str]](list)
        for word in sorted(self._understood | set(shelves.words)):
            for bucket in buckets(word):
                self._spelling[bucket].append(word)

    def of(self, words: Sequence[str]) -> list[Slot]:
        """Return what each word finds; of the last one, it may be, only the beginning was typed."""
        slots = [self._slot(word, started=at == len(words) - 1) for at, word in enumerate(words)]
        for at, size, meant in self._phrases(words):
            other = self._phrase(meant)
            slots[at : at + size] = [slot.joined(other) for slot in slots[at : at + size]]
        for at in range(len(words) - 1):
            if self._is_word(words[at] + words[at + 1]):
                one = self.word(words[at] + words[at + 1])
                slots[at : at + 2] = [slot.joined(one) for slot in slots[at : at + 2]]
        return slots

    def _slot(self, word: str, *, started: bool) -> Slot:
        if is_japanese(word):
            return self.run(word)
        slot = self.word(word)
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

    def word(self, word: str) -> Slot:
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

    def run(self, run: str) -> Slot:
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

    def said(self, words: Sequence[str]) -> set[str]:
        """Return words in all their forms, and those of their synonyms."""
        found = {form for word in words for form in forms(word)}
        for _, _, meant in self._phrases(words):
            found.update(form for word in meant for form in forms(word))
        return found

    def alike(self, bucket: str) -> Sequence[str]:
        """Return the words of a bucket that are understood though no product has them."""
        return self._spelling.get(bucket, ())

    def weight(self, word: str) -> int:
        """Return how much speaks for a word: how often it is used, in names and traits above all."""
        told = self._sets.get(keys.NAME + word) | self._sets.get(keys.TRAIT + word)
        if not told and word in self._understood:
            told = self._meant(word).told
        told |= self._shelves.called([word])
        if told:
            return TOLD + told.bit_count()
        return self._sets.get(keys.TEXT + word).bit_count()

    def _meant(self, word: str) -> Slot:
        """Return what a word and its synonyms find."""
        others = [self._phrase(meant) for _, _, meant in self._phrases([word])]
        return reduce(Slot.joined, others, self.word(word))

    def _phrases(self, words: Sequence[str]) -> Iterable[tuple[int, int, Phrase]]:
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
        slots = [self.run(word) if is_japanese(word) else self.word(word) for word in words]
        return Slot(
            name=all_of(slot.name for slot in slots),
            trait=all_of(slot.name | slot.trait for slot in slots),
            text=all_of(slot.name | slot.trait | slot.text for slot in slots),
        )

    def _is_word(self, word: str) -> bool:
        return any(self._sets.has(kind + word) for kind in (keys.NAME, keys.TRAIT)) or self._shelves.has(word)


def all_of(sets: Iterable[int]) -> int:
    """Return what all of some sets, at least one, have in common."""
    return reduce(and_, sets)


def _read_synonyms(synonyms: Synonyms) -> dict[Phrase, list[Phrase]]:
    """Return phrase to phrases."""
    meaning = dict[Phrase, list[Phrase]]()
    for group in (group for groups in synonyms.values() for group in groups):
        phrases = [tuple(pieces(phrase)) for phrase in group]
        for phrase in phrases:
            # `t-shirt` is also typed `tshirt`.
            for said in {phrase, ("".join(phrase),)}:
                others = (other for other in phrases if other not in {said, ()})
                meaning.setdefault(said, []).extend(others)
    return meaning
