"""What a column's cells say about what it may be: a header may be vague or wrong."""

import re
from collections.abc import Callable, Sequence

from sync.hub.feeds.anytable.availability import parse_stock_word
from sync.hub.feeds.cells import parse_gtin
from sync.hub.feeds.sales import parse_money
from sync.hub.feeds.values import parse_code, parse_day, parse_decimal, parse_quantity

ENOUGH = 0.6
"""Share of a column's cells that must be what its field holds."""
LONG_DIGITS = re.compile(r"'?\d{12,14}")
COUNT = re.compile(r"-?\d{1,6}")
ZEROS = re.compile(r"0\d")
"""No count begins with a zero; codes do."""
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")


def _able(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def check(cell: str) -> bool:
        try:
            parse(cell)
        except ValueError:
            return False
        return True

    return check


def _stock(cell: str) -> bool:
    return _able(parse_quantity)(cell) or _able(parse_stock_word)(cell)


def _within(limit: float) -> Callable[[str], bool]:
    def check(cell: str) -> bool:
        try:
            return abs(float(cell.replace(",", "."))) <= limit
        except ValueError:
            return False

    return check


def _gtin(cell: str) -> bool:
    try:
        return bool(parse_gtin(cell))
    except ValueError:
        return False


def _money(cell: str) -> bool:
    return _able(lambda text: parse_money(text, "EUR"))(cell)


def _number(cell: str) -> bool:
    return _able(parse_decimal)(cell)


CHECKS: dict[str, Callable[[str], bool]] = {
    "sku": _able(parse_code),
    "price": _money,
    "sale_price": _money,
    "was": _money,
    "stock": _stock,
    "availability": _able(parse_stock_word),
    "sale_from": _able(parse_day),
    "sale_until": _able(parse_day),
    "name": lambda cell: bool(LETTER.search(cell)),
    "popularity": _number,
    "latitude": _within(90),
    "longitude": _within(180),
    "gtin": lambda cell: bool(re.search(r"\d{7}|[eE]\+", cell)) or _gtin(cell),
}


def fits(field: str, cells: Sequence[str], enough: float = ENOUGH) -> bool:
    """Whether so many of a column's cells are what a field holds; an empty column may be anything."""
    check = CHECKS.get(field)
    filled = [cell for cell in cells if cell]
    return check is None or not filled or sum(map(check, filled)) >= enough * len(filled)


def are_counts(cells: Sequence[str]) -> bool:
    """Whether a column surely holds small whole numbers."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(COUNT.fullmatch(cell) for cell in filled)


def is_gtins(cells: Sequence[str]) -> bool:
    """Whether a column without a telling name surely holds GTINs."""
    filled = [cell for cell in cells if cell]
    good = sum(bool(LONG_DIGITS.fullmatch(cell)) and _gtin(cell) for cell in filled)
    return good >= 2 and good >= 0.8 * len(filled)  # noqa: PLR2004 - one may be chance: one in ten is valid


def guess(cells: Sequence[str]) -> str:
    """Return the field of a column in a list without a header, '' when nothing tells."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return ""
    if is_gtins(cells) or all(map(_gtin, filled)):
        return "gtin"
    short = all(len(cell) < 6 for cell in filled)  # noqa: PLR2004 - longer ones are codes
    if all(map(str.isdecimal, filled)) and short and not any(map(ZEROS.match, filled)):
        return "stock"
    if all(map(_number, filled)) and any(re.search(r"[.,]\d\d?$", cell) for cell in filled):
        return "price"
    words = any(" " in cell for cell in filled) or not any(map(DIGIT.search, filled))
    if words and fits("name", cells):
        return "name"
    return "sku" if len(set(filled)) == len(filled) and fits("sku", cells) else ""
