"""Pictures: taken in from anywhere, made safe and small, kept by their content.

The SHA-256 of the source's bytes names a picture. Its renditions stand in `DATA/media/<first two>/`:

- `240`: a square of at most 240 px, padded with the colour of the picture's edge and never cropped; where the
  same view was drawn for a square frame, that drawing;
- `400`: at most 400 px on the longest side, for lists and the first paint of a page;
- `full`: at most 1,600 px on the longest side.

Renditions are upright, in sRGB and without metadata: JPEG, or PNG where the source has transparency. Of a
moving picture they are the first one.
"""

import hashlib
import io
import os
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageStat

from sync.hub.decoding import ImagingError, decode, fitted, open_picture, upright_size

FOLDER = "media"
RENDITIONS = ("240", "400", "full")
SQUARE_SIDE = 240
PREVIEW_SIDE = 400
FULL_SIDE = 1600
JPEG_QUALITY = 86
PNG_LEVEL = 6
"""zlib's own choice. Its highest level, which Pillow's `optimize` takes, needs seven times as long over a
photo that was cut out, for one part in twenty of the bytes."""

MAX_BYTES = 40 * 2**20
EVEN = 12.0
"""Standard deviation of an edge that is of one colour. In a close-up it is not: there the lightest corner is
what is left of the backdrop."""

HARMLESS_SEGMENTS = frozenset({"APP0", "APP14"})
"""JPEG segments without metadata: JFIF's header and Adobe's colour transform."""


class Media(NamedTuple):
    """A picture that was taken in: its name, and the width and height of its `full` rendition."""

    sha256: str
    width: int
    height: int


def measure(source: Path) -> Media:
    """Return what `take_in` would return, without decoding or writing anything.

    Raises:
        ImagingError: It is missing, too big, or no picture.
    """
    return _measured(_read(source))


def take_in(source: Path, data: Path, square: Path | None = None) -> Media:
    """Make the renditions of a picture that are not there yet. Any thread or process may call this.

    `square` is the same view drawn for a square frame: the source of the rendition `240`.

    Raises:
        ImagingError: It is missing, too big, damaged, or no picture.
    """
    content = _read(source)
    sha256 = _name(content)
    missing = [name for name in RENDITIONS if rendition_path(data, sha256, name) is None]
    if missing:
        image = decode(content, FULL_SIDE)
        if "240" in missing:
            _store(data, sha256, "240", _squared(decode(_read(square), FULL_SIDE) if square else image))
        if "400" in missing:
            _store(data, sha256, "400", _shrunk(image, PREVIEW_SIDE))
        if "full" in missing:
            clean = content if _is_clean(content) else None
            _store(data, sha256, "full", _shrunk(image, FULL_SIDE), encoded=clean)
    return _measured(content)


def rendition_path(data: Path, sha256: str, rendition: str) -> Path | None:
    """Return the file of a rendition, None when it is not there."""
    for suffix in (".jpg", ".png"):
        path = _place(data, sha256, rendition, suffix)
        if path.is_file() and path.stat().st_size:
            return path
    return None


def _place(data: Path, sha256: str, rendition: str, suffix: str) -> Path:
    return data / FOLDER / sha256[:2] / f"{sha256}-{rendition}{suffix}"


def _measured(content: bytes) -> Media:
    with open_picture(content) as image:
        return Media(_name(content), *fitted(upright_size(image), FULL_SIDE))


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > MAX_BYTES:
            raise ImagingError(f"the file is larger than {MAX_BYTES >> 20} MB")
        return source.read_bytes()
    except OSError as error:
        raise ImagingError(f"the file cannot be read: {error.strerror}") from error


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    size = fitted(image.size, side)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _squared(image: Image.Image) -> Image.Image:
    """Return a square around the whole picture; each side is filled up with the colour of its own edge."""
    inner = _shrunk(image, SQUARE_SIDE)
    width, height = inner.size
    side = max(inner.size)
    frame = Image.new(inner.mode, (side, side))
    left, top = (side - width) // 2, (side - height) // 2
    if inner.mode == "RGB" and height > width:
        frame.paste(_edge_colour(inner, (0, 0, 1, height)), (0, 0, left, side))
        frame.paste(_edge_colour(inner, (width - 1, 0, width, height)), (left, 0, side, side))
    elif inner.mode == "RGB" and width > height:
        frame.paste(_edge_colour(inner, (0, 0, width, 1)), (0, 0, side, top))
        frame.paste(_edge_colour(inner, (0, height - 1, width, height)), (0, top, side, side))
    frame.paste(inner, (left, top))
    return frame


def _edge_colour(image: Image.Image, edge: tuple[int, int, int, int]) -> tuple[int, ...]:
    """Return the colour of an edge; where it has several, that of the backdrop."""
    statistic = ImageStat.Stat(image.crop(edge))
    if max(statistic.stddev) <= EVEN:
        return tuple(round(channel) for channel in statistic.median)
    width, height = image.size
    return max((_pixel(image, x, y) for x in (0, width - 1) for y in (0, height - 1)), key=sum)


def _pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    return tuple(round(channel) for channel in ImageStat.Stat(image.crop((x, y, x + 1, y + 1))).mean)


def _is_clean(content: bytes) -> bool:
    """Tell whether a JPEG can be kept as it is: small, upright, plain colours, nothing said beside them."""
    with open_picture(content) as image:
        segments = {name for name, _ in getattr(image, "applist", [])}
        return (
            image.format == "JPEG"
            and image.mode == "RGB"
            and max(image.size) <= FULL_SIDE
            and segments <= HARMLESS_SEGMENTS
            and _ends_with_its_picture(content)
        )


def _ends_with_its_picture(content: bytes) -> bool:
    """Whether nothing stands behind a JPEG's end, where cameras put things, also whole pictures."""
    scan = content.find(b"\xff\xda")
    return content.find(b"\xff\xd9", scan) == len(content) - 2


def _store(data: Path, sha256: str, rendition: str, image: Image.Image, encoded: bytes | None = None) -> None:
    """Write a rendition beside its place and rename it, so that nobody ever reads half of it."""
    suffix = ".png" if image.mode == "RGBA" else ".jpg"
    path = _place(data, sha256, rendition, suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}-{id(image):x}.tmp")
    try:
        beside.write_bytes(encoded or _encode(image))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    bare = Image.new(image.mode, image.size)
    bare.paste(image)  # without the source's info, of which Pillow writes some
    if image.mode == "RGBA":
        bare.save(buffer, "PNG", compress_level=PNG_LEVEL)
    else:
        bare.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return buffer.getvalue()
