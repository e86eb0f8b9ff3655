"""Lists beside a feed of families: prices and stock by SKU or GTIN reach the variants."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.read import Catalogue, Match
from sync.catalogue.schema import sku_key
from sync.hub.storage.port import Key
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.money import Price
from sync.protocol.products import Product

GTIN = "4006381333931"
FAMILY = (
    "sku,product,name,gtin,price,currency,option:Size\n"
    f"T-S,TEE,Tee,{GTIN},19.00,EUR,S\nT-M,TEE,Tee,,19.00,EUR,M\nMUG,,Mug,,5.00,EUR,\n"
)


@pytest.fixture
def bring(tmp_path: Path, import_feed: Any) -> Callable[..., dict[str, Any]]:
    """Import a text as a CSV file, twice: the second time changes nothing."""

    def run(text: str, *options: str) -> dict[str, Any]:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        summary: dict[str, Any] = import_feed(path, *options)
        again = import_feed(path, *options)
        assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
        return summary

    return run


@pytest.fixture
def products(tmp_path: Path) -> Callable[[], dict[str, Product]]:
    def read() -> dict[str, Product]:
        catalogue = Catalogue.open_current(tmp_path / "data")
        assert catalogue is not None
        found = {each.id: each for each in catalogue.products()}
        catalogue.close()
        return found

    return read


@pytest.mark.parametrize("options", [(), ("--source", "prices")])
def test_a_list_of_prices_changes_variants_of_another_feed(
    bring: Any, products: Any, options: tuple[str, ...]
) -> None:
    bring(FAMILY, *(("--source", "shop") if options else ()))
    before = products()["TEE"]
    summary = bring("sku,name,price,color,note\nT-M,Other words,17.00,Red,new\nMUG,Mug,6.00,,\n", *options)
    assert (summary["added"], summary["changed"], summary["removed"]) == (0, 2, 0)
    assert set(products()) == {"TEE", "MUG"}
    tee = products()["TEE"]
    assert [each.prices["EUR"] for each in tee.variants] == [Price(1900), Price(1700)]
    assert [each.options for each in tee.variants] == [each.options for each in before.variants]
    assert (tee.name, tee.options, tee.rank) == (before.name, before.options, before.rank)
    assert tee.extra["note"] == "new"


def test_what_goes_by_its_gtin_is_found_too(bring: Any, products: Any, tmp_path: Path) -> None:
    bring(FAMILY)
    bring(f"EAN;Preis;Bestand\n{GTIN};16,00;4\n")
    assert set(products()) == {"TEE", "MUG"}
    assert products()["TEE"].variants[0].prices == {"EUR": Price(1600)}

    async def level() -> Any:
        storage = SqliteStorage(tmp_path / "data" / "hub.db")
        try:
            return await storage.load("stock:main", Key("stock", "T-S"))
        finally:
            await storage.close()

    stored = asyncio.run(level())
    assert stored is not None
    assert b'"on_hand":4' in stored.body


def test_what_a_list_told_stays_when_the_products_come_again(bring: Any, products: Any) -> None:
    bring(FAMILY.replace("19.00", ""), "--source", "shop")
    bring("sku,price\nT-M,17.00\n", "--source", "prices", "--currency", "EUR")
    bring(FAMILY.replace("19.00", ""), "--source", "shop")
    assert products()["TEE"].variants[1].prices == {"EUR": Price(1700)}


def test_a_list_that_no_longer_tells_takes_nothing_away(bring: Any, products: Any) -> None:
    bring(FAMILY, "--source", "shop")
    bring("sku,price\nT-S,16.00\nT-M,17.00\n", "--source", "prices")
    bring("sku,price\nT-S,16.00\n", "--source", "prices")
    assert [each.id for each in products()["TEE"].variants] == ["T-S", "T-M"]


def test_prices_that_came_first_go_to_the_family_that_comes_later(
    bring: Any, products: Any, tmp_path: Path
) -> None:
    bring("sku,price\nT-S,16.00\nT-M,17.00\n", "--source", "prices", "--currency", "EUR")
    bring(FAMILY, "--source", "shop")
    bring("sku,price\nT-S,15.00\nT-M,17.00\n", "--source", "prices")
    assert set(products()) == {"TEE", "MUG"}
    assert products()["TEE"].variants[0].prices == {"EUR": Price(1500)}
    catalogue = Catalogue.open_current(tmp_path / "data")
    assert catalogue is not None
    assert catalogue.find([sku_key("T-S")]) == Match(sku_key("T-S"), "TEE", "T-S")
    catalogue.close()


def test_a_source_that_takes_a_variant_out_of_its_own_family_is_obeyed(bring: Any, products: Any) -> None:
    bring(FAMILY, "--source", "shop")
    bring(FAMILY.replace("T-M,TEE", "T-M,"), "--source", "shop")
    found = products()
    assert {key: [each.id for each in product.variants] for key, product in found.items()} == {
        "TEE": ["T-S"],
        "T-M": ["T-M"],
        "MUG": ["MUG"],
    }


def test_a_sku_that_two_sources_put_under_different_products_stands_where_the_first_has_it(
    bring: Any, products: Any, tmp_path: Path, import_feed: Any
) -> None:
    bring(FAMILY, "--source", "shop")
    other = (
        "sku,product,name,price,currency,option:Size\n"
        "T-M,SHIRT,Shirt,15.00,EUR,M\nT-L,SHIRT,Shirt,16.00,EUR,L\nT-S,VEST,Vest,14.00,EUR,S\n"
    )
    report = tmp_path / "report.csv"
    summary = bring(other, "--source", "other", "--report", str(report))
    assert (summary["refused"], summary["added"], summary["merged"]) == (0, 2, 1)
    told = report.read_text(encoding="utf-8-sig")
    assert told.count("another source has this SKU in product TEE") == 2
    found = {
        key: {each.sku: each.prices["EUR"].amount for each in known.variants}
        for key, known in products().items()
    }
    assert found == {"TEE": {"T-S": 1400, "T-M": 1500}, "SHIRT": {"T-L": 1600}, "MUG": {"MUG": 500}}
    bring(FAMILY.replace("5.00", "6.00"), "--source", "shop")
    bring(other, "--source", "other")
    assert set(products()) == {"TEE", "SHIRT", "MUG"}


def test_a_source_keeps_a_sku_that_a_later_one_has_too(bring: Any, products: Any) -> None:
    bring(FAMILY, "--source", "shop")
    bring("sku,product,name,price,currency,option:Size\nT-M,SHIRT,Shirt,15.00,EUR,M\n", "--source", "other")
    moved = FAMILY.replace("T-M,TEE", "T-M,TOP")
    bring(moved, "--source", "shop", "--allow-removal")
    assert {each.sku for each in products()["TOP"].variants} == {"T-M"}
    assert {each.sku for each in products()["TEE"].variants} == {"T-S"}


def test_a_list_without_names_replaces_no_single_product_either(bring: Any, products: Any) -> None:
    bring(
        FAMILY.replace("\n", ",description\n", 1).replace(
            "MUG,,Mug,,5.00,EUR,", "MUG,,Mug,,5.00,EUR,,Holds tea"
        )
    )
    bring("sku,price\nMUG,6.00\n")
    mug = products()["MUG"]
    assert (mug.name, mug.description) == ({"en": "Mug"}, {"en": "Holds tea"})
    assert mug.variants[0].prices == {"EUR": Price(600)}
