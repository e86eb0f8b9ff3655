import re
from datetime import date
from pathlib import Path

import pytest

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import Part, ProductPart, StockPart, StorePart, VariantPart
from sync.hub.feeds.plain.reader import FORMAT, PRODUCT, STORE
from sync.hub.feeds.rows import Ledger
from sync.protocol.money import Price
from sync.protocol.products import Size, Store

README = Path(__file__).parents[5] / "sync/hub/feeds/README.md"


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    """Write the files that the README shows."""
    text = README.read_text(encoding="utf-8")
    for name, content in re.findall(r"```csv file=(\S+)\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def read(*paths: Path) -> tuple[list[Part], Ledger]:
    ledger = Ledger()
    files = FORMAT.claim([FeedFile(path) for path in paths])
    settings = Settings(Store("main", "Main"), "USD", "en", date(2026, 11, 26))
    return list(FORMAT.read(files, settings, ledger)), ledger


def test_the_example_in_the_readme_is_read_without_a_word(documented: Path) -> None:
    parts, ledger = read(documented / "products.csv", documented / "stores.csv")
    assert [found.reason for found in ledger.walk()] == []
    assert ledger.rows == 4
    (store,) = (part.store for part in parts if isinstance(part, StorePart))
    assert (store.code, store.timezone, store.services) == ("MI1", "Europe/Rome", ["Wi-Fi", "Pick-up"])
    assert store.areas == [{"it": "Divani"}, {"it": "Lampade"}, {"it": "Ingresso"}]
    assert len(store.hours) == 7
    chair, red, _ = (part for part in parts if isinstance(part, VariantPart))
    assert (chair.key, chair.gtin) == ("", "04006381333931")
    assert chair.prices == {"EUR": Price(12900, was=15900, until="2099-12-31")}
    assert chair.size == Size(450, 500, 820, 4500, chair.size.text)
    assert (red.key, red.options) == ("TS", {"Colour": "Red", "Size": "M"})
    assert [picture.ref for picture in red.pictures] == ["tee-red.jpg", "tee-red-back.jpg"]
    product = next(part for part in parts if isinstance(part, ProductPart))
    assert (product.shelf, product.extra) == (["Home", "Chairs"], {"brand": "Moss", "material": "Beech"})
    assert product.details == [{"en": "Beech"}]
    levels = [part for part in parts if isinstance(part, StockPart)]
    assert [(level.store, level.quantity, level.aisle) for level in levels] == [
        ("MI1", 4, "A3"),
        ("MI1", 12, ""),
        ("MI1", 0, ""),
    ]


def test_the_readme_names_every_column(documented: Path) -> None:
    text = README.read_text(encoding="utf-8")
    shown = {
        column
        for name in ("products.csv", "stores.csv")
        for column in (documented / name).read_text(encoding="utf-8").split("\n")[0].split(",")
    }
    for column in {*PRODUCT, *STORE}:
        assert column in shown or f"`{column}`" in text, column


def test_a_list_of_stock_alone(tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("sku,stock,store\nCH-1,4,MI1\nCH-2,,MI1\n,3,MI1\n", encoding="utf-8")
    parts, ledger = read(path)
    assert [(part.sku, part.quantity) for part in parts if isinstance(part, StockPart)] == [("CH-1", 4)]
    assert (ledger.rows, ledger.refused) == (3, 1)


@pytest.mark.parametrize("header", ["sku,name,colour", "sku,price", "name,price", "store,name"])
def test_other_columns_are_another_format(tmp_path: Path, header: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{header}\nx,y,z\n", encoding="utf-8")
    assert FORMAT.claim([FeedFile(path)]) == []
