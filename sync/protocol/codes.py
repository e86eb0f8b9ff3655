"""Numbers on products: check digits, GTINs in every length, UPC-E, ISBN and ISSN.

Sources: GS1 General Specifications (check digit 7.9, UPC-E 5.2.2.4), ISO 2108 (ISBN), ISO 3297 (ISSN).
Canonical text of a GTIN is GTIN-14. Only ASCII digits count. What else GS1 codes carry: `sync.protocol.gs1`.
"""

import re

GTIN_LENGTH = 14
GTIN_LENGTHS = frozenset({8, 12, 13, 14})
UPC_E_LENGTH = 8
ISBN_10 = re.compile(r"[0-9]{9}[0-9Xx]")
DIGITS = re.compile(r"[0-9]+")
LOST_ZERO_LENGTH = 11
"""A UPC-A whose leading zero a spreadsheet or a scanner setting has eaten."""
PADDED_LENGTH = 18
"""Longest run of digits read as a GTIN behind padding zeros."""

ISBN_PREFIX, ISSN_PREFIX = "978", "977"
ISSN_ISSUE = "00"
"""Issue digits of a serial's EAN-13 that stand for the serial itself."""
X_VALUE = 10
ISBN_MODULUS = 11


def check_digit(digits: str) -> str:
    """Return the check digit that belongs behind `digits` (weights 3, 1, 3 … from the right).

    >>> check_digit("952123456788")
    '2'
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
    if is_isbn_10(text):
        return [gtin14(_with_check_digit(ISBN_PREFIX + text[:9]))]
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


def is_isbn_10(text: str) -> bool:
    """Whether a text is an old ISBN of ten characters with the right check character (modulo 11).

    >>> is_isbn_10("080442957X")
    True
    """
    return ISBN_10.fullmatch(text) is not None and _modulo_11(text) == 0


def issn_gtin(text: str) -> str:
    """Return the GTIN-14 of a serial by its ISSN (eight characters, no dash), '' when it is none.

    >>> issn_gtin("03785955")
    '09770378595002'
    """
    if len(text) != UPC_E_LENGTH or not ISBN_10.fullmatch("00" + text) or _modulo_11(text):
        return ""
    return gtin14(_with_check_digit(ISSN_PREFIX + text[:7] + ISSN_ISSUE))


def _modulo_11(text: str) -> int:
    values = [X_VALUE if character in "Xx" else int(character) for character in reversed(text)]
    return sum(place * value for place, value in enumerate(values, 1)) % ISBN_MODULUS


def _with_check_digit(digits: str) -> str:
    return digits + check_digit(digits)
