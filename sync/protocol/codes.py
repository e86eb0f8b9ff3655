"""Codes on products: check digits, GTINs in every length, GS1 element strings and Digital Links.

Sources: GS1 General Specifications (check digit 7.9, UPC-E 5.2.2.4, element strings 7.8), GS1 Digital Link
URI Syntax 1.3 (section 4), ISO 2108 (ISBN). Canonical text of a GTIN is GTIN-14. Only ASCII digits count.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

GTIN_LENGTH = 14
GTIN_LENGTHS = frozenset({8, 12, 13, 14})
UPC_A_LENGTH = 12
UPC_E_LENGTH = 8
ISBN_10 = re.compile(r"[0-9]{9}[0-9Xx]")
DIGITS = re.compile(r"[0-9]+")
LOST_ZERO_LENGTH = 11
"""A UPC-A whose leading zero a spreadsheet or a scanner setting has eaten."""
PADDED_LENGTH = 18
"""Longest run of digits read as a GTIN behind padding zeros."""

GTIN_AIS = ("01", "02")
LINK_GTIN_KEYS = frozenset({"01", "gtin"})
APPLICATION_IDENTIFIER = re.compile(r"[0-9]{2,4}")


class ElementStrings(NamedTuple):
    """GS1 data taken apart: application identifier to value, in the order read."""

    elements: dict[str, str]

    @property
    def gtin(self) -> str:
        """The GTIN's digits as read, '' when there is none."""
        return next((self.elements[ai] for ai in GTIN_AIS if ai in self.elements), "")


def check_digit(digits: str) -> str:
    """Return the check digit that belongs behind `digits` (weights 3, 1, 3 … from the right).

    >>> check_digit("952123456788")
    '1'
    """
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def is_gtin(digits: str) -> bool:
    """Whether the digits are a GTIN of 8, 12, 13 or 14 digits with the right check digit."""
    return (
        len(digits) in GTIN_LENGTHS
        and DIGITS.fullmatch(digits) is not None
        and check_digit(digits[:-1]) == digits[-1]
    )


def gtin14(digits: str) -> str:
    """Return a GTIN in its canonical 14 digits."""
    return digits.zfill(GTIN_LENGTH)


def expand_upc_e(digits: str) -> str:
    """Return the UPC-A behind eight UPC-E digits (system, six digits, check digit), '' when it is none.

    >>> expand_upc_e("04252614")
    '042100005264'
    """
    if len(digits) != UPC_E_LENGTH or digits[0] not in "01":
        return ""
    system, body, check = digits[0], digits[1:7], digits[7]
    last = body[5]
    if last in "012":
        upc = system + body[:2] + last + "0000" + body[2:5]
    elif last == "3":
        upc = system + body[:3] + "00000" + body[3:5]
    elif last == "4":
        upc = system + body[:4] + "00000" + body[4]
    else:
        upc = system + body[:5] + "0000" + last
    upc += check
    return upc if is_gtin(upc) else ""


def gtin_candidates(text: str) -> list[str]:
    """Return every GTIN-14 a text may mean, the likeliest first; empty when it means none.

    Eight digits are read both as GTIN-8 and as UPC-E: 72 of 113 real codes are valid as both.
    """
    if ISBN_10.fullmatch(text):
        from stdnum import isbn  # noqa: PLC0415 - loads the mail library, for a code that few shops have

        if isbn.is_valid(text):
            return [gtin14(isbn.to_isbn13(text))]
    if not DIGITS.fullmatch(text) or len(text) > PADDED_LENGTH:
        return []
    readings = [text]
    if len(text) == UPC_E_LENGTH:
        readings.append(expand_upc_e(text))
    if len(text) == LOST_ZERO_LENGTH:
        readings.append("0" + text)
    if len(text) > GTIN_LENGTH and len(text.lstrip("0")) <= GTIN_LENGTH:
        readings.append(text[-GTIN_LENGTH:])
    found = [gtin14(reading) for reading in readings if is_gtin(reading) and reading.strip("0")]
    return list(dict.fromkeys(found))


def read_elements(text: str) -> ElementStrings | None:
    """Take GS1 element strings apart, bracketed `(01)…` or plain with GS (U+001D); None when it is none."""
    # As long to load as everything else a start needs, and most shops never scan one.
    from biip import ParseError  # noqa: PLC0415
    from biip.gs1_messages import GS1Message  # noqa: PLC0415

    try:
        message = GS1Message.parse_hri(text) if text.startswith("(") else GS1Message.parse(text)
    except (ParseError, ValueError):
        return None
    elements = {element.ai.ai: element.value for element in message.element_strings}
    return ElementStrings(elements) if elements else None


def read_digital_link(url: str) -> ElementStrings | None:
    """Take a GS1 Digital Link apart (any host); None when the address carries no GTIN.

    >>> read_digital_link("https://example.com/01/09521234567881/10/L7?17=261231").elements
    {'01': '09521234567881', '10': 'L7', '17': '261231'}
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = [unquote(part) for part in parts.path.split("/") if part]
    start = next((place for place, part in enumerate(path[:-1]) if part in LINK_GTIN_KEYS), None)
    if start is None or not DIGITS.fullmatch(path[start + 1]):
        return None
    pairs = list(zip(path[start::2], path[start + 1 :: 2], strict=False)) + parse_qsl(parts.query)
    elements = {"01": path[start + 1]}
    elements.update((key, value) for key, value in pairs[1:] if APPLICATION_IDENTIFIER.fullmatch(key))
    return ElementStrings(elements)
