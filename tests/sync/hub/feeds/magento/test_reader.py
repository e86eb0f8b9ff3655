"""A Magento export, trap by trap, through the reader."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.hub.feeds.feed import Feed, Settings
from sync.hub.feeds.magento import reader
from sync.hub.feeds.rows import Ledger
from sync.protocol.money import Price
from sync.protocol.products import Product, Store

TODAY = date(2026, 11, 22)
SETTINGS = Settings(Store("main", "Main store"), "EUR", "en", TODAY)

Reading = tuple[Feed, Ledger]


def read(folder: Path) -> Reading:
    ledger = Ledger()
    return reader.read(folder, SETTINGS, ledger), ledger


def product(feed: Feed, identifier: str) -> Product:
    (found,) = [draft.product for draft in feed.products if draft.product.id == identifier]
    return found


def reasons(ledger: Ledger, outcome: str = "refused") -> list[tuple[int, str]]:
    return [(each.row.number, each.reason) for each in ledger.findings if each.outcome == outcome]


@pytest.fixture
def shirt(shop: Any) -> Any:
    """Two sizes and two colours, the parent's row last."""
    for size in ("S", "XS"):
        for colour in ("Red", "Blue"):
            shop.variant("A1", size, colour)
    shop.parent(
        "A1", *((size, colour) for size in ("S", "XS") for colour in ("Red", "Blue")), name="Fine Shirt"
    )
    return shop


def test_a_parent_and_its_variants_are_one_product(shirt: Any) -> None:
    feed, ledger = read(shirt.write())
    found = product(feed, "A1")
    assert found.name == {"en": "Fine Shirt"}
    assert [variant.sku for variant in found.variants] == ["A1-S-Red", "A1-S-Blue", "A1-XS-Red", "A1-XS-Blue"]
    assert found.variants[0].options == {"colour": "red", "size": "s"}
    assert [[value.id for value in axis.values] for axis in found.options] == [["red", "blue"], ["xs", "s"]]
    assert len(feed.products) == 1
    assert (ledger.rows, ledger.findings) == (5, [])


def test_the_order_of_the_rows_does_not_matter(shirt: Any) -> None:
    after, _ = read(shirt.write())
    shirt.products.insert(0, shirt.products.pop())
    before, _ = read(shirt.write())
    assert before.products == after.products
    assert before.stock == after.stock


def test_variants_without_a_parent_find_together_by_their_names(shop: Any) -> None:
    for size in ("55 cm", "65 cm"):
        shop.simple(
            f"B-{size[:2]}",
            name=f"Ball {size}",
            visibility="1",
            additional_attributes=f"size={size},color=Red",
        )
    feed, _ = read(shop.write())
    assert product(feed, "ball").name == {"en": "Ball"}
    assert [variant.sku for variant in product(feed, "ball").variants] == ["B-55", "B-65"]


def test_a_hidden_row_with_the_same_choices_stays_a_product_of_its_own(shop: Any) -> None:
    for sku in ("B-1", "B-2"):
        shop.simple(sku, name="Ball 55 cm", visibility="1", additional_attributes="size=55 cm")
    feed, _ = read(shop.write())
    assert [draft.product.id for draft in feed.products] == ["ball", "B-2"]


def test_a_visible_row_is_a_product_without_choices(shop: Any) -> None:
    shop.simple("G1", name="Watch", additional_attributes="color=Black,material=Steel|Leather")
    feed, _ = read(shop.write())
    watch = product(feed, "G1")
    assert [variant.id for variant in watch.variants] == ["G1"]
    assert watch.options == []
    assert watch.details == [{"en": "Material: Steel, Leather"}]
    assert watch.extra == {"color": "Black", "material": "Steel, Leather"}


def test_texts_become_readable(shop: Any) -> None:
    shop.simple(
        "G1",
        name=" Cool&trade; Tee ",
        description="<p>Warm\n&amp; dry.</p>\n<p>&bull; Hood.<br />&bull; Zip.</p>",
        short_description="<p>A tee.</p>",
    )
    tee = product(read(shop.write())[0], "G1")
    assert tee.name == {"en": "Cool™ Tee"}
    assert tee.lead == {"en": "A tee."}
    assert tee.description == {"en": "Warm & dry."}
    assert tee.details == [{"en": "Hood."}, {"en": "Zip."}]


