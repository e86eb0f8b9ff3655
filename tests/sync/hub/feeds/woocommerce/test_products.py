import csv
from pathlib import Path

import pytest

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import VariantPart
from sync.hub.feeds.woocommerce.columns import name_of
from sync.hub.feeds.woocommerce.reader import FORMAT
from sync.protocol.money import Price
from sync.protocol.products import Size

HEADER = (
    "ID;Type;SKU;GTIN, UPC, EAN, or ISBN;Name;Published;Is featured?;Visibility in catalog"
    ";Short description;Description;Date sale price starts;Date sale price ends;Tax status;In stock?"
    ";Stock;Backorders allowed?;Weight (kg);Length (cm);Width (cm);Height (cm);Sale price"
    ";Regular price;Categories;Tags;Images;Parent;Grouped products;Upsells;Cross-sells;Position"
    ";Attribute 1 name;Attribute 1 value(s);Attribute 1 visible;Attribute 1 global"
    ";Attribute 2 name;Attribute 2 value(s);Attribute 2 visible;Meta: _wc_x;Meta: fabric"
)
GERMAN = (
    "ID;Typ;Artikelnummer;Name;Veröffentlicht;Vorrätig?;Lager;Gewicht (kg);Regulärer Preis"
    ";Übergeordnetes Produkt;Attribut 1 Name;Attribut 1 Wert(e)"
)
ITALIAN = (
    "ID;Tipo;COD;Nome;Pubblicato;In magazzino?;Magazzino;Peso (kg);Prezzo di listino;Genitore"
    ";Nome dell'attributo 1;Valori dell'attributo 1"
)
FRENCH = (
    "ID;Type;UGS;Nom;Publié;En stock ?;Inventaire;Poids (kg);Tarif régulier;Parent"
    ";Nom de l’attribut 1;Valeur(s) de l’attribut 1"
)
SPANISH = (
    "ID;Tipo;SKU;Nombre;Publicado;¿Existencias?;Inventario;Peso (kg);Precio normal;Superior"
    ";Nombre del atributo 1;Valor(es) del atributo 1"
)
JAPANESE = "ID;タイプ;SKU;名前;公開済み;在庫の有無;在庫;重量(kg);標準価格;親;属性 1 の名前;属性 1 の値"
HOODIE = {
    "ID": "10", "Type": "variable", "SKU": "HOOD", "Name": "Hoodie &amp; more", "Published": "1",
    "Short description": "Warm\\nand soft", "Description": "<p>Brushed.</p>\\n<ul>\\n<li>Hood</li>\\n</ul>",
    "Weight (kg)": "0,5", "Length (cm)": "30", "Width (cm)": "40", "Categories": "Sale, Clothing > Hoodies",
    "Tags": "cosy",
    "Images": "https://s.example/a,b.jpg, https://s.example/c.jpg", "Upsells": "COAT, id:9",
    "Cross-sells": "CAP",
    "Attribute 1 name": "Color", "Attribute 1 value(s)": "Red, Blue\\, dark", "Attribute 1 visible": "1",
    "Attribute 2 name": "Material", "Attribute 2 value(s)": "Cotton", "Attribute 2 visible": "1",
    "Meta: _wc_x": "hidden", "Meta: fabric": "fleece", "Stock": "9", "In stock?": "1",
}  # fmt: skip
RED = {
    "ID": "11", "Type": "variation", "SKU": "HOOD-R", "GTIN, UPC, EAN, or ISBN": "4006381333931",
    "Name": "Hoodie - Red", "Published": "1", "In stock?": "1", "Stock": "'-3", "Sale price": "35",
    "Regular price": "45,50", "Date sale price ends": "2026-12-31 00:00:00", "Parent": "HOOD",
    "Attribute 1 name": "Color", "Attribute 1 value(s)": "Red", "Images": "https://s.example/red.jpg",
}  # fmt: skip


