import pytest

from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.parts import ProductPart, StockPart, VariantPart
from sync.protocol.money import Price

ITALIAN = (
    "Giacenze di magazzino;;;;;;\r\nStampato il;26/11/2026;;;;;\r\n"
    "Codice articolo;Descrizione;Codice a barre;Prezzo (EUR);Giacenza;Costo;Materiale\r\n"
    "00123;Sedia da cucina, già montata;4006381333931;1.290,00;4;700,00;Legno\r\n"
    "00124;Tavolo;4,00638E+12;49,90;;20;\r\n"
    "00125;Libro;4006381333932;0,00;esaurito;20;\r\n"
    "Totale;;;;4;;\r\n"
)


def only(parts, kind):
    return [part for part in parts if isinstance(part, kind)]


def test_an_erp_export_saved_by_excel_in_italy(read_table) -> None:
    parts, ledger = read_table(ITALIAN, encoding="cp1252")
    chair, table, book = only(parts, VariantPart)
    assert (chair.sku, chair.gtin, chair.prices) == ("00123", "04006381333931", {"EUR": Price(129000)})
    assert only(parts, ProductPart)[0].name == {"it": "Sedia da cucina, già montata"}
    assert only(parts, ProductPart)[0].extra == {"materiale": "Legno"}
    assert (table.gtin, table.prices) == ("", {"EUR": Price(4990)})
    assert table.extra["gtin"] == "4,00638E+12"
    assert book.prices == {}
    assert [(part.sku, part.quantity, part.status) for part in only(parts, StockPart)] == [
        ("00123", 4, ""),
        ("00125", None, "out_of_stock"),
    ]
    assert [(found.row.number, found.field) for found in ledger.walk() if found.row.number] == [
        (5, "gtin"),
        (6, "gtin"),
        (6, "price"),
        (7, "sku"),
    ]
    assert (ledger.rows, ledger.refused) == (4, 1)


def test_what_the_shop_pays_is_never_kept(read_table) -> None:
    parts, _ = read_table(
        "SKU,Name,Price,Cost,Einkaufspreis,Supplier,仕入価格\n1,Chair,12.50,7,8,Moebel KG,9\n"
    )
    assert only(parts, ProductPart)[0].extra == {}
    assert only(parts, VariantPart)[0].prices == {"EUR": Price(1250)}


EURO = {"EUR": Price(1250)}


@pytest.mark.parametrize(
    ("header", "cells", "encoding", "prices"),
    [
        (
            "商品コード,商品名,JANコード,税込価格,在庫数",
            "A-1,木製の椅子,{},￥1290,3",
            "cp932",
            {"JPY": Price(1290)},
        ),
        ("Artikelnummer;Bezeichnung;EAN;VK;Bestand", "A-1;Größe;{};12,50;3", "cp850", EURO),
        ("Référence;Désignation;Code barres;Prix TTC;Quantité", "A-1;Thé;{};12,50 €;3", "utf-16", EURO),
        ("Referencia;Nombre;Código de barras;PVP;Existencias", "A-1;Té;{};12,50;3", "cp1252", EURO),
        ("Artikelcode\tNaam\tBarcode\tPrijs\tVoorraad", "A-1\tThee\t{}\t12,50\t3", "utf-8-sig", EURO),
        ("Código|Nome|EAN|Preço|Estoque", "A-1|Chá|{}|12,50|3", "utf-8", EURO),
        ("item_number,Title,UPC Code,Price USD,Qty", "A-1,Tea,{},12.50,3", "utf-8", {"USD": Price(1250)}),
    ],
)
def test_headers_in_the_languages_of_shops(read_table, header, cells, encoding, prices) -> None:
    parts, ledger = read_table(f"{header}\n{cells.format('4901234567894')}\n", encoding=encoding)
    (variant,), (stock,), (product,) = (only(parts, kind) for kind in (VariantPart, StockPart, ProductPart))
    assert (variant.sku, variant.gtin, variant.prices) == ("A-1", "04901234567894", prices)
    assert stock.quantity == 3
    assert product.name["it"]
    assert ledger.refused == 0


