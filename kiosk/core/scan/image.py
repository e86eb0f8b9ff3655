"""Codes in a picture, as a scanner would deliver them: symbology identifier and text.

zxing-cpp, told two things that it does not do by itself: plain text (its default puts brackets into GS1
data), and to look for add-ons (which it reads only when they are required).
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000
"""Larger pictures are refused before they are decoded."""
EAN_LENGTH = 13
AIM_LENGTH = 3


class ImageError(Exception):
    """The picture cannot be read; the message says why, for the person at the terminal."""


def read_image(path: Path) -> list[str]:
    """Return the codes in a picture file, each once; what carries an add-on comes with it.

    Raises:
        ImageError: The file is no picture, is damaged, or has too many pixels.
    """
    return read_picture(_open(path))


def read_picture(picture: "Image.Image") -> list[str]:
    """Return the codes in a picture, each once."""
    import zxingcpp  # noqa: PLC0415 - a scanned text needs no camera's library

    from kiosk.core.scanners.decode import read_thoroughly  # noqa: PLC0415 - as above

    plain = zxingcpp.TextMode.Plain
    with_addon = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.barcode_formats_from_str("EANUPC"),
        text_mode=plain,
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Require,
    )
    known = {code.text[:EAN_LENGTH] for code in with_addon}
    texts = [code.symbology_identifier + code.text for code in with_addon]
    texts += [symbol.text for symbol in read_thoroughly(picture) if symbol.text[AIM_LENGTH:] not in known]
    if not texts:
        rare = zxingcpp.read_barcodes(picture, text_mode=plain)
        texts = [code.symbology_identifier + code.text for code in rare if code.text]
    return list(dict.fromkeys(texts))


def _open(path: Path) -> "Image.Image":
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - as above

    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ImageError(f"{path.name} has more than {MOST_PIXELS // 1_000_000} million pixels.")
            picture = ImageOps.exif_transpose(opened)
            if "A" in picture.getbands() or "transparency" in picture.info:
                clear = picture.convert("RGBA")
                picture = Image.new("RGBA", clear.size, "white")
                picture.alpha_composite(clear)
            return picture.convert("L")
    except UnidentifiedImageError as error:
        raise ImageError(f"{path.name} is no picture that can be read.") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ImageError(f"{path.name} cannot be read: {error}") from error
