import sqlite3
from collections.abc import Iterator
from contextlib import closing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.catalogue.schema import create, fold_sku, gtin_key, put_row, sku_key
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Product, Variant


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        create(opened)
        yield opened


def row(identifier: str, *variants: Variant) -> CatalogueRow:
    body = msgspec.json.encode(Product(identifier, {"en": identifier}, list(variants)))
    return CatalogueRow("product", identifier, 1, msgspec.Raw(body))


def codes(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    return set(connection.execute("SELECT key, product, variant FROM code"))


def test_a_product_is_found_by_its_variants_codes_and_its_own_id(connection: sqlite3.Connection) -> None:
    put_row(connection, row("MH01", Variant("MH01-XS", "MH01-XS", {}, {}, gtin="09527310001011")))
    assert codes(connection) == {
        (gtin_key("09527310001011"), "MH01", "MH01-XS"),
        (sku_key("MH01-XS"), "MH01", "MH01-XS"),
        (sku_key("MH01"), "MH01", ""),
    }


def test_where_the_id_is_a_variants_sku_the_variant_is_meant(connection: sqlite3.Connection) -> None:
    put_row(connection, row("24-MB01", Variant("24-MB01", "24-MB01", {}, {})))
    assert codes(connection) == {(sku_key("24-MB01"), "24-MB01", "24-MB01")}


def test_a_replaced_product_leaves_no_old_codes(connection: sqlite3.Connection) -> None:
    put_row(connection, row("A", Variant("old", "old", {}, {})))
    put_row(connection, row("A", Variant("new", "new", {}, {})))
    assert {key for key, _, _ in codes(connection)} == {sku_key("new"), sku_key("A")}


def test_a_removed_product_leaves_nothing(connection: sqlite3.Connection) -> None:
    put_row(connection, row("A", Variant("a", "a", {}, {})))
    put_row(connection, CatalogueRow("product", "A", 2))
    assert codes(connection) == set()
    assert connection.execute("SELECT count(*) FROM document").fetchone() == (0,)


@pytest.mark.parametrize(
    "written", ["mh01-xs-black", "MH01\u2013XS\u2014Black", " MH01_XS Black ", "MH01\u2212XS-BLACK"]
)
def test_case_and_kind_of_dash_do_not_matter(written: str) -> None:
    assert sku_key(written) == sku_key("MH01-XS-Black")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(sku: str) -> None:
    assert fold_sku(fold_sku(sku)) == fold_sku(sku)
