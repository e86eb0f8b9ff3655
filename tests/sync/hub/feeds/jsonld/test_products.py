import json
from pathlib import Path

import pytest

from sync.hub.feeds import jsonstream
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.jsonld.reader import FORMAT
from sync.hub.feeds.parts import PictureRef, ReviewPart, StockPart, VariantPart
from sync.protocol.money import Price
from sync.protocol.products import Rating, Size

GROUP = {
    "@context": "https://schema.org/",
    "@type": "ProductGroup",
    "productGroupID": "COAT",
    "name": "Wool coat",
    "description": "<p>Warm.</p><ul><li>Lined</li></ul>",
    "url": "https://shop.example/coat",
    "brand": {"@type": "Brand", "name": "Emaia"},
    "category": "Clothing > Coats",
    "variesBy": ["https://schema.org/color", "https://schema.org/size"],
    "material": "wool",
    "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": 10},
    "review": [
        {
            "@type": "Review",
            "reviewRating": {"@type": "Rating", "ratingValue": 90, "bestRating": 100, "worstRating": 0},
            "author": {"@type": "Person", "name": "Ada"},
            "reviewBody": "Good.",
            "datePublished": "2026-03-04T10:00:00Z",
        },
        {"@type": "Review", "reviewBody": "No stars"},
    ],
    "hasVariant": [
        {
            "@type": "Product",
            "sku": "C-1",
            "gtin14": "04006381333931",
            "name": "Wool coat small green",
            "image": [{"@type": "ImageObject", "url": "https://shop.example/green.jpg"}],
            "size": {"@type": "SizeSpecification", "name": "small"},
            "color": "Green",
            "weight": {"@type": "QuantitativeValue", "value": 1.4, "unitCode": "KGM"},
            "width": "40 cm",
            "offers": {
                "@type": "Offer",
                "priceCurrency": "EUR",
                "price": 119.9,
                "priceValidUntil": "2026-12-24",
                "availability": "https://schema.org/InStock",
                "inventoryLevel": {"@type": "QuantitativeValue", "value": 7},
                "priceSpecification": {"price": 150, "priceType": "https://schema.org/StrikethroughPrice"},
                "availableAtOrFrom": {"@type": "Store", "branchCode": "TO-1"},
            },
        },
        {
            "@type": "Product",
            "sku": 22,
            "color": "Blue",
            "offers": {"price": "soon", "availability": "Never"},
        },
        {"@id": "#elsewhere"},
    ],
}


@pytest.fixture
def write(tmp_path: Path):
    def write(content: object, name: str = "products.json") -> Path:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_a_group_with_its_variants(write, list_parts):
    listing = list_parts(FORMAT, write(GROUP))
    coat = listing.product("COAT")
    assert coat.name == {"en": "Wool coat"}
    assert (coat.description, coat.details) == ({"en": "Warm."}, [{"en": "Lined"}])
    assert coat.shelf == ["Clothing", "Coats"]
    assert coat.rating == Rating(number=10, average=4.5)
    assert coat.extra == {"url": "https://shop.example/coat", "brand": "Emaia"}
    small, blue = listing.of(VariantPart)
    assert (small.sku, small.key, small.gtin) == ("C-1", "COAT", "04006381333931")
    assert small.options == {"Color": "Green", "Size": "small"}
    assert small.prices == {"EUR": Price(11990, was=15000, until="2026-12-24")}
    assert small.size == Size(width=400, weight=1400)
    assert small.pictures == [PictureRef("https://shop.example/green.jpg")]
    assert (blue.sku, blue.options, blue.prices) == ("22", {"Color": "Blue"}, {})
    assert listing.stock("TO-1") == {"C-1": (7, "in_stock")}
    [review] = listing.of(ReviewPart)
    assert (review.product, review.review.stars, review.review.author) == ("COAT", 5, "Ada")
    assert review.review.date == "2026-03-04"
    assert {(row, field) for row, field, _ in listing.told()} == {
        (1, "reviewRating"), (3, "price"), (3, "availability"),
    }  # fmt: skip
    assert (listing.ledger.rows, listing.ledger.refused) == (3, 0)


