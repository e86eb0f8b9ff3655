"""Label sheets drawn into a PDF: name, choices, price, SKU, QR code and bars, sharp at any size."""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF, XPos, YPos
from fpdf.enums import MethodReturnValue

from sync.hub.labels.label import Label
from sync.hub.labels.sheets import Place, Sheet
from sync.protocol import symbols
from sync.protocol.symbols import Symbol

FALLBACKS = {"text": "japanese", "strong": "japanese_strong", "display": "japanese_strong"}
"""What stands in where a font lacks a character."""
MARGIN = 3.0
GAP = 1.5
MOST_QR, LEAST_QR = 22.0, 13.0
"""Side of a QR code with its quiet zone, mm: at least 0.4 mm a module for the codes used here."""
BARS_MODULE = 0.33
"""Width of the thinnest bar, mm: EAN/UPC at 100 %."""
LEAST_MODULE = 0.19
"""... the thinnest that an office printer draws and a scanner reads; narrower bars are left out."""
BARS_SHARE, MOST_BARS = 0.3, 14.0
LEAST_SIZE = 5.5
OVERLAP = 0.01
"""Millimetres by which rows of modules overlap, so that no white line shows between them on a screen."""
LINE = 0.3528 * 1.15
"""Height of a line for each point of its size, mm."""
MOST_LINES = 4
CHOICES = 2.8
ELLIPSIS = "\u2026"


class Box(NamedTuple):
    """A room on the page, mm."""

    left: float
    top: float
    width: float
    height: float


def draw(
    labels: Iterable[Label], sheet: Sheet, fonts: Mapping[str, Path], path: Path, *, first: int = 0
) -> int:
    """Write labels as PDF and return on how many sheets; `first` places of the first sheet stay empty.

    `fonts` are the brand's (`sync.brand.print_fonts`).

    Raises:
        OSError: The file cannot be written.
    """
    # A character that no font here has is left out; the label is of use all the same.
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    pdf = FPDF(unit="mm", format=sheet.page)
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    for family, file in fonts.items():
        pdf.add_font(family, "", file)
    sheets = 0
    for label, place in zip(labels, sheet.places(first), strict=False):
        while sheets <= place.sheet:
            pdf.add_page()
            sheets += 1
        _label(pdf, label, _inside(sheet, place))
    pdf.output(str(path))
    return sheets


def _inside(sheet: Sheet, place: Place) -> Box:
    return Box(place.left + MARGIN, place.top + MARGIN, sheet.width - 2 * MARGIN, sheet.height - 2 * MARGIN)


def _label(pdf: FPDF, label: Label, box: Box) -> None:
    side = _qr_side(box)
    _matrix(pdf, symbols.qr(label.code), box.left + box.width - side, box.top + box.height - side, side)
    height = min(MOST_BARS, box.height * BARS_SHARE)
    room = Box(box.left, box.top + box.height - height - 3, box.width - side - GAP, height)
    if label.bars:
        _bars(pdf, label.bars, room)
    told = "   ".join(filter(None, (label.sku, label.digits)))
    _line(pdf, "text", 6.5, told, Box(box.left, box.top + box.height - 2.6, room.width, 2.6))
    bottom = _price(pdf, label, Box(box.left, box.top, room.width, room.top - GAP - box.top))
    _words(pdf, label, box, bottom)


def _qr_side(box: Box) -> float:
    return min(MOST_QR, max(LEAST_QR, box.height * 0.6))


def _price(pdf: FPDF, label: Label, room: Box) -> float:
    """Set the price, and the one of before, at the bottom of a room; return where the words must end."""
    bottom = room.top + room.height
    if not label.price:
        return bottom
    size = min(22.0, max(10.4, room.height * 0.85))
    height = size * LINE
    used = _whole(pdf, ("display", size), label.price, Box(room.left, bottom - height, room.width, height))
    if label.was:
        left = room.left + used + GAP
        _struck(pdf, label.was, Box(left, bottom - height, room.left + room.width - left, height))
    return bottom - height


