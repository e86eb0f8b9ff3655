"""A shopper's list as PDF, A4: pictures, prices, and the link as a QR code."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from fpdf import FPDF

from kiosk.core.slips.ink import GREY, Box, qr, write
from kiosk.core.slips.list_sheet import ListSheet, SheetLine

PAGE = (210.0, 297.0)
MARGIN = 16.0
WIDTH = PAGE[0] - 2 * MARGIN
QR_SIDE = 32.0
PICTURE = (26.0, 20.0)
ROW = 26.0
FOOT = 10.0
PRICE = 32.0


def draw(sheet: ListSheet, fonts: Mapping[str, Path], to: Path | BinaryIO) -> int:
    """Write a list as PDF and return on how many pages; `fonts` are the brand's (`sync.brand.print_fonts`).

    Raises:
        OSError: The file cannot be written.
    """
    # A character that no font here has is left out; the list is of use all the same.
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    pdf = FPDF(unit="mm", format=PAGE)
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    for family, file in fonts.items():
        pdf.add_font(family, "", file)
    pdf.set_title(sheet.title)
    pdf.add_page()
    top = _head(pdf, sheet)
    for line in sheet.lines:
        top = _room(pdf, top, ROW)
        _line(pdf, line, top)
        top += ROW
    _total(pdf, sheet, _room(pdf, top, 14))
    pages = len(pdf.pages)
    for page in range(1, pages + 1):
        pdf.page = page
        foot = Box(MARGIN, PAGE[1] - MARGIN, WIDTH, 4)
        write(pdf, ("text", 8, GREY), sheet.foot(page, pages), foot)
    pdf.output(to)
    return pages


def _room(pdf: FPDF, top: float, height: float) -> float:
    """Return where something of this height begins: below, or on another page."""
    if top + height <= PAGE[1] - MARGIN - FOOT:
        return top
    pdf.add_page()
    return MARGIN


def _head(pdf: FPDF, sheet: ListSheet) -> float:
    width = WIDTH - QR_SIDE - 6
    write(pdf, ("display", 24, 0), sheet.title, Box(MARGIN, MARGIN, width, 11))
    write(pdf, ("text", 11, GREY), sheet.place, Box(MARGIN, MARGIN + 13, width, 5))
    write(pdf, ("text", 11, GREY), sheet.pieces, Box(MARGIN, MARGIN + 19, width, 5))
    if sheet.link:
        left = PAGE[0] - MARGIN - QR_SIDE
        qr(pdf, sheet.link, Box(left, MARGIN, QR_SIDE, QR_SIDE))
        write(pdf, ("text", 10, 0), sheet.invites, Box(MARGIN, MARGIN + QR_SIDE - 5, width, 5))
    return MARGIN + QR_SIDE + 6


def _line(pdf: FPDF, line: SheetLine, top: float) -> None:
    pdf.set_draw_color(200)
    pdf.line(MARGIN, top, PAGE[0] - MARGIN, top)
    if line.picture:
        pdf.image(str(line.picture), MARGIN, top + 3, *PICTURE, keep_aspect_ratio=True)
    left = MARGIN + PICTURE[0] + 5
    width = WIDTH - PICTURE[0] - 5 - PRICE - 18
    write(pdf, ("strong", 12, 0), line.name, Box(left, top + 3, width, 6))
    write(pdf, ("text", 10, GREY), line.choices, Box(left, top + 9.5, width, 5))
    write(pdf, ("text", 10, 0), line.remark, Box(left, top + 15.5, width, 5))
    write(pdf, ("text", 11, 0), line.quantity, Box(left + width, top + 3, 18, 6), right=True)
    write(pdf, ("strong", 12, 0), line.price, Box(PAGE[0] - MARGIN - PRICE, top + 3, PRICE, 6), right=True)


def _total(pdf: FPDF, sheet: ListSheet, top: float) -> None:
    pdf.set_draw_color(120)
    pdf.line(MARGIN, top, PAGE[0] - MARGIN, top)
    word, amount = sheet.total
    if amount:
        write(pdf, ("text", 12, GREY), word, Box(MARGIN, top + 4, WIDTH - 50, 8))
        write(pdf, ("strong", 18, 0), amount, Box(PAGE[0] - MARGIN - 50, top + 4, 50, 8), right=True)
