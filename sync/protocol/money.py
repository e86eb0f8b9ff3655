"""Money as integers of the smallest unit, never as floating point."""

import msgspec

MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}
"""ISO 4217 minor units where they are not two."""


class Price(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a variant costs in one currency.

    `amount` and `was` are in minor units (129000 is 1,290.00 EUR, 1290 is 1,290 JPY); `was` is the
    old price, 0 when there is none; `until` is the last day of the lower price, ISO 8601, '' when open.
    """

    amount: int
    was: int = 0
    until: str = ""


def minor_digits(currency: str) -> int:
    """Return how many decimal digits a currency has (ISO 4217)."""
    return MINOR_DIGITS.get(currency, 2)
