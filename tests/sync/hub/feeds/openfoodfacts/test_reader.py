from datetime import date
from pathlib import Path

import pytest

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.openfoodfacts.reader import FORMAT
from sync.hub.feeds.parts import Part, ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger
from sync.protocol.products import Store

REAL = Path(__file__).parents[6] / "shared/data/openfoodfacts-half-a/products.tsv"
HEADER = (
    "code\tcreator\tlast_modified_t\tproduct_name\tgeneric_name\tquantity\tbrands\tcategories_en\tstates"
    "\tpnns_groups_1\tpnns_groups_2\tunique_scans_n\timage_url\tnutriscore_grade\n"
)


def read(path: Path) -> tuple[list[Part], Ledger]:
    ledger = Ledger()
    files = FORMAT.claim([FeedFile(path)])
    assert files
    settings = Settings(Store("main", "Main"), "EUR", "en", date(2026, 11, 26))
    return list(FORMAT.read(files, settings, ledger)), ledger


def test_a_product_is_read_and_its_zeros_stay(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    path.write_text(
        HEADER + '0000101209159\tme\t17\t"Dark" spread\t\t350 g\tMoss,Moss\tSpreads,fr:Pâtes,Null\tx\tunknown'
        "\tunknown\t12\thttps://i.example/1.jpg\ta\n1234\tme\t1\t\tCrisps\t\t\tnull\t\t\t\t\t\tunknown\n",
        encoding="utf-8",
    )
    parts, ledger = read(path)
    spread, crisps = (part for part in parts if isinstance(part, ProductPart))
    first, second = (part for part in parts if isinstance(part, VariantPart))
    assert (first.sku, first.gtin) == ("0000101209159", "00000101209159")
    assert spread.name == {"en": '"Dark" spread'}
    assert spread.shelf == ["Spreads", "Pâtes"]
    assert spread.details == [{"en": "350 g"}, {"en": "Moss"}]
    assert spread.extra == {"brand": "Moss", "nutriscore_grade": "a"}
    assert spread.popularity == 12
    assert (crisps.name, crisps.shelf, crisps.extra) == ({"en": "Crisps"}, [], {})
    assert (second.gtin, second.extra) == ("", {"gtin": "1234"})
    assert [found.field for found in ledger.walk()] == ["code"]


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/data/openfoodfacts-half-a")
def test_507_real_products_are_read() -> None:
    parts, ledger = read(REAL)
    variants = [part for part in parts if isinstance(part, VariantPart)]
    products = [part for part in parts if isinstance(part, ProductPart)]
    assert (len(variants), ledger.rows, ledger.refused) == (507, 507, 0)
    assert sum(bool(part.gtin) for part in variants) == 507
    assert sum(bool(part.name) for part in products) >= 499
    assert sum(bool(part.shelf) for part in products) >= 220
