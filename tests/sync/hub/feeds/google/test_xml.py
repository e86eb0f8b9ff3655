from pathlib import Path

import pytest

from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.google.reader import FORMAT
from sync.hub.feeds.parts import PictureRef, StockPart, VariantPart
from sync.protocol.money import Price
from sync.protocol.products import Size

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Passo outdoor</title><link>https://shop.example</link><description>All we sell</description>
{items}
</channel></rss>
"""
BAG = """<item>
<title>not this one</title>
<g:id>BAG-MOSS-L</g:id><g:item_group_id>BAG</g:item_group_id>
<g:title><![CDATA[Canvas bag &amp; strap - Moss / L]]></g:title>
<g:description>&lt;p&gt;Made by hand.&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;Two pockets&lt;/li&gt;&lt;/ul&gt;</g:description>
<g:link>https://shop.example/bag</g:link>
<g:image_link>https://shop.example/i/bag.jpg</g:image_link>
<g:additional_image_link>https://shop.example/i/bag-2.jpg</g:additional_image_link>
<g:additional_image_link>https://shop.example/i/bag-3.jpg</g:additional_image_link>
<g:availability>in_stock</g:availability>
<g:price>89.00 EUR</g:price><g:sale_price>69,90 EUR</g:sale_price>
<g:sale_price_effective_date>2026-11-01T00:00+0100/2026-11-30T23:59+0100</g:sale_price_effective_date>
<g:product_type>Home &gt; Bags</g:product_type><g:product_type>Gifts</g:product_type>
<g:google_product_category>5608</g:google_product_category>
<g:brand>Passo</g:brand><g:gtin>4006381333931</g:gtin><g:mpn>P-1</g:mpn>
<g:color>Moss</g:color><g:size>L</g:size>
<g:product_highlight>Washable</g:product_highlight>
<g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Lining</g:attribute_name>
<g:attribute_value>Cotton</g:attribute_value></g:product_detail>
<g:shipping><g:country>IT</g:country><g:price>5.00 EUR</g:price></g:shipping>
<g:shipping_weight>1.2 kg</g:shipping_weight>
<g:product_length>12 in</g:product_length><g:product_width>40 cm</g:product_width>
<g:custom_label_0>autumn</g:custom_label_0>
</item>"""


@pytest.fixture
def feed(tmp_path: Path):
    def write(items: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "feed.xml"
        path.write_bytes(RSS.format(items=items).replace("UTF-8", encoding).encode(encoding))
        return path

    return write


def test_every_attribute_finds_its_place(feed, list_parts):
    listing = list_parts(FORMAT, feed(BAG))
    bag = listing.variant("BAG-MOSS-L")
    assert bag.key == "BAG"
    assert bag.options == {"Color": "Moss", "Size": "L"}
    assert bag.gtin == "04006381333931"
    assert bag.prices == {"EUR": Price(6990, was=8900, until="2026-11-30")}
    assert bag.size == Size(width=400, depth=305, weight=1200)
    assert bag.pictures[0] == PictureRef("https://shop.example/i/bag.jpg")
    assert len(bag.pictures) == 3
    product = listing.product("BAG")
    assert product.name == {"en": "Canvas bag & strap"}
    assert product.description == {"en": "Made by hand."}
    assert [line["en"] for line in product.details] == ["Two pockets", "Washable", "Lining: Cotton"]
    assert product.shelf == ["Home", "Bags"]
    assert product.extra == {
        "link": "https://shop.example/bag",
        "google_product_category": "5608",
        "brand": "Passo",
        "mpn": "P-1",
        "custom_label_0": "autumn",
        "also_in": "Gifts",
    }
    assert listing.stock() == {"BAG-MOSS-L": (None, "in_stock")}
    assert (listing.ledger.rows, listing.ledger.refused, listing.ledger.findings) == (1, 0, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_is_read_in_the_encoding_it_is_in(encoding, tmp_path, list_parts):
    name = encoding.removesuffix("-sig")
    items = "<item><g:id>1</g:id><g:title>Täschchen</g:title></item>"
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS.format(items=items).replace("UTF-8", name).encode(encoding))
    assert list_parts(FORMAT, path).product("1").name == {"en": "Täschchen"}


@pytest.mark.parametrize(("written", "declared"), [("cp1252", "UTF-8"), ("utf-8", "utf-16"), ("cp1252", "")])
def test_a_wrong_declaration_loses_no_letter(written, declared, tmp_path, list_parts):
    items = "<item><g:id>1</g:id><g:title>Täschchen für Füße – größer</g:title></item>"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    path = tmp_path / "feed.xml"
    path.write_bytes((declaration + f"<rss><channel>{items}</channel></rss>").encode(written))
    assert list_parts(FORMAT, path).product("1").name == {"en": "Täschchen für Füße – größer"}


def test_atom_entries_keep_googles_id_and_the_addresses_of_links(tmp_path, list_parts):
    path = tmp_path / "atom.xml"
    path.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title>'
        '<entry><id>tag:shop.example,2026:1</id><title>Lamp</title><link href="https://shop.example/lamp"/>'
        "<summary>Bright.</summary><g:id>LAMP</g:id><g:price>EUR 20</g:price></entry></feed>"
    )
    listing = list_parts(FORMAT, path)
    assert listing.variant("LAMP").prices == {"EUR": Price(2000)}
    assert listing.product("LAMP").extra["link"] == "https://shop.example/lamp"


def test_what_is_not_well_formed_loses_no_item_and_no_word(tmp_path, list_parts):
    path = tmp_path / "feed.xml"
    path.write_text(
        "\n<?xml version='1.0'?><rss><channel><item><g:id>1</g:id><title>Salt & caf&eacute;</title></item>"
        "<item><g:id>2</g:id><title>No end<g:price>3 EUR</g:price></item>"
        "<item><g:id>3</g:id><title>Last</title></item></channel></rss>"
    )
    listing = list_parts(FORMAT, path)
    assert [part.sku for part in listing.of(VariantPart)] == ["1", "2", "3"]
    assert listing.product("1").name == {"en": "Salt & café"}
    assert any("2 times &" in reason for _, _, reason in listing.told())
    assert listing.ledger.rows == 3


def test_a_file_that_breaks_off_refuses_the_item_it_cuts(tmp_path, list_parts):
    whole = RSS.format(items=BAG + BAG.replace("BAG-MOSS-L", "BAG-MOSS-M"))
    path = tmp_path / "feed.xml"
    path.write_text(whole[: whole.rindex("<g:gtin>")])
    listing = list_parts(FORMAT, path)
    assert [part.sku for part in listing.of(VariantPart)] == ["BAG-MOSS-L"]
    assert listing.told("refused") == [(2, "", "the file ends in the middle of this item")]
    assert any("before it is complete" in reason for _, _, reason in listing.told())

    path.write_text(whole[: whole.rindex("</item>") + len("</item>")])
    listing = list_parts(FORMAT, path)
    assert (len(listing.of(VariantPart)), listing.ledger.refused) == (2, 0)


def test_entities_are_refused_and_what_is_too_large_is_told(tmp_path, list_parts):
    path = tmp_path / "feed.xml"
    path.write_text(
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><g:id>&b;</g:id></item></channel></rss>"
    )
    with pytest.raises(FeedError, match="declares XML entities"):
        list_parts(FORMAT, path)
    path.write_text("<rss><item><g:id>1</g:id><title>" + "a" * 11_000_000 + "</title></item></rss>")
    with pytest.raises(FeedError, match="beyond line 1"):
        list_parts(FORMAT, path)


def test_a_bad_field_is_dropped_and_told_and_the_rest_stays(feed, list_parts):
    listing = list_parts(
        FORMAT,
        feed(
            "<item><g:id>1.23E+12</g:id><g:gtin>4006381333932</g:gtin><g:mpn>M-7</g:mpn><g:title>Cup</g:title>"
            "<g:price>soon</g:price><g:availability>perhaps</g:availability>"
            "<g:shipping_weight>3 stones</g:shipping_weight></item>"
            "<item><g:title>Nameless</g:title></item>"
        ),
    )
    cup = listing.variant("M-7")
    assert (cup.prices, cup.gtin, cup.size) == ({}, "", Size())
    assert cup.extra == {"weight": "3 stones"}
    assert listing.product("M-7").extra["gtin"] == "4006381333932"
    assert {field for _, field, _ in listing.told()} == {
        "id", "gtin", "price", "availability",
    }  # fmt: skip
    assert listing.told("refused") == [(2, "id", "neither id nor gtin nor mpn names the product")]


def test_a_sale_that_begins_later_is_told_and_not_asked(feed, list_parts):
    items = (
        "<item><g:id>A</g:id><g:price>10 USD</g:price><g:sale_price>8 USD</g:sale_price>"
        "<g:sale_price_effective_date>2026-12-01T00:00Z/2026-12-24T00:00Z</g:sale_price_effective_date></item>"
        "<item><g:id>B</g:id><g:price>10 USD</g:price><g:sale_price>8 USD</g:sale_price>"
        "<g:sale_price_effective_date>2026-01-01/2026-01-31</g:sale_price_effective_date></item>"
    )
    listing = list_parts(FORMAT, feed(items))
    assert listing.variant("A").prices == listing.variant("B").prices == {"USD": Price(1000)}
    assert listing.told() == [(1, "sale_price", "the lower price 8.00 USD begins on 2026-12-01")]


def test_local_inventory_tells_the_stock_of_stores(tmp_path, list_parts):
    path = tmp_path / "local.xml"
    path.write_text(
        RSS.format(
            items="<item><g:store_code>TO-1</g:store_code><g:id>BAG</g:id><g:quantity>4</g:quantity>"
            "<g:price>3 EUR</g:price></item>"
            "<item><g:store_code>TO-1</g:store_code><g:id>LAMP</g:id>"
            "<g:availability>limited availability</g:availability></item>"
            "<item><g:id>CUP</g:id><g:quantity>1</g:quantity></item><item><g:store_code>TO-1</g:store_code></item>"
            "<item><g:store_code>TO-1</g:store_code><g:id>X</g:id><g:quantity>some</g:quantity></item>"
        )
    )
    listing = list_parts(FORMAT, path)
    assert listing.stock("TO-1") == {"BAG": (4, ""), "LAMP": (None, "low_stock")}
    assert listing.stock() == {"CUP": (1, "")}
    assert len(listing.of(StockPart)) == len(listing.parts) == 3
    assert [row for row, _, _ in listing.told("refused")] == [4]
    assert (5, "quantity", "stock left unknown: this is not a quantity") in listing.told("note")
    assert any("single stores" in reason for _, _, reason in listing.told())
