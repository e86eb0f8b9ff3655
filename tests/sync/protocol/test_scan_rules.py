"""The shop's own rules: links, prefixes, measures, what scanners add."""

from urllib.parse import urlsplit

import msgspec
import pytest

from kiosk.core.scan import Key, Measure, Prefixes, Rules, parse
from sync.protocol import own_codes
from sync.protocol.codes import check_digit

GTIN14 = "09521000000018"


@pytest.mark.parametrize(
    ("link", "url", "key"),
    [
        ("https://shop.example/p/{product}", "https://shop.example/p/larch-sofa", Key("sku", "larch-sofa")),
        (
            "https://shop.example/p/{product}",
            "HTTP://WWW.SHOP.EXAMPLE/p/Larch-Sofa/?utm=1#x",
            Key("sku", "larch-sofa"),
        ),
        ("shop.example/*/i/{sku}.html", "https://shop.example/it/casa/i/LRC_212.html", Key("sku", "lrc-212")),
        ("shop.example/item?sku={sku}", "https://shop.example/item?a=1&SKU=LRC%20212", Key("sku", "lrc-212")),
        ("shop.example/g/{gtin}", "https://shop.example/g/9521000000018", Key("gtin", GTIN14)),
        ("shop.example/g/{gtin}", "shop.example/g/9521000000018", Key("gtin", GTIN14)),
    ],
)
def test_the_shops_own_product_links_are_read(link, url, key):
    scan = parse(url, Rules(product_links=(link,)))
    assert (scan.kind, scan.keys[0], scan.reason) == ("product", key, "")


def test_a_product_link_with_a_misread_number_says_so():
    scan = parse(
        "https://shop.example/i?gtin=9521234567889", Rules(product_links=("shop.example/i?gtin={gtin}",))
    )
    assert (scan.kind, scan.keys, scan.reason) == ("unknown", [], "check_digit")


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/",
        "https://other.example/p/larch-sofa",
        "https://shop.example.evil.example/p/larch-sofa",
        "https://shop.example/p/larch-sofa/reviews",
        "https://shop.example/p/",
    ],
)
def test_other_links_stay_links(url):
    scan = parse(url, Rules(product_links=("https://shop.example/p/{product}",)))
    assert (scan.kind, scan.keys, scan.reason) == ("link", [], "link")


def test_no_scanned_link_is_kept():
    urlsplit.cache_clear()
    for url in (
        "https://shop.example/p/larch-sofa",
        "https://other.example/l/nonna",
        f"x.ch/01/{GTIN14}",
    ):
        parse(url, Rules(product_links=("https://shop.example/p/{product}",)))
    assert urlsplit.cache_info().currsize == 0


PREFIXES = Prefixes(
    customer=("LOY-", "29"), receipt=("R#",), order=("PU",), list=("https://old.example/list/",)
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("LOY-123", "customer"),
        ("loy-123", "customer"),
        ("R#2026/1", "receipt"),
        ("PU1234", "order"),
        ("https://old.example/list/7", "list"),
        ("XLOY-123", "product"),
    ],
)
def test_cards_receipts_and_pick_ups_are_told_by_their_prefix(text, kind):
    assert parse(text, Rules(prefixes=PREFIXES)).kind == kind


@pytest.mark.parametrize("form", ["{}", "0{}", "]E0{}"])
def test_a_card_with_a_number_lists_its_gtin_first(form):
    card = "291234567890" + check_digit("291234567890")
    scan = parse(form.format(card), Rules(prefixes=PREFIXES))
    assert scan.kind == "customer"
    assert scan.keys[0] == Key("gtin", f"0{card}")
    assert scan.keys[1].type == "customer"


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        ("list", "list"),
        ("claim", "list"),
        ("customer", "customer"),
        ("receipt", "receipt"),
        ("order", "order"),
    ],
)
def test_the_shops_own_codes_come_back(own, kind):
    scan = parse(own_codes.write(own, "7K3M9Q"))
    assert (scan.kind, scan.keys[0]) == (kind, Key(own, "7K3M9Q"))


def test_a_misread_own_code_says_so():
    scan = parse(own_codes.write("customer", "7K3M9Q").replace("7", "8"))
    assert (scan.kind, scan.reason) == ("unknown", "check_digit")


@pytest.mark.parametrize("form", ["0{}", "{}", "]E0{}", "]C1010{}", "(01)0{}"])
def test_a_variable_measure_gives_item_and_price(form):
    code = "021234592875" + check_digit("021234592875")
    scan = parse(form.format(code), Rules(measures=(Measure("02IIIIIVPPPPC"),)))
    assert scan.kind == "product"
    assert scan.keys[0] == Key("gtin", f"0{code}")
    assert scan.elements["3922"] == "2875"


def test_a_variable_measure_finds_the_item_by_its_number_too():
    code = "021234592875" + check_digit("021234592875")
    keys = parse(code, Rules(measures=(Measure("02IIIIIVPPPPC"),))).keys
    assert Key("gtin", "00212345000007") in keys
    assert Key("sku", "12345") in keys
    assert parse(code).elements == {}


def test_what_the_shops_scanners_add_is_taken_off():
    rules = Rules(prefix="~A", suffix="#")
    assert parse("~A9521000000018#\r", rules).keys[0] == Key("gtin", GTIN14)


def test_hub_and_brand_add_to_what_is_set():
    rules = Rules(product_links=("a.example/{sku}",)).of_shop(
        "https://hub.example/", ("b.example/{product}",)
    )
    assert parse("https://hub.example/l/Tok-3n", rules).keys == [Key("list", "Tok-3n")]
    assert parse("HTTPS://HUB.EXAMPLE/l/Tok-3n?x=1", rules).kind == "list"
    assert parse("https://b.example/larch-sofa", rules).keys == [Key("sku", "larch-sofa")]
    assert parse("https://a.example/LRC", rules).keys == [Key("sku", "lrc")]
    assert parse("https://hub.example/l/x", Rules().of_shop("", ())).kind == "link"


def test_rules_stand_in_the_settings():
    text = """
        product_links = ["shop.example/p/{product}"]
        [[measures]]
        pattern = "28IIIIIWWWWWC"
        [prefixes]
        receipt = ["980"]
    """
    rules = msgspec.toml.decode(text, type=Rules)
    assert rules.measures == (Measure("28IIIIIWWWWWC"),)
    assert rules.prefixes.receipt == ("980",)


@pytest.mark.parametrize(
    "text",
    [
        'product_links = ["shop.example/p/"]',
        '[[measures]]\npattern = "9"',
        '[prefixes]\ncustomer = [""]',
        "links = 1",
    ],
)
def test_a_useless_rule_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(text, type=Rules)
