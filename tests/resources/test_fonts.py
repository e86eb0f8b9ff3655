"""The fonts that ship must load under the family names the brand files use, and draw every word we wrote."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont, QTextLayout

from kiosk.ui.stage import complete_fonts
from sync.brand import load

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = sorted(path for path in (RESOURCES / "fonts").iterdir() if path.suffix in {".ttf", ".otf"})
WORDS = sorted(
    path
    for folder in ("i18n", "brand", "demo/texts")
    for path in (RESOURCES / folder).rglob("*")
    if path.suffix in {".toml", ".ts", ".json", ".csv"}
)
SIZE = 20


@pytest.fixture(scope="module")
def families(qapp) -> set[str]:
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in FONTS]
    return {family for font in loaded for family in QFontDatabase.applicationFontFamilies(font)}


@pytest.mark.parametrize(
    ("family", "weight"),
    [
        ("Inter", 400),
        ("Inter", 500),
        ("Inter", 600),
        ("Manrope", 600),
        ("Manrope", 700),
        ("Noto Serif Display", 400),
        ("Noto Emoji", 400),
        ("Noto Sans CJK JP", 400),
        ("Noto Sans CJK JP", 700),
    ],
)
def test_each_family_has_its_weights(families: set[str], family: str, weight: int):
    assert family in families
    font = QFont(family)
    font.setWeight(QFont.Weight(weight))
    found = QFontInfo(font)
    assert (found.family(), found.weight()) == (family, weight)


def covered_by_shipped_fonts(character: str, fonts: list[QRawFont]) -> bool:
    return any(font.supportsCharacter(ord(character)) for font in fonts)


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.relative_to(RESOURCES).as_posix())
def test_every_character_we_wrote_can_be_drawn(qapp, path: Path):
    fonts = [QRawFont(str(font), SIZE) for font in FONTS if font.name.startswith(("Inter", "Noto"))]
    written = {character for character in path.read_text(encoding="utf-8") if character.isprintable()}
    missing = sorted(character for character in written if not covered_by_shipped_fonts(character, fonts))
    assert not missing


def test_each_font_has_its_licence_beside_it():
    families = {
        path.stem.split("-")[0].removesuffix("JP") for path in (RESOURCES / "fonts").rglob("*.[ow]*f*")
    }
    licences = {path.stem.removeprefix("OFL-") for path in (RESOURCES / "fonts").glob("OFL-*.txt")}
    assert families <= licences


@pytest.mark.usefixtures("families")
@pytest.mark.parametrize("brand", ["olmaia", "vesperi"])
@pytest.mark.parametrize("picture", ["🧶", "✨", "❤️", "👍🏽", "👩‍🍳", "🇮🇹"])
def test_emoji_in_a_name_is_one_picture_in_each_family(brand: str, picture: str):
    chosen = load(RESOURCES / "brand" / f"{brand}.toml")
    complete_fonts(chosen)
    for family in (chosen.fonts.text.family, chosen.fonts.display.family):
        layout = QTextLayout(f"ソファ {picture}", QFont(family))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        [run] = [run for run in layout.glyphRuns() if run.rawFont().familyName() == "Noto Emoji"]
        advances = [
            index for index in run.glyphIndexes() if run.rawFont().advancesForGlyphIndexes([index])[0].x()
        ]
        assert len(advances) == 1
        assert 0 not in run.glyphIndexes()
