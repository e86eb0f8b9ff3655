"""Cells with a meaning: prices, quantities, days, weights, codes. Parsed, or ValueError in words."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from sync.protocol import moments
from sync.protocol.money import minor_digits

MAX_PRICE = Decimal(10) ** 9
MAX_QUANTITY = 10**9
MAX_CODE = 64
"""Characters of a SKU (Magento's own limit)."""

DAY_FORMATS = ("%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%d.%m.%Y")
GRAMS = {"g": "1", "kg": "1000", "oz": "28.349523125", "lb": "453.59237", "lbs": "453.59237"}
"""International avoirdupois pound and ounce, exact by definition."""

MANGLED = re.compile(r"^\d(?:[.,]\d+)?[eE]\+\d+$")
CURRENCY_SIGNS = re.compile(r"^[^\d.,+-]{1,4}|[^\d.,]{1,4}$")
WEIGHT = re.compile(r"^([\d.,]+)\s*(kg|g|oz|lbs?)\.?$", re.IGNORECASE)


def parse_code(text: str) -> str:
    """Return a SKU as text.

    Raises:
        ValueError: It is empty, too long, or a spreadsheet has turned it into a number such as 1.23E+12.

    >>> parse_code("'00123")
    '00123'
    """
    code = text.strip().removeprefix("'").strip()
    if not code:
        raise ValueError("there is no SKU")
    if len(code) > MAX_CODE:
        raise ValueError(f"a SKU has at most {MAX_CODE} characters")
    if MANGLED.match(code):
        raise ValueError("a spreadsheet has turned this code into a number; export the column as text")
    return code


def parse_decimal(text: str) -> Decimal:
    """Read a number with a decimal point or comma; the other one, blanks and apostrophes group thousands.

    Raises:
        ValueError: It is no number, or negative.

    >>> parse_decimal("1.290,50"), parse_decimal("1,290"), parse_decimal("52.0000")
    (Decimal('1290.50'), Decimal('1290'), Decimal('52.0000'))
    """
    digits = re.sub(r"[\s'\u2019]", "", text)
    last_comma, last_point = digits.rfind(","), digits.rfind(".")
    if last_comma > last_point and (last_point >= 0 or not re.fullmatch(r"\d{1,3}(,\d{3})+", digits)):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", "")
    if not re.fullmatch(r"\d*\.?\d*", digits, re.ASCII):
        raise ValueError("this is not a number")
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError("this is not a number") from None


def parse_price(text: str, currency: str) -> int:
    """Return a price in minor units of `currency`, rounded half up.

    Raises:
        ValueError: It is no price.

    >>> parse_price("$52.00", "USD"), parse_price("1290", "JPY")
    (5200, 1290)
    """
    try:
        amount = parse_decimal(CURRENCY_SIGNS.sub("", text.strip()))
    except ValueError:
        raise ValueError("this is not a price") from None
    if amount > MAX_PRICE:
        raise ValueError("no price is that high")
    return int((amount * 10 ** minor_digits(currency)).quantize(Decimal(1), ROUND_HALF_UP))


def parse_quantity(text: str) -> int:
    """Return how many there are; what is owed (below zero) counts as none.

    Raises:
        ValueError: It is no quantity.
    """
    try:
        quantity = parse_decimal(text.strip().removeprefix("-"))
    except ValueError:
        raise ValueError("this is not a quantity") from None
    if quantity > MAX_QUANTITY:
        raise ValueError("no store holds that many")
    return 0 if text.strip().startswith("-") else int(quantity)


def parse_day(text: str) -> date:
    """Return a day from what shops export; a time of day is passed over.

    Raises:
        ValueError: It is no day in a known form.
    """
    day = re.split(r"[T ,]", text.strip(), maxsplit=1)[0]
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError("this is not a day")


def parse_moment(text: str) -> str:
    """Return a moment as it travels (ISO 8601, UTC).

    Raises:
        ValueError: It is none, or names no time zone.
    """
    return moments.write(moments.parse(text.strip()))


def check_timezone(name: str) -> None:
    """Check the name of a time zone (IANA), by which a store's clock is told.

    Raises:
        ValueError: There is none of that name.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there, no name at all, a folder such as "Europe"
        raise ValueError("there is no such time zone; a right one is Europe/Rome") from None


def parse_grams(text: str) -> int | None:
    """Return a weight in grams, None when the cell names no unit (then nobody can know)."""
    match = WEIGHT.match(text.strip())
    if not match:
        return None
    return int(
        (parse_decimal(match[1]) * Decimal(GRAMS[match[2].lower()])).quantize(Decimal(1), ROUND_HALF_UP)
    )
