"""Reading codes in pictures, with zxing-cpp: which symbologies, and what each read tells.

Text comes plain (the default puts brackets around GS1 data) and with its symbology identifier in front, as
from a scanner that is set to send it, so that GS1 data are known for what they are. UPC-A comes as 13 digits.
Add-ons of magazines are left out: they are no part of the number that a shop looks up.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageFilter
from PIL.Image import Image, Resampling

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
ITF, EAN = "]I", "]E0"

SLANT, HALF_SLANT = 45, 22
SPECK, BLUR = 3, 5
"""Pixels that a speck is wide, and that a blurred edge is wide once the picture is enlarged."""
MOST_TURNED, MOST_RETOUCHED, MOST_ENLARGED = 16_000_000, 4_000_000, 2_000_000
"""Pixels of a picture that is turned, retouched, enlarged: a larger one is made smaller first, or is not
enlarged, for it shows every line in several pixels already. So an answer takes seconds, not a minute."""
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
    for each in _one_a_place([each for each in found if _is_whole(each)]):
        text = each.symbology_identifier + each.text
        symbol = Symbol(text, str(each.format), _off_centre(each.position, grey.size))
        # A tall code may be found twice, in its upper and in its lower half.
        if text not in symbols or symbol.off_centre < symbols[text].off_centre:
            symbols[text] = symbol
    return sorted(symbols.values(), key=lambda each: each.off_centre)


def read_thoroughly(picture: Image) -> list[Symbol]:
    """Return the codes in a picture that nobody can take again: as it is, then retouched.

    Level, aslant and as a negative; then without specks, enlarged, and turned by less. A UPC-E is believed
    when most attempts agree and there is nothing longer: a part of stripes that lie aslant may look like one.
    """
    seen: Counter[str] = Counter()
    first: dict[str, Symbol] = {}
    for symbols in _attempts(picture if picture.mode == "L" else picture.convert("L")):
        if any(each.symbology != SHORT for each in symbols):
            return _without_parts(symbols)
        seen.update(each.text for each in symbols)
        first = {each.text: each for each in symbols} | first
    most = max(seen.values(), default=0)
    return [symbol for text, symbol in first.items() if 2 * seen[text] > most]


def _without_parts(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out each UPC-E beside a longer number of the same family: goods carry one, so it is a part."""
    whole = any(each.text.startswith(EAN) and each.symbology != SHORT for each in symbols)
    return [each for each in symbols if each.symbology != SHORT] if whole else symbols


def _attempts(grey: Image) -> Iterator[list[Symbol]]:
    yield read_symbols(grey)
    grey = _at_most(grey, MOST_TURNED)
    for slanted, negative in ((True, False), (False, True), (True, True)):
        yield read_symbols(grey, slanted=slanted, negative=negative)
    grey = _at_most(grey, MOST_RETOUCHED)
    yield read_symbols(grey.filter(ImageFilter.MedianFilter(SPECK)))
    if grey.width * grey.height <= MOST_ENLARGED:
        large = grey.resize((2 * grey.width, 2 * grey.height), Resampling.BICUBIC)
        yield read_symbols(large)
        yield read_symbols(large.filter(ImageFilter.UnsharpMask(BLUR, 300, 0)))
    for angle in (HALF_SLANT, -HALF_SLANT):
        yield read_symbols(grey.rotate(angle, Resampling.BILINEAR, expand=True, fillcolor=PAPER))


def _at_most(picture: Image, pixels: int) -> Image:
    """Return a picture of no more pixels, in its proportions."""
    part = math.sqrt(pixels / (picture.width * picture.height))
    if part >= 1:
        return picture
    size = (max(1, int(picture.width * part)), max(1, int(picture.height * part)))
    return picture.resize(size, Resampling.BOX)


def _one_a_place(found: "Sequence[zxingcpp.Barcode]") -> "list[zxingcpp.Barcode]":
    """Leave out what was read where another code of its kind stands, and says something else.

    zxing looks at the picture as it is first, and then at a third of its size, where bars of 4 pixels are 1.3
    wide: one in some 2,000 codes is read there once more, with other letters and by chance with the right
    check character.
    """
    kept: list[zxingcpp.Barcode] = []
    for each in found:
        others = (one for one in kept if one.format == each.format and one.text != each.text)
        if not any(_covers(one.position, _middle(each.position)) for one in others):
            kept.append(each)
    return kept


def _covers(position: "zxingcpp.Position", point: tuple[float, float]) -> bool:
    """Say whether a point lies in the upright frame around a code."""
    across = [corner.x for corner in _corners(position)]
    down = [corner.y for corner in _corners(position)]
    return min(across) <= point[0] <= max(across) and min(down) <= point[1] <= max(down)


def _is_whole(found: "zxingcpp.Barcode") -> bool:
    """Whether a find is a code, and no part of one: any stripes hold some Interleaved 2 of 5."""
    if found.symbology_identifier.startswith(ITF):
        return is_gtin(found.text)
    return bool(found.text)


def _off_centre(position: "zxingcpp.Position", size: tuple[int, int]) -> float:
    x, y = _middle(position)
    return math.hypot(x - size[0] / 2, y - size[1] / 2)


def _middle(position: "zxingcpp.Position") -> tuple[float, float]:
    corners = _corners(position)
    return sum(corner.x for corner in corners) / 4, sum(corner.y for corner in corners) / 4


def _corners(position: "zxingcpp.Position") -> "tuple[zxingcpp.Point, ...]":
    return position.top_left, position.top_right, position.bottom_right, position.bottom_left
