"""The demo shop is data that others rely on: these are the rules of resources/demo/README.md."""

import csv
import itertools
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from stdnum import ean

SHOP = Path(__file__).parents[3] / "resources" / "demo"
LANGUAGES = ("en", "it", "ja")
STORE_CODES = ["milano", "torino", "tokyo", "online"]
CURRENCIES = {"EUR", "JPY"}
NAME_LENGTH = {"en": 28, "it": 28, "ja": 16}
Table = dict[str, Any]


def read(name: str) -> Table:
    return tomllib.loads((SHOP / name).read_text(encoding="utf-8"))


PRODUCTS: list[Table] = read("range.toml")["product"]
GTINS: dict[str, str] = read("gtins.toml")
TEXTS = {language: read(f"texts/{language}.toml") for language in LANGUAGES}
REVIEWS: list[Table] = read("reviews.toml")["review"]
PEOPLE = read("people.toml")
CATEGORIES: list[Table] = read("categories.toml")["category"]
STORES: list[Table] = read("stores.toml")["store"]


def combinations(product: Table) -> Iterator[tuple[str, ...]]:
    return itertools.product(*(axis["values"] for axis in product["options"].values()))


def variants(product: Table) -> list[str]:
    """The SKUs of a product, by the rule of the README."""
    units = [axis.get("unit") for axis in product["options"].values()]
    return [
        "-".join(
            [
                product["sku"],
                *(
                    str(int(value) // 10) if unit == "mm" else value.upper()
                    for value, unit in zip(values, units, strict=True)
                ),
            ]
        )
        for values in combinations(product)
        if "-".join(values) not in product.get("missing", [])
    ]


SKUS = [sku for product in PRODUCTS for sku in variants(product)]
PRODUCT_IDS = [product["id"] for product in PRODUCTS]

each_product = pytest.mark.parametrize("product", PRODUCTS, ids=PRODUCT_IDS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_range_is_as_wide_as_promised() -> None:
    assert len(PRODUCTS) >= 66
    assert len(SKUS) >= 300
    assert len(set(PRODUCT_IDS)) == len(PRODUCTS)
    assert len(set(SKUS)) == len(SKUS)


@each_product
def test_ids_and_skus_are_plain(product: Table) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", product["id"])
    for sku in variants(product):
        assert re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", sku)
        assert len(sku) <= 20


@each_product
def test_each_size_is_measured_and_priced_once(product: Table) -> None:
    axis = product.get("sized_by")
    expected = product["options"][axis]["values"] if axis else [""]
    assert [size["value"] for size in product["size"]] == expected
    for size in product["size"]:
        assert min(size["width"], size["depth"], size["height"], size["weight"]) > 0
        assert set(size["price"]) == CURRENCIES
        if "was" in size:
            assert all(size["was"][currency] > size["price"][currency] for currency in CURRENCIES)
            assert isinstance(size["until"], date)


@each_product
def test_measured_values_are_whole_centimetres(product: Table) -> None:
    for axis in product["options"].values():
        if axis.get("unit") == "mm":
            assert all(int(value) % 10 == 0 for value in axis["values"])


@each_product
def test_only_combinations_that_could_be_are_missing(product: Table) -> None:
    missing = product.get("missing", [])
    assert set(missing) < {"-".join(values) for values in combinations(product)}


@each_product
def test_goes_with_other_products_of_the_shop(product: Table) -> None:
    partners = product["goes_with"]
    assert len(partners) >= 2
    assert len(set(partners)) == len(partners)
    assert set(partners) <= set(PRODUCT_IDS) - {product["id"]}


def test_every_variant_has_a_gtin_of_its_own() -> None:
    assert set(SKUS) <= set(GTINS)
    assert len(set(GTINS.values())) == len(GTINS)


def test_gtins_are_valid_and_from_the_demonstration_range() -> None:
    for sku, gtin in GTINS.items():
        assert len(gtin) == 13, sku
        assert gtin.startswith("952"), sku
        assert ean.is_valid(gtin), f"{sku}: the check digit should be {ean.calc_check_digit(gtin[:-1])}"


def test_printed_labels_keep_their_numbers() -> None:
    assert GTINS["LRC-MOSS-180"] == "9527310001011"
    assert GTINS["PAS-CHARCOAL-46-76"] == "9527310004449"
    assert GTINS["NOD-EBONY-100"] == "9527310005460"


def test_colours_are_swatches() -> None:
    used = {value for product in PRODUCTS for value in product["options"]["colour"]["values"]}
    swatches = read("colours.toml")
    assert used <= set(swatches)
    assert all(re.fullmatch("#[0-9a-f]{6}", swatch) for swatch in swatches.values())


def test_products_stand_in_leaves_of_the_tree() -> None:
    ids = [category["id"] for category in CATEGORIES]
    parents = {category["parent"] for category in CATEGORIES if "parent" in category}
    assert len(set(ids)) == len(ids)
    assert parents <= set(ids)
    assert {product["category"] for product in PRODUCTS} == set(ids) - parents


@each_language
def test_everything_has_words(language: str) -> None:
    texts = TEXTS[language]
    assert set(texts["axes"]) == {axis for product in PRODUCTS for axis in product["options"]}
    assert set(texts["colours"]) == set(read("colours.toml"))
    assert set(texts["materials"]) == {name for product in PRODUCTS for name in product["materials"]}
    assert set(texts["categories"]) == {category["id"] for category in read("categories.toml")["category"]}
    assert set(texts["services"]) == {
        name for store in read("stores.toml")["store"] for name in store["services"]
    }
    assert set(texts["products"]) == set(PRODUCT_IDS)
    for part in ("axes", "colours", "materials", "categories", "services"):
        assert all(word.strip() == word != "" for word in texts[part].values())


@each_language
def test_products_are_told_apart_in_every_language(language: str) -> None:
    products = TEXTS[language]["products"]
    for key in ("name", "lead", "description"):
        assert len({product[key] for product in products.values()}) == len(PRODUCTS)
    for product_id, product in products.items():
        assert set(product) == {"name", "lead", "description", "details"}, product_id
        assert len(product["name"]) <= NAME_LENGTH[language], product_id
        assert len(product["details"]) == len(TEXTS["en"]["products"][product_id]["details"]), product_id
        for words in (product["name"], product["lead"], product["description"], *product["details"]):
            assert words.strip() == words != "", product_id
        assert 2 <= len(re.findall(r"[.!?。！？]", product["description"])) <= 5, product_id


def test_translations_are_in_their_own_script() -> None:
    kana = re.compile(r"[\u3040-\u30ff]")
    assert all(kana.search(product["description"]) for product in TEXTS["ja"]["products"].values())
    assert not kana.search(
        (SHOP / "texts" / "en.toml").read_text() + (SHOP / "texts" / "it.toml").read_text()
    )
    for product_id, product in TEXTS["it"]["products"].items():
        assert product["description"] != TEXTS["en"]["products"][product_id]["description"]


def test_stores_can_be_found_and_are_open() -> None:
    assert [store["code"] for store in STORES] == STORE_CODES
    for store in STORES:
        assert ZoneInfo(store["timezone"])
        assert store["currency"] in CURRENCIES
        assert store["language"] in LANGUAGES
    for shop in STORES[:-1]:
        assert -90 <= shop["latitude"] <= 90
        assert -180 <= shop["longitude"] <= 180
        assert shop["kiosks"] == ["Kiosk 1", "Kiosk 2"]
        assert all(
            time.fromisoformat(day["opens"]) < time.fromisoformat(day["closes"]) for day in shop["hours"]
        )
        assert {day["day"] for day in shop["hours"]} < set(range(8))


def test_stock_counts_are_of_variants_in_stores() -> None:
    with (SHOP / "stock.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["store"], row["sku"]) for row in rows} == set(itertools.product(STORE_CODES, SKUS))
    assert len(rows) == len(STORE_CODES) * len(SKUS)
    assert {"", "0", "1"} < {row["quantity"] for row in rows}
    for row in rows:
        assert row["quantity"] == "" or int(row["quantity"]) >= 0
        assert (row["aisle"] == "") == (row["store"] == "online")
        counted = datetime.fromisoformat(row["as_of"])
        assert datetime(2026, 11, 18, tzinfo=UTC) < counted < datetime(2026, 11, 23, tzinfo=UTC)


def test_reviews_are_varied_and_of_known_products() -> None:
    assert len(REVIEWS) >= 250
    assert {review["product"] for review in REVIEWS} == set(PRODUCT_IDS)
    assert {review["stars"] for review in REVIEWS} == {1, 2, 3, 4, 5}
    assert {review["language"] for review in REVIEWS} == set(LANGUAGES)
    assert len({review["text"] for review in REVIEWS}) == len(REVIEWS)
    assert len({review["title"] for review in REVIEWS}) == len(REVIEWS)
    for review in REVIEWS:
        assert date(2025, 1, 1) <= review["date"] <= date(2026, 11, 22)
        assert review["author"]


@each_product
def test_reviews_stand_newest_first(product: Table) -> None:
    dates = [review["date"] for review in REVIEWS if review["product"] == product["id"]]
    assert dates == sorted(dates, reverse=True)


def test_people_can_get_no_mail() -> None:
    for shopper in PEOPLE["shopper"]:
        assert re.fullmatch(r"[a-z.]+@example\.(com|net|org)", shopper["email"])


def test_each_shop_has_associates() -> None:
    assert {associate["store"] for associate in PEOPLE["associate"]} == set(STORE_CODES) - {"online"}
    assert {associate["role"] for associate in PEOPLE["associate"]} == {"lead", "advice", "floor", "tailor"}


@pytest.mark.parametrize("shopper", PEOPLE["shopper"], ids=lambda shopper: shopper["id"])
def test_shoppers_have_a_history_in_this_shop(shopper: Table) -> None:
    people = {person["id"] for person in PEOPLE["associate"]} | {shopper["id"]}
    assert shopper["store"] in STORE_CODES
    assert shopper["language"] in LANGUAGES
    assert any(purchase["kept"] for purchase in shopper["purchases"])
    for purchase in shopper["purchases"]:
        assert purchase["sku"] in SKUS
        assert purchase["store"] in STORE_CODES
        assert ("reason" in purchase) is not purchase["kept"]
        assert shopper["since"] <= purchase["date"]
    for line in (line for entry in shopper["lists"] for line in entry["lines"]):
        assert line["sku"] in SKUS
        assert line["quantity"] >= 1
        assert line["by"] in people
