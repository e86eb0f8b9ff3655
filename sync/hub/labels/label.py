"""What stands on one label, from a product and its variant."""

from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from sync.protocol import codes, symbols
from sync.protocol.gs1 import link
from sync.protocol.money import minor_digits
from sync.protocol.products import Product, Texts, Variant
from sync.protocol.symbols import Symbol

CODE_128_LONGEST = 24
"""Characters of a SKU; a longer one would have bars too thin to scan."""


class Wording(NamedTuple):
    """How labels speak: language and currency, and where Digital Links lead."""

    language: str
    currency: str
    link: str


class Label(NamedTuple):
    """One label; '' and None where there is nothing. `digits` go under the bars, `code` is the QR's."""

    name: str
    choices: str
    price: str
    was: str
    sku: str
    digits: str
    code: str
    bars: Symbol | None


def make(product: Product, variant: Variant, wording: Wording) -> Label:
    """Return the label of a variant.

    With a GTIN the QR code is a GS1 Digital Link and the bars are what tills read; without, both say the SKU.
    """
    price = variant.prices.get(wording.currency)
    return Label(
        _in(product.name, wording.language) or variant.sku,
        _choices(product, variant, wording.language),
        _money(price.amount, wording) if price else "",
        _money(price.was, wording) if price and price.was > price.amount else "",
        variant.sku,
        _digits(variant.gtin) if _is_gtin(variant.gtin) else "",
        link.write({"01": variant.gtin}, wording.link) if _is_gtin(variant.gtin) else variant.sku,
        _bars(variant),
    )


def _is_gtin(text: str) -> bool:
    return len(text) == codes.GTIN_LENGTH and codes.is_gtin(text)


def _digits(gtin: str) -> str:
    """Return a GTIN as it stands under its bars: 8, 12, 13 or 14 digits."""
    return next((gtin[zeros:] for zeros in (6, 2, 1) if gtin.startswith("0" * zeros)), gtin)


def _bars(variant: Variant) -> Symbol | None:
    if _is_gtin(variant.gtin):
        return symbols.product(variant.gtin)
    if variant.sku.isascii() and variant.sku.isprintable() and 0 < len(variant.sku) <= CODE_128_LONGEST:
        return symbols.code_128(variant.sku)
    return None


def _choices(product: Product, variant: Variant, language: str) -> str:
    names = []
    for axis in product.options:
        wanted = variant.options.get(axis.id, "")
        value = next((value for value in axis.values if value.id == wanted), None)
        names.append(_in(value.name, language) or value.id if value else wanted)
    return " \u00b7 ".join(filter(None, names))


def _in(texts: Texts, language: str) -> str:
    base = language.replace("_", "-").partition("-")[0]
    return texts.get(language) or texts.get(base) or next(iter(texts.values()), "")


def _money(amount: int, wording: Wording) -> str:
    value = amount / 10 ** minor_digits(wording.currency)
    text: str = format_currency(value, wording.currency, locale=locale(wording.language))
    return text


@cache
def locale(language: str) -> Locale:
    """Return how a language (BCP 47) writes prices; a country that is not known there does not matter.

    Raises:
        ValueError: The language is not known.
    """
    tag = language.replace("_", "-")
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    raise ValueError(f"{language} is no language that is known here")
