import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sync.brand import BrandError, choose, load
from sync.brand.reading import check_contrast

OLMAIA = Path(__file__).parents[3] / "resources" / "brand" / "olmaia.toml"


@pytest.fixture
def brand_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a changed copy of the Olmaia file: `brand_file(old, new)`."""
    shutil.copytree(OLMAIA.with_suffix(""), tmp_path / "olmaia")

    def write(old: str, new: str) -> Path:
        text = OLMAIA.read_text()
        assert old in text
        path = tmp_path / "other.toml"
        path.write_text(text.replace(old, new))
        return path

    return write


def test_reads_the_tokens_as_the_pages_need_them() -> None:
    brand = load(OLMAIA)
    assert brand.name == "Olmaia"
    assert brand.colours.primary == "#1F4D3F"
    assert brand.fonts.display.family == "Manrope"
    assert (brand.gallery.shape, brand.gallery.photos) == ("landscape", 1)
    assert brand.words("it").headline == ("Scansiona o tocca", "per cominciare")


def test_paths_are_resolved_beside_the_brand_file() -> None:
    assert load(OLMAIA).logo == OLMAIA.parent / "olmaia" / "logo.svg"


def test_a_language_without_words_falls_back_to_the_first_one() -> None:
    brand = load(OLMAIA)
    assert brand.words("de") == brand.tone["en"]


def test_a_misspelt_key_is_refused_by_name(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"`colours\.primry` is no key of a brand file"):
        load(brand_file("primary = ", "primry = "))


def test_an_unknown_table_is_refused(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match="shadows"):
        load(brand_file("[radius]", "[shadows]\ncard = 1\n\n[radius]"))


def test_product_links_say_where_the_product_stands(brand_file: Callable[[str, str], Path]) -> None:
    assert load(OLMAIA).links.products == ("https://olmaia.example/*p/{product}",)
    with pytest.raises(BrandError, match="links"):
        load(brand_file("*p/{product}", "*p/"))


def test_a_colour_that_is_none_is_refused(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"other\.toml: `colours\.page` is no colour\. Write it as #"):
        load(brand_file("#F5F3EE", "linen"))


def test_broken_toml_is_refused(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"other\.toml"):
        load(brand_file("[colours]", "[colours"))


def test_a_file_in_another_encoding_is_refused(brand_file: Callable[[str, str], Path]) -> None:
    path = brand_file("[colours]", "# café\n[colours]")
    path.write_bytes(path.read_text().encode("latin-1", "replace"))
    with pytest.raises(BrandError, match=r"other\.toml"):
        load(path)


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(BrandError, match="cannot be read"):
        load(tmp_path / "nowhere.toml")


def test_a_missing_logo_is_told_in_words(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"`logo`: mark\.svg is not there\. Put it at .*olmaia"):
        load(brand_file("olmaia/logo.svg", "olmaia/mark.svg"))


def test_a_missing_photo_is_told_in_words(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"`attract\.photos`: dusk\.jpg is not there"):
        load(brand_file("olmaia/attract-wide.jpg", "olmaia/dusk.jpg"))


def test_a_missing_key_is_named_with_its_table(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"`radius\.photo` is missing\. Add it"):
        load(brand_file("photo = 12\n", ""))


def test_faint_text_names_the_file(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"other\.toml: .* Make one of each pair darker or lighter"):
        load(brand_file("#56605A", "#9AA39E"))


def test_a_brand_without_words_is_refused(brand_file: Callable[[str, str], Path], tmp_path: Path) -> None:
    text = OLMAIA.read_text()
    path = tmp_path / "mute.toml"
    path.write_text("tone = {}\n" + text[: text.index("[tone.en]")])
    with pytest.raises(BrandError, match=r"there are no words\. Add at least one"):
        load(path)


def test_faint_text_names_the_pair_and_its_ratio(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"ink2 #9AA39E on page #F5F3EE has contrast 2\.3, text needs 4\.5"):
        load(brand_file("#56605A", "#9AA39E"))


def test_faint_controls_need_less_than_text(brand_file: Callable[[str, str], Path]) -> None:
    with pytest.raises(BrandError, match=r"control #B0B5B1 on page .* a control needs 3\.0"):
        load(brand_file("#7C837D", "#B0B5B1"))


def test_every_faint_pair_is_listed() -> None:
    faint = msgspec.structs.replace(load(OLMAIA).colours, accent="#E0A080", bad="#E0A080")
    with pytest.raises(BrandError) as caught:
        check_contrast(faint)
    assert "accent" in str(caught.value)
    assert "bad" in str(caught.value)


def test_a_brand_is_chosen_by_name_else_the_first(tmp_path: Path) -> None:
    with pytest.raises(BrandError):
        choose(tmp_path)
    for name in ("walnut", "birch"):
        (tmp_path / f"{name}.toml").touch()
    assert choose(tmp_path).stem == "birch"
    assert choose(tmp_path, "walnut").stem == "walnut"
    with pytest.raises(BrandError, match=r"no brand oak\. There is: birch, walnut"):
        choose(tmp_path, "oak")


def test_a_brand_may_lie_elsewhere(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    assert choose(OLMAIA.parent, str(own)) == own


def test_a_name_is_written_as_the_brand_writes_it(brand_file: Callable[[str, str], Path]) -> None:
    assert load(OLMAIA).signature == "Olmaia"
    assert load(brand_file("[radius]", "[wordmark]\ncapitals = true\n\n[radius]")).signature == "OLMAIA"
