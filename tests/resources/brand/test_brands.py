"""Every brand file that ships can be loaded, speaks all three languages and is legible on its own photo."""

from pathlib import Path

import pytest
from PIL import ImageFont

from kiosk.ui.pictures.samples import sample
from sync.brand import Brand, load
from sync.brand.photo import HEADLINE, LINES, check_photos

BRANDS = sorted((Path(__file__).parents[3] / "resources" / "brand").glob("*.toml"))

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
HEADLINE_FONTS = {"Manrope": "Manrope-SemiBold.ttf", "Noto Serif Display": "NotoSerifDisplay-Regular.ttf"}
TEXT_FONTS = {"Inter": "Inter-Regular.ttf"}
SCREEN, MARGIN, HEADLINE_SIZE, LINE_SIZE = 1280, 56, 72, 24
"""Width, left margin and type sizes of the attract page in pixels."""

each_brand = pytest.mark.parametrize("path", BRANDS, ids=lambda path: path.stem)


def test_there_are_brands() -> None:
    assert [path.stem for path in BRANDS] == ["olmaia", "vesperi"]


@each_brand
def test_a_brand_speaks_three_languages(path: Path) -> None:
    tone = load(path).tone
    assert set(tone) == {"en", "it", "ja"}
    assert len({words.finish for words in tone.values()}) == len(tone)


@each_brand
def test_a_brand_lives_in_an_example_domain(path: Path) -> None:
    assert load(path).domain.endswith(".example")


@each_brand
def test_words_are_legible_on_the_attract_photos(path: Path) -> None:
    check_photos(load(path), sample)


def test_no_two_brands_look_or_speak_alike() -> None:
    one, other = (load(path) for path in BRANDS)
    assert one.colours.primary != other.colours.primary
    assert one.fonts.display != other.fonts.display
    assert one.radius != other.radius
    assert one.gallery != other.gallery
    for language, words in one.tone.items():
        theirs = other.tone[language]
        assert all(getattr(words, key) != getattr(theirs, key) for key in words.__struct_fields__)


def right_edge(text: str, font: str, size: int) -> float:
    """Where a line ends, as a part of the narrowest screen."""
    return (MARGIN + ImageFont.truetype(FONTS / font, size).getlength(text)) / SCREEN


def fonts_of(brand: Brand, language: str) -> tuple[str, str]:
    if language == "ja":
        return "NotoSansCJKJP-Bold.otf", "NotoSansCJKJP-Regular.otf"
    return HEADLINE_FONTS[brand.fonts.display.family], TEXT_FONTS[brand.fonts.text.family]


@each_brand
def test_attract_words_stay_where_the_photo_was_checked(path: Path) -> None:
    brand = load(path)
    for language, words in brand.tone.items():
        display, text = fonts_of(brand, language)
        for line in words.headline:
            assert right_edge(line, display, HEADLINE_SIZE) <= HEADLINE[2], line
        for line in words.lines:
            assert right_edge(line, text, LINE_SIZE) <= LINES[2], line


@each_brand
def test_a_logo_is_of_one_colour_that_the_page_chooses(path: Path) -> None:
    drawing = load(path).logo.read_text(encoding="utf-8")
    assert "currentColor" in drawing
    assert "#" not in drawing
