"""Putting the parts of a product together."""

from datetime import date
from typing import Any

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.joining import Bare, join
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.staging import Staging
from sync.protocol.money import Price
from sync.protocol.products import Size, Store

SETTINGS = Settings(Store("main", "Main"), "EUR", "en", date(2026, 11, 26))


def joined(*parts: Part) -> tuple[list[Bare], list[tuple[str, int, str]]]:
    """Stage parts and join them; return the products and what the ledger says."""
    staging, ledger = Staging(), Ledger()
    for part in parts:
        staging.put(part, "")
    staging.seal(ledger)
    bares = [bare for family in staging.families() for bare in join(family, SETTINGS, ledger)]
    return bares, [(each.outcome, each.row.number, each.reason) for each in ledger.walk()]


def product(number: int, **fields: Any) -> ProductPart:
    return ProductPart(Row("a.csv", number), **{"key": "P", **fields})


def variant(number: int, sku: str, **fields: Any) -> VariantPart:
    return VariantPart(Row("a.csv", number), sku, **{"key": "P", **fields})


def test_parts_in_any_order_are_one_product() -> None:
    [bare], told = joined(
        variant(2, "P-S", options={"Size": "S"}, prices={"EUR": Price(500)}),
        product(3, name={"en": "Shirt"}, extra={"care": "cold"}),
        variant(4, "P-M", options={"Size": "M"}, extra={"care": "hot", "mpn": "7"}),
        product(5, name={"en": "Later", "it": "Camicia"}),
    )
    assert bare.product.name == {"en": "Shirt", "it": "Camicia"}
    assert [each.options for each in bare.product.variants] == [{"size": "s"}, {"size": "m"}]
    assert bare.product.extra == {"care": "cold", "mpn": "7"}
    assert bare.rows == {"": Row("a.csv", 3), "P-S": Row("a.csv", 2), "P-M": Row("a.csv", 4)}
    assert told == []


def test_rows_of_one_sku_complete_each_other_and_the_first_price_stands() -> None:
    [bare], told = joined(
        variant(2, "A", key="", prices={"EUR": Price(500)}, size=Size(width=10)),
        variant(3, "A", key="", prices={"EUR": Price(600)}, gtin="00012345678905", size=Size(9, 20)),
    )
    [only] = bare.product.variants
    assert (only.prices, only.gtin, only.size) == ({"EUR": Price(500)}, "00012345678905", Size(10, 20))
    assert told == [
        ("note", 3, "differs from an earlier row of this SKU, which stands"),
        ("note", 2, "there is no name; A is shown instead"),
    ]


def test_a_sku_has_one_product() -> None:
    bares, told = joined(
        variant(2, "A", key="", name={"en": "flat"}),
        variant(3, "A", key="P", name={"en": "P"}),
        variant(4, "A", key="Q", name={"en": "Q"}),
        variant(5, "B", key="Q", name={"en": "Q"}),
    )
    assert {bare.product.id: [each.id for each in bare.product.variants] for bare in bares} == {
        "P": ["A"],
        "Q": ["B"],
    }
    assert told == [("note", 4, "this SKU belongs to product P already")]


def test_the_same_choices_make_a_product_of_their_own() -> None:
    bares, told = joined(
        product(2, name={"en": "Shirt"}),
        variant(3, "A", options={"Size": "S"}),
        variant(4, "B", options={"size": "s"}, name={"en": "Shirt, other"}),
    )
    assert [(bare.product.id, bare.product.name["en"]) for bare in bares] == [
        ("P", "Shirt"),
        ("B", "Shirt, other"),
    ]
    assert bares[1].product.options == []
    assert told[0] == ("note", 4, "A has the same choices; this one stands as a product of its own")


def test_variants_that_choose_nothing_are_told_apart_by_name_or_sku() -> None:
    [named], _ = joined(variant(2, "A", name={"en": "Red one"}), variant(3, "B", name={"en": "Blue one"}))
    assert [value.name for value in named.product.options[0].values] == [
        {"en": "Red one"},
        {"en": "Blue one"},
    ]
    assert named.product.variants[1].options == {"item": "blue-one"}
    [same], _ = joined(variant(2, "A", name={"en": "Lamp"}), variant(3, "B", name={"en": "Lamp"}))
    assert [each.options["item"] for each in same.product.variants] == ["a", "b"]


def test_a_product_without_variants_is_refused() -> None:
    bares, told = joined(product(2, name={"en": "Shirt"}))
    assert (bares, told) == ([], [("refused", 2, "none of its variants can be used")])


def test_a_picture_that_only_one_colour_has_shows_it() -> None:
    red, both = PictureRef("red.jpg"), PictureRef("both.jpg")
    [bare], _ = joined(
        product(2, name={"en": "Shirt"}, pictures=[PictureRef("main.jpg")]),
        variant(3, "A", options={"Color": "Red"}, pictures=[red, both]),
        variant(4, "B", options={"Color": "Blue"}, pictures=[both]),
    )
    assert [(each.ref, each.options, each.alt["en"]) for each in bare.pictures] == [
        ("main.jpg", {}, "Shirt"),
        ("red.jpg", {"colour": "red"}, "Shirt, Red"),
        ("both.jpg", {}, "Shirt"),
    ]


def test_half_a_letter_is_no_letter() -> None:
    [bare], _ = joined(variant(2, "A\ud800", key="", name={"en": "caf\ud800e"}))
    assert (bare.product.id, bare.product.name) == ("A?", {"en": "caf?e"})
