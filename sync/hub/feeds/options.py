"""Options: which choices a product offers, in the order to show them, with the colours' swatches."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sync.protocol.products import OptionAxis, OptionValue, Texts

COLOUR = "colour"

AXIS_IDS = {"color": COLOUR, "colour": COLOUR, "colore": COLOUR, "farbe": COLOUR, "taglia": "size"}
"""One id for one thing, whatever the feed calls it."""

AXIS_NAMES: dict[str, Texts] = {
    COLOUR: {"en": "Colour", "it": "Colore", "ja": "カラー"},
    "size": {"en": "Size", "it": "Taglia", "ja": "サイズ"},
}

AXIS_ORDER = (COLOUR,)
"""Axes shown first: a colour changes the picture."""

SWATCHES = {
    "beige": "#d9c7a8",
    "black": "#1d1d1f",
    "blue": "#2f5fa8",
    "brown": "#6f4a2f",
    "charcoal": "#45474a",
    "cream": "#efe6d0",
    "gold": "#c9a449",
    "gray": "#8b8f94",
    "green": "#3f7d4f",
    "grey": "#8b8f94",
    "ivory": "#f3eedf",
    "khaki": "#9a8f62",
    "lavender": "#b3a2d6",
    "maroon": "#6d2233",
    "navy": "#1f2f55",
    "olive": "#6d7040",
    "orange": "#e07a2c",
    "pink": "#e59ab0",
    "purple": "#6b4a94",
    "red": "#c0303a",
    "silver": "#bfc3c8",
    "tan": "#c3a07a",
    "teal": "#23787d",
    "turquoise": "#3fb0ac",
    "violet": "#7a4fa3",
    "white": "#f7f7f5",
    "yellow": "#efc63b",
}
"""Common colour names to sRGB: a middle reading of the name, for feeds that give no swatch."""

CLOTHES_SIZE = re.compile(r"^(?:(?P<count>\d+)X|(?P<exes>X*))(?P<letter>[SML])$", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")
KEPT = 4096
"""Words remembered with what was made of them: a feed says the same few again and again."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@lru_cache(maxsize=KEPT)
def axis_id(name: str) -> str:
    """Return the id of an option from what a feed calls it.

    >>> axis_id("Color"), axis_id("Shoe size")
    ('colour', 'shoe-size')
    """
    identifier = slug(name)
    return AXIS_IDS.get(identifier, identifier)


@lru_cache(maxsize=KEPT)
def slug(text: str) -> str:
    """Return text as an id: case-folded words of any script joined by dashes.

    >>> slug("Hoodies & Sweatshirts")
    'hoodies-sweatshirts'
    """
    return "-".join(WORDS.findall(text.casefold()))


def build_axes(
    choices: Sequence[Mapping[str, str]], known_order: Mapping[str, Sequence[str]], language: str
) -> list[OptionAxis]:
    """Return the options of a product from its variants' choices (axis id to the feed's word).

    `known_order` lists values in the order the shop keeps them, where a feed tells it.
    """
    axes = list(dict.fromkeys(axis for chosen in choices for axis in chosen))
    axes.sort(key=lambda axis: AXIS_ORDER.index(axis) if axis in AXIS_ORDER else len(AXIS_ORDER))
    return [
        OptionAxis(
            id=axis,
            name=AXIS_NAMES.get(axis) or {language: axis.replace("-", " ").capitalize()},
            values=[
                OptionValue(id=slug(word), name={language: word}, swatch=_swatch(axis, word))
                for word in _ordered(
                    (chosen[axis] for chosen in choices if axis in chosen), known_order.get(axis, ())
                )
            ],
        )
        for axis in axes
    ]


def _ordered(words: Iterable[str], known: Sequence[str]) -> list[str]:
    """Return each word once: sizes by size, else in the shop's own order, else as they come."""
    unique = list({slug(word): word for word in reversed(list(words))}.values())[::-1]
    sizes = {word: _size_rank(word) for word in unique}
    if all(rank is not None for rank in sizes.values()):
        return sorted(unique, key=lambda word: sizes[word] or (0, 0.0))
    places = {slug(word): place for place, word in enumerate(known)}
    return sorted(unique, key=lambda word: places.get(slug(word), len(places)))


def _size_rank(word: str) -> tuple[int, float] | None:
    """Return where a size stands: XS S M L XL 2XL, then measures by their number; None for other words."""
    clothes = CLOTHES_SIZE.match(word)
    if clothes:
        exes = int(clothes["count"] or len(clothes["exes"] or ""))
        letter = clothes["letter"].upper()
        return (0, float({"S": -1 - exes, "M": 0, "L": 1 + exes}[letter]))
    number = NUMBER.match(word)
    return (1, float(number[0].replace(",", "."))) if number else None


def _swatch(axis: str, word: str) -> str:
    if axis != COLOUR:
        return ""
    words = slug(word).split("-")
    return SWATCHES.get(words[-1], "") if words else ""
