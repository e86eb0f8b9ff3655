"""A slip as PDF, A5: pictures, a box to tick, the order's number large and as QR code."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from fpdf import FPDF

from kiosk.core.slips.ink import GREY, Box, Font, qr, use, write
from kiosk.core.slips.slip import Pair, Slip, SlipLine
from sync.protocol import symbols

PAGE = (148.0, 210.0)
MARGIN = 10.0
QR_SIDE = 24.0
PICTURE = 15.0
ROW = 19.0
BARS = 12.0
BAR = 0.4
"""Millimetres of a module where there is room: what the scanners of tills read at arm's length."""
BOX = 6.0
FOOT = 8.0
SMALL = 8.5


def draw(slip: Slip, fonts: Mapping[str, Path], to: Path | BinaryIO) -> int:
    """Write a slip as PDF and return on how many pages; `fonts` are the brand's (`sync.brand.print_fonts`).

    Raises:
        OSError: The file cannot be written.
    """
    # A character that no font here has is left out; the slip is of use all the same.
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    pdf = FPDF(unit="mm", format=PAGE)
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    for family, file in fonts.items():
        pdf.add_font(family, "", file)
    pdf.set_title(slip.number)
    _pages(pdf, slip)
    pdf.output(to)
    return len(pdf.pages)


def _pages(pdf: FPDF, slip: Slip) -> None:
    pdf.add_page()
    top = _head(pdf, slip)
    for line in slip.lines:
        if top + ROW > PAGE[1] - MARGIN - FOOT:
            pdf.add_page()
            top = _head_again(pdf, slip)
        _line(pdf, line, slip.shelf, top)
        top += ROW
    pages = len(pdf.pages)
    for page in range(1, pages + 1):
        pdf.page = page
        foot = Box(MARGIN, PAGE[1] - MARGIN - 4, PAGE[0] - 2 * MARGIN, 4)
        write(pdf, ("text", 7.5, GREY), slip.foot(page, pages), foot)


def _head(pdf: FPDF, slip: Slip) -> float:
    """Draw what stands above the things; return where they begin."""
    width = PAGE[0] - 2 * MARGIN - QR_SIDE - 4
    write(pdf, ("display", 26, 0), slip.number, Box(MARGIN, MARGIN, width, 11))
    _both(pdf, slip.title, 11, Box(MARGIN, MARGIN + 12, width, 5))
    _both(pdf, slip.pieces, 11, Box(MARGIN, MARGIN + 18, width, 5))
    qr(pdf, slip.number, Box(PAGE[0] - MARGIN - QR_SIDE, MARGIN, QR_SIDE, QR_SIDE))
    top = MARGIN + QR_SIDE + 4
    for name, value in slip.facts:
        label = " / ".join(filter(None, name))
        text = f"{label}: {value}" if value else label
        write(pdf, ("text", 10, 0), text, Box(MARGIN, top, PAGE[0] - 2 * MARGIN, 5))
        top += 5.5
    if slip.basket:
        top = _basket(pdf, slip, top + 2)
    return top + 3


def _basket(pdf: FPDF, slip: Slip, top: float) -> float:
    """Draw the till's code as bars, which every till reads, with its signs; return where they end."""
    width = PAGE[0] - 2 * MARGIN
    _both(pdf, slip.till, 10, Box(MARGIN, top, width, 5))
    _bars(pdf, slip.basket, Box(MARGIN, top + 6, width, BARS))
    write(pdf, ("text", SMALL, 0), slip.basket, Box(MARGIN, top + 6.5 + BARS, width, 4))
    return top + 10.5 + BARS


def _head_again(pdf: FPDF, slip: Slip) -> float:
    write(pdf, ("display", 14, 0), slip.number, Box(MARGIN, MARGIN, PAGE[0] - 2 * MARGIN, 7))
    return MARGIN + 10


def _line(pdf: FPDF, line: SlipLine, shelf: Pair, top: float) -> None:
    right = PAGE[0] - MARGIN
    pdf.set_draw_color(200)
    pdf.line(MARGIN, top, right, top)
    if line.picture:
        pdf.image(str(line.picture), MARGIN, top + 2, PICTURE, PICTURE, keep_aspect_ratio=True)
    left = MARGIN + PICTURE + 4
    width = right - left - BOX - 4 - 22
    _both(pdf, line.name, 10.5, Box(left, top + 2, width, 5))
    _joined(pdf, ("text", SMALL, GREY), line.choices, Box(left, top + 7.5, width, 4))
    _joined(pdf, ("strong", SMALL, 0), line.remark, Box(left, top + 12, width, 4))
    write(pdf, ("strong", 14, 0), line.quantity, Box(right - BOX - 24, top + 2, 20, 6))
    write(pdf, ("text", 7, GREY), shelf[0], Box(right - BOX - 24, top + 9, 20, 3))
    write(pdf, ("strong", 10, 0), line.aisle, Box(right - BOX - 24, top + 12, 20, 4.5))
    _tick(pdf, Box(right - BOX, top + 5, BOX, BOX), done=line.done)


def _tick(pdf: FPDF, box: Box, *, done: bool) -> None:
    pdf.set_draw_color(0)
    pdf.set_line_width(0.4)
    pdf.rect(*box)
    if done:
        pdf.line(box.left + 1.2, box.top + 3.2, box.left + 2.6, box.top + 4.6)
        pdf.line(box.left + 2.6, box.top + 4.6, box.left + 4.9, box.top + 1.4)
    pdf.set_line_width(0.2)


def _both(pdf: FPDF, texts: Pair, size: float, box: Box) -> None:
    """Set a text in the store's language, and in the shopper's beside it, as far as there is room."""
    used = write(pdf, ("strong", size, 0), texts[0], box)
    left = used + 2
    if texts[1] and left < box.width:
        beside = Box(box.left + left, box.top, box.width - left, box.height)
        write(pdf, ("text", size * 0.85, GREY), texts[1], beside)


def _joined(pdf: FPDF, font: Font, texts: Pair, box: Box) -> None:
    """Set a text in both languages where there is room for both, else in the store's."""
    both = " / ".join(filter(None, texts))
    use(pdf, font[0], font[1])
    write(pdf, font, both if pdf.get_string_width(both) <= box.width else texts[0], box)


def _bars(pdf: FPDF, text: str, box: Box) -> None:
    symbol = symbols.code_128(text)
    module = min(BAR, box.width / (symbol.width + 2 * symbol.quiet))
    pdf.set_fill_color(0)
    for run in symbol.runs():
        left = box.left + (symbol.quiet + run.start) * module
        pdf.rect(left, box.top, run.length * module, box.height, style="F")
