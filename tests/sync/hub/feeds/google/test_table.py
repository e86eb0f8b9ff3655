from pathlib import Path

import pytest

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.google.products import family_name
from sync.hub.feeds.google.reader import FORMAT
from sync.protocol.money import Price

HEADER = "id,title,description,link,image link,additional image link,availability,price,sale price,gtin,brand"
HEADER = HEADER.replace(",", "\t")


@pytest.fixture
def table(tmp_path: Path):
    def write(*lines: str, header: str = HEADER, name: str = "feed.txt") -> Path:
        path = tmp_path / name
        path.write_text("\r\n".join((header, *lines)) + "\r\n", encoding="utf-8", newline="")
        return path

    return write


def test_a_table_says_what_the_xml_says(table, list_parts):
    listing = list_parts(
        FORMAT,
        table(
            "00042\tEnamel mug\tBlue rim.\thttps://s.example/m\thttps://s.example/m.jpg\t"
            "https://s.example/m,1.jpg,https://s.example/m2.jpg\tout of stock\t12.00 EUR\t\t"
            "04006381333931\tEmaia"
        ),
    )
    mug = listing.variant("00042")
    assert mug.prices == {"EUR": Price(1200)}
    assert [picture.ref for picture in mug.pictures] == [
        "https://s.example/m.jpg", "https://s.example/m,1.jpg", "https://s.example/m2.jpg",
    ]  # fmt: skip
    assert listing.product("00042").extra == {"link": "https://s.example/m", "brand": "Emaia"}
    assert listing.stock() == {"00042": (None, "out_of_stock")}


def test_inventory_comes_in_tables_of_old_and_new_names(table, list_parts):
    old = table(
        "TO 1\tBAG\t3\t9 EUR\tin stock",
        header="store code\titemid\tquantity\tprice\tavailability",
        name="a.tsv",
    )
    new = table("MI,BAG,,out_of_stock", header="store_code,id,quantity,availability", name="b.csv")
    listing = list_parts(FORMAT, old, new)
    assert listing.stock("TO 1") == {"BAG": (3, "in_stock")}
    assert listing.stock("MI") == {"BAG": (None, "out_of_stock")}


@pytest.mark.parametrize(
    "header", ["id,title,price", "sku,name,price", "Handle,Title,Variant Price", "id,name,path,url_key"]
)
def test_other_tables_are_left_to_others(header, table):
    assert FORMAT.claim([FeedFile(table("1,2,3", header=header))]) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bag - Moss / L", "Bag"),
        ("Bag (Moss, L)", "Bag"),
        ("Bag moss l", "Bag"),
        ("Moss", "Moss"),
        ("Moss bag", "Moss bag"),
        ("Hall", "Hall"),
    ],
)
def test_the_name_of_a_group_is_its_variants_name_without_their_choices(title, name):
    assert family_name(title, {"Color": "Moss", "Size": "L"}) == name


def test_options_without_a_choice_are_kept_in_one_order(table, list_parts):
    # Of one product, neither is an option: a set's order would make the second import of a file news.
    header = "id\ttitle\tpattern\tmaterial\tprice"
    listing = list_parts(
        FORMAT, table("A\tBag\tStriped\tLeather\t9 EUR", header=header + "\tavailability\tcondition")
    )
    extra = listing.product("A").extra
    assert [name for name in extra if name in {"pattern", "material"}] == ["pattern", "material"]
