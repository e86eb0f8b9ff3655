"""Tables made of the trade's own words in any mixture: whatever comes, every row is accounted for."""

import tempfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hub.feeds.anytable.reader import claim, read
from sync.hub.feeds.anytable.synonyms import KINDS
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import ProductPart, StockPart, StorePart, VariantPart
from sync.hub.feeds.rows import Ledger
from sync.protocol.products import Store

NAMES = sorted({name for kind in KINDS.values() for names in kind.values() for name in names.split("|")})
STARTS = (
    ["sku", "name"],
    ["id", "lat", "lon"],
    ["sku", "stock"],
    ["id", "name", "parent"],
    ["ean", "prezzo"],
)
CELLS = [
    "",
    "1",
    "A",
    "B-2",
    "12,50",
    "x y",
    "4006381333931",
    "1.23E+12",
    "<b>",
    '"',
    "é\x00",
    "😀",
    "a|b",
    "nan",
    "inf",
    "1e400",
    "45.1",
    "Mon 9-5",
    "2026-13-40",
    "EUR",
    "١٢",
    "½",
    "0" * 70,
    "9" * 400,
    "=1+1",
    "NULL",
    "#N/A",
    '47 1/2"',
    "5x5x5 cm",
    "-1",
    "9999999999999",
    "Europe/Rome",
    "Europe",
]
headers = st.builds(list.__add__, st.sampled_from(STARTS), st.lists(st.sampled_from(NAMES), max_size=6))
rows = st.lists(st.lists(st.sampled_from(CELLS), max_size=9), max_size=8)
SETTINGS = Settings(Store("main", "Main"), "EUR", "en", date(2026, 11, 26))


@settings(deadline=None)
@given(headers, rows, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-16", "cp1252", "cp932"]))
def test_any_mixture_of_columns_and_cells(header, cells, delimiter: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        lines = (delimiter.join(row) for row in [header, *cells])
        path.write_bytes("\n".join(lines).encode(encoding, "replace"))
        ledger = Ledger()
        parts = list(read(claim([FeedFile(path)]), SETTINGS, ledger)) if claim([FeedFile(path)]) else []
    refused = {found.row for found in ledger.walk() if found.outcome == "refused"}
    assert ledger.refused == len(refused) <= ledger.rows
    assert not refused & {part.row for part in parts}
    assert len({part.row for part in parts} | refused) <= ledger.rows
    for part in parts:
        msgspec.json.encode(part)
        if isinstance(part, StorePart):
            assert part.store.latitude is None or abs(part.store.latitude) <= 90


@pytest.mark.parametrize(
    ("header", "row", "price", "was"),
    [
        ("Art.-Nr.;Bezeichnung;VK brutto;UVP", "1;Stuhl;12,00;15,00", 1200, 0),
        ("Item #,Item Description,Retail,MSRP", "1,Desk,12.00,15.00", 1200, 0),
        ("Artikelnummer;Omschrijving;Verkoopprijs incl. btw;Van-prijs", "1;Stoel;12,00;15,00", 1200, 1500),
        (
            "Réf.;Désignation;Prix HT;Prix TTC;Prix promo;Qté en stock",
            "1;Chaise;10,00;15,00;12,00;3",
            1200,
            1500,
        ),
        ("Ref;Designation;Prix promo;Prix conseille", "1;Chaise;12,00;15,00", 1200, 1500),
        ("sku;name;price;regular price", "1;Chair;12,00;15,00", 1200, 1500),
        ("sku;name;MSRP", "1;Chair;12,00", 1200, 0),
        ("商品コード,商品名,通常価格,特価", '1,椅子,"15.00","12.00"', 1200, 1500),
    ],
)
def test_what_a_shopper_pays_is_told_from_other_prices(
    tmp_path: Path, header: str, row: str, price: int, was: int
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    parts = list(read([FeedFile(path)], SETTINGS, Ledger()))
    [variant] = [part for part in parts if isinstance(part, VariantPart)]
    assert variant.sku == "1"
    assert (variant.prices["EUR"].amount, variant.prices["EUR"].was) == (price, was)
    [product] = [part for part in parts if isinstance(part, ProductPart)]
    assert product.name


def test_a_list_without_a_header_has_names_of_one_word_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("A1,Chair,19.90\nA2,Table,29.90\n", encoding="utf-8")
    parts = list(read([FeedFile(path)], SETTINGS, Ledger()))
    assert [part.name for part in parts if isinstance(part, ProductPart)] == [
        {"en": "Chair"},
        {"en": "Table"},
    ]


def test_the_list_of_a_large_json_object_is_read_item_by_item(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    items = ",".join(
        f'{{"sku": "{number}", "name": "Cup", "text": "{"x" * 1000}"}}' for number in range(9000)
    )
    path.write_text(f'{{"at": "now", "page": {{"n": [1]}}, "products": [{items}], "next": null}}')
    ledger = Ledger()
    parts = [part for part in read([FeedFile(path)], SETTINGS, ledger) if isinstance(part, VariantPart)]
    assert [parts[0].sku, parts[-1].sku, len(parts), ledger.rows] == ["0", "8999", 9000, 9000]


def test_a_sale_of_later_is_not_asked_today(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Artikel;Bezeichnung;Preis;Aktionspreis;Aktion von;Aktion bis\n"
        "1;Stuhl;10,00;8,00;01.01.2099;31.01.2099\n",
        encoding="utf-8",
    )
    parts = list(read([FeedFile(path)], SETTINGS, Ledger()))
    [variant] = [part for part in parts if isinstance(part, VariantPart)]
    assert variant.prices["EUR"].amount == 1000


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("No.,Description,Unit Price,Unit Cost,Inventory,GTIN", "A-1,Chair,10.00,4.00,3,4006381333931"),
        (
            "System ID,EAN,Custom SKU,Item,Qty.,Price,MSRP,Default Cost",
            "210,4006381333931,A-1,Chair,3,10.00,12,4",
        ),
        (
            "|Material|Materialkurztext|EAN/UPC|VK-Preis|Währg|Bestand|EK netto|",
            "|A-1|Chair|4006381333931|10,00|EUR|3|4|",
        ),
        (
            "COD.ARTICOLO;DESCRIZIONE ARTICOLO;LISTINO 1;PREZZO WEB;ESISTENZA;COD. A BARRE;ULT. COSTO",
            "A-1;Chair;12,00;10,00;3;4006381333931;4,00",
        ),
        (
            "Product ID,Product Name,Product Code/SKU,Price,Cost Price,Product UPC/EAN,Current Stock Level",
            "7,Chair,A-1,10.00,4,4006381333931,3",
        ),
        (
            "ID;Nom;Prix TTC;Prix d'achat HT;Référence n°;EAN13;Quantité",
            "1;Chair;10,00;4,00;A-1;4006381333931;3",
        ),
    ],
)
def test_exports_of_well_known_systems(tmp_path: Path, header: str, row: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    parts = list(read([FeedFile(path)], SETTINGS, Ledger()))
    [variant] = [part for part in parts if isinstance(part, VariantPart)]
    [product] = [part for part in parts if isinstance(part, ProductPart)]
    [level] = [part for part in parts if isinstance(part, StockPart)]
    assert (variant.sku, variant.gtin, product.name) == ("A-1", "04006381333931", {"en": "Chair"})
    assert (variant.prices["EUR"].amount, level.quantity) == (1000, 3)
    assert not {"4", "4.00", "4,00"} & set(product.extra.values())
