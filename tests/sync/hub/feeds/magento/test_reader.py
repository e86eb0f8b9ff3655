"""A Magento export, trap by trap: read, and put together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.magento.reader import FORMAT
from sync.protocol.money import Price
from sync.protocol.products import Size


@pytest.fixture
def read(put_together: Any) -> Callable[..., Any]:
    return lambda folder, **changes: put_together(FORMAT, folder, **changes)


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


def test_a_parent_and_its_variants_are_one_product(read: Any, shirt: Any) -> None:
    feed = read(shirt.write())
    found = feed.products["A1"]
    assert found.name == {"en": "Fine Shirt"}
    assert [variant.sku for variant in found.variants] == ["A1-S-Red", "A1-S-Blue", "A1-XS-Red", "A1-XS-Blue"]
    assert found.variants[0].options == {"colour": "red", "size": "s"}
    assert [[value.id for value in axis.values] for axis in found.options] == [["red", "blue"], ["xs", "s"]]
    assert len(feed.products) == 1
    assert (feed.ledger.rows, feed.ledger.findings) == (5, [])


def test_the_order_of_the_rows_does_not_matter(read: Any, shirt: Any) -> None:
    after = read(shirt.write())
    shirt.products.insert(0, shirt.products.pop())
    before = read(shirt.write())
    assert before.products == after.products
    assert before.stock == after.stock


def test_variants_without_a_parent_find_together_by_their_names(read: Any, shop: Any) -> None:
    for size in ("55 cm", "65 cm"):
        shop.simple(
            f"B-{size[:2]}",
            name=f"Ball {size}",
            visibility="1",
            additional_attributes=f"size={size},color=Red",
        )
    feed = read(shop.write())
    assert feed.products["ball"].name == {"en": "Ball"}
    assert [variant.sku for variant in feed.products["ball"].variants] == ["B-55", "B-65"]


def test_a_hidden_row_with_the_same_choices_stays_a_product_of_its_own(read: Any, shop: Any) -> None:
    for sku in ("B-1", "B-2"):
        shop.simple(sku, name="Ball 55 cm", visibility="1", additional_attributes="size=55 cm")
    feed = read(shop.write())
    assert list(feed.products) == ["ball", "B-2"]


def test_a_visible_row_is_a_product_without_choices(read: Any, shop: Any) -> None:
    shop.simple("G1", name="Watch", additional_attributes="color=Black,material=Steel|Leather")
    feed = read(shop.write())
    watch = feed.products["G1"]
    assert [variant.id for variant in watch.variants] == ["G1"]
    assert watch.options == []
    assert watch.details == [{"en": "Material: Steel, Leather"}]
    assert watch.extra == {"color": "Black", "material": "Steel, Leather"}


def test_texts_become_readable(read: Any, shop: Any) -> None:
    shop.simple(
        "G1",
        name=" Cool&trade; Tee ",
        description="<p>Warm\n&amp; dry.</p>\n<p>&bull; Hood.<br />&bull; Zip.</p>",
        short_description="<p>A tee.</p>",
    )
    tee = read(shop.write()).products["G1"]
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
def test_a_reduced_price_holds_while_it_is_in_force(
    read: Any, shop: Any, cells: dict[str, str], price: Price
) -> None:
    shop.simple("G1", **cells)
    feed = read(shop.write())
    assert feed.products["G1"].variants[0].prices == {"EUR": price}
    assert feed.ledger.refused == 0


def test_a_variant_without_a_price_costs_what_its_product_costs(read: Any, shop: Any) -> None:
    shop.parent("A1", ("S", "Red"), price="30")
    shop.variant("A1", "S", "Red", price="")
    assert read(shop.write()).products["A1"].variants[0].prices == {"EUR": Price(3000)}


def test_a_bad_price_costs_the_price_and_leaves_the_variant(read: Any, shirt: Any) -> None:
    shirt.products[1]["price"] = "12 for 10"
    feed = read(shirt.write())
    variants = {variant.sku: variant for variant in feed.products["A1"].variants}
    assert len(variants) == 4
    assert variants["A1-S-Blue"].prices == {}
    assert feed.told("note") == [(3, "left out: this is not a price")]
    assert feed.ledger.refused == 0


def test_a_product_without_a_price_is_there_without_one(read: Any, shop: Any) -> None:
    shop.parent("A1", ("S", "Red"), price="")
    shop.variant("A1", "S", "Red", price="")
    assert [variant.prices for variant in read(shop.write()).products["A1"].variants] == [{}]


def test_a_product_without_any_variant_is_refused(read: Any, shop: Any) -> None:
    shop.parent("A1", ("S", "Red"))
    feed = read(shop.write())
    assert feed.products == {}
    assert feed.told() == [(2, "none of its variants can be used")]
    assert feed.told("note") == [(2, "no usable row has this variant")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"sku": "", "name": "x"}, "there is no SKU"),
        ({"sku": "1.23E+12"}, "a spreadsheet has turned this code into a number; export the column as text"),
        ({"product_online": "2"}, "the shop has switched this product off"),
        ({"product_type": "bundle"}, "its parts are products of their own; the set is not read"),
    ],
)
def test_rows_that_cannot_be_sold_are_refused_with_the_reason(
    read: Any, shop: Any, cells: dict[str, str], reason: str
) -> None:
    shop.simple("G1")
    shop.products[0] |= cells
    shop.simple("G2")
    feed = read(shop.write())
    assert list(feed.products) == ["G2"]
    assert feed.told() == [(2, reason)]


def test_a_repeated_row_is_merged_and_the_later_one_stands(read: Any, shop: Any) -> None:
    shop.simple("G1", name="Old")
    shop.simple("G1", name="New")
    shop.simple("G2")
    shop.simple("G2")
    feed = read(shop.write())
    assert feed.products["G1"].name == {"en": "New"}
    assert feed.told("note") == [(3, "differs from row 2; the later one stands")]
    assert (feed.ledger.rows, feed.ledger.credited, feed.ledger.refused) == (4, 2, 0)


def test_a_row_without_a_name_is_called_by_its_code(read: Any, shop: Any) -> None:
    shop.simple("G1", name=" &nbsp; ")
    feed = read(shop.write())
    assert feed.products["G1"].name == {"en": "G1"}
    assert feed.ledger.refused == 0


def test_other_store_views_tell_the_texts_in_their_language(read: Any, shop: Any) -> None:
    shop.simple("G1", name="Chair")
    shop.simple("G1", name="Sedia", store_view_code="it_IT", description="<p>Di legno.</p>")
    shop.simple("G1", name="Stuhl", store_view_code="german", price="")
    shop.simple("G1", name="?", store_view_code="b2b")
    shop.simple("G9", name="Tisch", store_view_code="de")
    feed = read(shop.write())
    chair = feed.products["G1"]
    assert chair.name == {"en": "Chair", "it": "Sedia", "de": "Stuhl"}
    assert chair.description["it"] == "Di legno."
    assert chair.variants[0].prices == {"EUR": Price(2000)}
    assert feed.told() == [(6, "no row of the default store view has this SKU")]
    assert feed.told("note") == [(5, "the language of this store view is not known; its texts are left out")]


def test_of_two_variants_with_the_same_choices_one_stands_alone(read: Any, shop: Any) -> None:
    shop.variant("A1", "S", "Red")
    shop.variant("A1", "S", "red")
    shop.parent("A1", ("S", "Red"), ("S", "red"))
    feed = read(shop.write())
    assert [variant.sku for variant in feed.products["A1"].variants] == ["A1-S-Red"]
    assert len(feed.products) == 2
    assert [row for row, _ in feed.told("note")] == [3]


def test_a_variant_belongs_to_the_first_parent_that_names_it(read: Any, shop: Any) -> None:
    shop.variant("A1", "S", "Red")
    shop.parent("A1", ("S", "Red"))
    shop.parent("B1", ("S", "Red"), configurable_variations="sku=A1-S-Red,size=S,color=Red")
    feed = read(shop.write())
    assert list(feed.products) == ["A1"]
    assert feed.told("note") == [(4, "the variant belongs to another product already")]
    assert feed.told() == [(4, "none of its variants can be used")]


def test_stock_goes_to_the_store_and_is_a_status_where_no_number_is_told(read: Any, shop: Any) -> None:
    columns = ["sku", "product_type", "name", "price", "qty", "is_in_stock", "manage_stock"]
    rows = [
        {"sku": "G1", "qty": "7.0000"},
        {"sku": "G2", "qty": "many"},
        {"sku": "G3", "qty": "", "is_in_stock": "1"},
        {"sku": "G4", "qty": "9", "is_in_stock": "0"},
        {"sku": "G5", "qty": "0", "manage_stock": "0"},
        {"sku": "G6"},
    ]
    shop.table(
        "products.csv", *(row | {"product_type": "simple", "name": "x"} for row in rows), columns=columns
    )
    feed = read(shop.folder)
    assert feed.stock == {
        "G1": ("", 7, ""),
        "G3": ("", None, "in_stock"),
        "G4": ("", 0, ""),
        "G5": ("", None, "in_stock"),
    }
    assert feed.told("note") == [(3, "left out: this is not a quantity")]


def test_pictures_show_their_colour_and_missing_ones_are_noted(read: Any, shop: Any) -> None:
    for number, name in enumerate(("a1-red_main", "a1-red_back", "a1-blue_main")):
        shop.photo(f"m/h/{name}.jpg", (30, 40 + number))
    shop.parent("A1", ("S", "Red"), ("S", "Blue"), base_image="/m/h/a1-blue_main.jpg")
    shop.variant(
        "A1", "S", "Red", base_image="/m/h/a1-red_main.jpg", additional_images="/m/h/a1-red_back.jpg"
    )
    shop.variant("A1", "S", "Blue", base_image="/m/h/a1-blue_main.jpg", additional_images="/m/h/gone.jpg")
    feed = read(shop.write())
    assert [(each.height, each.view, each.options) for each in feed.products["A1"].pictures] == [
        (42, "front", {"colour": "blue"}),
        (40, "front", {"colour": "red"}),
        (41, "back", {"colour": "red"}),
    ]
    assert feed.products["A1"].pictures[1].alt == {"en": "Product A1, Red"}
    assert feed.told("note") == [(2, "there is no such picture")]


def test_a_picture_of_several_colours_shows_them_all(read: Any, shop: Any) -> None:
    shop.photo("both.jpg")
    shop.parent("A1", ("S", "Red"), ("S", "Blue"))
    shop.variant("A1", "S", "Red", base_image="both.jpg")
    shop.variant("A1", "S", "Blue", base_image="both.jpg", additional_images="no_selection")
    feed = read(shop.write())
    assert [picture.options for picture in feed.products["A1"].pictures] == [{}]
    assert feed.told("note") == []


def test_links_follow_variants_to_their_products(read: Any, shirt: Any) -> None:
    shirt.simple("G1")
    shirt.table("upsell.csv", {"sku": "A1", "linked_sku": "G1\nA1-S-Red\nnobody"})
    shirt.table(
        "crosssell.csv",
        {"sku": "G1", "linked_sku": "A1-S-Red\nA1-XS-Red"},
        {"sku": "nobody", "linked_sku": "A1"},
    )
    feed = read(shirt.write())
    assert feed.products["A1"].related == ["G1"]
    assert feed.products["G1"].goes_with == ["A1"]
    assert feed.told() == [(3, "no product of this feed has this SKU")]
    assert feed.told("note") == [(2, "no product of this feed has this SKU; link left out")]


def review(sku: str, stars: str, title: str = "Good") -> dict[str, str]:
    columns = {"sku": sku, "rating_code": "Rating", "rating_value": stars, "title": title, "review": "Text."}
    return columns | {"reviewer": "Ann", "email": "ann@example.com"}


def test_reviews_are_counted_and_kept_without_addresses(read: Any, shop: Any) -> None:
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
    feed = read(shop.write())
    assert feed.products["G1"].rating.counts == (0, 1, 0, 0, 1)
    assert [each.author for each in feed.products["G1"].reviews] == ["Ann", "Ann"]
    assert "example.com" not in repr(feed.products)
    assert [number for number, _ in feed.told()] == [5, 6]
    assert (feed.products["G1"].rank, feed.products["G2"].rank) == (0, 1)


def test_more_reviews_than_anybody_reads_are_counted_and_cut(read: Any, shop: Any) -> None:
    shop.simple("G1")
    shop.table("reviews.csv", *(review("G1", "4", f"No. {number}") for number in range(60)))
    found = read(shop.write()).products["G1"]
    assert found.rating.total == 60
    assert len(found.reviews) == 50


def test_categories_form_a_tree_and_the_shelf_is_no_showcase(read: Any, shop: Any) -> None:
    shop.simple(
        "G1",
        categories="Default Category/Collections/New/Best,Default Category/Men/Tops,Default Category/Men",
    )
    feed = read(shop.write())
    assert feed.products["G1"].category == "men-tops"
    assert feed.products["G1"].extra == {"also_in": "Best"}
    assert feed.categories == [
        ("men", ""),
        ("men-tops", "men"),
    ]


def test_categories_one_a_line_follow_the_category_table(read: Any, shop: Any) -> None:
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
    feed = read(shop.folder)
    assert feed.products["B1"].category == "gear-bags"
    assert feed.products["B1"].extra == {"also_in": "Eco"}
    assert [number for number, _ in feed.told()] == [4, 5]


def test_known_tables_without_a_place_are_refused_without_their_values(read: Any, shop: Any) -> None:
    shop.simple("G1")
    shop.table("wishlist.csv", {"name": "Wants", "customer_email": "ann@example.com", "product_list": "G1"})
    feed = read(shop.write())
    assert feed.ledger.refused == 1
    assert "example.com" not in repr(feed.ledger.findings)


@pytest.mark.parametrize("header", ["sku,name,price", "Handle,Title,Variant SKU", "a", ""])
def test_other_tables_are_none_of_magentos(tmp_path: Path, header: str) -> None:
    path = tmp_path / "products.csv"
    path.write_text(f"{header}\n1,2,3\n")
    assert FORMAT.claim([FeedFile(path)]) == []


def test_a_single_file_is_recognised_whatever_it_is_called(read: Any, shirt: Any) -> None:
    path = shirt.write() / "products.csv"
    renamed = path.rename(path.with_name("export.2026-11"))
    assert len(read(renamed).products) == 1


def test_options_follow_the_attribute_table(read: Any, shop: Any) -> None:
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
    found = read(shop.write()).products["A1"]
    assert [value.id for value in found.options[0].values] == ["blue", "red"]
    assert found.details == [{"en": "Made of: Wool"}]


def test_photos_that_no_row_names_are_given_by_name(read: Any, shop: Any) -> None:
    for number, name in enumerate(
        ("mb01-blue-0.jpg", "luma-foam-roller.jpg", "luma-foam-roller-red.jpg", "gift-card.jpg")
    ):
        shop.photo(name, (30, 40 + number))
    shop.simple("24-MB01", name="Duffle Bag")
    shop.simple("24-WG08", name="Sprite Foam Roller")
    shop.simple("24-WG09", name="Sprite Foam Brick")
    feed = read(shop.write())
    shown = {key: [each.height for each in product.pictures] for key, product in feed.products.items()}
    assert shown == {"24-MB01": [40], "24-WG08": [42, 41], "24-WG09": []}
    assert len(feed.told("note")) == 4


def test_a_table_given_alone_takes_no_photo_that_happens_to_lie_beside_it(read: Any, shop: Any) -> None:
    shop.simple("24-MB01", name="Duffle Bag")
    path = shop.write() / "products.csv"
    shop.photo("mb01-blue-0.jpg").rename(shop.folder / "mb01-blue-0.jpg")
    assert read(path).products["24-MB01"].pictures == []
    shop.photo("mb01-blue-0.jpg")
    assert len(read(path).products["24-MB01"].pictures) == 1


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
def test_the_form_of_the_file_does_not_matter(read: Any, shop: Any, mutilate: Mutilate) -> None:
    shop.simple("G1", name="Città", description="<p>Two\nlines.</p>")
    path = shop.write() / "products.csv"
    plain = read(shop.folder)
    path.write_bytes(mutilate(path.read_bytes()))
    assert read(shop.folder).products == plain.products


def test_measures_and_links_of_columns(read: Any, shop: Any) -> None:
    columns = ["sku", "product_type", "name", "price", "weight", "crosssell_skus", "upsell_skus"]
    columns += ["ts_dimensions_length", "ts_dimensions_width", "ts_dimensions_height", "brand"]
    shop.table(
        "products.csv",
        {"sku": "G1", "product_type": "simple", "name": "Box", "price": "5", "weight": "2.5", "brand": "Acme"}
        | {"ts_dimensions_length": "30", "ts_dimensions_width": "20", "ts_dimensions_height": "10"}
        | {"crosssell_skus": "G2", "upsell_skus": "G2,G1"},
        {"sku": "G2", "product_type": "simple", "name": "Lid", "price": "5", "weight": "1.0000"},
        columns=columns,
    )
    found = read(shop.folder, length_unit="cm", weight_unit="kg").products
    assert found["G1"].variants[0].size == Size(200, 300, 100, 2500)
    assert (found["G1"].goes_with, found["G1"].related) == (["G2"], ["G2"])
    assert found["G1"].extra == {"brand": "Acme"}
    unknown = read(shop.folder).products
    assert unknown["G1"].variants[0].size == Size(text="W 20 × H 10 × L 30")
    assert unknown["G1"].extra == {"weight": "2.5", "brand": "Acme"}


def test_a_description_may_tell_the_measures_of_a_single_product(read: Any, shop: Any) -> None:
    shop.simple("B1", description="<ul><li>Zip.</li><li>Dimensions: 20 cm W x 30 cm H</li></ul>")
    assert read(shop.write()).products["B1"].variants[0].size == Size(
        200, 0, 300, text="Dimensions: 20 cm W x 30 cm H"
    )