def test_a_page_tells_its_product_in_script_blocks(write, list_parts):
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"name": "Shop"}, {"item": {"name": "Lamps"}}, {"name": "Desk lamp"}],
    }
    lamp = {
        "@type": "schema:Product", "schema:name": [{"@value": "Lampe", "@language": "de-DE"}, "Desk lamp"],
        "url": "https://shop.example/p/desk-lamp",
        "offers": {"@type": "AggregateOffer", "lowPrice": "20", "highPrice": 30, "priceCurrency": "USD"},
    }  # fmt: skip
    block = json.dumps({"@graph": [crumbs, lamp]})
    page = (
        "<!DOCTYPE html><html><head><script type='application/ld+json'>{broken</script>"
        f'<script data-x=1 type="application/ld+json"><!-- {block} --></script>'
    )
    listing = list_parts(FORMAT, write(page, "lamp.html"))
    part = listing.product("desk-lamp")
    assert part.name == {"de": "Lampe", "en": "Desk lamp"}
    assert part.shelf == ["Lamps"]
    assert listing.variant("desk-lamp").prices == {"USD": Price(2000)}
    assert len(listing.told()) == 3


def test_variants_of_a_graph_find_their_group_by_reference(write, list_parts):
    graph = [
        {"@type": "ProductGroup", "@id": "#g", "productGroupID": "G", "name": "Cup",
         "variesBy": "color", "hasVariant": [{"@id": "#1"}]},
        {"@type": "Product", "@id": "#1", "sku": "G-1", "color": "Red",
         "isVariantOf": {"@id": "#g"}},
        {"@type": "Product", "sku": "G-2", "inProductGroupWithID": "G", "color": "Blue", "name": "Cup Blue"},
        {"@type": "Person", "name": "Nobody"},
        {"@type": "Product"},
    ]  # fmt: skip
    listing = list_parts(FORMAT, write({"@context": "https://schema.org", "@graph": graph}))
    assert {part.sku: (part.key, part.options) for part in listing.of(VariantPart)} == {
        "G-1": ("G", {"Color": "Red"}),
        "G-2": ("G", {"Color": "Blue"}),
    }
    assert [row for row, _, _ in listing.told("refused")] == [4]


def test_offers_with_skus_of_their_own_are_variants(write, list_parts):
    offers = [
        {"sku": f"S-{size}", "price": "10", "name": size, "availability": "OutOfStock"} for size in "SML"
    ]
    listing = list_parts(FORMAT, write({"@type": "Product", "name": "Shirt", "sku": "S", "offers": offers}))
    assert [(part.sku, part.key, part.name) for part in listing.of(VariantPart)] == [
        ("S-S", "S", {"en": "S"}), ("S-M", "S", {"en": "M"}), ("S-L", "S", {"en": "L"}),
    ]  # fmt: skip
    assert len(listing.of(StockPart)) == 3


def test_lines_are_read_one_by_one_and_a_broken_one_is_told(write, list_parts):
    lines = [json.dumps({"@type": "Product", "sku": str(number), "name": "X"}) for number in range(4)]
    lines[2] = lines[2][:-9]
    listing = list_parts(FORMAT, write("\n".join(lines), "products.jsonl"))
    assert [part.sku for part in listing.of(VariantPart)] == ["0", "1", "3"]
    assert [reason for _, _, reason in listing.told()] == ["a line of JSON is broken and left out"]


@pytest.mark.parametrize("shape", ["array", "graph", "lines"])
def test_a_large_file_is_read_element_by_element(shape, write, list_parts, monkeypatch):
    monkeypatch.setattr(jsonstream, "LARGE", 1000)
    monkeypatch.setattr(jsonstream, "CHUNK", 700)
    items = [{"@type": "Product", "sku": f"é{number}", "name": "Ç" * (number % 50)} for number in range(300)]
    content = {
        "array": json.dumps(items, indent=1),
        "graph": json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False),
        "lines": "\n".join(map(json.dumps, items)),
    }[shape]
    listing = list_parts(FORMAT, write(content))
    assert [part.sku for part in listing.of(VariantPart)] == [item["sku"] for item in items]
    assert listing.ledger.rows == 300


def test_depth_and_breakage_end_the_reading_in_words(write, list_parts):
    deep = '{"@type": "Product", "sku": "1", "name": "X", "x": ' + "[" * 100_000
    listing = list_parts(FORMAT, write(deep))
    assert [reason for _, _, reason in listing.told()] == [jsonstream.BROKEN]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("stores.json", '[{"storeid": 1, "name": "A"}]'),
        ("page.html", '<html><script type=\'application/ld+json\'>{"@type": "Person"}</script></html>'),
        ("feed.xml", "<rss><item></item></rss>"),
        ("p.csv", "sku,name"),
    ],
)
def test_other_files_are_left_to_others(name, content, write):
    assert FORMAT.claim([FeedFile(write(content, name))]) == []
