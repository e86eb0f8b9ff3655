"""How a table is laid out, by the evidence of its first rows: delimiter, header, decimal mark.

Above the header an ERP writes titles and dates, and Excel's `sep=;` stands in the first line; a list made by
hand has no header at all. Whichever delimiter makes the most rows fit the header is the delimiter.
"""

import io
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from sync.hub.feeds.overfull import number_columns
from sync.hub.feeds.splitting import split_rows

DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
ROWS = 60
"""Rows that are looked at."""
ABOVE = 40
"""Rows in which the header must come."""
FULL = 0.6
"""Share of the fullest row's cells that a header has at least."""
PLAIN = 0.25
"""Share of a header's cells that may be numbers (`2024`, `2025`)."""
LONG = 120
"""Characters of a column's name; longer ones are sentences."""

NUMBER = re.compile(r"[^\w\s]{0,2}\d[\d.,:/ '-]*[^\w\s]{0,2}", re.ASCII)
YEAR = re.compile(r"(19|20)\d\d")
COMMA_MARK = re.compile(r"(?<![\d.,])(\d{1,3}(\.\d{3})+|\d+),\d{1,2}(?![\d.,])|\d\.\d{3},\d")
POINT_MARK = re.compile(r"(?<![\d.,])(\d{1,3}(,\d{3})+|\d+)\.\d{1,2}(?![\d.,])|\d,\d{3}\.\d")
AMOUNT = re.compile(r"\D{0,4}[\d.,']+\D{0,4}")
MARKUP = re.compile(r"<[a-z/!]|&(#\w{1,7}|[a-z]\w{1,8});?$", re.IGNORECASE)
"""Text for people, in which entities end with what could be a delimiter; no column is called so."""


class Layout(NamedTuple):
    """The layout of a table.

    `header` are the columns' names (lower case, trimmed, each once); `above` are the rows before the first
    data row, the header among them; `separator` says that a `sep=` line comes first, which no spreadsheet
    counts; `decimal` is `,` or `.`, '' where nothing tells; `numbers` says which columns hold numbers.
    """

    delimiter: str
    header: tuple[str, ...]
    above: int
    separator: bool
    decimal: str
    numbers: tuple[bool, ...]


def lay_out(sample: str, *, whole: bool) -> Layout | None:
    """Find the layout of a table from its beginning (`whole`: it is all of it); None without any cell."""
    told = SEPARATOR.match(sample)
    text = sample[told.end() :] if told else sample
    found = [_with(text, delimiter, whole=whole) for delimiter in ([told[1]] if told else DELIMITERS)]
    candidates = [candidate for candidate in found if candidate]
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.score)
    decimal = _decimal(best.data) or ("," if best.delimiter == ";" else "")
    numbers = number_columns(best.data, len(best.header))
    return Layout(best.delimiter, best.header, best.above, bool(told), decimal, numbers)


def fold(name: str) -> str:
    r"""Return a column's name as it is compared: one line, lower case, full-width letters narrow.

    >>> fold(" Price\n(EUR) ")
    'price (eur)'
    """
    return " ".join(unicodedata.normalize("NFKC", name).replace("\ufeff", "").split()).casefold()


class _Candidate(NamedTuple):
    delimiter: str
    header: tuple[str, ...]
    above: int
    data: list[list[str]]
    score: float


def _with(text: str, delimiter: str, *, whole: bool) -> _Candidate | None:
    rows = [row.cells for row in islice(split_rows(io.StringIO(text, newline=""), delimiter), ROWS)]
    if not whole and len(rows) < ROWS and len(rows) > 1:
        rows.pop()  # broken off where the sample ends
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if not any(filled):
        return None
    place = _header_place(rows, filled)
    data = [row for row in rows[place + 1 :] if any(cell.strip() for cell in row)]
    if _is_data(rows[place], data):
        names = tuple(f"column {number}" for number in range(1, max(map(len, rows[place:])) + 1))
        return _Candidate(delimiter, names, place, rows[place:], _score(names, rows[place:]))
    header = column_names(rows[place])
    return _Candidate(delimiter, header, place + 1, data, _score(header, data)) if header else None


def _header_place(rows: Sequence[Sequence[str]], filled: Sequence[int]) -> int:
    first = next(place for place, count in enumerate(filled) if count)
    usual = Counter(filled[first:]).most_common(1)[0][0]
    enough = max(2, FULL * usual)
    for place in range(first, min(len(rows), ABOVE)):
        if filled[place] >= enough and _is_header(rows[place]):
            return place
    return first


def _is_header(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in cells)
    distinct = len({fold(cell) for cell in cells})
    short = all(len(cell) <= LONG and not MARKUP.search(cell) for cell in cells)
    return short and numbers <= PLAIN * len(cells) and distinct * 2 > len(cells)


def _is_data(row: Sequence[str], data: Sequence[Sequence[str]]) -> bool:
    """Whether the row where a header should be is data: numbers stand where all below are numbers."""
    columns = [
        place
        for place in range(len(row))
        if data and all(place < len(below) and NUMBER.fullmatch(below[place].strip()) for below in data)
    ]
    own = [row[place].strip() for place in columns]
    return bool(own) and all(NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in own)


def column_names(row: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names, each once: a second `image` is `image 2`, one without a name `column 7`."""
    cells = [fold(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    seen: Counter[str] = Counter()
    names = []
    for number, cell in enumerate(cells, 1):
        name = cell or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(names)


def _score(header: Sequence[str], data: Sequence[Sequence[str]]) -> float:
    """More columns are better, and rows that fit them."""
    if len(header) < 2:  # noqa: PLR2004 - one column fits whatever is delimited otherwise
        return 0.0
    fitting = sum((len(row) == len(header)) + (len(row) > 1) for row in data)
    return math.log2(len(header)) * (2 + fitting) / (2 + 2 * len(data))


def _decimal(rows: Sequence[Sequence[str]]) -> str:
    cells = [cell.strip() for row in rows for cell in row if AMOUNT.fullmatch(cell.strip())]
    commas = sum(bool(COMMA_MARK.search(cell)) for cell in cells)
    points = sum(bool(POINT_MARK.search(cell)) for cell in cells)
    if commas == points:
        return ""
    return "," if commas > points else "."
