"""A Saleor fixture, object by object, and the demo shop of Saleor itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import StorePart
from sync.hub.feeds.saleor.reader import FORMAT
from sync.protocol.money import Price
from sync.protocol.products import Size

Fixture = list[dict[str, Any]]


def entry(model: str, pk: int | str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "pk": pk, "fields": fields}


def shoe(**variant: Any) -> Fixture:
    """One shoe with a size, in two channels; details before what they belong to."""
    return [
        entry("warehouse.stock", 1, warehouse="w-1", product_variant=7, quantity=9, quantity_allocated=2),
        entry("product.category", 2, name="Shoes &amp; more", slug="shoes", parent=1),
        entry("product.category", 1, name="All", slug="all", parent=None),
        entry("product.product", 5, name=" <b>Plimsolls</b>", slug="plimsolls", category=2, product_type=3)
        | {"fields": {"name": " <b>Plimsolls</b>", "slug": "plimsolls", "category": 2, "product_type": 3}
           | {"description": {"blocks": [
               {"type": "paragraph", "data": {"text": "Light &amp; <i>soft</i>."}},
               {"type": "list", "data": {"items": ["Canvas", {"content": "Rubber sole"}]}},
               {"type": "image"}, 3,
           ]}}},
        entry("product.producttype", 3, name="Shoe", weight="0.0:kg"),
        entry("product.productvariant", 7,
              **{"sku": "P-39", "name": "39", "product": 5, "weight": "1.5:kg"} | variant),
        entry("product.productchannellisting", 1, product=5, channel=1, is_published=True),
        entry("product.productchannellisting", 2, product=5, channel=2, is_published=False),
        entry("product.productvariantchannellisting", 1, variant=7, channel=1, currency="USD",
              price_amount="50.000", discounted_price_amount="40.000"),
        entry("product.productvariantchannellisting", 2, variant=7, channel=2, currency="PLN",
              price_amount="200.000", discounted_price_amount="200.000"),
        entry("product.productmedia", 2, product=5, image="products/b.png", sort_order=2, type="IMAGE"),
        entry("product.productmedia", 1, product=5, image="products/a.png", sort_order=1, type="IMAGE",
              alt="Side"),
        entry("product.productmedia", 3, product=5, image="", external_url="https://v.example", type="VIDEO"),
        entry("attribute.attribute", 1, name="Shoe size", slug="shoe-size"),
        entry("attribute.attributevalue", 1, name="39", attribute=1),
        entry("attribute.attribute", 2, name="Material", slug="material"),
        entry("attribute.attributevalue", 2, name="Canvas", attribute=2),
        entry("attribute.assignedvariantattribute", 1, variant=7, assignment=13),
        entry("attribute.assignedvariantattributevalue", 1, value=1, assignment=1),
        entry("attribute.assignedproductattributevalue", 1, value=2, product=5),
        entry("product.collection", 1, name="Summer"),
        entry("product.collectionproduct", 1, product=5, collection=1),
        entry("warehouse.warehouse", "w-1", name="Main hall", slug="hall", address=4),
        entry("account.address", 4, city="Torino", street_address_1="Via Po 1", street_address_2=""),
    ]  # fmt: skip


@pytest.fixture
def fixture(tmp_path: Path):
    def write(objects: Any) -> Path:
        path = tmp_path / "shop.json"
        path.write_text(json.dumps(objects), encoding="utf-8")
        return path

    return write


def test_a_product_is_put_together_from_all_over_the_file(fixture, put_together) -> None:
    found = put_together(FORMAT, fixture(shoe()))
    product = found.products["plimsolls"]
    assert product.name == {"en": "Plimsolls"}
    assert product.description == {"en": "Light & soft."}
    assert [line["en"] for line in product.details] == ["Canvas", "Rubber sole"]
    assert (product.category, found.categories) == ("shoes", [("shoes", "all"), ("all", "")])
    assert product.extra == {"material": "Canvas", "also_in": "Summer"}
    (variant,) = product.variants
    assert variant.options == {"shoe-size": "39"}
    assert variant.prices == {"USD": Price(4000, was=5000)}
    assert variant.size == Size(weight=1500)
    assert found.stock == {"P-39": ("hall", 7, "")}
    assert found.ledger.refused == 0
    assert found.ledger.rows == len(shoe())


def test_pictures_stand_in_their_order_and_videos_are_none(fixture, list_parts) -> None:
    listing = list_parts(FORMAT, fixture(shoe()))
    pictures = listing.product("plimsolls").pictures
    assert [picture.ref for picture in pictures] == ["products/a.png", "products/b.png"]
    assert pictures[0].alt == {"en": "Side"}


def test_a_warehouse_is_a_store(fixture, list_parts) -> None:
    (part,) = list_parts(FORMAT, fixture(shoe())).of(StorePart)
    assert (part.store.code, part.store.name) == ("hall", "Main hall")
    assert (part.store.city, part.store.address) == ("Torino", "Via Po 1")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"track_inventory": False}, (None, "in_stock")),
        ({"is_preorder": True}, (None, "preorder")),
        ({}, (7, "")),
    ],
)
def test_stock_that_nobody_counts_is_a_status(fixture, list_parts, fields, told) -> None:
    assert list_parts(FORMAT, fixture(shoe(**fields))).stock("hall") == {"P-39": told}


def test_a_variant_without_a_sku_goes_by_its_number(fixture, put_together) -> None:
    found = put_together(FORMAT, fixture(shoe(sku=None, name="UHJvZHVjdFZhcmlhbnQ6Nw==")))
    (variant,) = found.products["plimsolls"].variants
    assert variant.sku == "variant-7"
    assert found.told("note")[0] == (6, "there is no SKU; variant-7 stands for it")


def test_what_no_channel_shows_is_refused_with_its_variants(fixture, put_together) -> None:
    objects = shoe()
    objects[6]["fields"]["is_published"] = False
    found = put_together(FORMAT, fixture(objects))
    assert found.products == {}
    assert {row for row, _ in found.told()} == {4, 6}


def test_a_bad_price_costs_the_price(fixture, put_together) -> None:
    objects = shoe()
    objects[8]["fields"]["price_amount"] = "much"
    found = put_together(FORMAT, fixture(objects))
    assert found.products["plimsolls"].variants[0].prices == {}
    assert found.told("note")[0] == (9, "left out: this is not a price")


def test_other_models_and_other_things_are_refused_in_words(fixture, put_together) -> None:
    objects: list[Any] = [*shoe(), entry("menu.menu", 1, name="x"), {"model": "product.product"}, 4]
    objects.append(entry("product.productvariant", 9, sku="Z", product=99))
    assert [reason for _, reason in put_together(FORMAT, fixture(objects)).told()] == [
        "the catalogue has no place for objects of this model",
        "this is no object of a model with fields",
        "this is no object of a model with fields",
        "there is no such product",
    ]


def test_other_json_is_not_claimed(fixture) -> None:
    for content in ([], {}, [{"name": "x"}], [entry("auth.user", 1)], "model"):
        assert FORMAT.claim([FeedFile(fixture(content))]) == []


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 2**70)
    | st.floats()
    | st.text(max_size=5)
    | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
wounds = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 9), values), min_size=1, max_size=6)


@given(wounds=wounds)
def test_no_field_is_of_a_kind_that_stops_the_reader(wounds, put_together, tmp_path_factory) -> None:
    objects = shoe()
    for place, field, value in wounds:
        fields = objects[place]["fields"]
        if field < len(fields):
            fields[sorted(fields)[field]] = value
        elif field == len(fields):
            objects[place]["pk"] = value
        else:
            objects[place]["fields"] = value
            if not isinstance(value, dict):
                objects[place] = {"model": "product.product", "fields": {}, "pk": value}
    path = tmp_path_factory.mktemp("fixture") / "shop.json"
    path.write_text(json.dumps(objects), encoding="utf-8")
    ledger = put_together(FORMAT, path).ledger
    assert ledger.rows == len(objects)
    assert 0 <= ledger.credited <= ledger.rows - ledger.refused


def test_saleors_own_demo_comes_whole(shared_data: Path, tmp_path: Path, import_feed) -> None:
    folder = shared_data / "saleor-demo"
    summary = import_feed(folder)
    objects = json.loads((folder / "populatedb_data.json").read_text(encoding="utf-8"))
    products = sum(each["model"] == "product.product" for each in objects)
    variants = sum(each["model"] == "product.productvariant" for each in objects)
    assert summary["rows"] == len(objects)
    assert (summary["products"], summary["variants"]) == (products, variants) == (32, 73)
    assert (summary["stock"], summary["categories"], summary["currency"]) == (56, 16, "PLN, USD")
    again = import_feed(folder)
    assert (again["added"], again["changed"], again["version"]) == (0, 0, summary["version"])
