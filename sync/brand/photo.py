"""Are the words on the attract photo legible? Judged on the photo itself, where the words stand."""

from pathlib import Path

from PIL import Image

from sync.brand.contrast import TEXT_MINIMUM, channels, luminance, luminance_ratio
from sync.brand.document import Brand, BrandError

HEADLINE = (0.04, 0.16, 0.54, 0.37)
"""Left, top, right, bottom of the headline as parts of the screen; no brand's words may be longer."""

LINES = (0.04, 0.38, 0.36, 0.48)
"""The same for the two small lines below it."""

BRIGHT_PART = 0.97
"""The brightest 3 % are left out: a glint between two letters hides no word."""

SAMPLES = (160, 100)
"""A photo is sampled on this grid: fine enough for a letter, coarse enough to take no time."""


def check_photos(brand: Brand) -> None:
    """Judge every attract photo of a brand.

    Raises:
        BrandError: A photo is missing, is no picture, or is too bright behind the words.
    """
    for path in brand.attract.photos:
        check_photo(path, brand.attract.text)


def check_photo(path: Path, text: str) -> float:
    """Return the lowest contrast of `text` (`#rrggbb`) on a photo, over headline and small lines.

    Raises:
        BrandError: The file is missing, is no picture, or the contrast is below 4.5.
    """
    try:
        with Image.open(path) as picture:
            small = picture.convert("RGB").resize(SAMPLES, Image.Resampling.BOX)
    except OSError as error:
        raise BrandError(f"The attract photo {path.name} cannot be read.") from error
    front = luminance(channels(text))
    found = min(luminance_ratio(front, _hardest(small, region, front)) for region in (HEADLINE, LINES))
    if found < TEXT_MINIMUM:
        raise BrandError(
            f"The attract photo {path.name} is hard to read on: {text} has contrast {found:.1f}, "
            f"text needs {TEXT_MINIMUM}."
        )
    return found


def _hardest(picture: Image.Image, region: tuple[float, float, float, float], front: float) -> float:
    """Return the luminance in a region that comes close to the text's, without the last few per cent."""
    left, top, right, bottom = region
    width, height = picture.size
    cut = picture.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
    data = cut.tobytes()
    values = [luminance((data[i], data[i + 1], data[i + 2])) for i in range(0, len(data), 3)]
    ranked = sorted(values, key=lambda value: luminance_ratio(front, value), reverse=True)
    return ranked[int(BRIGHT_PART * (len(ranked) - 1))]
