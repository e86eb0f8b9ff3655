"""Counting what a store has, step by step."""

import msgspec
import pytest

from kiosk.ui import stock_count
from kiosk.ui.stock_count import StockCount
from sync.catalogue.build import build
from sync.catalogue.schema import CatalogueError
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Product, Variant


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "catalogue.db"
    variants = [Variant(f"v{number}", f"v{number}", {}, {}) for number in range(6)]
    goods = [Product(f"p{at}", {}, variants[2 * at : 2 * at + 2]) for at in range(3)]
    rows = [CatalogueRow("product", each.id, 1, msgspec.Raw(msgspec.json.encode(each))) for each in goods]
    build(found, rows, 1)
    return found


@pytest.mark.parametrize("seconds", [0.0, 1.0], ids=["step by step", "at once"])
def test_a_product_counts_when_one_of_its_variants_is_there(path, monkeypatch, seconds):
    monkeypatch.setattr(stock_count, "SECONDS", seconds + 1e-4)
    count = StockCount(path, lambda: iter([["v0", "v1"], ["v4"], ["gone"]]))
    while not count.step():
        assert count.products == frozenset()
    assert count.products == {"p0", "p2"}


def test_a_step_ends_when_its_time_is_up(path, monkeypatch):
    monkeypatch.setattr(stock_count, "SECONDS", 0.0)
    asked = []
    count = StockCount(path, lambda: iter(asked.append(1) or [["v0"]]))
    assert not count.step()
    count.close()
    assert (asked, count.products) == ([], frozenset())


def test_a_catalogue_that_cannot_be_read_is_said(path):
    count = StockCount(path.parent / "missing.db", lambda: iter([["v0"]]))
    with pytest.raises(CatalogueError):
        count.step()
