"""Scanned texts: what each is, in plain categories, and nothing that breaks the reader."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scan import Key, Rules, look_up, parse
from sync.catalogue.build import build
from sync.catalogue.read import Catalogue
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.money import Price
from sync.protocol.products import Product, Variant

GTIN = "9521000000018"
GTIN14 = "0" + GTIN
RULES = Rules(list_address="https://hub.example/l/")

PRODUCT = Product(
    id="larch-sofa",
    name={"en": "Larch sofa"},
    variants=[
        Variant(id="v1", sku="LRC-MOSS-212", options={}, prices={"EUR": Price(129000)}, gtin=GTIN14),
        Variant(id="v2", sku="LRC-SAND-212", options={}, prices={"EUR": Price(129000)}),
    ],
)


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "catalogue.db"
    build(path, [CatalogueRow("product", PRODUCT.id, 1, msgspec.Raw(msgspec.json.encode(PRODUCT)))], 1)
    catalogue = Catalogue(path)
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize(
    "text",
    [
        GTIN,
        GTIN14,
        "00" + GTIN,
        f"\x02{GTIN}\r\n",
        f"\ufeff{GTIN}",
        f"]E0{GTIN}",
        f"]C101{GTIN14}",
        f"]e001{GTIN14}",
        f"]d201{GTIN14}10LOT\x1d21SERIAL",
        f"]Q301{GTIN14}",
        f"]Q1https://id.example/01/{GTIN14}",
        f"01{GTIN14}",
        f"(01){GTIN14}",
        f"https://shop.example/01/{GTIN14}/21/7",
    ],
)
def test_a_gtin_is_found_in_every_form_a_scanner_delivers(text, catalogue):
    scan = look_up(parse(text), catalogue)
    assert scan.kind == "product"
    assert scan.keys[0] == Key("gtin", GTIN14)
    assert scan.match is not None
    assert (scan.match.product, scan.match.variant, scan.match.sku) == ("larch-sofa", "v1", "LRC-MOSS-212")


@pytest.mark.parametrize(
    "text", ["LRC-SAND-212", "lrc-sand-212", " LRC\u2013SAND\u2013212\r", "LRC SAND 212"]
)
def test_a_shelf_sku_is_found_whatever_its_case_and_dashes(text, catalogue):
    scan = look_up(parse(text), catalogue)
    assert scan.match is not None
    assert scan.match.sku == "LRC-SAND-212"


def test_a_product_number_finds_the_product_without_a_variant(catalogue):
    scan = look_up(parse("LARCH-SOFA"), catalogue)
    assert scan.match is not None
    assert (scan.match.product, scan.match.variant, scan.match.sku) == ("larch-sofa", "", "")


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("", "unknown", "empty"),
        ("\r\n", "unknown", "empty"),
        ("]E0", "unknown", "empty"),
        ("x" * 5000, "unknown", "too_long"),
        ("a\x00b", "unknown", "control_characters"),
        ("9521000000019", "unknown", "check_digit"),
        ("]C10109521000000019", "unknown", "check_digit"),
        ("https://elsewhere.example/offer", "link", "link"),
        ("javascript:alert(1)", "unknown", "not_a_code"),
        ("what is this?", "unknown", "not_a_code"),
        ("UNKNOWN-1", "product", "not_found"),
        ("https://hub.example/l/abc", "list", ""),
    ],
)
def test_what_is_no_product_says_why(text, kind, reason, catalogue):
    scan = look_up(parse(text, RULES), catalogue)
    assert (scan.kind, scan.reason) == (kind, reason)
    assert scan.match is None


@pytest.mark.parametrize(
    ("text", "kind"), [("9812345678902", "coupon"), ("9801234567892", "receipt"), ("VTC7K3M9QR", "customer")]
)
def test_what_is_no_product_anyway_owes_no_reason(text, kind, catalogue):
    scan = look_up(parse(text), catalogue)
    assert (scan.kind, scan.match, scan.reason) == (kind, None, "")


def test_a_lost_separator_is_told_beside_the_product(catalogue):
    scan = look_up(parse(f"]C101{GTIN14}10ABC17261231"), catalogue)
    assert scan.match is not None
    assert (scan.match.variant, scan.reason) == ("v1", "missing_separator")


def test_without_a_catalogue_a_product_is_not_found():
    assert look_up(parse(GTIN), None).reason == "not_found"


@given(st.text(max_size=200) | st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")))
def test_nothing_that_is_scanned_breaks_the_reader(text):
    scan = parse(text, RULES)
    assert scan.reason or scan.keys or scan.kind == "list"
    msgspec.json.encode(scan)
