"""The files that print sets a brand's words in."""

from pathlib import Path

import pytest
from fpdf import FPDF

from sync.brand import load, print_fonts
from sync.brand.typefaces import STYLES, file_of

RESOURCES = Path(__file__).parents[3] / "resources"
BRANDS, FONTS = RESOURCES / "brand", RESOURCES / "fonts"


@pytest.mark.parametrize(
    ("name", "display"), [("olmaia", "Manrope-SemiBold.ttf"), ("vesperi", "NotoSerifDisplay-Regular.ttf")]
)
def test_print_takes_the_fonts_of_the_brand(name, display) -> None:
    found = {use: path.name for use, path in print_fonts(load(BRANDS / f"{name}.toml"), FONTS).items()}
    assert found == {
        "text": "Inter-Regular.ttf",
        "strong": "Inter-SemiBold.ttf",
        "display": display,
        "japanese": "NotoSansCJKJP-Regular.otf",
        "japanese_strong": "NotoSansCJKJP-Bold.otf",
    }


def test_a_weight_that_is_missing_gives_way_to_a_lighter_one_and_a_family_to_the_japanese(tmp_path) -> None:
    for name in ("Manrope-Regular.otf", "NotoSansCJKJP-Regular.otf"):
        (tmp_path / name).write_bytes(b"")
    found = print_fonts(load(BRANDS / "olmaia.toml"), tmp_path)
    assert found["display"].name == "Manrope-Regular.otf"
    assert found["text"] == found["strong"] == found["japanese"] == found["japanese_strong"]


def test_a_folder_without_any_is_an_error_of_the_file_system(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="Noto Sans CJK JP"):
        print_fonts(load(BRANDS / "olmaia.toml"), tmp_path)


def test_a_weight_between_styles_has_no_file() -> None:
    assert file_of(FONTS, "Inter", 450, (".ttf",)) is None
    assert all(file_of(FONTS, "Inter", weight, (".ttf",)) for weight in STYLES if weight < 700)


def test_every_brand_s_fonts_can_be_embedded(tmp_path) -> None:
    for brand in sorted(BRANDS.glob("*.toml")):
        pdf = FPDF()
        pdf.add_page()
        for use, path in print_fonts(load(brand), FONTS).items():
            pdf.add_font(use, "", path)
            pdf.set_font(use, size=12)
            pdf.cell(text="Aa 12")
        pdf.output(str(tmp_path / "one.pdf"))
        assert b"Inter" in (tmp_path / "one.pdf").read_bytes()
