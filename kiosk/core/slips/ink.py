"""What slips and lists on paper are written with: a line of text, a QR code. Loads what writes PDF."""

from typing import NamedTuple

from fpdf import FPDF, XPos, YPos

from sync.protocol import symbols

FALLBACKS = {"text": "japanese", "strong": "japanese_strong", "display": "japanese_strong"}
"""What stands in where a font lacks a character."""

GREY = 100
OVERLAP = 0.01
"""Millimetres by which rows of modules overlap, so that no white line shows between them on a screen."""

Font = tuple[str, float, int]
"""Family, size in points, shade of grey (0 is black)."""


class Box(NamedTuple):
    """A room on the page, mm."""

    left: float
    top: float
    width: float
    height: float


def write(pdf: FPDF, font: Font, text: str, box: Box, *, right: bool = False) -> float:
    """Set one line, cut where it does not fit, at the left or the `right` edge; return the width it takes."""
    family, size, grey = font
    use(pdf, family, size)
    pdf.set_text_color(grey)
    fitting = " ".join(text.split())
    while fitting and pdf.get_string_width(fitting) > box.width:
        fitting = fitting.rstrip("…")[:-1].rstrip() + "…" if len(fitting) > 1 else ""
    pdf.set_xy(box.left, box.top)
    pdf.cell(box.width, box.height, fitting, new_x=XPos.RIGHT, new_y=YPos.TOP, align="R" if right else "L")
    return float(pdf.get_string_width(fitting))


def use(pdf: FPDF, family: str, size: float) -> None:
    """Write in a family from now on."""
    pdf.set_font(family, size=size)
    pdf.set_fallback_fonts([FALLBACKS[family]])


def qr(pdf: FPDF, text: str, box: Box) -> None:
    """Draw a QR code as wide as its room."""
    symbol = symbols.qr(text)
    module = box.width / symbol.width
    pdf.set_fill_color(0)
    for run in symbol.runs():
        left, top = box.left + run.start * module, box.top + run.row * module
        pdf.rect(left, top, run.length * module, module + OVERLAP, style="F")
