"""The way through the store as a drawing: shelves in two rows, the stops between them, the desk at the end.

Nobody has drawn the store for us: what is known are the labels of the shelves, set out here in their order,
which is the order in which people walk.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kiosk.core.picking import shelf_key

MOST_SHELVES = 16
"""Boxes that can be told apart on a card; of more, those around the stops are drawn."""

ROWS = 2
FIRST = re.compile(r"[^\W_]+")


class Shelf(NamedTuple):
    """A box of the drawing, its place in parts (0.0 to 1.0) of the drawing's width and height."""

    label: str
    x: float
    y: float


class Stop(NamedTuple):
    """Where one stops, in front of a shelf: the corridor on its left; `number` counts from 1."""

    label: str
    number: int
    x: float
    y: float


class Floor(NamedTuple):
    """The drawing. `ways` are the corners of the way from each stop to the next, and to the desk."""

    shelves: list[Shelf]
    stops: list[Stop]
    ways: list[list[tuple[float, float]]]
    width: float
    height: float


def aisle_of(shelf: str) -> str:
    """Return the aisle that a shelf's label begins with.

    >>> aisle_of("7-3 top")
    '7'
    """
    found = FIRST.search(shelf)
    return found.group() if found else ""


def floor(shelves: Sequence[str], stops: Sequence[str]) -> Floor:
    """Draw a way: `shelves` are the labels that the store has, `stops` those to stop at, in order.

    Labels are taken by their aisle. Without any shelf the drawing is empty.
    """
    wanted = list(dict.fromkeys(aisle for stop in stops if (aisle := aisle_of(stop))))
    drawn = _drawn({aisle_of(shelf) for shelf in shelves} - {""} | set(wanted), wanted)
    if not drawn:
        return Floor([], [], [], 0.0, 0.0)
    columns = max(1, -(-len(drawn) // ROWS))
    wide, tall = 1 / (columns + 0.35), 1 / ROWS
    placed = {
        label: Shelf(label, (at % columns + 0.35) * wide, at // columns * tall)
        for at, label in enumerate(drawn)
    }
    marks = [
        Stop(label, number, placed[label].x - 0.17 * wide, placed[label].y + 0.4 * tall)
        for number, label in enumerate(wanted, 1)
    ]
    ends = [*((mark.x, mark.y) for mark in marks), (1 - 0.4 * wide, 1.0)]
    ways = [_way(one, other) for one, other in pairwise(ends)]
    return Floor([*placed.values()], marks, ways if marks else [], 0.6 * wide, 0.8 * tall)


def _drawn(labels: set[str], wanted: Sequence[str]) -> list[str]:
    ordered = sorted(labels, key=shelf_key)
    if len(ordered) <= MOST_SHELVES:
        return ordered
    near = sorted(
        ordered,
        key=lambda label: min((abs(ordered.index(label) - ordered.index(one)) for one in wanted), default=0),
    )
    return sorted([*dict.fromkeys([*wanted, *near])][:MOST_SHELVES], key=shelf_key)


def _way(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the corners of a way that keeps to the corridors: along the shelves, then between the rows."""
    if abs(start[0] - end[0]) < 1e-6:  # noqa: PLR2004 - the same corridor
        return [start, end]
    lower = max(start[1], end[1]) > 1 / ROWS
    across = 0.95 if lower and min(start[1], end[1]) > 1 / ROWS else 0.45
    if end[1] == 1.0:
        across = 0.95
    return [start, (start[0], across), (end[0], across), end]
