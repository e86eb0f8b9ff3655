"""Which files hold a brand's fonts: `<Family>-<Style>.<ending>`, one for each weight, without blanks."""

from collections.abc import Sequence
from pathlib import Path

from sync.brand.document import Brand

STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
"""The style in a font file's name by weight as CSS counts it (OpenType usWeightClass)."""

PRINT_ENDINGS = (".ttf", ".otf")
STRONG = 600
"""Weight of names and figures in running text."""


def file_of(folder: Path, family: str, weight: int, endings: Sequence[str]) -> Path | None:
    """Return the file of a family in one weight (400, 500, 600, 700), None where there is none."""
    style = STYLES.get(weight)
    paths = (folder / f"{family.replace(' ', '')}-{style}{ending}" for ending in endings)
    return next((path for path in paths if path.is_file()), None)


def print_fonts(brand: Brand, folder: Path) -> dict[str, Path]:
    """Return the files that a PDF embeds, out of the folder of the project's fonts.

    `text`, `strong` and `display`; `japanese` stands behind the first, `japanese_strong` behind the others.
    A weight that is not there gives way to the next lighter one, a family that is not there to the Japanese
    one, which has Latin letters too.

    Raises:
        FileNotFoundError: The Japanese family is not there either.
    """
    fonts = brand.fonts
    wanted = {
        "text": (fonts.text.family, min(STYLES)),
        "strong": (fonts.text.family, STRONG),
        "display": (fonts.display.family, fonts.display.weight),
    }
    japanese = _lighter(folder, fonts.japanese.family, min(STYLES))
    if japanese is None:
        raise FileNotFoundError(f"there is no font {fonts.japanese.family} in {folder}")
    found = {use: _lighter(folder, *face) or japanese for use, face in wanted.items()}
    strong = _lighter(folder, fonts.japanese.family, fonts.japanese.weight) or japanese
    return {**found, "japanese": japanese, "japanese_strong": strong}


def _lighter(folder: Path, family: str, weight: int) -> Path | None:
    weights = sorted((each for each in STYLES if each <= weight), reverse=True)
    paths = (file_of(folder, family, each, PRINT_ENDINGS) for each in weights)
    return next(filter(None, paths), None)
