"""A row with more cells than the header has columns: which of its cells stand under their column. Pure.

Mostly a delimiter inside one cell was not quoted (`Chair, oak` or `1,234.00`), and all cells behind it stand
too far right; or something was written behind the last column. Every such reading is tried, and judged by the
columns that hold numbers. What stands the same in all readings that remain is certain.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import and_

NUMBER = re.compile(r"(?:[A-Z]{3} ?)?[^\w\s]{0,2} ?\d[\d.,:/ '-]*(?: ?[A-Z]{3}| ?[^\w\s]{1,2})?")
SPLIT_NUMBER = re.compile(
    r"(?:[A-Z]{3} ?)?[^\w\s,]{0,2} ?\d{1,3}(?:,\d{3})*(?:[.,]\d{1,2})?(?: ?[A-Z]{3}| ?[^\w\s,])?"
)
"""A number that a comma takes apart: of thousands, or before cents."""
MOSTLY = 0.8
"""Share of a column's cells that are numbers in a column of numbers."""


def number_columns(rows: Sequence[Sequence[str]], width: int) -> tuple[bool, ...]:
    """Return for each column whether it holds numbers, by the rows that fit; by all when none does."""
    fitting = [row for row in rows if len(row) == width] or rows
    columns = ([row[place].strip() for row in fitting if place < len(row)] for place in range(width))
    return tuple(map(_are_numbers, columns))


def certain_cells(cells: Sequence[str], numbers: Sequence[bool], delimiter: str) -> list[str]:
    """Return one cell for each column, '' where it is not certain which one belongs there.

    The first cell is never thought to be taken apart: it is a code in nearly all tables.

    >>> certain_cells(["R1", "Chair", "oak", "10.00", "5"], [False, False, True, True], ",")
    ['R1', 'Chair, oak', '10.00', '5']
    >>> certain_cells(["R3", "Lamp", "1", "234.00", "7"], [False, False, True, True], ",")
    ['R3', 'Lamp', '', '']
    """
    width, excess = len(numbers), len(cells) - len(numbers)
    joined = [delimiter.join(cells[place : place + excess + 1]).strip() for place in range(width)]
    cells = [cell.strip() for cell in cells]
    before = [True, *accumulate(map(_fits, cells[:width], numbers), and_)]
    behind = [True, *accumulate(map(_fits, reversed(cells[excess:]), reversed(numbers)), and_)][::-1]
    split = [
        place > 0
        and before[place]
        and behind[place + 1]
        and _may_be_split(joined[place], numbers[place], delimiter)
        for place in range(width)
    ]
    readings = [place for place, may in enumerate(split) if may] + [width] * before[width]
    if not readings:
        return [cells[0], *[""] * (width - 1)]
    first, last = readings[0], readings[-1]
    found = []
    for place in range(width):
        told = [cells[place]] if place < last else []
        whole = joined[place] if numbers[place] else f"{delimiter} ".join(cells[place : place + excess + 1])
        told += [whole] if split[place] else []
        told += [cells[place + excess]] if place > first else []
        shortest = min(told, key=len)
        same = len(set(told)) == 1 or (not numbers[place] and all(each.startswith(shortest) for each in told))
        found.append(shortest if same else "")
    return found


def _are_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(NUMBER.fullmatch(cell)) for cell in filled) >= MOSTLY * len(filled)


def _fits(cell: str, number: bool) -> bool:  # noqa: FBT001 - one of the two kinds of columns
    return not number or not cell or bool(NUMBER.fullmatch(cell))


def _may_be_split(joined: str, number: bool, delimiter: str) -> bool:  # noqa: FBT001 - as above
    return not number or (delimiter == "," and bool(SPLIT_NUMBER.fullmatch(joined)))
