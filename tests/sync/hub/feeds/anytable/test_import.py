"""Tables through the whole import: what stands in the catalogue, side by side with other feeds, and twice."""

from pathlib import Path

import pytest

from sync.catalogue.read import Catalogue
from sync.protocol.money import Price
from sync.protocol.products import Product

DATA = Path(__file__).parents[6] / "shared/data"


def product(data: Path, identifier: str) -> Product:
    catalogue = Catalogue.open_current(data)
    assert catalogue
    found = catalogue.product(identifier)
    catalogue.close()
    assert found
    return found


def test_prices_and_stock_come_from_lists_of_their_own(tmp_path: Path, import_feed) -> None:
    products, prices, stock = (tmp_path / name for name in ("p.csv", "prices.csv", "stock.csv"))
    products.write_text("sku,name,description,price,currency\nC1,Chair,To sit on,120,EUR\n", encoding="utf-8")
    prices.write_text("Articolo;Prezzo EUR\nC1;99,00\n", encoding="utf-8")
    stock.write_text("Articolo;Giacenza\nC1;4\nC9;1\n", encoding="utf-8")
    for path in (products, prices, stock):
        import_feed(path, "--source", path.stem)
    chair = product(tmp_path / "data", "C1")
    assert chair.name == {"en": "Chair"}
    assert chair.description == {"en": "To sit on"}
    assert chair.variants[0].prices == {"EUR": Price(9900)}
    again = [import_feed(path, "--source", path.stem) for path in (prices, stock)]
    assert [(summary["added"], summary["changed"]) for summary in again] == [(0, 0), (0, 0)]


def test_an_import_from_excel_in_japan_changes_nothing_the_second_time(tmp_path: Path, import_feed) -> None:
    path = tmp_path / "shohin.csv"
    path.write_bytes(
        "商品コード,商品名,JANコード,税込価格,在庫数,カテゴリー\nA-1,木製の椅子,4901234567894,￥1290,3,家具＞椅子\n"
        "A-2,テーブル,,9800,なし,家具\n".encode("cp932")
    )
    first = import_feed(path, "--language", "ja")
    assert (first["rows"], first["added"], first["refused"], first["categories"]) == (2, 2, 0, 2)
    chair = product(tmp_path / "data", "A-1")
    assert chair.name == {"ja": "木製の椅子"}
    assert chair.variants[0].gtin == "04901234567894"
    assert product(tmp_path / "data", "A-2").variants[0].prices == {"JPY": Price(9800)}
    second = import_feed(path, "--language", "ja")
    assert (second["added"], second["merged"], second["changed"]) == (0, 2, 0)


@pytest.mark.parametrize(
    ("name", "rows", "added"),
    [("openfoodfacts-half-a", 507, 507), ("bestbuy-stores", 1565 + 4584, 1565 + 4584)],
)
def test_real_sets_are_taken_in_whole_and_change_nothing_the_second_time(
    tmp_path: Path, import_feed, name: str, rows: int, added: int
) -> None:
    folder = DATA / name
    if not folder.exists():
        pytest.skip(f"needs ../shared/data/{name}")
    first = import_feed(folder)
    assert (first["rows"], first["added"], first["refused"]) == (rows, added, 0)
    second = import_feed(folder)
    assert (second["rows"], second["added"], second["changed"], second["refused"]) == (rows, 0, 0, 0)
