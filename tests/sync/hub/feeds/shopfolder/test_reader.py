"""The demo shop, and folders with mistakes in them."""

import csv
import itertools
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.read import Catalogue
from sync.catalogue.schema import gtin_key, sku_key
from sync.hub import demo
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.shopfolder.entries import read_toml
from sync.hub.feeds.shopfolder.reader import FORMAT
from sync.protocol.money import Price

DEMO = Path(__file__).parents[5] / "resources" / "demo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demo shop without its pictures, to make mistakes in."""
    copy = tmp_path / "shop"
    shutil.copytree(DEMO, copy, ignore=shutil.ignore_patterns("pictures", "draw", "*.md"))
    return copy


@pytest.fixture
def imported(folder: Path, import_feed: Any) -> dict[str, Any]:
    summary: dict[str, Any] = import_feed(folder)
    return summary


@pytest.fixture
def catalogue(imported: dict[str, Any], tmp_path: Path) -> Any:
    opened = Catalogue.open_current(tmp_path / "data")
    assert opened is not None
    yield opened
    opened.close()


def test_everything_is_added_once(folder: Path, imported: dict[str, Any], import_feed: Any) -> None:
    with (folder / "stock.csv").open(encoding="utf-8", newline="") as file:
        levels = len(list(csv.DictReader(file)))
    assert (imported["added"], imported["refused"], imported["notes"]) == (imported["rows"], 0, 0)
    assert imported["stock"] == levels
    assert imported["currency"] == "EUR, JPY"
    again = import_feed(folder)
    assert (again["added"], again["changed"], again["merged"]) == (0, 0, imported["rows"])


def test_every_gtin_finds_its_variant(catalogue: Catalogue) -> None:
    gtins = tomllib.loads((DEMO / "gtins.toml").read_text(encoding="utf-8"))
    for sku, gtin in gtins.items():
        match = catalogue.find([gtin_key(gtin.zfill(14))])
        assert match is not None
        assert match.variant == sku
        assert catalogue.find([sku_key(sku.lower())]) == (sku_key(sku), match.product, sku)


def test_every_combination_but_the_missing_ones_is_a_variant(catalogue: Catalogue) -> None:
    for entry in tomllib.loads((DEMO / "range.toml").read_text(encoding="utf-8"))["product"]:
        product = catalogue.product(entry["id"])
        assert product is not None
        combinations = itertools.product(*(axis["values"] for axis in entry["options"].values()))
        wanted = {"-".join(values) for values in combinations} - set(entry.get("missing", []))
        assert {"-".join(variant.options.values()) for variant in product.variants} == wanted
        assert all(
            set(texts) == {"en", "it", "ja"} for texts in (product.name, product.lead, product.description)
        )
        assert all(set(line) == {"en", "it", "ja"} for line in product.details)


def test_a_variant_carries_price_size_and_measure(catalogue: Catalogue) -> None:
    sofa = catalogue.product("larch-sofa")
    assert sofa is not None
    variant = next(each for each in sofa.variants if each.sku == "LRC-MOSS-212")
    assert variant.prices["EUR"] == Price(129000, was=149000, until="2026-11-30")
    assert (variant.size.width, variant.size.depth, variant.size.weight) == (2120, 920, 61000)
    width = next(axis for axis in sofa.options if axis.id == "width")
    assert width.values[1].name["it"] == "212 cm"
    assert sofa.options[0].values[0].swatch == "#66705a"


def test_products_stand_in_the_order_of_the_file(catalogue: Catalogue) -> None:
    entries = tomllib.loads((DEMO / "range.toml").read_text(encoding="utf-8"))["product"]
    ranked = sorted(catalogue.products(), key=lambda product: product.rank)
    assert [product.id for product in ranked] == [entry["id"] for entry in entries]


