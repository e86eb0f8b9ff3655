"""GS1 data in a scan: which texts are read as such, and what their identifiers make of the scan."""

import re

from kiosk.core.scan.result import Key, Scan
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
COUPONS = frozenset({"255", "8110", "8111", "8112"})
"""Global Coupon Number, North American coupons, loyalty points of a coupon."""
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
    return START.match(text) is not None


def read(text: str) -> Scan:
    """Read element strings; the reason says what is broken."""
    envelope = ENVELOPE.fullmatch(text)
    bare = envelope[1] if envelope else text.rstrip("\x04\x1e")
    if not element_strings.is_bracketed(bare) or SPELLED_GS.match(bare):
        bare = SPELLED_GS.sub(GS, bare).strip(GS)
    reading = element_strings.read(bare)
    scan = as_scan(reading)
    if scan.kind == "product" and element_strings.lost_separator(bare, reading):
        return Scan("product", scan.keys, scan.elements, reason="missing_separator")
    return scan


def as_scan(reading: Reading) -> Scan:
    """Say what GS1 data name: a product, a coupon, a customer, or nothing the shop sells."""
    elements = reading.elements
    if reading.fault:
        return Scan("unknown", elements=elements, reason=reading.fault)
    gtins = [Key("gtin", gtin) for gtin in element_strings.gtins(elements)]
    if COUPONS & elements.keys():
        return Scan("coupon", gtins, elements)
    if gtins:
        return Scan("product", gtins, elements)
    if CUSTOMER in elements:
        return Scan("customer", [Key("customer", elements[CUSTOMER])], elements)
    return Scan("unknown", elements=elements, reason="not_a_product")
