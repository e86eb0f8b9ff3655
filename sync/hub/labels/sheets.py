"""Sheets of labels as sold, by the measures on their packets. Millimetres."""

from collections.abc import Iterator
from typing import NamedTuple


class Place(NamedTuple):
    """Where a label stands: its sheet from 0, its left upper corner."""

    sheet: int
    left: float
    top: float


class Sheet(NamedTuple):
    """A grid of equal labels on a page, `step_x` and `step_y` from corner to corner."""

    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def labels(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    def places(self, first: int = 0) -> Iterator[Place]:
        """Yield places row by row, without end; `first` labels of the first sheet are used up already."""
        place = first
        while True:
            sheet, on_it = divmod(place, self.labels)
            row, column = divmod(on_it, self.columns)
            yield Place(sheet, self.left + column * self.step_x, self.top + row * self.step_y)
            place += 1


A4, LETTER = (210.0, 297.0), (215.9, 279.4)

SHEETS = {
    "a4-24": Sheet(A4, 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9),
    "a4-14": Sheet(A4, 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    "a4-8": Sheet(A4, 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),
    "letter-30": Sheet(LETTER, 3, 10, 66.7, 25.4, 4.75, 12.7, 69.85, 25.4),
    "letter-10": Sheet(LETTER, 2, 5, 101.6, 50.8, 3.95, 12.7, 106.4, 50.8),
}
"""By paper and labels on it: Avery L7159, L7163, L7165, 5160, 5163 and what is cut like them."""
