"""Reading codes in pictures, with zxing-cpp: which symbologies, and what each read tells.

Text comes plain (the default puts brackets around GS1 data) and with its symbology identifier in front, as
from a scanner that is set to send it, so that GS1 data are known for what they are. UPC-A comes as 13 digits.
Add-ons of magazines are left out: they are no part of the number that a shop looks up.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

from PIL.Image import Image

from sync.protocol.codes import is_gtin

if TYPE_CHECKING:
    import zxingcpp

RETAIL = "EAN13,EAN8,UPCA,UPCE"
"""What stands on goods, by zxing's names."""

EVERY = "EANUPC,DataBar,Code128,Code39,Code93,ITF14,QRCode,MicroQRCode,RMQRCode,DataMatrix,Aztec,PDF417"
"""What may stand on goods, shelf tags, cards, parcels and phones. Left out are symbologies that are read into
any pattern of stripes (Codabar, plain Interleaved 2 of 5, Telepen), and those of pharmacies and film."""

SHORT = "UPC-E"
"""The symbology that is found where there is only a part of another."""
ITF = "]I"

SLANT = 45
PAPER = 255
NEGATIVE = list(range(255, -1, -1))


class Symbol(NamedTuple):
    """One code in a picture.

    `text` is what a scanner would deliver, symbology identifier first. `symbology` is its name for people.
    `off_centre` is how far its middle is from the picture's, in pixels.
    """

    text: str
    symbology: str
    off_centre: float


def read_symbols(
    picture: Image, formats: str = EVERY, *, slanted: bool = False, negative: bool = False
) -> list[Symbol]:
    """Return the codes in a picture, the one nearest to its middle first.

    Stripes are found when they lie up to about 30 degrees off level or upright, squares at every angle.

    Args:
        picture: Of any mode; grey ones ("L") are quickest.
        formats: The symbologies to look for; fewer are quicker.
        slanted: Turn the picture by 45 degrees first, for stripes that lie aslant.
        negative: Look for light stripes on dark ground (light squares are found in any case).
    """
    # Held by no name here, for it complains on the error stream when anything of it outlives the program.
    import zxingcpp  # noqa: PLC0415

    grey = picture if picture.mode == "L" else picture.convert("L")
    if slanted:
        grey = grey.rotate(SLANT, expand=True, fillcolor=PAPER)
    if negative:
        grey = grey.point(NEGATIVE)
    found = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.barcode_formats_from_str(formats), text_mode=zxingcpp.TextMode.Plain
    )
    symbols: dict[str, Symbol] = {}
    for each in found:
        text = each.symbology_identifier + each.text
        symbol = Symbol(text, str(each.format), _off_centre(each.position, grey.size))
        # A tall code may be found twice, in its upper and in its lower half.
        if _is_whole(each) and (text not in symbols or symbol.off_centre < symbols[text].off_centre):
            symbols[text] = symbol
    return sorted(symbols.values(), key=lambda each: each.off_centre)


def read_thoroughly(picture: Image) -> list[Symbol]:
    """Return the codes in a picture that nobody can take again: level, then aslant, then as a negative.

    A UPC-E by itself is looked at again: half of an EAN-13 that lies aslant may look like one.
    """
    doubtful: list[Symbol] = []
    for slanted, negative in ((False, False), (True, False), (False, True), (True, True)):
        symbols = read_symbols(picture, slanted=slanted, negative=negative)
        if any(each.symbology != SHORT for each in symbols):
            return symbols
        doubtful = doubtful or symbols
    return doubtful


def _is_whole(found: "zxingcpp.Barcode") -> bool:
    """Whether a find is a code, and no part of one: any stripes hold some Interleaved 2 of 5."""
    if found.symbology_identifier.startswith(ITF):
        return is_gtin(found.text)
    return bool(found.text)


def _off_centre(position: "zxingcpp.Position", size: tuple[int, int]) -> float:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    x = sum(corner.x for corner in corners) / 4 - size[0] / 2
    y = sum(corner.y for corner in corners) / 4 - size[1] / 2
    return math.hypot(x, y)