def test_pictures_are_found_by_product_colour_and_view(
    folder: Path, shop: Any, tmp_path: Path, import_feed: Any
) -> None:
    for name in ("moss-detail.jpg", "moss-front.jpg", "moss-square.jpg", "ink-square.jpg", "moss-scale.png"):
        shop.photo(f"larch-sofa-{name}", colour="green" if "moss" in name else "navy")
    shop.photo("larch-armchair-moss-front.jpg", colour="red")
    (shop.folder / "images").rename(folder / "pictures")
    summary = import_feed(folder)
    catalogue = Catalogue.open_current(tmp_path / "data")
    assert catalogue is not None
    sofa = catalogue.product("larch-sofa")
    catalogue.close()
    assert sofa is not None
    assert [(picture.view, picture.options["colour"], bool(picture.square)) for picture in sofa.pictures] == [
        ("front", "moss", True),
        ("detail", "moss", False),
        ("front", "ink", True),
    ]
    assert sofa.pictures[0].alt["it"] == "Divano Larice, Muschio"
    assert sofa.scale
    assert summary["pictures"] == 4  # three of the six hold the same dots


NOTED = [
    (
        ("gtins.toml", "9527310001011", "9527310001012"),
        "left out: the check digit is wrong, or it is no GTIN",
    ),
    (("stock.csv", "milano,LRC-MOSS-180,2", "milano,LRC-MOSS-180,two"), "left out: this is not a quantity"),
    (
        ("stock.csv", "milano,LRC-MOSS-180", "roma,LRC-MOSS-180"),
        "stock names this store and nobody tells more about it",
    ),
    (
        ("stock.csv", "2026-11-22T08:21:00Z", "2026-11-22T08:21:00"),
        "left out: this is not a moment with its time zone, such as 2026-11-22T10:00:00Z",
    ),
    (("stock.csv", "2026-11-22T08:21:00Z", "2026-02-30T08:21:00Z"), "left out: there is no such day or hour"),
    (
        ("stores.toml", 'timezone = "Europe/Rome"', 'timezone = "Europe"'),
        "UTC is taken: there is no such time zone; a right one is Europe/Rome",
    ),
    (
        ("range.toml", 'value = "1800"', 'value = "1801"'),
        "no size has this value: neither price nor measures are known",
    ),
]
REFUSED = [
    (("stock.csv", "milano,LRC-MOSS-180,", "milano,,"), "there is no SKU"),
    (("gtins.toml", "LRC-MOSS-180 =", "LRC-MOSS-181 ="), "no variant of the range has this SKU"),
    (("reviews.toml", "stars = 5", "stars = 6"), "a rating is 1 to 5 stars"),
    (("reviews.toml", "stars = 5", 'stars = "5"'), "Expected `int`, got `str` - at `$.stars`"),
    (("reviews.toml", 'product = "', 'product = "no-'), "no product of this feed or of the hub has this SKU"),
]


@pytest.mark.parametrize(
    ("outcome", "edit", "reason"),
    [("note", *case) for case in NOTED] + [("refused", *case) for case in REFUSED],
)
def test_a_mistake_is_told_with_its_reason(
    put_together: Any, folder: Path, outcome: str, edit: tuple[str, str, str], reason: str
) -> None:
    file, old, new = edit
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    whole = put_together(FORMAT, DEMO)
    found = put_together(FORMAT, folder)
    told = {(each.outcome, each.reason) for each in found.ledger.findings}
    assert (outcome, reason) in told
    assert len(found.products) == len(whole.products)
    assert found.ledger.refused == (outcome == "refused")


@pytest.mark.parametrize("content", ["", "product = 3", "[product", "\xff"])
def test_other_folders_are_no_shop(tmp_path: Path, content: str) -> None:
    path = tmp_path / "range.toml"
    path.write_bytes(content.encode("latin-1"))
    assert FORMAT.claim([FeedFile(path)]) == []


def test_a_demo_is_one_until_a_shops_own_goods_come(
    imported: dict[str, Any], folder: Path, shop: Any, import_feed: Any, tmp_path: Path
) -> None:
    assert demo.is_demo(tmp_path / "data")
    shop.simple("G1")
    import_feed(shop.write())
    assert not demo.is_demo(tmp_path / "data")
    import_feed(folder)
    assert not demo.is_demo(tmp_path / "data")


def test_lists_nested_without_end_are_refused_in_words(folder: Path) -> None:
    (folder / "gtins.toml").write_text("A = " + "[" * 5_000)
    with pytest.raises(FeedError, match=r"gtins\.toml cannot be read"):
        read_toml(folder / "gtins.toml")
