"""What a product is found by: the keys of the sets that it is in.

The first character of a key says what kind of set it names; the rest is a folded word or an id.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, combinations, pairwise

import msgspec

from sync.catalogue.search import colours
from sync.catalogue.search.forms import STOP
from sync.catalogue.search.words import FIRST_JAPANESE, fold, is_japanese, pieces, split
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Texts
from sync.shapes import ready

EVERY = "*"
"""All products."""

NAME, TRAIT, TEXT = "n", "a", "d"
"""Words of names; of options and makers; of everything else there is to read."""

NAME_START, TRAIT_START = "p", "q"
"""The first one to three letters of words of names and of traits."""

CATEGORY, COLOUR, SIZE = "C", "F", "S"
PAIR = "V"
"""Two choices that some variant has both: the keys of a colour family or a size, see `pair`."""

PRICED, PRICE_BIT = "Q", "P"
"""`QEUR`: has a price in euro. `PEUR:07`: bit 7 of the lowest one is set."""

GTIN_END = "g"
"""The last four digits of a GTIN."""

STARTS = 3
"""Letters of a start that has a set of its own; from the next on, the words that begin so are few."""

END = 4
PRICE_BITS = 40
"""Bits of a price that are told: up to ten thousand million in the smallest unit."""

FIRST_KANJI = "\u3400"
"""A kanji is often a word by itself, a kana hardly ever."""

DEAREST = (1 << PRICE_BITS) - 1
KNOWN = 1 << 14
"""Words whose keys are remembered: the same ones come again and again."""

COLUMNS = """
brand brands vendor manufacturer maker marca marke marque hersteller produttore material materials materiale
color colour colore gender activity style features climate pattern collection
"""
TRAITS = frozenset(COLUMNS.split())
"""Columns of a feed, kept in `extra`, that people search by; a name may have more words: `style_general`."""

COLUMN = re.compile(r"[^\W_]+")


class SearchedVariant(msgspec.Struct, frozen=True):
    """What of a variant is searched."""

    prices: dict[str, Price] = {}
    gtin: str = ""
    options: dict[str, str] = {}


class Searched(msgspec.Struct, frozen=True):
    """What of a product is searched; the rest is not read."""

    id: str
    name: Texts = {}
    variants: list[SearchedVariant] = []
    category: str = ""
    lead: Texts = {}
    description: Texts = {}
    details: list[Texts] = []
    options: list[OptionAxis] = []
    rank: int = 0
    extra: dict[str, str] = {}


class Choice(msgspec.Struct, frozen=True):
    """A size as it is shown."""

    id: str
    name: Texts


def names(product: Searched) -> str:
    """Return the words of a product's names as ranking wants them: a line a language."""
    return "\n".join(" ".join(pieces(text)) for text in product.name.values())


def keys(product: Searched) -> set[str]:
    """Return every key that finds a product."""
    found = {EVERY, CATEGORY + product.category}
    found.update(chain.from_iterable(map(_name_keys, _all_pieces(product.name.values()))))
    found.update(chain.from_iterable(map(_trait_keys, _all_pieces(_traits(product)))))
    for piece in _all_pieces(_texts(product)):
        if piece[0] >= FIRST_JAPANESE:
            found.update([TEXT + first + second for first, second in pairwise(piece)])
            if max(piece) >= FIRST_KANJI:
                found.update([TEXT + character for character in piece if character >= FIRST_KANJI])
        elif len(piece) > 1 and piece not in STOP:
            # Single letters and little words say nothing in a running text.
            found.add(TEXT + piece)
    found.update(_colours(product))
    found.update(SIZE + choice.id for choice in sizes(product))
    found.update(_pairs(product))
    found.update(GTIN_END + one.gtin[-END:] for one in product.variants if one.gtin)
    return found | price_keys(product.variants)


def pair(first: str, second: str) -> str:
    """Return the key of the products with a variant that has both choices, each the key of one.

    >>> pair("Ssize:m", "Fred")
    'VFred Ssize:m'
    """
    return f"{PAIR}{first} {second}" if first < second else f"{PAIR}{second} {first}"


def price_keys(variants: Iterable[SearchedVariant]) -> set[str]:
    """Return the keys that tell the lowest price in each currency."""
    found = set[str]()
    for currency, amount in lowest_prices(variants).items():
        found.add(PRICED + currency)
        found.update(price_bits(currency, amount))
    return found


