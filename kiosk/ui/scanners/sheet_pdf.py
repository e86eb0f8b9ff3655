"""The test sheet as a PDF: one page, A4 or US Letter, bars drawn as shapes: sharp on any printer."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from kiosk.core.scanners.sheet import LEARN_SQUARE, LEARN_STRIPES, TRIALS, SheetCode
from sync.texts import Texts

Paper = Literal["A4", "Letter"]
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}

DOTS = 1200
"""Dots an inch: each bar is a whole number of them, and of most printers' own."""
MM = DOTS / 25.4
MARGIN_MM = 15
WIDTH_MM = 180
"""Fits both papers between their margins."""
MODULE_MM = 0.33
"""GS1's nominal width of a bar (General Specifications, 5.12.3)."""
SQUARE_MM = 0.7
COLUMNS = 3
STRIPES_MM = 16
CELL_MM = 46

TITLE_PT, HEAD_PT, TEXT_PT, SMALL_PT = 22, 13, 10, 8


class TestSheet:
    """Draws the sheet in one language."""

    __test__ = False

    def __init__(self, texts: Texts, family: str) -> None:
        """`family` is the font; the application knows what stands in for it in Japanese."""
        self._texts = texts
        self._family = family
        self._top = 0.0

    def write(self, path: Path, paper: Paper) -> None:
        """Write the PDF.

        Raises:
            OSError: It cannot be written there.
        """
        # Qt says no more than that it failed.
        path.write_bytes(b"")
        writer = QPdfWriter(str(path))
        writer.setTitle(self._texts.get("sheet.title"))
        writer.setResolution(DOTS)
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        layout = QPageLayout(
            QPageSize(SIZES[paper]), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
        writer.setPageLayout(layout)
        painter = QPainter(writer)
        self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        self._top = 0.0
        self._say(painter, "sheet.title", TITLE_PT, bold=True, after=2)
        self._say(painter, "sheet.intro", TEXT_PT, after=6)
        self._say(painter, "sheet.learn", HEAD_PT, bold=True, after=1)
        self._say(painter, "sheet.learn_text", TEXT_PT, after=4)
        _draw_code(painter, LEARN_STRIPES, (0, self._top), MODULE_MM, STRIPES_MM)
        _draw_code(painter, LEARN_SQUARE, (WIDTH_MM - 26 * SQUARE_MM, self._top), SQUARE_MM)
        self._top += 26 * SQUARE_MM + 8
        self._say(painter, "sheet.try", HEAD_PT, bold=True, after=1)
        self._say(painter, "sheet.try_text", TEXT_PT, after=5)
        for place, code in enumerate(TRIALS):
            column, row = place % COLUMNS, place // COLUMNS
            self._draw_trial(painter, code, column * WIDTH_MM / COLUMNS, self._top + row * CELL_MM)

    def _draw_trial(self, painter: QPainter, code: SheetCode, left: float, top: float) -> None:
        room = WIDTH_MM / COLUMNS - 6
        painter.setFont(self._font(TEXT_PT, bold=True))
        painter.drawText(_box(left, top, room, 6), Qt.AlignmentFlag.AlignLeft, code.name)
        rows = code.modules()
        module = min(MODULE_MM, room / len(rows[0]))
        square = len(rows) == len(rows[0])
        height = len(rows) * SQUARE_MM if square else STRIPES_MM
        _draw_code(painter, code, (left, top + 7), SQUARE_MM if square else module, height)
        painter.setFont(self._font(SMALL_PT))
        painter.drawText(_box(left, top + 8 + height, room + 6, 5), Qt.AlignmentFlag.AlignLeft, code.text)

    def _say(self, painter: QPainter, key: str, points: int, *, bold: bool = False, after: float) -> None:
        """Write a text across the page, and go on below it."""
        painter.setFont(self._font(points, bold=bold))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        box = _box(0, self._top, WIDTH_MM, 60)
        used = painter.boundingRect(box, flags, self._texts.get(key))
        painter.drawText(box, flags, self._texts.get(key))
        self._top += used.height() / MM + after

    def _font(self, points: int, *, bold: bool = False) -> QFont:
        return QFont(self._family, points, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


def _box(left: float, top: float, width: float, height: float) -> QRectF:
    return QRectF(left * MM, top * MM, width * MM, height * MM)


def _draw_code(
    painter: QPainter, code: SheetCode, corner: tuple[float, float], module: float, height: float = 0
) -> None:
    """Draw a code; measures in mm, `height` stretches stripes (0 = square modules)."""
    rows = code.modules()
    if height and len(rows) != len(rows[0]):
        # One row of a stripe code tells all of it; the middle one has no guard bars that stand out.
        rows = [rows[len(rows) // 2]]
    wide = round(module * MM)
    tall = round((height if len(rows) == 1 else module) * MM)
    for y, row in enumerate(rows):
        for first, count in _runs(row):
            painter.fillRect(
                round(corner[0] * MM) + first * wide,
                round(corner[1] * MM) + y * tall,
                count * wide,
                tall,
                Qt.GlobalColor.black,
            )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return where dark modules begin, and how many stand side by side."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
