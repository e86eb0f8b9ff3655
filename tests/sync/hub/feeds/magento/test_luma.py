"""The whole Luma export: nothing of it is lost. Counted here by other means than the reader's."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.read import Catalogue
from sync.catalogue.schema import sku_key

PRODUCT_TABLES = "products_configurable.csv", "products_gear_*.csv"


@pytest.fixture(scope="module")
def luma(shared_data: Path) -> Path:
    return shared_data / "magento-luma"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything of this module goes: `tables`, `data`, `rows.csv`."""
    return tmp_path_factory.mktemp("luma")


@pytest.fixture(scope="module")
def tables(luma: Path, place: Path) -> Path:
    """The tables without the photos: quick to import."""
    folder = place / "tables"
    folder.mkdir()
    for path in luma.glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return folder


def rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def products(folder: Path) -> list[dict[str, str]]:
    return [row for pattern in PRODUCT_TABLES for row in rows(folder, pattern)]


@pytest.fixture(scope="module")
def imported(tables: Path, place: Path, import_into: Any) -> dict[str, Any]:
    summary: dict[str, Any] = import_into(place / "data", tables, "--report", str(place / "rows.csv"))
    return summary


@pytest.fixture(scope="module")
def catalogue(imported: dict[str, Any], place: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open_current(place / "data")
    assert opened is not None
    yield opened
    opened.close()


def test_the_summary_holds_everything(luma: Path, imported: dict[str, Any]) -> None:
    sold = [row for row in products(luma) if row.get("product_type") != "configurable"]
    known = {row["sku"] for row in products(luma)}
    assert imported["rows"] == len(rows(luma, "*.csv"))
    assert imported["variants"] == len(sold) == 1847 + 44
    assert imported["reviews"] == sum(row["sku"] in known for row in rows(luma, "products_reviews.csv"))
    assert imported["stock"] == len(sold)
    assert (imported["currency"], imported["store"], imported["changed"]) == ("USD", "main", 0)


def test_a_second_run_changes_nothing(
    tables: Path, place: Path, imported: dict[str, Any], import_into: Any
) -> None:
    again = import_into(place / "data", tables)
    assert (again["added"], again["changed"]) == (0, 0)
    assert again["version"] == imported["version"]
    assert (again["rows"], again["refused"]) == (imported["rows"], imported["refused"])


def test_every_refused_row_says_why(imported: dict[str, Any], place: Path) -> None:
    with (place / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        refused = [line for line in csv.DictReader(file) if line["outcome"] == "refused"]
    assert Counter(line["file"] for line in refused) == {
        "products_reviews.csv": 152,
        "sales_rules.csv": 4,
        "categories.csv": 2,
        "wishlist.csv": 1,
    }
    assert all(line["reason"] and int(line["row"]) > 1 for line in refused)
    assert len(refused) == imported["refused"]


def test_every_sku_finds_its_variant(luma: Path, catalogue: Catalogue) -> None:
    for row in products(luma):
        match = catalogue.find([sku_key(row["sku"])])
        assert match is not None
        assert match.variant == ("" if row.get("product_type") == "configurable" else row["sku"])
    assert catalogue.find([sku_key("MH01-XS-Black")]) == (sku_key("MH01-XS-Black"), "MH01", "MH01-XS-Black")


def test_every_parent_has_all_its_variants(luma: Path, catalogue: Catalogue) -> None:
    parents = [row for row in products(luma) if row.get("product_type") == "configurable"]
    assert len(parents) == 147
    for row in parents:
        product = catalogue.product(row["sku"])
        assert product is not None
        assert {variant.sku for variant in product.variants} == {
            packed.split(",")[0].removeprefix("sku=") for packed in row["configurable_variations"].split("|")
        }
        price = round(float(row["price"]) * 100)
        assert {variant.prices["USD"].amount for variant in product.variants} == {price}


def test_names_and_texts_are_clean(catalogue: Catalogue) -> None:
    for product in catalogue.products():
        name, description = product.name["en"], product.description["en"]
        assert name == " ".join(name.split())
        for text in (name, description, *(line["en"] for line in product.details)):
            assert text
            assert not set(text) & set("<>\u2022\r"), product.id
            assert "&" not in text or "& " in text, product.id
        for variant in product.variants:
            assert not name.endswith(tuple(f"-{word}" for word in variant.options.values()))


def test_every_choice_exists_and_sizes_stand_in_order(catalogue: Catalogue) -> None:
    for product in catalogue.products():
        for axis in product.options:
            ids = [value.id for value in axis.values]
            assert {variant.options[axis.id] for variant in product.variants} == set(ids)
            if axis.id == "size" and "xs" in ids:
                assert ids == ["xs", "s", "m", "l", "xl"]
            if axis.id == "colour":
                assert all(value.swatch for value in axis.values)


def test_all_photos_are_found_and_nearly_all_are_shown(luma: Path, import_feed: Any) -> None:
    summary = import_feed(luma, "--dry-run")
    assert summary["pictures"] == len(list((luma / "images").rglob("*.jpg"))) == 725
    assert summary["pictures_unused"] == 9
