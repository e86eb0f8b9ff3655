"""Headers as they are compared: words without case, punctuation, units and currencies."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from babel.numbers import list_currencies

from sync.hub.feeds.anytable.synonyms import KINDS, NET, PRIVATE, PRIVATE_WORDS
from sync.hub.feeds.layout import fold
from sync.hub.feeds.sales import SIGNS

BRACKETS = re.compile(r"[(\[].*?[)\]]")
NUMBERED = re.compile(r"(?<=\D)[\s_-]*\d{1,2}$")
PUNCTUATION = re.compile(r"[^\w\s]|_")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NUMBER_MATTERS = frozenset({"address", "indirizzo", "ean"})
ACCENT = re.compile("[\u0300-\u036f]")
TAXES = "btw|vat|mwst|ust|iva|tva|tax"
WITH_TAX = re.compile(
    rf" (?:(?:incl|inkl|inc|including|mit|con|avec|com) (?:{TAXES})|ttc|brutto|bruto|gross"
    rf"|(?:{TAXES}) (?:incl|inkl|inclusa|incluso|incluido|incluida|inclus|inclusive|compresa))$"
)
"""What a shopper pays is with the tax; that a header says so changes nothing."""
UNITS = frozenset({"mm", "cm", "m", "in", "inch", "inches", "ft", "g", "kg", "oz", "lb", "lbs"})


MAX_NAME = 200
"""Characters of a header or a price that are looked at; a broken file may hold very many in one cell."""


class Header(NamedTuple):
    """A column's name: its words, and the unit or currency it tells (`cm`, `EUR`), '' for none."""

    words: str
    unit: str = ""
    currency: str = ""


def read_header(column: str) -> Header:
    """Take a column's name apart.

    >>> read_header("Prezzo (EUR)"), read_header("image_url_2"), read_header("parentId")
    (Header(words='prezzo', unit='', currency='EUR'), Header(words='image url', unit='', currency=''), \
Header(words='parent id', unit='', currency=''))
    """
    spaced = fold(CAMEL.sub(" ", column[:MAX_NAME]))
    currency = currency_in(spaced)
    unit = next((word for word in re.findall(r"[a-z]+", spaced)[::-1] if word in UNITS), "")
    words = PUNCTUATION.sub(" ", BRACKETS.sub(" ", spaced)).split()
    kept = [word for word in words if word.upper() != currency] or words
    if len(kept) > 1 and kept[-1] == unit:
        kept.pop()
    text = WITH_TAX.sub("", " ".join(kept))
    shorter = NUMBERED.sub("", text).strip()
    return Header(text if not shorter or shorter in NUMBER_MATTERS else shorter, unit, currency)


def bare(words: str) -> str:
    """Return words without accents, which many exports lose; kana keep their marks.

    >>> bare("désignation"), bare("ガラス")
    ('designation', 'ガラス')
    """
    return unicodedata.normalize("NFC", ACCENT.sub("", unicodedata.normalize("NFD", words)))


@cache
def names(kind: str) -> dict[str, dict[str, float]]:
    """Return field to name (without accents) to how sure the name is (0 to 1), for a kind of table."""
    return {
        field: {
            bare(_plain(name)): 1 - 0.5 * place / text.count("|")
            for place, name in reversed(list(enumerate(text.split("|"))))
        }
        if "|" in text
        else {bare(_plain(text)): 1.0}
        for field, text in KINDS[kind].items()
    }


def is_private(words: str) -> bool:
    """Whether a column (its words without accents) is no shopper's business, or a price without tax."""
    return words in _private() or not PRIVATE_WORDS.isdisjoint(words.split())


@cache
def _private() -> frozenset[str]:
    """Return the names (without accents) of columns that are no shopper's business, or without tax."""
    return frozenset(bare(_plain(name)) for name in f"{PRIVATE}|{NET}".split("|"))


def _plain(name: str) -> str:
    return " ".join(PUNCTUATION.sub(" ", fold(name)).split())


def currency_in(text: str) -> str:
    """Return the currency that a header or a price names, '' for none."""
    text = fold(text[:MAX_NAME])
    for word in re.findall(r"[a-z]{3}", text):
        if word.upper() in _currencies() and re.search(rf"(?<![a-z]){word}(?![a-z])", text):
            return str(word.upper())
    return next((codes[0] for sign, codes in SIGNS.items() if fold(sign) in text and not sign.isalpha()), "")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies()) - {"ALL", "TOP", "GEL", "MAD", "BAM", "PEN", "CUP"}  # words, too