@pytest.mark.parametrize(
    ("cells", "price"),
    [
        ({"special_price": "15"}, Price(1500, was=2000)),
        (
            {"special_price": "15", "special_price_to_date": "11/22/26"},
            Price(1500, was=2000, until="2026-11-22"),
        ),
        ({"special_price": "15", "special_price_to_date": "11/21/26"}, Price(2000)),
        ({"special_price": "15", "special_price_from_date": "2026-11-23"}, Price(2000)),
        ({"special_price": "20"}, Price(2000)),
        ({"special_price": "25"}, Price(2000)),
        ({"special_price": "0"}, Price(2000)),
        ({"special_price": "15", "special_price_to_date": "soon"}, Price(2000)),
        ({"special_price": "cheap"}, Price(2000)),
    ],
)
def test_a_reduced_price_holds_while_it_is_in_force(shop: Any, cells: dict[str, str], price: Price) -> None:
    shop.simple("G1", **cells)
    feed, ledger = read(shop.write())
    assert product(feed, "G1").variants[0].prices == {"EUR": price}
    assert ledger.refused == 0


def test_a_variant_without_a_price_costs_what_its_product_costs(shop: Any) -> None:
    shop.parent("A1", ("S", "Red"), price="30")
    shop.variant("A1", "S", "Red", price="")
    assert product(read(shop.write())[0], "A1").variants[0].prices == {"EUR": Price(3000)}


def test_a_bad_price_refuses_its_row_and_leaves_the_others(shirt: Any) -> None:
    shirt.products[1]["price"] = "12 for 10"
    feed, ledger = read(shirt.write())
    assert [variant.sku for variant in product(feed, "A1").variants] == [
        "A1-S-Red",
        "A1-XS-Red",
        "A1-XS-Blue",
    ]
    assert reasons(ledger) == [(3, "this is not a price")]


def test_a_product_without_any_usable_variant_is_refused(shop: Any) -> None:
    shop.parent("A1", ("S", "Red"), ("M", "Red"), price="")
    shop.variant("A1", "S", "Red", price="")
    feed, ledger = read(shop.write())
    assert feed.products == []
    assert {number for number, _ in reasons(ledger)} == {2, 3}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"sku": "", "name": "x"}, "there is no SKU"),
        ({"sku": "1.23E+12"}, "a spreadsheet has turned this code into a number; export the column as text"),
        ({"name": " &nbsp; "}, "there is no name"),
        ({"product_online": "2"}, "the shop has switched this product off"),
        ({"store_view_code": "german"}, "only the default store view is read"),
        ({"product_type": "bundle"}, "its parts are products of their own; the set is not read"),
    ],
)
def test_rows_that_cannot_be_sold_are_refused_with_the_reason(
    shop: Any, cells: dict[str, str], reason: str
) -> None:
    shop.simple("G1")
    shop.products[0] |= cells
    shop.simple("G2")
    feed, ledger = read(shop.write())
    assert [draft.product.id for draft in feed.products] == ["G2"]
    assert reasons(ledger) == [(2, reason)]


def test_a_repeated_row_is_merged_and_the_later_one_stands(shop: Any) -> None:
    shop.simple("G1", name="Old")
    shop.simple("G1", name="New")
    shop.simple("G2")
    shop.simple("G2")
    feed, ledger = read(shop.write())
    assert product(feed, "G1").name == {"en": "New"}
    assert reasons(ledger, "note") == [(3, "differs from row 2; the later one stands")]
    new = {"variant:G1", "variant:G2"}
    assert (ledger.added(new), ledger.merged(new), ledger.refused) == (2, 2, 0)


def test_two_variants_with_the_same_choices_cannot_both_be_chosen(shop: Any) -> None:
    shop.variant("A1", "S", "Red")
    shop.variant("A1", "S", "red")
    shop.parent("A1", ("S", "Red"), ("S", "red"))
    feed, ledger = read(shop.write())
    assert [variant.sku for variant in product(feed, "A1").variants] == ["A1-S-Red"]
    assert reasons(ledger) == [(3, "another variant has the same choices")]


def test_stock_goes_to_the_store_and_is_left_unknown_where_it_is_no_number(shop: Any) -> None:
    shop.simple("G1", qty="7.0000")
    shop.simple("G2", qty="many")
    shop.simple("G3", qty="")
    shop.simple("G4", qty="9", is_in_stock="0")
    feed, ledger = read(shop.write())
    assert [(level.variant, level.on_hand) for _, level in feed.stock] == [("G1", 7), ("G4", 0)]
    assert {code for code, _ in feed.stock} == {"main"}
    assert ledger.refused == 0