def test_a_stock_list_of_two_columns(read_table) -> None:
    parts, ledger = read_table("Artikelnummer;Bestand\n00123;1.200\n00124;12 Stk\n;3\n00125;viele\n")
    assert [(part.sku, part.quantity) for part in parts] == [("00123", 1200), ("00124", 12)]
    assert [(found.row.number, found.outcome) for found in ledger.walk() if found.row.number] == [
        (4, "refused"),
        (5, "note"),
    ]


def test_a_stock_list_without_a_header(read_table) -> None:
    parts, _ = read_table("4006381333931;12\n4901234567894;0\n")
    assert [(part.gtin, part.quantity) for part in parts] == [("04006381333931", 12), ("04901234567894", 0)]


def test_variants_of_one_model_are_joined_and_their_options_told(read_table) -> None:
    parts, _ = read_table(
        "SKU,Parent SKU,Name,Colour,Taglia,Price,Image 1,Image 2\n"
        "T-1,T,Tee,Red,M,10,a.jpg,b.jpg\nT-2,T,Tee,Blue,M,10,c.jpg,\n"
    )
    first = only(parts, VariantPart)[0]
    assert (first.key, first.options) == ("T", {"Color": "Red", "Size": "M"})
    assert [picture.ref for picture in first.pictures] == ["a.jpg", "b.jpg"]


def test_a_lower_price_and_an_old_one(read_table) -> None:
    parts, _ = read_table(
        "sku;nome;prezzo;prezzo scontato;fine offerta\n1;A;20,00;15,00;30/11/2026\n2;B;20,00;;\n"
    )
    assert [part.prices["EUR"] for part in only(parts, VariantPart)] == [
        Price(1500, was=2000, until="2026-11-30"),
        Price(2000),
    ]
    parts, _ = read_table("sku;name;price;was\n1;A;15;20\n2;B;15;15\n")
    assert [part.prices["EUR"].was for part in only(parts, VariantPart)] == [2000, 0]


def test_a_header_that_says_code_is_a_gtin_when_its_cells_are(read_table) -> None:
    parts, _ = read_table("code;title;price\n4006381333931;A;1\n4901234567894;B;2\n")
    assert [part.gtin for part in only(parts, VariantPart)] == ["04006381333931", "04901234567894"]


def test_what_nobody_understands_is_told_with_its_columns(read_table) -> None:
    with pytest.raises(FeedError, match=r"--map sku=.*its columns are foo, bar"):
        read_table("foo;bar\nx y;one\n")


def test_columns_can_be_told(read_table) -> None:
    text = "foo;bar;baz;stuff\nX-1;one;12,50;Oak\n"
    parts, _ = read_table(text, sku="Foo", name="bar", price="BAZ")
    (variant,) = only(parts, VariantPart)
    assert (variant.sku, variant.prices) == ("X-1", {"EUR": Price(1250)})
    assert only(parts, ProductPart)[0].extra == {"stuff": "Oak"}


@pytest.mark.parametrize(("field", "column"), [("skuu", "foo"), ("sku", "fo")])
def test_a_slip_in_a_mapping_is_told(read_table, field: str, column: str) -> None:
    with pytest.raises(FeedError, match="--map: there is no"):
        read_table("foo;bar\nX-1;one\n", **{field: column})


def test_a_json_list_is_a_table(read_table) -> None:
    parts, ledger = read_table(
        '{"products": [{"sku": "S1", "title": "Lamp", "price": 1.5, "images": ["a.jpg", "b.jpg"],'
        ' "spec": {"bulbType": "E27"}}, 7, {"sku": "S2", "title": "Mug", "price": null}]}',
        file="p.json",
    )
    first, second = only(parts, ProductPart)
    assert [picture.ref for picture in first.pictures] == ["a.jpg", "b.jpg"]
    assert first.extra == {"spec.bulb_type": "E27"}
    assert second.name == {"it": "Mug"}
    assert (ledger.rows, ledger.refused) == (3, 1)


