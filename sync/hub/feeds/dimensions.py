"""Dimensions and weights: from a row's cells to millimetres and grams, structured only when certain.

Certain means: every word and sign of the cell is understood, every length has a side and a unit, no side is
told twice, and no number can be read in two ways. A range, "about", "up to", the measures of parts, three
numbers without an order (`120 x 60 x 75 cm`) are none of that. Then the raw text is kept and shown, and no
number is made up.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.measures.clauses import names_weight, read_cell, read_header, read_one
from sync.hub.feeds.measures.notation import VULGAR
from sync.hub.feeds.measures.sides import Sides, settle
from sync.hub.feeds.measures.units import unit_of
from sync.hub.feeds.text import plain_lines
from sync.protocol.products import Size

MAX_TEXT = 500
"""Characters of raw text that are kept."""

SIDES = ("width", "depth", "height", "length", "diameter")
LETTERS = {"width": "W", "depth": "D", "height": "H", "length": "L", "diameter": "\u00d8"}
NUMERIC = re.compile(rf"[\d{VULGAR}]")
"""What a line that tells a measure has."""
REMEMBERED = 64
"""Lists of lines kept in mind: the variants of a product repeat theirs, row after row."""

NOTHING = frozenset({"0", "0.0", "0.00", "0.000", "0.0000", "0,00", "0,0", "-"})
"""What systems write into a column of measures when they know none."""


class SizeCells(NamedTuple):
    """What a row says of size and weight, cell by cell, '' where it says nothing.

    `text` is a cell with all measures together, `header` its column's name (`Dimensions (W x D x H) cm`).
    `length_unit` and `weight_unit` are the units told beside the numbers, by a cell or a header, in any
    spelling. `lines` are short lines of a description that is of this very thing; they count only where
    the cells say nothing.
    """

    width: str = ""
    depth: str = ""
    height: str = ""
    length: str = ""
    diameter: str = ""
    length_unit: str = ""
    weight: str = ""
    weight_unit: str = ""
    text: str = ""
    header: str = ""
    lines: Sequence[str] = ()


class Measured(NamedTuple):
    """The size, and for `extra` what has no place in it: a weight that could not be read."""

    size: Size
    extra: dict[str, str]


def read_size(cells: SizeCells, settings: Settings) -> Measured:
    """Return what is certain of a thing's size and weight; raw text of dimensions is always kept.

    >>> from datetime import date
    >>> from sync.protocol.products import Store
    >>> settings = Settings(Store("main", "Main"), "EUR", "en", date(2026, 1, 1))
    >>> read_size(SizeCells(text='47 1/2"DIA X 30"H'), settings).size
    Size(width=1207, depth=1207, height=762, weight=0, text='47 1/2"DIA X 30"H')
    """
    if not (cells.text or cells.weight or cells.lines or any(getattr(cells, side) for side in SIDES)):
        return Measured(Size(), {})
    hint = read_header(cells.header)
    unit = unit_of(cells.length_unit) or hint.unit or settings.length_unit
    text = plain_lines(cells.text)
    sides, weight = (text and read_cell(text, unit, hint.order)) or ({}, 0)
    columns = _columns(cells, unit)
    if columns:
        sides = columns
    elif columns is None:
        text = text or _raw(cells)
    if not (sides or text):
        sides, said, text = _from_lines(tuple(cells.lines))
        weight = weight or said
    told = _told(cells.weight)
    weight_unit = unit_of(cells.weight_unit) or settings.weight_unit
    grams = read_one(told, weight_unit, weight=True) if told else None
    extra = {"weight": f"{told} {cells.weight_unit}".strip()[:MAX_TEXT]} if told and grams is None else {}
    return Measured(Size(**sides, weight=grams or weight, text=text[:MAX_TEXT]), extra)


def _columns(cells: SizeCells, unit: str) -> Sides | None:
    """Return the sides that columns tell, {} when they tell none, None when it is not certain."""
    told: dict[str, int] = {}
    for side in SIDES:
        cell = _told(getattr(cells, side))
        if cell:
            value = read_one(cell, unit)
            if value is None:
                return None
            told[side] = value
    return settle(told) if told else {}


def _told(cell: str) -> str:
    """Return a cell, '' where it only fills its column."""
    cell = " ".join(cell.split())
    return "" if cell in NOTHING else cell


def _raw(cells: SizeCells) -> str:
    """Return the columns as one text, in letters that every language knows."""
    told = ((LETTERS[side], _told(getattr(cells, side))) for side in SIDES)
    sides = " \u00d7 ".join(f"{letter} {cell}" for letter, cell in told if cell)
    return f"{sides} {cells.length_unit}".strip()


@lru_cache(REMEMBERED)
def _from_lines(lines: tuple[str, ...]) -> tuple[Sides, int, str]:
    """Return sides, weight and the lines that tell them; nothing where two lines tell different things."""
    sides: Sides = {}
    weight = 0
    told = []
    for line in lines:
        found = read_cell(line) if NUMERIC.search(line) else None
        if not found or not (found[0] or names_weight(line)):
            continue
        if set(found[0]) & set(sides) or (found[1] and weight):
            return {}, 0, ""
        sides |= found[0]
        weight = weight or found[1]
        told.append(line)
    return sides, weight, "\n".join(told)