def test_pictures_show_their_colour_and_missing_ones_are_noted(shop: Any) -> None:
    for name in ("m/h/a1-red_main.jpg", "m/h/a1-red_back.jpg", "m/h/a1-blue_main.jpg"):
        shop.photo(name)
    shop.parent("A1", ("S", "Red"), ("S", "Blue"), base_image="/m/h/a1-blue_main.jpg")
    shop.variant(
        "A1", "S", "Red", base_image="/m/h/a1-red_main.jpg", additional_images="/m/h/a1-red_back.jpg"
    )
    shop.variant("A1", "S", "Blue", base_image="/m/h/a1-blue_main.jpg", additional_images="/m/h/gone.jpg")
    feed, ledger = read(shop.write())
    (draft,) = feed.products
    assert [(source.path.name, source.view, source.options) for source in draft.pictures] == [
        ("a1-blue_main.jpg", "front", {"colour": "blue"}),
        ("a1-red_main.jpg", "front", {"colour": "red"}),
        ("a1-red_back.jpg", "back", {"colour": "red"}),
    ]
    assert reasons(ledger, "note") == [(2, "there is no such picture")]


def test_a_picture_of_several_colours_shows_them_all(shop: Any) -> None:
    shop.photo("both.jpg")
    shop.parent("A1", ("S", "Red"), ("S", "Blue"))
    shop.variant("A1", "S", "Red", base_image="both.jpg")
    shop.variant("A1", "S", "Blue", base_image="both.jpg")
    (draft,) = read(shop.write())[0].products
    assert [source.options for source in draft.pictures] == [{}]


def test_links_follow_variants_to_their_products(shirt: Any) -> None:
    shirt.simple("G1")
    shirt.table("upsell.csv", {"sku": "A1", "linked_sku": "G1\nA1-S-Red\nnobody"})
    shirt.table(
        "crosssell.csv",
        {"sku": "G1", "linked_sku": "A1-S-Red\nA1-XS-Red"},
        {"sku": "nobody", "linked_sku": "A1"},
    )
    feed, ledger = read(shirt.write())
    assert product(feed, "A1").related == ["G1"]
    assert product(feed, "G1").goes_with == ["A1"]
    assert reasons(ledger) == [(3, "no product of this feed has this SKU")]
    assert reasons(ledger, "note") == [(2, "no product of this feed has this SKU; link left out")]


def review(sku: str, stars: str, title: str = "Good") -> dict[str, str]:
    columns = {"sku": sku, "rating_code": "Rating", "rating_value": stars, "title": title, "review": "Text."}
    return columns | {"reviewer": "Ann", "email": "ann@example.com"}


def test_reviews_are_counted_and_kept_without_addresses(shop: Any) -> None:
    shop.simple("G1")
    shop.simple("G2")
    shop.table(
        "reviews.csv",
        review("G1", "5"),
        review("G1", "5"),
        review("G1", "2"),
        review("G1", "9"),
        review("X", "5"),
    )
    feed, ledger = read(shop.write())
    assert product(feed, "G1").rating.counts == (0, 1, 0, 0, 1)
    assert [each.author for each in product(feed, "G1").reviews] == ["Ann", "Ann"]
    assert "example.com" not in repr(feed)
    assert [number for number, _ in reasons(ledger)] == [5, 6]
    assert (product(feed, "G1").rank, product(feed, "G2").rank) == (0, 1)


def test_more_reviews_than_anybody_reads_are_counted_and_cut(shop: Any) -> None:
    shop.simple("G1")
    shop.table("reviews.csv", *(review("G1", "4", f"No. {number}") for number in range(60)))
    found = product(read(shop.write())[0], "G1")
    assert found.rating.total == 60
    assert len(found.reviews) == 50


def test_categories_form_a_tree_and_the_shelf_is_no_showcase(shop: Any) -> None:
    shop.simple(
        "G1",
        categories="Default Category/Collections/New/Best,Default Category/Men/Tops,Default Category/Men",
    )
    feed, _ = read(shop.write())
    assert product(feed, "G1").category == "men-tops"
    assert product(feed, "G1").extra == {"also_in": "Best"}
    assert [(category.id, category.parent) for category in feed.categories] == [
        ("men", ""),
        ("men-tops", "men"),
    ]


