"""Make the font files of resources/fonts from the published ones.

    python packaging/fonts/subset.py SOURCES [TARGET]

SOURCES is a folder in which the published files lie anywhere; resources/fonts/README.md says which they are
and where they come from. Needs fonttools and brotli, which the app itself does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "resources" / "fonts"

LATIN_RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Extended-A and Extended-B: every European name
    (0x02B0, 0x02DD),  # spacing accents
    (0x0300, 0x0336),  # combining accents
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209C),  # superior and inferior figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218B),  # letter-like signs and fractions
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22FF),  # mathematics: minus, multiplication, about, at most
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2713, 0x2717),  # ticks and crosses
)
WEB_LATIN_RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1; rarer letters are the phone's own
    (0x0152, 0x0153),  # OE
    (0x0160, 0x0161),  # S with caron
    (0x017D, 0x017E),  # Z with caron
    (0x2010, 0x2026),  # dashes, quotation marks, dots
    (0x2039, 0x203A),  # single angle quotation marks
    (0x20AC, 0x20AC),  # euro
    (0x2212, 0x2212),  # minus
)
WEB_FEATURES = ["ccmp", "kern", "tnum"]  # the phone page with its fonts stays below 60 kB
LATIN_FEATURES = [
    "calt",
    "case",
    "ccmp",
    "frac",
    "kern",
    "liga",
    "locl",
    "mark",
    "mkmk",
    "pnum",
    "tnum",
    "zero",
]
# Without small capitals and old-style figures, which would double the glyphs.
SERIF_FEATURES = ["case", "ccmp", "frac", "kern", "liga", "lnum", "locl", "mark", "mkmk", "pnum", "tnum"]
# Without locl: Chinese and Korean forms of the same characters would double the file.
JAPANESE_FEATURES = ["ccmp", "halt", "kern", "palt"]

# Skin tones, flags and families are several characters that make one picture.
EMOJI_FEATURES = ["ccmp"]
EMOJI_RANGES = (
    (0x200D, 0x200D),  # what ties several to one
    (0x203C, 0x20E3),  # marks and key caps
    (0x2139, 0x3299),  # symbols that are also emoji
    (0xFE0F, 0xFE0F),  # what asks for the picture
    (0x1F000, 0x1FAFF),  # emoji
    (0xE0020, 0xE007F),  # tags of regional flags
)

LATIN = frozenset(code for first, last in LATIN_RANGES for code in range(first, last + 1))
EMOJI = frozenset(code for first, last in EMOJI_RANGES for code in range(first, last + 1))
WEB_LATIN = frozenset(code for first, last in WEB_LATIN_RANGES for code in range(first, last + 1))


class Face(NamedTuple):
    """One published file and the file made from it."""

    source: str
    target: str
    family: str
    style: str
    characters: frozenset[int]
    features: list[str]


def japanese() -> frozenset[int]:
    """The characters of code page 932.

    That is JIS X 0208 (kana, symbols, both levels of kanji) with the NEC and IBM extensions, in which the
    variant characters of family names stand, and Latin-1 for what stands between them.
    """
    lead_bytes = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
    pairs = (bytes((lead, trail)) for lead in lead_bytes for trail in range(0x40, 0xFD))
    double = {ord(character) for pair in pairs for character in pair.decode("cp932", "ignore")}
    halfwidth = set(range(0xFF61, 0xFFA0))
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    private_use = set(range(0xE000, 0xF900))
    return frozenset((double | halfwidth | latin) - private_use)


def faces() -> list[Face]:
    """Every file that resources/fonts holds."""
    return [*latin_faces(), *japanese_faces(), *emoji_faces(), *web_faces()]


def latin_faces() -> Iterator[Face]:
    """Text and display fonts of the kiosk."""
    for style in ("Regular", "Medium", "SemiBold"):
        yield Face(f"Inter-{style}.woff2", f"Inter-{style}.ttf", "Inter", style, LATIN, LATIN_FEATURES)
    for style in ("SemiBold", "Bold"):
        yield Face(f"Manrope-{style}.ttf", f"Manrope-{style}.ttf", "Manrope", style, LATIN, LATIN_FEATURES)
    name = "NotoSerifDisplay-Regular.ttf"
    yield Face(name, name, "Noto Serif Display", "Regular", LATIN, SERIF_FEATURES)


def japanese_faces() -> Iterator[Face]:
    """Japanese for the kiosk, in the two weights there are."""
    family, characters = "Noto Sans CJK JP", japanese()
    for style in ("Regular", "Bold"):
        source, target = f"NotoSansCJK-{style}.ttc", f"NotoSansCJKJP-{style}.otf"
        yield Face(source, target, family, style, characters, JAPANESE_FEATURES)


def emoji_faces() -> Iterator[Face]:
    """Emoji as line drawings, in the colour of the text."""
    source, target = "NotoEmoji_400Regular.ttf", "NotoEmoji-Regular.ttf"
    yield Face(source, target, "Noto Emoji", "Regular", EMOJI, EMOJI_FEATURES)


def web_faces() -> Iterator[Face]:
    """What the phone page loads: few weights, few characters."""
    for style in ("Regular", "SemiBold"):
        source, target = f"Inter-{style}.woff2", f"web/Inter-{style}.woff2"
        yield Face(source, target, "Inter", style, WEB_LATIN, WEB_FEATURES)
    for stem, family in (("Manrope-SemiBold", "Manrope"), ("NotoSerifDisplay-Regular", "Noto Serif Display")):
        style = stem.partition("-")[2]
        yield Face(f"{stem}.ttf", f"web/{stem}.woff2", family, style, WEB_LATIN, WEB_FEATURES)


def rename(font: TTFont, family: str, style: str) -> None:
    """Let every weight answer to the one family name.

    Qt, fontconfig and Windows read different name records; the published ones say "Inter SemiBold" in one.
    """
    names = font["name"]
    for identifier, text in ((1, family), (2, style), (16, family), (17, style)):
        names.removeNames(nameID=identifier)
        names.setName(text, identifier, platformID=3, platEncID=1, langID=0x409)


def sit_on_latin_line(font: TTFont) -> None:
    """Give a Japanese face the line height of Inter.

    Its published line is a fifth taller, and one Japanese word would push a whole line of text down. The
    characters themselves reach from 0.88 above the baseline to 0.12 below and stay within.
    """
    em = font["head"].unitsPerEm
    above, below = round(0.969 * em), round(0.241 * em)
    font["hhea"].ascent, font["hhea"].descent = above, -below
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender = above, -below
    metrics.usWinAscent, metrics.usWinDescent = above, below


def make(source: Path, face: Face, target: Path) -> None:
    """Write the subset of one face.

    Args:
        source: the published file; of a collection (.ttc) the first face is taken, which is the Japanese one.
        face: what to keep and how to call it.
        target: the file to write; its ending (.ttf, .otf, .woff2) gives the format.
    """
    options = subset.Options(
        layout_features=face.features,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],
        name_legacy=False,
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
        flavor="woff2" if target.suffix == ".woff2" else None,
    )
    font = TTFont(source, fontNumber=0, lazy=True, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    rename(font, face.family, face.style)
    if face.features is JAPANESE_FEATURES:
        sit_on_latin_line(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {len(font.getBestCmap()):,} characters, {target.stat().st_size / 1000:,.0f} kB")


def main(arguments: list[str]) -> int:
    """Make every face; the exit code is 2 when a published file is missing."""
    if not arguments:
        print(__doc__)
        return 2
    target = Path(arguments[1]) if len(arguments) > 1 else TARGET
    published = {path.name: path for path in Path(arguments[0]).rglob("*") if path.is_file()}
    missing = sorted({face.source for face in faces()} - published.keys())
    if missing:
        print("Not found below", arguments[0] + ":", *missing)
        return 2
    for face in faces():
        make(published[face.source], face, target / face.target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
