"""Cells with a meaning: prices, quantities, days, weights, codes. Parsed, or ValueError in words."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from sync.protocol import moments
from sync.protocol.money import minor_digits

MAX_PRICE = Decimal(10) ** 9
MAX_QUANTITY = 10**9
MAX_CODE = 64
"""Characters of a SKU (Magento's own limit)."""

YEAR_FIRST = re.compile(r"(\d{4})([-/.年]?)(\d{1,2})[-/.月]?(\d{1,2})日?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
PIVOT = 69
"""A year of two digits is in this century below it, as everywhere (POSIX)."""
AMBIGUOUS = re.compile(r"\d{1,3}([.,])\d{3}")
"""A thousand, or a number with three decimal digits."""
GROUPED = re.compile(r"\d{1,3}(\.\d{3}){2,}|\d{1,3}(,\d{3}){2,}")
NO_CENTS = re.compile(r"(?<=\d)[.,](-{1,2}|[\u2013\u2014=])")
"""`12,-` is 12 and no cents."""
PIECES = re.compile(
    r"(?<=\d)\s*(pz|pezzi|pcs?|pieces?|st|stk|stück|units?|uds?|unidades|pièces?|ea|each|個|点|本|枚|台)\.?$",
    re.IGNORECASE,
)
GRAMS = {"g": "1", "kg": "1000", "oz": "28.349523125", "lb": "453.59237", "lbs": "453.59237"}
"""International avoirdupois pound and ounce, exact by definition."""

MANGLED = re.compile(r"^\d(?:(?:[.,]\d+)?[eE]\+|[.,]\d+[eE])\d+$")
CURRENCY_SIGNS = re.compile(r"^[^\d.,+-]{1,4}|[^\d.,]{1,4}$")
FLOATED = re.compile(r"\d{8,}\.0")
"""A long number that went through a program for sums."""
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
    if FLOATED.fullmatch(code):
        code = code[:-2]
    if len(code) > MAX_CODE:
        raise ValueError(f"a SKU has at most {MAX_CODE} characters")
    if MANGLED.match(code):
        raise ValueError("a spreadsheet has turned this code into a number; export the column as text")
    return code


def parse_decimal(text: str, mark: str = "") -> Decimal:
    """Read a number with a decimal point or comma; the other one, blanks and apostrophes group thousands.

    `mark` is the decimal mark of the column, where it is known (`Table.decimal`): it decides what `1.290` is.

    Raises:
        ValueError: It is no number, or negative.

    >>> parse_decimal("1.290,50"), parse_decimal("1,290"), parse_decimal("52.0000")
    (Decimal('1290.50'), Decimal('1290'), Decimal('52.0000'))
    >>> parse_decimal("1.290", ","), parse_decimal("1,290", ",")
    (Decimal('1290'), Decimal('1.290'))
    """
    digits = re.sub(r"[\s'\u2019]", "", text)
    last_comma, last_point = digits.rfind(","), digits.rfind(".")
    ambiguous = AMBIGUOUS.fullmatch(digits)
    if GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", "")
    elif ambiguous and mark:
        digits = digits.replace(ambiguous[1], "." if ambiguous[1] == mark else "")
    elif last_comma > last_point and (last_point >= 0 or not ambiguous):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", "")
    if not re.fullmatch(r"\d*\.?\d*", digits, re.ASCII):
        raise ValueError("this is not a number")
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError("this is not a number") from None


def parse_price(text: str, currency: str, mark: str = "") -> int:
    """Return a price in minor units of `currency`, rounded half up; `mark` as in `parse_decimal`.

    Raises:
        ValueError: It is no price.

    >>> parse_price("$52.00", "USD"), parse_price("1290", "JPY")
    (5200, 1290)
    """
    try:
        narrow = NO_CENTS.sub("", unicodedata.normalize("NFKC", text).strip())
        amount = parse_decimal(CURRENCY_SIGNS.sub("", narrow), mark)
    except ValueError:
        raise ValueError("this is not a price") from None
    if amount > MAX_PRICE:
        raise ValueError("no price is that high")
    return int((amount * 10 ** minor_digits(currency)).quantize(Decimal(1), ROUND_HALF_UP))


def parse_quantity(text: str, mark: str = "") -> int:
    """Return how many there are; what is owed (below zero) counts as none, `10+` and `>10` as 10.

    `mark` as in `parse_decimal`.

    Raises:
        ValueError: It is no quantity.

    >>> parse_quantity("12 pz"), parse_quantity("5-"), parse_quantity("1.200", ",")
    (12, 0, 1200)
    """
    narrow = unicodedata.normalize("NFKC", text).strip()
    owed = narrow.startswith("-") or narrow.endswith("-")
    narrow = PIECES.sub("", narrow.strip("-").removeprefix(">").removesuffix("+").strip())
    try:
        quantity = parse_decimal(narrow, mark)
    except ValueError:
        raise ValueError("this is not a quantity") from None
    if quantity > MAX_QUANTITY:
        raise ValueError("no store holds that many")
    return 0 if owed else int(quantity)


def parse_day(text: str, *, day_first: bool = False) -> date:
    """Return a day from what shops export; a time of day is passed over.

    `day_first` says how `3/4/2026` is meant; where only one reading is a day, that one is taken.

    Raises:
        ValueError: It is no day in a known form.

    >>> parse_day("3/4/26"), parse_day("3/4/26", day_first=True), parse_day("2026年11月30日")
    (datetime.date(2026, 3, 4), datetime.date(2026, 4, 3), datetime.date(2026, 11, 30))
    """
    day = re.split(r"[T ,]", text.strip(), maxsplit=1)[0]
    if match := YEAR_FIRST.fullmatch(day):
        readings = [(match[1], match[3], match[4])]
    elif match := YEAR_LAST.fullmatch(day):
        readings = [(match[4], match[1], match[3]), (match[4], match[3], match[1])]
        if day_first or match[2] == ".":
            readings.reverse()
    else:
        readings = []
    for year, month, number in readings:
        century = (2000 if int(year) < PIVOT else 1900) if len(year) == 2 else 0  # noqa: PLR2004 - two digits
        try:
            return date(century + int(year), int(month), int(number))
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