def _words(pdf: FPDF, label: Label, box: Box, bottom: float) -> None:
    """Set name and choices above the price; what does not fit ends in an ellipsis."""
    size = min(13.0, max(7.2, box.height * 0.305))
    line = size * LINE
    side = _qr_side(box)
    beside = box.height - side < 2 * line
    width = box.width - (side + GAP if beside else 0)
    below = CHOICES if label.choices else 0.0
    most = max(1, min(MOST_LINES, int((bottom - box.top - below) / line)))
    top = box.top
    for text in _wrapped(pdf, label.name, size, width, most):
        _line(pdf, "strong", size, text, Box(box.left, top, width, line))
        top += line
    if label.choices and top + CHOICES <= bottom + 0.5:
        _line(pdf, "text", 7, label.choices, Box(box.left, top, width, CHOICES))


def _wrapped(pdf: FPDF, text: str, size: float, width: float, most: int) -> list[str]:
    _use(pdf, "strong", size)
    lines = pdf.multi_cell(width, text=text, dry_run=True, output=MethodReturnValue.LINES)
    assert isinstance(lines, list)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rstrip() + ELLIPSIS + " " + lines[most]]


def _line(pdf: FPDF, family: str, size: float, text: str, box: Box) -> float:
    """Set one line, cut where it does not fit; return the width it takes."""
    _use(pdf, family, size)
    fitting = _cut(pdf, text, box.width)
    pdf.set_xy(box.left, box.top)
    pdf.cell(box.width, box.height, fitting, new_x=XPos.RIGHT, new_y=YPos.TOP)
    return float(pdf.get_string_width(fitting))


def _cut(pdf: FPDF, text: str, width: float) -> str:
    mark = text.find(ELLIPSIS)
    whole = text if mark < 0 else text[: mark + 1]
    if pdf.get_string_width(whole) <= width:
        return whole
    kept = whole.rstrip(ELLIPSIS)
    while kept and pdf.get_string_width(kept + ELLIPSIS) > width:
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS


def _whole(pdf: FPDF, font: tuple[str, float], text: str, box: Box) -> float:
    """Set one line small enough to fit, because half a price is a wrong one; return the width it takes."""
    family, size = font
    _use(pdf, family, size)
    needed = float(pdf.get_string_width(text))
    return _line(pdf, family, size * min(1.0, 0.99 * box.width / needed), text, box)


def _struck(pdf: FPDF, text: str, box: Box) -> None:
    """Set the price of before, struck through; where it would be too small to read, not at all."""
    _use(pdf, "text", LEAST_SIZE)
    if pdf.get_string_width(text) > box.width:
        return
    pdf.set_text_color(96)
    used = _whole(pdf, ("text", 8), text, box)
    pdf.set_text_color(0)
    pdf.set_line_width(0.2)
    middle = box.top + box.height / 2
    pdf.line(box.left, middle, box.left + used, middle)


def _use(pdf: FPDF, family: str, size: float) -> None:
    pdf.set_font(family, size=size)
    pdf.set_fallback_fonts([FALLBACKS[family]])


def _matrix(pdf: FPDF, symbol: Symbol, left: float, top: float, side: float) -> None:
    module = side / (symbol.width + 2 * symbol.quiet)
    pdf.set_fill_color(0)
    for run in symbol.runs():
        pdf.rect(
            left + (run.start + symbol.quiet) * module,
            top + (run.row + symbol.quiet) * module,
            run.length * module,
            module + OVERLAP,
            style="F",
        )


def _bars(pdf: FPDF, symbol: Symbol, box: Box) -> None:
    """Draw bars from the left, with their quiet zones inside the box; too thin ones not at all."""
    module = min(BARS_MODULE, box.width / (symbol.width + 2 * symbol.quiet))
    if module < LEAST_MODULE:
        return
    pdf.set_fill_color(0)
    left = box.left + max(0.0, symbol.quiet * module - MARGIN)
    for run in symbol.runs():
        pdf.rect(left + run.start * module, box.top, run.length * module, box.height, style="F")