def test_json_lines_are_a_table(read_table) -> None:
    parts, ledger = read_table('{"sku": "1", "stock": 4}\n{"sku": "2", "stock": 0}\n', file="s.jsonl")
    assert [(part.sku, part.quantity) for part in parts] == [("1", 4), ("2", 0)]
    assert ledger.rows == 2


def test_a_stock_list_with_a_column_for_each_store(read_table) -> None:
    parts, _ = read_table("SKU;Milano;Roma\nA1;3;0\nA2;1;\n")
    assert [(part.sku, part.store, part.quantity) for part in parts] == [
        ("A1", "milano", 3),
        ("A1", "roma", 0),
        ("A2", "milano", 1),
    ]
    parts, _ = read_table("SKU,Name,Price,Stock London,Stock Paris\nA1,Tee,10,3,4\n")
    assert [(part.store, part.quantity) for part in only(parts, StockPart)] == [("london", 3), ("paris", 4)]


def test_numbers_that_are_no_counts_make_no_stores(read_table) -> None:
    parts, _ = read_table("SKU,Price,Rating,Power\nA1,10,4.5,60\nA2,11,4.1,40\n")
    assert only(parts, StockPart) == []
    assert only(parts, ProductPart)[0].extra == {"rating": "4.5", "power": "60"}


def test_a_table_without_any_codes_goes_by_names(read_table) -> None:
    parts, ledger = read_table("Produkt;Preis;Kategorie\nStuhl Nora;12,90;Möbel\n;99,00;Möbel\n")
    (variant,) = only(parts, VariantPart)
    assert (variant.sku, variant.prices) == ("stuhl-nora", {"EUR": Price(1290)})
    assert [found.row.number for found in ledger.walk() if found.outcome == "refused"] == [3]


def test_abbreviations_of_an_italian_erp(read_table) -> None:
    parts, _ = read_table(
        "Cod. Art.;Des. Art.;UM;Q.tà;Listino 1;Listino 2;Fam.\n"
        "00001;VITE M4X20;PZ;1.200,000;0,1200;0,1100;FERR\n"
    )
    (variant,), (stock,), (product,) = (only(parts, kind) for kind in (VariantPart, StockPart, ProductPart))
    assert (variant.sku, variant.prices, stock.quantity) == ("00001", {"EUR": Price(12)}, 1200)
    assert (product.name, product.shelf) == ({"it": "VITE M4X20"}, ["FERR"])


def test_a_column_tells_the_currency_of_each_row(read_table) -> None:
    parts, ledger = read_table("sku,name,price,currency\n1,A,10,usd\n2,B,10,€\n3,C,10,ABC\n")
    assert [list(part.prices) for part in only(parts, VariantPart)] == [["USD"], ["EUR"], ["EUR"]]
    assert [(found.row.number, found.field) for found in ledger.walk() if found.row.number] == [
        (4, "currency")
    ]


def test_a_sure_name_outweighs_many_cells_that_say_nothing(read_table) -> None:
    parts, ledger = read_table("Store: 12;;\n\nSKU;On hand;Bin\n0001;3;A1\n0002;n/a;B2\n0003;n/a;\n")
    assert [(part.sku, part.quantity, part.aisle) for part in parts] == [("0001", 3, "A1")]
    assert [(found.row.number, found.outcome) for found in ledger.walk() if found.row.number] == [
        (5, "note"),
        (6, "note"),
    ]


def test_cells_decide_where_two_columns_have_a_name_for_one_field(read_table) -> None:
    parts, _ = read_table("sku,name,price,stock,qty\n1,A,2,Rack 4,3\n2,B,2,Rack 5,4\n")
    assert [part.quantity for part in only(parts, StockPart)] == [3, 4]
    assert only(parts, ProductPart)[0].extra == {"stock": "Rack 4"}
