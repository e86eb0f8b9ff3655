"""Decoding pictures from anywhere: capped before a pixel is read, upright, in sRGB.

What is broken, too large or no picture is told in words; nothing else is ever raised.
"""

import io
import struct
import warnings
import zlib

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_PIXELS = 60_000_000
"""Beyond this nothing is decoded: 60 million pixels are 240 MB of memory."""

TOO_LARGE = f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels"

# Pillow warns where it should refuse; set once, because warnings cannot be caught per thread.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    MemoryError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    UserWarning,
    struct.error,
    zlib.error,
)
"""What Pillow raises over bytes that are not what their header says."""

BINARY_SIGNS = (
    (b"ftyphei", "HEIC"),
    (b"ftyphev", "HEIC"),
    (b"ftypmif1", "HEIC"),
    (b"ftypavi", "AVIF"),
    (b"ftyp", "a video"),
    (b"%PDF", "a PDF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "a Photoshop file"),
)
TEXT_SIGNS = ((b"<svg", "an SVG drawing"), (b"<html", "a web page"), (b"<!doctype html", "a web page"))
"""Signs in the first bytes of what people take for pictures, and what to call it."""
BINARY_HEAD, TEXT_HEAD = 12, 512

EIGHT_OF_SIXTEEN_BITS = 1 / 257
OPAQUE = 255

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class ImagingError(Exception):
    """The picture cannot be used; the message says why, in words."""


def open_picture(content: bytes) -> Image.Image:
    """Open without decoding: only the header is read.

    Raises:
        ImagingError: It is no picture, too large, or damaged.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImagingError(TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise ImagingError(_no_picture(content)) from error
    except DAMAGE as error:
        raise ImagingError(f"the picture is damaged: {error}") from error
    if image.width * image.height > MAX_PIXELS:
        raise ImagingError(TOO_LARGE)
    return image


def _no_picture(content: bytes) -> str:
    """Say what it is instead, where its first bytes tell."""
    text = content[:TEXT_HEAD].lower()
    kinds = [name for sign, name in BINARY_SIGNS if sign in content[:BINARY_HEAD]]
    kinds += [name for sign, name in TEXT_SIGNS if sign in text]
    read = "JPEG, PNG, WebP and GIF are read"
    return f"this is {kinds[0]}; {read}" if kinds else f"this is no picture ({read})"


def decode(content: bytes, side: int) -> Image.Image:
    """Return the picture upright, in sRGB: mode RGBA where something shows through, else RGB.

    One that is more than twice as large as `side` may come smaller already.

    Raises:
        ImagingError: It is no picture, too large, or damaged.
    """
    with open_picture(content) as image:
        try:
            # A JPEG can be decoded at a half, a quarter or an eighth: large photos then need little memory.
            image.draft(None, fitted(image.size, side))
            image.load()
            return _in_srgb(_upright(image))
        except DAMAGE as error:
            raise ImagingError(f"the picture is damaged: {error}") from error


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB: mode RGBA where something shows through, else RGB."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda level: level * EIGHT_OF_SIXTEEN_BITS).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("L" if image.mode in {"LA", "1"} else "RGB")
    colours = _by_profile(image, profile) if profile else image
    colours = colours.convert("RGB")
    if alpha is None or alpha.getextrema()[0] == OPAQUE:
        return colours
    colours.putalpha(alpha)
    return colours


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture with its colours as its profile means them."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return _require(ImageCms.profileToProfile(image, source, srgb, outputMode="RGB"))
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile: its numbers are read as sRGB, as every viewer does


def _require(image: Image.Image | None) -> Image.Image:
    assert image is not None
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture turned as its EXIF says, as it is where that is broken."""
    try:
        return ImageOps.exif_transpose(image)
    except DAMAGE:
        return image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height of the picture as its EXIF says it is to be held."""
    try:
        turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}  # EXIF 2.32, tag Orientation: a quarter turn
    except DAMAGE:
        turned = False
    return (image.height, image.width) if turned else (image.width, image.height)


def fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return a size no longer than `side`, in proportion, never enlarged."""
    width, height = size
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
