"""A catalogue for searching: made-up words used as often as words of a language are, in three languages.

Few words are in half of all texts and most in hardly any (Zipf's law), which is what makes a search slow or
quick; a hundred colours and sizes, categories three deep, prices in two currencies, GTINs of GS1's range for
examples. Nothing in it is anybody's.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

import msgspec

from sync.protocol.catalogue import CatalogueRow
from sync.protocol.codes import check_digit
from sync.protocol.money import Price
from sync.protocol.products import Category, OptionAxis, OptionValue, Product, Texts, Variant

VOCABULARY = 40_000
CATEGORIES, SHELVES = 12, 240
PALETTE = "black white grey red green blue yellow moss sand oak walnut brass wine sky charcoal olive"
COLOURS = PALETTE.split()
MEASURES = "xs s m l xl 2xl 36 38 40 42 44 46 80 90 120 160 200"
SIZES = MEASURES.split()
SYLLABLES = [first + second for first in "bcdfglmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er")]
KANJI = [chr(each) for each in range(0x4E00, 0x4E00 + 1500)]
KATAKANA = [chr(each) for each in range(0x30A2, 0x30F3)]
HIRAGANA = [chr(each) for each in range(0x3042, 0x3093)]


class Words:
    """Words of a made-up language and how often each is used."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        lengths = (1, 2, 2, 3, 3, 4)
        made = {"".join(chance.choices(SYLLABLES, k=chance.choice(lengths))) for _ in range(VOCABULARY)}
        self.words = sorted(made)
        chance.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def draw(self, chance: random.Random, number: int) -> list[str]:
        """Return so many words as a text has them."""
        return chance.choices(self.words, cum_weights=self.weights, k=number)


class Shop:
    """A catalogue of so many products, the same each time."""

    def __init__(self, products: int, seed: int = 1) -> None:
        self.products = products
        self.english, self.italian = Words(seed), Words(seed + 1)
        self._seed = seed

    def rows(self) -> Iterator[CatalogueRow]:
        """Yield the shop's documents."""
        chance = random.Random(self._seed)
        for number in range(SHELVES):
            parent = "" if number < CATEGORIES else f"c{number % CATEGORIES}"
            yield _row("category", Category(f"c{number}", self.texts(chance, 1 + number % 2), parent))
        for number in range(self.products):
            yield _row("product", self._product(number, chance))

    def _product(self, number: int, chance: random.Random) -> Product:
        colours, sizes = chance.sample(COLOURS, 3), chance.sample(SIZES, 2)
        return Product(
            f"p{number:06}",
            self.texts(chance, 3),
            [_variant(number * 3 + at, colour, sizes[0], chance) for at, colour in enumerate(colours)],
            category=f"c{chance.randrange(CATEGORIES, SHELVES)}",
            lead=self.texts(chance, 8),
            description=self.texts(chance, 25),
            options=[_axis("colour", colours), _axis("size", sizes)],
            rank=number,
        )

    def texts(self, chance: random.Random, words: int) -> Texts:
        """Return so many words in each language."""
        return {
            "en": " ".join(self.english.draw(chance, words)),
            "it": " ".join(self.italian.draw(chance, words)),
            "ja": "".join(map("".join, (_japanese(chance) for _ in range(words)))),
        }


def _japanese(chance: random.Random) -> list[str]:
    """Return a word: kanji and its ending, or a loanword."""
    if chance.random() < 0.5:
        return chance.choices(KANJI[: chance.choice((60, 300, 1500))], k=2) + chance.choices(HIRAGANA, k=1)
    return chance.choices(KATAKANA[: chance.choice((12, 40, 81))], k=4)


def _variant(number: int, colour: str, size: str, chance: random.Random) -> Variant:
    body = f"0952{number:09}"
    amount = chance.randrange(900, 250_000, 100)
    prices = {"EUR": Price(amount), "JPY": Price(amount * 2)}
    sku, chosen = f"V{number:07}", {"colour": colour, "size": size}
    return Variant(sku, sku, chosen, prices, f"{body}{check_digit(body)}")


def _axis(identifier: str, values: list[str]) -> OptionAxis:
    return OptionAxis(identifier, {}, [OptionValue(value, {"en": value.title()}) for value in values])


def _row(kind: str, document: Product | Category) -> CatalogueRow:
    return CatalogueRow(kind, document.id, 1, msgspec.Raw(msgspec.json.encode(document)))
