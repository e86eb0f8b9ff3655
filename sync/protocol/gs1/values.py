"""What the value of an application identifier must fulfil beyond its length and characters.

Each rule is a function from the part's text to whether it holds. Check digits are told apart from the rest,
because they mean a misread, while a 31st of February means a wrong label. Source of the rules: GS1 General
Specifications sections 3 and 7, by the names of the GS1 Barcode Syntax Tests.
"""

import re
from collections.abc import Callable

from sync.protocol.codes import check_digit
from sync.protocol.gs1.coupons import is_coupon_code, is_offer_code
from sync.protocol.gs1.dates import is_date
from sync.protocol.gs1.places import COUNTRIES, CURRENCIES, LETTERS

PAIR_CHARACTERS = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Character set 82 in its order, for the check pair of a Global Model Number."""
PAIR_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PAIR_MODULUS = 1021
PREFIX_DIGITS = 4
"""A GS1 Company Prefix is digits; the shortest has four."""
HOURS, SIXTIES = 24, 60
SERVICE_COUNTRY = "999"
IBAN_REMAINDER = 97
IBAN_LENGTHS = range(11, 35)
LATITUDE, LONGITUDE = 1_800_000_000, 3_600_000_000


def _is_birth_order(text: str) -> bool:
    found = re.fullmatch(r"([1-9])/([1-9])", text)
    return found is not None and found[1] <= found[2]


def _is_piece(text: str) -> bool:
    piece, total = text[: len(text) // 2], text[len(text) // 2 :]
    return piece.strip("0") != "" and piece <= total


def _is_percent_encoded(text: str) -> bool:
    return re.fullmatch(r"(?:[^%]|%[0-9A-Fa-f]{2})*", text) is not None


def _is_iban(text: str) -> bool:
    if len(text) not in IBAN_LENGTHS or text[:2] not in LETTERS or not re.fullmatch("[0-9A-Z]+", text):
        return False
    return int("".join(str(int(each, 36)) for each in text[4:] + text[:4])) % IBAN_REMAINDER == 1


def check_pair(text: str) -> str:
    """Return the check pair that belongs behind the text of a Global Model Number (section 7.9.5).

    >>> check_pair("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    weights = _primes(len(text))
    total = sum(
        PAIR_CHARACTERS.index(character) * weight
        for character, weight in zip(reversed(text), weights, strict=True)
    )
    total %= PAIR_MODULUS
    return PAIR_ALPHABET[total >> 5] + PAIR_ALPHABET[total & 31]


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


CHECKS: dict[str, Callable[[str], bool]] = {
    "csum": lambda text: check_digit(text[:-1]) == text[-1],
    "pair": lambda text: len(text) > 2 and check_pair(text[:-2]) == text[-2:],  # noqa: PLR2004 - a pair
}
"""Check characters: when one is wrong, a character was misread."""

RULES: dict[str, Callable[[str], bool]] = {
    "gcp1": lambda text: text[:PREFIX_DIGITS].isdigit() and len(text) >= PREFIX_DIGITS,
    "gcp2": lambda text: text[1 : PREFIX_DIGITS + 1].isdigit(),
    "ymd": is_date,
    "ymd8": is_date,
    "ymd0": lambda text: is_date(text, no_day=True),
    "hhmi": lambda text: int(text[:2]) < HOURS and int(text[2:]) < SIXTIES,
    "hh": lambda text: int(text) < HOURS,
    "mi": lambda text: int(text) < SIXTIES,
    "ss": lambda text: int(text) < SIXTIES,
    "country": lambda text: text in COUNTRIES,
    "processor": lambda text: text in COUNTRIES or text == SERVICE_COUNTRY,
    "alpha2": lambda text: text in LETTERS,
    "currency": lambda text: text in CURRENCIES,
    "latitude": lambda text: int(text) <= LATITUDE,
    "longitude": lambda text: int(text) <= LONGITUDE,
    "pcenc": _is_percent_encoded,
    "yesno": lambda text: text in {"0", "1"},
    "hyphen": lambda text: text == "-",
    "index": lambda text: re.fullmatch("[-0-9A-Z_a-z]", text) is not None,
    "mediatype": lambda text: 1 <= int(text) <= 10 or int(text) >= 80,  # noqa: PLR2004 - the list of ICCBBA
    "sex": lambda text: text in {"0", "1", "2", "9"},
    "birth": _is_birth_order,
    "nonzero": lambda text: text.strip("0") != "",
    "zero": lambda text: text.strip("0") == "",
    "winding": lambda text: text in {"0", "1", "9"},
    "piece": _is_piece,
    "iban": _is_iban,
    "counted": lambda text: not text.startswith("0"),
    "nondigit": lambda text: not text.isdigit(),
    "coupon": is_coupon_code,
    "offer": is_offer_code,
}
"""The other rules: when one is broken, the label was made wrong."""
