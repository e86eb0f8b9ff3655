"""The controls of access mode: four above, two below, and the primary one, two cells wide."""

from collections.abc import Collection

import msgspec
from PySide6.QtGui import QFont

from kiosk.ui.access import rows
from kiosk.ui.access.script import Action, Cell, Reading, Script

PRIMARY = 6
"""The primary control's place: the last one."""
COLUMNS = 4
GAP, MARGIN, PADDING = 24, 32, 12
SIGN = 96
"""Units that the primary control's icon takes beside its word, and air for both."""
MOST_ROWS = 2


class CellRow(msgspec.Struct, frozen=True):
    """A control. `text` has a line break where it takes two rows; there is no room for an icon then."""

    symbol: str
    text: str
    spoken: str


NO_CELL = CellRow("", "", "")


def of(script: Script, at: int) -> Cell:
    """Return the control at a place, None for an empty one."""
    if at == PRIMARY:
        return script.primary
    return script.cells[at] if 0 <= at < len(script.cells) else None


def width(stage: float, *, primary: bool = False) -> float:
    """Return how wide a cell is on a stage, in units."""
    cell = (stage - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
    return 2 * cell + GAP if primary else cell


def told(script: Script, read_on: str, family: str, stage: float) -> list[CellRow]:
    """Return the seven controls of a script.

    Args:
        script: The page.
        read_on: What the control that reads on is called now.
        family: The font that shows them.
        stage: How wide the stage is, in units.
    """
    return [_row(of(script, at), at == PRIMARY, read_on, family, stage) for at in range(PRIMARY + 1)]


def _row(cell: Cell, primary: bool, read_on: str, family: str, stage: float) -> CellRow:  # noqa: FBT001 - private
    if cell is None:
        return NO_CELL
    if isinstance(cell, Reading):
        cell = Action("chevron-right", read_on, lambda: None)
    size, weight = (rows.PRIMARY, QFont.Weight.Bold) if primary else (rows.BUTTON, QFont.Weight.DemiBold)
    room = width(stage, primary=primary) - 2 * PADDING
    type_ = rows.font(family, size, weight)
    beside = room - SIGN if primary else room
    if len(rows.wrap(cell.text, type_, beside)) == 1:
        return CellRow(cell.symbol, cell.text, cell.said)
    return CellRow("", "\n".join(rows.wrap(cell.text, type_, room)[:MOST_ROWS]), cell.said)


def beside(at: int, across: int, down: int, there: Collection[int]) -> int:
    """Return the place that an arrow key leads to.

    Left and right go through all of them in reading order, round and round; up and down change the row, to
    the nearest one there.

    Args:
        at: The place now.
        across: -1 for left, 1 for right, else 0.
        down: -1 for up, 1 for down, else 0.
        there: The places that are not empty.

    >>> beside(0, 1, 0, {0, 2, 6}), beside(6, 1, 0, {0, 2, 6}), beside(3, 0, 1, {0, 3, 4, 6})
    (2, 0, 6)
    """
    order = sorted(there)
    if not order:
        return at
    if across:
        if at not in order:
            return order[0]
        return order[(order.index(at) + across) % len(order)]
    row = [each for each in order if (each >= COLUMNS) == (down > 0)]
    column = at % COLUMNS
    if not row or (at >= COLUMNS) == (down > 0):
        return at
    return min(row, key=lambda each: (_distance(each, column), each))


def _distance(at: int, column: int) -> int:
    """Return how many columns a place is away; the primary control has two of them."""
    columns = (2, 3) if at == PRIMARY else (at % COLUMNS,)
    return min(abs(each - column) for each in columns)
