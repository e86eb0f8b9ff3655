"""GS1 data in a scan: which texts are read as such, and what their identifiers make of the scan."""

import re

from msgspec import structs

from kiosk.core.scan.result import Key, Kind, Scan
from sync.catalogue.schema import fold_sku
from sync.protocol.gs1 import elements as element_strings
from sync.protocol.gs1.elements import GS, Reading

AIM = frozenset({"C1", "e0", "e1", "d2", "d5", "Q3", "Q4", "J1", "J4", "z1"})
"""Symbologies whose data are element strings: GS1-128, DataBar, Composite, DataMatrix, QR, DotCode, Aztec."""
START = re.compile(r"00[0-9]{18}|0[123][0-9]{14}")
"""How element strings begin that no symbology identifier announces: SSCC, GTIN, content, made to order."""
SPELLED_GS = re.compile(
    r"(?i)<gs>|\{gs\}|\[gs\]|<fnc1>|\{fnc1\}|\[fnc1\]|\u241d|\\x1d|\\u001d|\\f|\^\]|%1d|[\^|~]"
)
"""What printers, browsers and test tools put for the separator; none of it may stand in a value."""
ENVELOPE = re.compile("(?s)\\[\\)>\x1e?05\x1d(.+?)\x1e?\x04?")
"""ISO/IEC 15434, format 05: GS1 element strings in an envelope."""
PART_ENVELOPE = re.compile("(?s)\\[\\)>\x1e?06\x1d(.+?)\x1e?\x04?")
PART_NUMBER = re.compile(r"(?:1P|30P|P)(.+)")
"""Format 06, data identifiers (ANSI MH10.8.2): the maker's, the supplier's, the customer's part number."""
COUPONS = frozenset({"255", "8110", "8111", "8112"})
"""Global Coupon Number, North American coupons, loyalty points of a coupon."""
COUPON_PREFIXES = ("05", "981", "982", "983", "984", "99")
"""EAN-13 of coupons (GS1 General Specifications 1.4.2; 05 is UPC-A number system 5)."""
REFUND_PREFIX = "980"
"""Receipts for a refund, as deposit machines print them."""
CUSTOMER = "8018"
"""Global Service Relation Number of a recipient: what loyalty cards carry."""


def is_announced(text: str, aim: str) -> bool:
    """Whether a text says itself that it is GS1 data: by symbology, separator, brackets or envelope."""
    return (
        aim in AIM
        or GS in text
        or element_strings.is_bracketed(text)
        or SPELLED_GS.match(text) is not None
        or (SPELLED_GS.search(text) is not None and START.match(text) is not None)
    )


def looks_like(text: str) -> bool:
    """Whether a text begins like element strings that nothing announces."""
    return START.match(element_strings.BLANKS.sub("", text)) is not None


def read(text: str) -> Scan:
    """Read element strings; the reason says what is broken."""
    parts = PART_ENVELOPE.fullmatch(text)
    if parts:
        numbers = [found[1] for field in parts[1].split(GS) if (found := PART_NUMBER.fullmatch(field))]
        keys = [Key("sku", fold_sku(number)) for number in numbers]
        return Scan("product", keys) if keys else Scan("unknown", reason="not_a_product")
    envelope = ENVELOPE.fullmatch(text)
    bare = envelope[1] if envelope else text.rstrip("\x04\x1e")
    if not element_strings.is_bracketed(bare) or SPELLED_GS.match(bare):
        bare = SPELLED_GS.sub(GS, bare).strip(GS)
    reading = element_strings.read(bare)
    scan = as_scan(reading)
    if scan.kind in {"product", "unknown"} and element_strings.lost_separator(bare, reading):
        return structs.replace(scan, reason="missing_separator")
    return scan


def range_kind(gtin: str) -> Kind:
    """Say what a valid GTIN-14 is by its range: coupons and refunds have numbers like products."""
    ean = gtin[1:] if gtin.startswith("0") else ""
    if ean.startswith(COUPON_PREFIXES):
        return "coupon"
    return "receipt" if ean.startswith(REFUND_PREFIX) else "product"


def as_scan(reading: Reading) -> Scan:
    """Say what GS1 data name: a product, a coupon, a customer, or nothing the shop sells."""
    elements = reading.elements
    if reading.fault:
        return Scan("unknown", elements=elements, reason=reading.fault)
    gtins = [Key("gtin", gtin) for gtin in element_strings.gtins(elements)]
    if COUPONS & elements.keys():
        return Scan("coupon", gtins, elements)
    if gtins:
        return Scan(range_kind(gtins[0].value), gtins, elements)
    if CUSTOMER in elements:
        return Scan("customer", [Key("customer", elements[CUSTOMER])], elements)
    return Scan("unknown", elements=elements, reason="not_a_product")
