"""Are the words on the attract photo legible? Judged on the photo itself, where the words stand."""

from collections.abc import Callable
from pathlib import Path

from sync.brand.contrast import TEXT_MINIMUM, channels, luminance, luminance_ratio
from sync.brand.document import Brand
from sync.brand.faults import BrandError

HEADLINE = (0.04, 0.16, 0.54, 0.37)
"""Left, top, right, bottom of the headline as parts of the screen; no brand's words may be longer."""

LINES = (0.04, 0.38, 0.36, 0.48)
"""The same for the two small lines below it."""

BRIGHT_PART = 0.97
"""The brightest 3 % are left out: a glint between two letters hides no word."""

SAMPLES = (160, 100)
"""A photo is sampled on this grid: fine enough for a letter, coarse enough to take no time."""


Sampler = Callable[[Path], bytes]
"""Reads a picture on the grid of `SAMPLES`: three bytes (sRGB) a point, by rows; OSError when it is none."""


def check_photos(brand: Brand, sample: Sampler) -> None:
    """Judge every attract photo of a brand.

    Raises:
        BrandError: A photo is no picture, or is too bright behind the words (too dark for dark words).
    """
    for path in brand.attract.photos:
        check_photo(path, brand.attract.text, sample)


def check_photo(path: Path, text: str, sample: Sampler) -> float:
    """Return the lowest contrast of `text` (`#rrggbb`) on a photo, over headline and small lines.

    Raises:
        BrandError: The file is no picture, or the contrast is below 4.5.
    """
    try:
        pixels = sample(path)
    except OSError as error:
        raise BrandError(
            f"`attract.photos`: {path.name} cannot be read. Save it as JPEG or PNG once more."
        ) from error
    front = luminance(channels(text))
    found = min(luminance_ratio(front, _hardest(pixels, region, front)) for region in (HEADLINE, LINES))
    if found < TEXT_MINIMUM:
        raise BrandError(
            f"`attract.photos`: {path.name} is hard to read on: {text} has contrast {found:.1f}, text needs "
            f"{TEXT_MINIMUM}. Take a photo that is quieter at the upper left, or another `attract.text`."
        )
    return found


def _hardest(pixels: bytes, region: tuple[float, float, float, float], front: float) -> float:
    """Return the luminance in a region that comes close to the text's, without the last few per cent."""
    left, top, right, bottom = region
    width, height = SAMPLES
    columns = range(int(left * width), int(right * width))
    rows = range(int(top * height), int(bottom * height))
    points = (3 * (row * width + column) for row in rows for column in columns)
    values = [luminance((pixels[at], pixels[at + 1], pixels[at + 2])) for at in points]
    ranked = sorted(values, key=lambda value: luminance_ratio(front, value), reverse=True)
    return ranked[int(BRIGHT_PART * (len(ranked) - 1))]
