import csv
from pathlib import Path

import pytest

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import ProductPart, VariantPart
from sync.hub.feeds.shopify.reader import FORMAT
from sync.protocol.money import Price

OLD = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,"
    "Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Option2 Linked To,Variant SKU,"
    "Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,"
    "Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,"
    "Image Alt Text,Gift Card,SEO Title,Google Shopping / Gender,"
    "Fit (product.metafields.custom.fit),Variant Image,Variant Weight Unit,Cost per item,"
    "Price / International,Status"
)
NEW = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,"
    "Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,"
    "Option1 Linked To,Option2 name,Option2 value,Price,Compare-at price,Cost per item,"
    "Inventory tracker,Inventory quantity,Continue selling when out of stock,"
    "Weight value (grams),Weight unit for display,Product image URL,Image position,"
    "Image alt text,Variant image URL"
)


@pytest.fixture
def export(tmp_path: Path):
    def write(columns: str, *rows: dict[str, str], name: str = "products_export_1.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(","))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


TEE = {
    "Handle": "tee",
    "Title": "Linen tee",
    "Body (HTML)": "<p>Light.</p><ul><li>Washable</li></ul>",
    "Vendor": "Emaia",
    "Product Category": "Apparel & Accessories > Clothing",
    "Type": "Tees",
    "Tags": "summer, new",
    "Published": "TRUE",
    "Option1 Name": "Color",
    "Option1 Value": "Sand",
    "Option2 Name": "Size",
    "Option2 Value": "M",
    "Variant SKU": "'0007",
    "Variant Grams": "180",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "-2",
    "Variant Inventory Policy": "continue",
    "Variant Price": "19.90",
    "Variant Compare At Price": "25.00",
    "Variant Barcode": "'4006381333931",
    "Image Src": "https://cdn.example/tee.jpg?v=1",
    "Image Alt Text": "Tee, front",
    "Cost per item": "7.10",
    "Price / International": "22",
    "Fit (product.metafields.custom.fit)": "Loose",
    "Status": "active",
}


def test_rows_inherit_by_handle_and_the_price_to_compare_is_the_old_one(export, list_parts):
    listing = list_parts(
        FORMAT,
        export(
            OLD,
            TEE,
            {"Handle": "tee", "Option1 Value": "Sky", "Option2 Value": "L", "Variant Price": "19.90",
             "Variant Compare At Price": "19.90", "Variant SKU": "T-2", "Variant Image": "https://cdn.example/sky.jpg"},
            {"Handle": "tee", "Image Src": "https://cdn.example/back.jpg", "Image Position": "2"},
        ),
    )  # fmt: skip
    first, second = listing.of(VariantPart)
    assert (first.sku, first.key, first.gtin, first.size.weight) == ("0007", "tee", "04006381333931", 180)
    assert first.options == {"Color": "Sand", "Size": "M"}
    assert first.prices == {"EUR": Price(1990, was=2500)}
    assert second.options == {"Color": "Sky", "Size": "L"}
    assert second.prices == {"EUR": Price(1990)}
    assert second.pictures[0].ref == "https://cdn.example/sky.jpg"
    told, pictured = listing.of(ProductPart)
    assert told.details == [{"en": "Washable"}]
    assert told.shelf == ["Tees"]
    assert told.extra == {
        "vendor": "Emaia",
        "tags": "summer, new",
        "fit": "Loose",
        "category": "Apparel & Accessories > Clothing",
    }
    assert told.pictures[0].alt == {"en": "Tee, front"}
    assert pictured.pictures[0].ref.endswith("back.jpg")
    assert listing.stock() == {"0007": (0, "backorder")}
    assert (listing.ledger.rows, listing.ledger.refused) == (3, 0)


def test_the_new_column_names_say_the_same(export, list_parts):
    row = {
        "Title": "Mug", "URL handle": "mug", "Description": "Enamel.", "SKU": "MUG", "Barcode": "",
        "Published on online store": "TRUE", "Status": "Active", "Option1 name": "Title",
        "Option1 value": "Default Title", "Price": "12", "Compare-at price": "15", "Inventory tracker": "",
        "Inventory quantity": "0", "Weight value (grams)": "300.0", "Product image URL": "https://cdn.example/mug.jpg",
    }  # fmt: skip
    listing = list_parts(FORMAT, export(NEW, row))
    mug = listing.variant("MUG")
    assert (mug.options, mug.prices, mug.size.weight) == ({}, {"EUR": Price(1200, was=1500)}, 300)
    assert listing.stock() == {"MUG": (None, "in_stock")}


def test_a_linked_choice_is_shown_as_a_word(export, list_parts):
    row = {"Title": "Hat", "URL handle": "hat", "Option1 name": "Color", "Option1 value": "heather-grey",
           "Option1 Linked To": "product.metafields.shopify.color-pattern", "SKU": "H"}  # fmt: skip
    assert list_parts(FORMAT, export(NEW, row)).variant("H").options == {"Color": "Heather grey"}


def test_a_variant_without_sku_goes_by_its_handle_and_choices(export, list_parts):
    rows = [
        TEE | {"Variant SKU": "", "Variant Barcode": "1.23E+12"},
        {"Handle": "tee", "Option1 Value": "Sky", "Option2 Value": "L", "Variant Price": "x"},
    ]
    listing = list_parts(FORMAT, export(OLD, *rows))
    assert [part.sku for part in listing.of(VariantPart)] == ["tee-sand-m", "tee-sky-l"]
    assert [(row, field) for row, field, _ in listing.told()] == [
        (2, "sku"), (2, "barcode"), (3, "sku"), (3, "price"),
    ]  # fmt: skip
    assert listing.variant("tee-sand-m").extra == {"barcode": "1.23E+12"}


def test_drafts_and_rows_without_anything_are_refused_with_their_reason(export, list_parts):
    listing = list_parts(
        FORMAT,
        export(
            OLD,
            TEE | {"Status": "draft"},
            {"Handle": "tee", "Option1 Value": "Sky", "Variant Price": "19.90"},
            {"Handle": "Note: red columns are required"},
            {"Variant Price": "3"},
            {"Handle": "hat", "Title": "Hat", "Published": "false", "Variant Price": "3"},
            {"Handle": "cap", "Title": "Cap", "Published": "false", "Status": "active", "Variant Price": "3"},
        ),
    )
    refused = listing.told("refused")
    assert [row for row, _, _ in refused] == [2, 3, 4, 5, 6]
    assert "draft" in refused[0][2]
    assert "draft" in refused[1][2]
    assert [part.key for part in listing.of(ProductPart)] == ["cap"]


def test_inventory_tells_each_place_a_row(export, list_parts):
    columns = (
        "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Bin name,"
        "Incoming (not editable),Unavailable (not editable),Committed (not editable),"
        "Available (not editable),On hand (current),On hand (new)"
    )
    row = {"Handle": "tee", "Option1 Name": "Color", "Option1 Value": "Sand", "Location": "Torino Centro"}
    listing = list_parts(
        FORMAT,
        export(
            columns,
            row
            | {"SKU": "0007", "Bin name": "A-3", "Available (not editable)": "4", "On hand (current)": "6"},
            row | {"SKU": "-", "Available (not editable)": "not stocked"},
            row | {"SKU": "-", "On hand (new)": "5", "Location": "Milano"},
            row | {"SKU": "T-9", "Available (not editable)": "many"},
            {"Location": "Milano", "On hand (new)": "5"},
            name="inventory_export_1.csv",
        ),
    )
    assert listing.stock("torino-centro") == {"0007": (4, "")}
    assert listing.stock("milano") == {"tee-sand": (5, "")}
    assert [part.store.name for part in listing.parts if hasattr(part.store, "name")] == [
        "Torino Centro",
        "Milano",
    ]
    assert [row for row, _, _ in listing.told("refused")] == [6]


def test_older_inventory_has_a_column_for_each_place(export, list_parts):
    columns = "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Shop Bari,Warehouse"
    row = {
        "Handle": "tee",
        "Title": "Tee",
        "SKU": "A",
        "COO": "IT",
        "Shop Bari": "3",
        "Warehouse": "not stocked",
    }
    listing = list_parts(FORMAT, export(columns, row, row | {"SKU": "B", "Warehouse": "0"}))
    assert listing.stock("shop-bari") == {"A": (3, ""), "B": (3, "")}
    assert listing.stock("warehouse") == {"B": (0, "")}


@pytest.mark.parametrize(
    "header", ["sku,name,price,product_type", "id,title,price,availability", "ID,Type,SKU,Name,Regular price"]
)
def test_other_tables_are_left_to_others(header, export):
    assert FORMAT.claim([FeedFile(export(header))]) == []
