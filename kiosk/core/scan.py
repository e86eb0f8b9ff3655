"""What a scanned text is. One ordered list of rules; the result is typed and says why when it is nothing.

Order of the rules: clean, AIM identifier, web address, GTIN, element strings, shelf SKU. `parse` knows no
shop; `look_up` asks the catalogue.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

import msgspec

from sync.catalogue.read import Catalogue
from sync.catalogue.schema import fold_sku, gtin_key, sku_key
from sync.protocol import codes

MAX_LENGTH = 4096
"""Characters; the largest QR code holds 4,296 alphanumerics, no product code comes near."""

FRAMING = "\r\n\t\x02\x03 "
"""What scanners put around a code: Enter, Tab, STX, ETX, blanks."""
INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Byte order mark, zero-width and bidirectional marks."""
ALLOWED_CONTROLS = frozenset("\x1d\x1e\x04")
"""Group separator, record separator and end of transmission belong to GS1 and ISO 15434 data."""

GS = "\x1d"
AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
"""Symbology identifier (ISO/IEC 15424)."""
AIM_ELEMENTS = frozenset({"C1", "e0", "d2", "Q3", "J1"})
"""Symbologies whose data are element strings: GS1-128, DataBar, DataMatrix, QR, DotCode."""
WEB = re.compile(r"(?i)https?://\S+")
SHELF_SKU = re.compile(r"[^\W_][\w\-./+ #]{0,63}")
SKU_LENGTH = 64
ELEMENTS_START = ("00", "01", "02", "(")
ELEMENTS_LENGTH = 16
"""An AI 01 with its GTIN; below that, leading 01 is just a number."""

Kind = Literal["product", "list", "link", "unknown"]
Reason = Literal[
    "", "empty", "too_long", "control_characters", "check_digit", "link", "not_a_code", "not_found"
]


class Key(msgspec.Struct, frozen=True):
    """One thing the text may name: a GTIN-14 or a folded shelf SKU."""

    type: Literal["gtin", "sku"]
    value: str


class Found(msgspec.Struct, frozen=True):
    """What the catalogue knows under a key; `variant` and `sku` are '' when only the product is known."""

    product: str
    variant: str
    sku: str


class Scan(msgspec.Struct, frozen=True):
    """What a text is. `elements` maps application identifiers to values, `aim` is the symbology read."""

    kind: Kind
    keys: list[Key] = []
    elements: dict[str, str] = {}
    match: Found | None = None
    reason: Reason = ""
    aim: str = ""


class Rules(NamedTuple):
    """What differs from shop to shop: the address under which list links live ('' = none known)."""

    list_address: str = ""


def parse(text: str, rules: Rules = Rules()) -> Scan:  # noqa: B008 - an immutable value
    """Say what a scanned text is. Never raises, whatever was scanned."""
    cleaned = INVISIBLE.sub("", text[: MAX_LENGTH * 2]).strip(FRAMING)
    if not cleaned:
        return Scan("unknown", reason="empty")
    if len(cleaned) > MAX_LENGTH:
        return Scan("unknown", reason="too_long")
    if any(_is_forbidden(character) for character in cleaned):
        return Scan("unknown", reason="control_characters")
    aim = AIM.match(cleaned)
    if aim is None:
        return _classify(cleaned, "", rules)
    rest = cleaned[aim.end() :].strip(FRAMING)
    if not rest:
        return Scan("unknown", reason="empty", aim=aim[1])
    return msgspec.structs.replace(_classify(rest, aim[1], rules), aim=aim[1])


def look_up(scan: Scan, catalogue: Catalogue | None) -> Scan:
    """Ask the catalogue for the keys of a scan, in order; the answer carries a `match` or a reason."""
    keys = [gtin_key(key.value) if key.type == "gtin" else sku_key(key.value) for key in scan.keys]
    match = catalogue.find(keys) if catalogue else None
    product = catalogue.product(match.product) if catalogue and match else None
    if match is None or product is None:
        return scan if scan.reason else msgspec.structs.replace(scan, reason="not_found" if keys else "")
    sku = next((variant.sku for variant in product.variants if variant.id == match.variant), "")
    found = Found(product.id, match.variant, sku)
    return msgspec.structs.replace(scan, kind="product", match=found, reason="")


def _is_forbidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS


def _classify(text: str, aim: str, rules: Rules) -> Scan:
    if WEB.fullmatch(text):
        return _web(text, rules)
    gtins = [] if aim in AIM_ELEMENTS else codes.gtin_candidates(text)
    if gtins:
        keys = [Key("gtin", gtin) for gtin in gtins] + _sku_keys(text)
        return Scan("product", keys)
    if aim in AIM_ELEMENTS or GS in text or _looks_like_elements(text):
        scan = _elements(codes.read_elements(text.strip(GS)))
        if scan is not None:
            return scan
    return _shelf(text)


def _looks_like_elements(text: str) -> bool:
    return text.startswith(ELEMENTS_START) and len(text) >= ELEMENTS_LENGTH


def _web(text: str, rules: Rules) -> Scan:
    """A web address is never opened: it is one of our lists, a GS1 Digital Link, or just a link."""
    if rules.list_address and text.startswith(rules.list_address):
        return Scan("list")
    return _elements(codes.read_digital_link(text)) or Scan("link", reason="link")


def _elements(read: codes.ElementStrings | None) -> Scan | None:
    if read is None:
        return None
    if not read.gtin:
        return Scan("unknown", elements=read.elements, reason="not_a_code")
    gtins = codes.gtin_candidates(read.gtin)
    if not gtins:
        return Scan("unknown", elements=read.elements, reason="check_digit")
    return Scan("product", [Key("gtin", gtin) for gtin in gtins], read.elements)


def _shelf(text: str) -> Scan:
    """A shelf SKU. All digits and known to nobody, a wrong check digit is the likelier story."""
    keys = _sku_keys(text)
    if not keys:
        return Scan("unknown", reason="not_a_code")
    if text.isascii() and text.isdigit() and len(text) in codes.GTIN_LENGTHS:
        return Scan("unknown", keys, reason="check_digit")
    return Scan("product", keys)


def _sku_keys(text: str) -> list[Key]:
    folded = fold_sku(text)
    return [Key("sku", folded)] if SHELF_SKU.fullmatch(folded) and len(folded) <= SKU_LENGTH else []
