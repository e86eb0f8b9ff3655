"""Codes a shop makes itself: lists, claims, cards, receipts, pick-ups, baskets. Written as text, read back.

A code reads `VT`, a letter for its kind, its text (capitals and digits), and a check character (ISO/IEC 7064,
MOD 37,36): `VTC7K3M9QR`. It fits Code 128 and QR's alphanumeric mode, survives capitals lock and hand typing,
and no shelf SKU looks like it by accident.
"""

import re
from typing import Literal, NamedTuple

OwnKind = Literal["list", "claim", "customer", "receipt", "order", "basket"]

LETTERS: dict[OwnKind, str] = {
    "list": "L",
    "claim": "K",
    "customer": "C",
    "receipt": "R",
    "order": "P",
    "basket": "B",
}
"""Letter of a kind: list, claim (to take a list over), customer's card, receipt, order to pick up, basket.

The last is what a till rings up.
"""
KINDS = {letter: kind for kind, letter in LETTERS.items()}
START = "VT"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXT = re.compile(r"[0-9A-Z]{4,40}")
CODE = re.compile(r"VT([LKCRPB])([0-9A-Z]{4,40})([0-9A-Z])")
SEPARATORS = re.compile(r"[- ]+")


class OwnCode(NamedTuple):
    """A kind and its text; `valid` is False when the check character says that it was misread."""

    kind: OwnKind
    text: str
    valid: bool = True


def check_character(text: str) -> str:
    """Return the check character of capitals and digits (ISO/IEC 7064, hybrid system MOD 37,36).

    >>> check_character("A12425GABC1234002")
    'M'
    """
    size = len(ALPHABET)
    product = size
    for character in text:
        product = (product + ALPHABET.index(character)) % size or size
        product = product * 2 % (size + 1)
    return ALPHABET[(size + 1 - product) % size]


def write(kind: OwnKind, text: str) -> str:
    """Return the text to print as QR or Code 128; `text` has 4 to 40 capitals and digits.

    Raises:
        ValueError: The text has something else in it.

    >>> write("customer", "7K3M9Q")
    'VTC7K3M9QR'
    """
    if not TEXT.fullmatch(text):
        raise ValueError("An own code has 4 to 40 capitals and digits.")
    body = START + LETTERS[kind] + text
    return body + check_character(body)


def read(text: str) -> OwnCode | None:
    """Read a code back, whatever its case and with blanks or dashes between; None when it is none."""
    tight = SEPARATORS.sub("", text).upper() if text.isascii() else ""
    found = CODE.fullmatch(tight)
    if found is None:
        return None
    return OwnCode(KINDS[found[1]], found[2], check_character(tight[:-1]) == tight[-1])