def test_categories_one_a_line_follow_the_category_table(shop: Any) -> None:
    columns = {"url_key": "x", "active": "1"}
    shop.table(
        "categories.csv",
        {"name": "Gear", "path": "", **columns},
        {"name": "Bags", "path": "Gear", **columns},
        {"name": "Old", "path": "", **columns, "active": "0"},
        {"name": "Older", "path": "Old", **columns},
    )
    shop.table(
        "gear.csv",
        {
            "category": "Gear\nBags\nCollections\nEco",
            "name": "Bag",
            "sku": "B1",
            "price": "5",
            "attribute_set": "Bag",
        },
    )
    feed, ledger = read(shop.folder)
    assert product(feed, "B1").category == "gear-bags"
    assert product(feed, "B1").extra == {"also_in": "Eco"}
    assert [number for number, _ in reasons(ledger)] == [4, 5]


def test_known_tables_without_a_place_are_refused_without_their_values(shop: Any) -> None:
    shop.simple("G1")
    shop.table("wishlist.csv", {"name": "Wants", "customer_email": "ann@example.com", "product_list": "G1"})
    _, ledger = read(shop.write())
    assert ledger.refused == 1
    assert "example.com" not in repr(ledger.findings)


@pytest.mark.parametrize("header", ["sku,name,price", "Handle,Title,Variant SKU", "a", ""])
def test_other_tables_are_none_of_magentos(tmp_path: Path, header: str) -> None:
    (tmp_path / "products.csv").write_text(f"{header}\n1,2,3\n")
    assert not reader.recognises(tmp_path)


def test_a_single_file_is_recognised_whatever_it_is_called(shirt: Any) -> None:
    path = shirt.write() / "products.csv"
    renamed = path.rename(path.with_name("export.2026-11"))
    assert reader.recognises(renamed)
    assert len(read(renamed)[0].products) == 1


def test_options_follow_the_attribute_table(shop: Any) -> None:
    def attribute(code: str, label: str, kind: str, option: str) -> dict[str, str]:
        return {"frontend_label": label, "frontend_input": kind, "option": option, "attribute_code": code}

    shop.table(
        "attributes.csv",
        attribute("color", "Color", "select", "Blue\nRed"),
        attribute("material", "Desk\nMade of", "multiselect", "Wool"),
    )
    shop.parent("A1", ("S", "Red"), ("S", "Blue"), additional_attributes="material=Wool")
    shop.variant("A1", "S", "Red")
    shop.variant("A1", "S", "Blue")
    found = product(read(shop.write())[0], "A1")
    assert [value.id for value in found.options[0].values] == ["blue", "red"]
    assert found.details == [{"en": "Made of: Wool"}]


def test_photos_that_no_row_names_are_given_by_name(shop: Any) -> None:
    for name in ("mb01-blue-0.jpg", "luma-foam-roller.jpg", "luma-foam-roller-red.jpg", "gift-card.jpg"):
        shop.photo(name)
    shop.simple("24-MB01", name="Duffle Bag")
    shop.simple("24-WG08", name="Sprite Foam Roller")
    shop.simple("24-WG09", name="Sprite Foam Brick")
    feed, ledger = read(shop.write())
    shown = {draft.product.id: [source.path.name for source in draft.pictures] for draft in feed.products}
    assert shown == {
        "24-MB01": ["mb01-blue-0.jpg"],
        "24-WG08": ["luma-foam-roller-red.jpg", "luma-foam-roller.jpg"],
        "24-WG09": [],
    }
    assert [path.name for path in feed.loose] == ["gift-card.jpg"]
    assert len(reasons(ledger, "note")) == 4


Mutilate = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "mutilate",
    [
        lambda raw: raw.replace(b",", b";"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n", b"\r\n\r\n"),
    ],
    ids=["semicolons", "BOM", "UTF-16", "unix line ends", "blank lines"],
)
def test_the_form_of_the_file_does_not_matter(shop: Any, mutilate: Mutilate) -> None:
    shop.simple("G1", name="Città", description="<p>Two\nlines.</p>")
    path = shop.write() / "products.csv"
    plain, _ = read(shop.folder)
    path.write_bytes(mutilate(path.read_bytes()))
    assert read(shop.folder)[0].products == plain.products
