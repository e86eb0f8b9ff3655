"""What a person reads about a product: texts in their language, chosen options, fitting picture, size.

Kiosk and phone page show the same words because both ask here.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from sync.protocol.products import Picture, Product, Size, Texts, Variant

FALLBACK = "en"
MM_PER_CM = 10
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:mm|cm|m|km|g|kg|ml|cl|l|W|in|ft|lb|oz)\b|%|°)")
TIMES = " \N{MULTIPLICATION SIGN} "


def text(texts: Texts, language: str) -> str:
    """Return a text in `language`, else in English, else in the first language there is, else ''.

    >>> text({"it": "Divano"}, "ja")
    'Divano'
    """
    return texts.get(language) or texts.get(FALLBACK) or next(iter(texts.values()), "")


def tied(text: str) -> str:
    """Return a text in which no line ends between a figure and its unit.

    >>> tied("Goes through a door of 80 cm").endswith("80\N{NO-BREAK SPACE}cm")
    True
    """
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text)


def variant(product: Product, identifier: str) -> Variant | None:
    """Return a product's variant by its id, None when it is no longer sold."""
    return next((each for each in product.variants if each.id == identifier), None)


def choices(product: Product, options: Mapping[str, str], language: str) -> list[str]:
    """Return the names of what was chosen, in the order of the product's options: `['Moss', '212 cm']`."""
    names = []
    for axis in product.options:
        chosen = options.get(axis.id)
        names += [text(value.name, language) for value in axis.values if value.id == chosen]
    return names


def pictures(product: Product, options: Mapping[str, str]) -> list[Picture]:
    """Return the pictures that show nothing but what was chosen, most fitting first; else all of them."""
    fitting = [each for each in product.pictures if each.options.items() <= options.items()]
    fitting.sort(key=lambda each: -len(each.options))
    return fitting or product.pictures


def picture(product: Product, options: Mapping[str, str]) -> Picture | None:
    """Return the picture that fits best, None when there is none."""
    return next(iter(pictures(product, options)), None)


def dimensions(size: Size, language: str) -> str:
    """Return width, depth and height in cm as far as they are known, else what the feed said.

    >>> dimensions(Size(width=2120), "it")
    '212 cm'
    """
    known = [length for length in (size.width, size.depth, size.height) if length]
    if not known:
        return size.text
    return TIMES.join(_centimetres(length, language) for length in known) + " cm"


def _centimetres(millimetres: int, language: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - a kiosk's first page has no figure and starts without

    return format_decimal(Decimal(millimetres) / MM_PER_CM, locale=language)
