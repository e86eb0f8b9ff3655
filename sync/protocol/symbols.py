"""How codes look: QR and Code 128 for own codes, GS1 symbols for products; as modules, SVG or a picture.

Drawn by zxing-cpp, so that what is written is read back by the same library the camera uses. Sizes and quiet
zones: GS1 General Specifications 5.2 (EAN/UPC), 5.3 (ITF-14), 5.4 (GS1-128), ISO/IEC 18004 (QR).
"""

from typing import TYPE_CHECKING, NamedTuple

from sync.protocol import codes
from sync.protocol.gs1 import elements as element_strings

if TYPE_CHECKING:
    from PIL import Image

QR_QUIET = 4
"""Modules of white around a QR code."""
LINEAR_QUIET = 11
"""... and on both sides of a linear one: what the most demanding of them, EAN-13, needs."""
LINEAR_SVG_HEIGHT = 40
"""Modules; a linear code is as high as there is room, on a screen this is enough."""


BLOCKS = {"..": "█", ".#": "▀", "#.": "▄", "##": " "}
"""Two modules above each other, as a terminal with light signs on a dark ground paints them."""


class Run(NamedTuple):
    """Dark modules side by side: the row, where they begin, how many."""

    row: int
    start: int
    length: int


class Symbol(NamedTuple):
    """A code as modules: `#` dark, `.` light, one string a row; linear codes have one row and any height."""

    rows: tuple[str, ...]
    quiet: int

    @property
    def linear(self) -> bool:
        """Whether it is bars rather than a matrix."""
        return len(self.rows) == 1

    @property
    def width(self) -> int:
        """Modules across, without the quiet zones."""
        return len(self.rows[0])

    def runs(self) -> list[Run]:
        """Return the dark modules, joined where they touch side by side."""
        found = []
        for row, modules in enumerate(self.rows):
            start = 0
            for part in modules.replace(".#", ". #").replace("#.", "# .").split():
                if part[0] == "#":
                    found.append(Run(row, start, len(part)))
                start += len(part)
        return found


def qr(text: str) -> Symbol:
    """Return a text as QR code, correction level M.

    Raises:
        ValueError: It is empty or too long for one.
    """
    return _matrix(text, "QRCode", ec_level="M")


def code_128(text: str) -> Symbol:
    """Return a text as Code 128.

    Raises:
        ValueError: It is empty, too long, or has other characters than ASCII.
    """
    if not text.isascii():
        raise ValueError("Code 128 holds ASCII only.")
    return _linear(text, "Code128")


def gs1_128(elements: dict[str, str]) -> Symbol:
    """Return elements as GS1-128.

    Raises:
        ValueError: They may not be printed (see `gs1.elements.check`), or are too long.
    """
    return _linear(element_strings.write_bracketed(elements), "Code128", gs1=True)


def gs1_datamatrix(elements: dict[str, str]) -> Symbol:
    """Return elements as GS1 DataMatrix.

    Raises:
        ValueError: As `gs1_128`.
    """
    return _matrix(element_strings.write_bracketed(elements), "DataMatrix", gs1=True)


def product(gtin: str) -> Symbol:
    """Return a GTIN-14 in the symbol that tills read: EAN-8, UPC-A, EAN-13, or ITF-14 for a case.

    Raises:
        ValueError: It is no GTIN-14.
    """
    if len(gtin) != codes.GTIN_LENGTH or not codes.is_gtin(gtin):
        raise ValueError(f"{gtin} is no GTIN-14.")
    for zeros, symbology in ((6, "EAN8"), (2, "UPCA"), (1, "EAN13")):
        if gtin.startswith("0" * zeros):
            return _linear(gtin[zeros:], symbology)
    return _linear(gtin, "ITF")


def svg(symbol: Symbol, color: str = "#000") -> str:
    """Return a symbol as SVG with its quiet zone, one unit a module; white ground."""
    height = LINEAR_SVG_HEIGHT if symbol.linear else len(symbol.rows)
    top = 0 if symbol.linear else symbol.quiet
    tall = height if symbol.linear else 1
    path = "".join(
        f"M{run.start + symbol.quiet} {run.row + top}h{run.length}v{tall}h-{run.length}z"
        for run in symbol.runs()
    )
    across, down = symbol.width + 2 * symbol.quiet, height + 2 * top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{across}v{down}H0z"/><path fill="{color}" d="{path}"/></svg>'
    )


def blocks(symbol: Symbol) -> str:
    """Return a QR code in lines of block characters, dark on light with its quiet zone, for a terminal.

    Each character is two modules, one above the other. What a terminal paints is light, so that the code
    reads on a dark ground; cameras read it on a light one, too, turned to its negative.
    """
    side = symbol.width + 2 * symbol.quiet
    blank = "." * side
    around = [blank] * symbol.quiet
    rows = [*around, *(f"{'.' * symbol.quiet}{row}{'.' * symbol.quiet}" for row in symbol.rows), *around]
    if len(rows) % 2:
        rows.append(blank)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        "".join(BLOCKS[upper + lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs
    )


def picture(symbol: Symbol, scale: int = 4) -> "Image.Image":
    """Return a symbol as a grey picture with its quiet zone, `scale` pixels a module."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who draws pays for it

    height = LINEAR_SVG_HEIGHT if symbol.linear else len(symbol.rows)
    top = 0 if symbol.linear else symbol.quiet
    size = ((symbol.width + 2 * symbol.quiet) * scale, (height + 2 * top) * scale)
    drawn = Image.new("L", size, 255)
    draw = ImageDraw.Draw(drawn)
    for run in symbol.runs():
        left, upper = (run.start + symbol.quiet) * scale, (run.row + top) * scale
        right, lower = left + run.length * scale - 1, upper + (height if symbol.linear else 1) * scale - 1
        draw.rectangle((left, upper, right, lower), fill=0)
    return drawn


def _matrix(text: str, symbology: str, **options: object) -> Symbol:
    return Symbol(_modules(text, symbology, **options), QR_QUIET)


def _linear(text: str, symbology: str, **options: object) -> Symbol:
    rows = _modules(text, symbology, **options)
    # Guard bars stand out above and below; the bars proper are in the middle.
    return Symbol((rows[len(rows) // 2].strip("."),), LINEAR_QUIET)


def _modules(text: str, symbology: str, **options: object) -> tuple[str, ...]:
    import zxingcpp  # noqa: PLC0415 - as above
    from PIL import Image  # noqa: PLC0415 - as above

    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, symbology), **options)
    image = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).convert("L")
    width = image.width
    marks = image.point(lambda level: ord("#") if level < 128 else ord(".")).tobytes().decode()  # noqa: PLR2004
    return tuple(marks[start : start + width] for start in range(0, len(marks), width))
