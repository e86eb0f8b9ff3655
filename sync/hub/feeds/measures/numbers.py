"""Numbers as shops write them: decimals with point or comma, grouped thousands, fractions.

A mark with exactly three digits behind it may part decimals or group thousands. The unit decides where only
one of the two readings can be meant; where both can, there is no number: certain or nothing.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from sync.hub.feeds.measures.units import IMPERIAL, MAX_G, MAX_MM, MM, G

FRACTION = re.compile(r"(?:(\d{1,4})[ -])?(\d{1,2})/(\d{1,2})")
DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64})
"""Parts a rule is divided into; `24/36` is no fraction but two numbers."""

NUMBER = r"(?:\d{1,4}[ -])?\d{1,2}/\d{1,2}(?![\d/.,])|\d+(?:[.,]\d+)*|[.,]\d+"
"""Regular expression of a number in normalised text."""

THREES = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
TOO_FINE = frozenset({"mm", "mg"})
"""Nobody tells a thousandth of these."""
TON = Decimal(1_000_000)
MAX_DIGITS = 12


def read_number(text: str, unit: str) -> Decimal | None:
    """Return the number that is certainly meant before `unit` ('' for none), else None.

    >>> read_number("47 1/2", "in"), read_number("1.200", "m"), read_number("1.200", "cm")
    (Decimal('47.5'), Decimal('1.200'), None)
    """
    if "/" in text:
        return _fraction(text)
    if len(text) > MAX_DIGITS:
        return None
    marks = set(re.findall("[.,]", text))
    last = max(text.rfind("."), text.rfind(","))
    behind = text[last + 1 :] if last >= 0 else ""
    if len(marks) == 2:  # noqa: PLR2004 - both marks: the last one parts decimals
        whole = text[:last]
        return _decimal(whole, behind) if THREES.fullmatch(whole) and whole.count(text[last]) == 0 else None
    if len(re.findall("[.,]", text)) > 1:
        return _decimal(text, "") if THREES.fullmatch(text) else None
    if not THREES.fullmatch(text) or text.startswith("0"):
        return _decimal(text[:last], behind) if last >= 0 else Decimal(text)
    return _one_of_two(_decimal(text[:last], behind), _decimal(text, ""), text[last], unit)


def to_integer(value: Decimal, unit: str) -> int | None:
    """Return a length in mm or a weight in g, rounded half up; None for nothing, and for what is too much.

    >>> to_integer(Decimal("47.5"), "in"), to_integer(Decimal(0), "g")
    (1207, None)
    """
    factor = MM.get(unit) or G[unit]
    whole = int((value * factor).quantize(Decimal(1), ROUND_HALF_UP))
    return whole if 0 < whole <= (MAX_MM if unit in MM else MAX_G) else None


def _fraction(text: str) -> Decimal | None:
    match = FRACTION.fullmatch(text)
    if not match:
        return None
    whole, part, parts = int(match[1] or 0), int(match[2]), int(match[3])
    if parts not in DENOMINATORS or not 0 < part < parts:
        return None
    return whole + Decimal(part) / Decimal(parts)


def _decimal(whole: str, behind: str) -> Decimal:
    return Decimal(f"{re.sub('[.,]', '', whole) or '0'}.{behind or '0'}")


def _one_of_two(decimal: Decimal, grouped: Decimal, mark: str, unit: str) -> Decimal | None:
    """Choose between `1.200` as a good one and as twelve hundred."""
    if unit in IMPERIAL:
        return decimal if mark == "." else grouped
    if unit in TOO_FINE:
        return grouped
    if unit in MM and grouped * MM[unit] > MAX_MM:
        return decimal
    if unit in G and grouped * G[unit] >= TON:
        return decimal
    return None
