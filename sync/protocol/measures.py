"""Variable measure numbers: an EAN-13 of the restricted ranges with a price, weight or count in it.

Which digits mean what is each shop's or country's own choice, so it is a rule table: one pattern of 13
characters a rule, e.g. `02IIIIIVPPPPC` (North America) or `28IIIIIWWWWWC`. Digits must be there; `I` is the
item, `P` a price, `W` a weight, `Q` a count, `V` the check digit of the price or weight, `X` anything, `C`
the check digit of the whole. Source: GS1 General Specifications 2.1.12.2 (restricted circulation), 7.9.2 to
7.9.4 (price and weight check digits).
"""

import re
from typing import Annotated

import msgspec

from sync.protocol.codes import check_digit, gtin14, is_gtin

EAN_LENGTH = 13
PATTERN = re.compile(r"(?:0[24]|2[0-9])[0-9]*[IPWQVX]+C")
DECIMALS = {"P": 2, "W": 3, "Q": 0}
IDENTIFIERS = {"P": "392", "W": "310", "Q": "30"}
WEIGHT_DIGITS = 6

TWICE_MINUS = "0246891357"
THRICE = "0369258147"
FIVE_MINUS = "0594837261"
FIVE_PLUS = "0516273849"
"""Weighted products of the digits 0 to 9: times 2 or 5 with the tens taken off or added, times 3."""
FOUR = (TWICE_MINUS, TWICE_MINUS, THRICE, FIVE_MINUS)
FIVE = (FIVE_PLUS, TWICE_MINUS, FIVE_MINUS, FIVE_PLUS, TWICE_MINUS)


class Measured(msgspec.Struct, frozen=True):
    """What a variable measure says: the shop's item number, the GTIN-14 with nothing measured, the elements.

    `elements` are GS1 identifiers: `392n` a price with n decimals, `310n` kilograms, `30` a count.
    """

    item: str
    gtin: str
    elements: dict[str, str]


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the table; `decimals` of its price or weight, by default 2 and 3 (kilograms)."""

    pattern: str
    decimals: Annotated[int, msgspec.Meta(ge=0, le=5)] | None = None

    def __post_init__(self) -> None:
        kinds = {letter for letter in self.pattern if letter in DECIMALS}
        runs = [run[0] for run in re.finditer(r"([IPWQV])\1*", self.pattern)]
        if len(self.pattern) != EAN_LENGTH or not PATTERN.fullmatch(self.pattern):
            raise ValueError(f"{self.pattern}: 13 characters, from 02, 04 or 20 to 29, ending in C")
        if "I" not in self.pattern or len(kinds) > 1 or len(runs) != len({run[0] for run in runs}):
            raise ValueError(f"{self.pattern}: one run of I, and at most one of P, W or Q")
        if "V" in self.pattern and not (kinds & {"P", "W"} and self._width(kinds) in {4, 5}):
            raise ValueError(f"{self.pattern}: V checks a price or weight of 4 or 5 digits")

    def _width(self, kinds: set[str]) -> int:
        return sum(self.pattern.count(kind) for kind in kinds)

    def read(self, ean: str) -> Measured | None:
        """Return what an EAN-13 says by this rule; None when the rule is not for it or V is wrong.

        >>> Measure("02IIIIIVPPPPC").read("0212345928752")
        Measured(item='12345', gtin='00212345000007', elements={'3922': '2875'})
        """
        if len(ean) != EAN_LENGTH or not is_gtin(ean) or not self._fits(ean):
            return None
        kind = next((letter for letter in DECIMALS if letter in self.pattern), "")
        amount = self._field(ean, kind) if kind else ""
        if "V" in self.pattern and inner_check_digit(amount) != self._field(ean, "V"):
            return None
        empty = "".join(
            "0" if letter in "PWQV" else digit for letter, digit in zip(self.pattern, ean, strict=True)
        )
        whole = gtin14(empty[:-1] + check_digit(empty[:-1]))
        return Measured(self._field(ean, "I"), whole, self._elements(kind, amount))

    def _fits(self, ean: str) -> bool:
        pairs = zip(self.pattern, ean, strict=True)
        return all(letter == digit for letter, digit in pairs if letter.isdigit())

    def _field(self, ean: str, letter: str) -> str:
        return "".join(digit for place, digit in enumerate(ean) if self.pattern[place] == letter)

    def _elements(self, kind: str, amount: str) -> dict[str, str]:
        if not kind:
            return {}
        decimals = DECIMALS[kind] if self.decimals is None else self.decimals
        plain = str(int(amount))
        if kind == "Q":
            return {"30": plain}
        text = plain.zfill(WEIGHT_DIGITS) if kind == "W" else plain
        return {f"{IDENTIFIERS[kind]}{decimals}": text}


def inner_check_digit(amount: str) -> str:
    """Return the check digit of a price or weight field of four or five digits.

    Raises:
        KeyError: The field has another length.

    >>> inner_check_digit("2875"), inner_check_digit("14685")
    ('9', '6')
    """
    weights = {len(FOUR): FOUR, len(FIVE): FIVE}[len(amount)]
    total = sum(int(weight[int(digit)]) for weight, digit in zip(weights, amount, strict=True))
    if len(amount) == len(FOUR):
        return str(total * 3 % 10)
    return str(FIVE_MINUS.index(str(-total % 10)))