def lowest_prices(variants: Iterable[SearchedVariant]) -> dict[str, int]:
    """Return the lowest price in each currency, as far as it can be told."""
    lowest: dict[str, int] = {}
    for variant in variants:
        for currency, price in variant.prices.items():
            if currency not in lowest or price.amount < lowest[currency]:
                lowest[currency] = price.amount
    return {currency: min(max(amount, 0), DEAREST) for currency, amount in lowest.items()}


def price_bits(currency: str, amount: int) -> list[str]:
    """Return the keys of the bits that are set in a price."""
    every = _price_bits(currency)
    return [every[bit] for bit in range(amount.bit_length()) if amount >> bit & 1]


def price_bit(currency: str, bit: int) -> str:
    """Return the key of one bit of a price."""
    return f"{PRICE_BIT}{currency}:{bit:02}"


@lru_cache(64)
def _price_bits(currency: str) -> list[str]:
    return [price_bit(currency, bit) for bit in range(PRICE_BITS)]


def sizes(product: Searched) -> Iterator[Choice]:
    """Yield what can be chosen of a product apart from colours, as ids `axis:value`."""
    for axis in product.options:
        if not _is_colour(axis):
            for value in axis.values:
                yield Choice(f"{axis.id}:{value.id}", value.name)


def _is_colour(axis: OptionAxis) -> bool:
    return axis.id == "colour" or any(value.swatch for value in axis.values)


def _colours(product: Searched) -> Iterator[str]:
    for axis in filter(_is_colour, product.options):
        for value in axis.values:
            family = colours.family(value)
            if family:
                yield COLOUR + family


def _pairs(product: Searched) -> Iterator[str]:
    """Yield which two choices go together, axis by axis, in a variant that exists."""
    if len(product.options) < 2:  # noqa: PLR2004 - a pair
        return
    choices = {axis.id: {value.id: _choice(axis, value) for value in axis.values} for axis in product.options}
    for chosen in {tuple(variant.options.items()) for variant in product.variants}:
        known = (choices.get(axis, {}).get(value, "") for axis, value in chosen)
        for first, second in combinations(filter(None, known), 2):
            yield pair(first, second)


def _choice(axis: OptionAxis, value: OptionValue) -> str:
    """Return the key of a choice, '' for a colour that belongs to no family."""
    if not _is_colour(axis):
        return f"{SIZE}{axis.id}:{value.id}"
    family = colours.family(value)
    return COLOUR + family if family else ""


def _traits(product: Searched) -> Iterator[str]:
    for axis in product.options:
        for value in axis.values:
            yield from value.name.values()
    for column, text in product.extra.items():
        if not TRAITS.isdisjoint(COLUMN.findall(column.lower())):
            yield text


def _texts(product: Searched) -> Iterator[str]:
    for texts in (product.lead, product.description, *product.details):
        yield from texts.values()


def _all_pieces(texts: Iterable[str]) -> set[str]:
    """Return the pieces of texts, each once; the compounds `t-shirt` also in one word, `tshirt`."""
    plain, others = list[str](), list[str]()
    for text in texts:
        (plain if text.isascii() else others).append(text)
    found = set[str]()
    for joined in (" \n ".join(plain), " \n ".join(others)):
        found.update(pieces(joined))
        if "-" in joined:
            found.update(each.replace("-", "") for each in COMPOUND.findall(fold(joined)))
    return found


COMPOUND = re.compile(r"\b[^\W\d_]+-[^\W\d_]+\b")


@lru_cache(KNOWN)
def _name_keys(piece: str) -> tuple[str, ...]:
    return tuple(_word_keys(piece, NAME, NAME_START))


@lru_cache(KNOWN)
def _trait_keys(piece: str) -> tuple[str, ...]:
    return tuple(_word_keys(piece, TRAIT, TRAIT_START))


def _word_keys(piece: str, word: str, start: str) -> Iterator[str]:
    if is_japanese(piece):
        yield from (start + character for character in piece)
    else:
        yield from (start + piece[:length] for length in range(1, STARTS + 1))
    yield from (word + term for term in split(piece))


def decoder() -> "msgspec.json.Decoder[Searched]":
    """Return what reads a product's document."""
    return msgspec.json.Decoder(ready(Searched))