@pytest.fixture
def export(tmp_path: Path):
    def write(*rows: dict[str, str], header: str = HEADER) -> Path:
        path = tmp_path / "wc-product-export.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header.split(";"))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def test_a_variable_product_and_its_variations(export, list_parts):
    blue = RED | {
        "ID": "12", "SKU": "", "Parent": "id:10", "Stock": "parent", "In stock?": "backorder",
        "Sale price": "40", "Date sale price starts": "2026-12-01", "Attribute 1 value(s)": "Blue\\, dark",
        "Weight (kg)": "0.7", "GTIN, UPC, EAN, or ISBN": "",
    }  # fmt: skip
    listing = list_parts(FORMAT, export(HOODIE, RED, blue))
    hoodie = listing.product("HOOD")
    assert hoodie.name == {"en": "Hoodie & more"}
    assert hoodie.lead == {"en": "Warm and soft"}
    assert hoodie.description == {"en": "Brushed."}
    assert [line["en"] for line in hoodie.details] == ["Hood", "Material: Cotton"]
    assert hoodie.shelf == ["Clothing", "Hoodies"]
    assert hoodie.orders == {"Color": ["Red", "Blue, dark"]}
    assert [picture.ref for picture in hoodie.pictures] == [
        "https://s.example/a,b.jpg",
        "https://s.example/c.jpg",
    ]
    assert (hoodie.related, hoodie.goes_with) == (["COAT", "id:9"], ["CAP"])
    assert hoodie.extra == {"tags": "cosy", "meta: fabric": "fleece", "also_in": "Sale"}
    first, second = listing.of(VariantPart)
    assert (first.sku, first.key, first.gtin) == ("HOOD-R", "HOOD", "04006381333931")
    assert first.prices == {"EUR": Price(3500, was=4550, until="2026-12-31")}
    assert first.size == Size(width=400, depth=300, weight=500)
    assert (second.sku, second.key, second.options) == ("id:12", "HOOD", {"Color": "Blue, dark"})
    assert second.prices == {"EUR": Price(4550)}
    assert second.size == Size(width=400, depth=300, weight=700)
    assert listing.stock() == {"HOOD-R": (0, ""), "id:12": (None, "backorder")}
    assert {(row, field) for row, field, _ in listing.told()} == {(4, "sku"), (4, "sale price")}


def test_what_is_not_sold_is_refused_with_its_reason(export, list_parts):
    listing = list_parts(
        FORMAT,
        export(
            HOODIE | {"Published": "-1"},
            RED,
            {"ID": "20", "Type": "grouped", "SKU": "SET", "Name": "Set", "Published": "1"},
            {"Type": "simple", "Name": "Nameless", "Published": "1"},
            {"ID": "21", "Type": "simple, virtual", "SKU": "1.23E+12", "Name": "Box", "Published": "1"},
            {"ID": "22", "Type": "external", "SKU": "EXT", "Name": "Far", "Visibility in catalog": "hidden"},
        ),
    )
    assert [row for row, _, _ in listing.told("refused")] == [2, 3, 4, 5]
    assert [part.sku for part in listing.of(VariantPart)] == ["id:21", "EXT"]
    assert listing.ledger.rows == 6


@pytest.mark.parametrize("header", [GERMAN, ITALIAN, FRENCH, SPANISH, JAPANESE])
def test_the_header_may_be_in_the_shops_language(header, export, list_parts):
    rows = (
        "1;variable;P;Tasche;1;;;;;;;",
        "2;variation;P-1;T;1;1;4;1,2;9,90;id:1;Farbe;Rot",
    )
    records = (dict(zip(header.split(";"), row.split(";"), strict=True)) for row in rows)
    listing = list_parts(FORMAT, export(*records, header=header))
    part = listing.variant("P-1")
    assert (part.key, part.options, part.size.weight) == ("P", {"Farbe": "Rot"}, 1200)
    assert part.prices == {"EUR": Price(990)}
    assert listing.stock() == {"P-1": (4, "")}


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("attribute 1 visible", "attribute1 other"),
        ("atributo visible 1", "attribute1 other"),
        ("weight (lbs)", "weight:lb"),
        ("gtin, upc, ean o isbn", "gtin"),
        ("meta: attribute_3_name", "meta: attribute_3_name"),
    ],
)
def test_columns_have_one_name(column, name):
    assert name_of(column) == name


@pytest.mark.parametrize("header", ["sku,name,price", "id,title,availability", "Handle,Title,Type"])
def test_other_tables_are_left_to_others(header, export):
    assert FORMAT.claim([FeedFile(export(header=header.replace(",", ";")))]) == []
