"""The order of the rules: clean, symbology, own codes, web address, GS1 data, number, shelf SKU."""

import re
import unicodedata

from msgspec import structs

from kiosk.core.scan import elements, numbers
from kiosk.core.scan.clean import ENDS, clean
from kiosk.core.scan.result import Key, Kind, Scan
from sync.catalogue.schema import fold_sku
from sync.protocol import own_codes
from sync.protocol.gs1 import link
from sync.protocol.gs1.elements import BLANKS, GS
from sync.protocol.scan_rules import Rules

HTTP = re.compile(r"(?i)https?://")
OTHER_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*://\S+")
"""Apps and file servers have no Digital Links; the standard knows the web's two schemes alone."""
WWW = re.compile(r"(?i)www\.\S+")
SCHEMELESS = re.compile(r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]+)?/\S+")
"""An address without its scheme counts only when it proves to be something."""
SHELF_SKU = re.compile(r"[^\W_][\w\-./+ #]{0,63}")
LABELLED_SKU = re.compile(
    r"(?i)(?:sku|mpn|ref|model|item|style|art(?:icle|ikel|icolo)?)\.?"
    r"(?:[- ]?(?:nr|no|n\u00b0|code))?\.?\s*[:#]\s*(.+)"
)
SKU_LENGTH = 64
SCIENTIFIC = re.compile(r"(?i)[0-9]+[.,][0-9]+e\+?[0-9]+")
"""What a spreadsheet made of a number: its digits are lost."""
EAN_AIM = frozenset({"E0", "E4"})
COMPOSITE = re.compile(r"([0-9]{8}|[0-9]{12,13})\|?\]e[01](.+)")
ADDON_ONLY = frozenset({"E1", "E2"})


def parse(text: str, rules: Rules = Rules()) -> Scan:  # noqa: B008 - an immutable value
    """Say what a scanned text is. Never raises, whatever was scanned."""
    cleaned = clean(text, rules.prefix, rules.suffix)
    if cleaned.fault:
        return Scan("unknown", reason=cleaned.fault, aim=cleaned.aim)
    scan = _classify(cleaned.text, cleaned.aim, rules)
    return structs.replace(scan, aim=cleaned.aim) if cleaned.aim else scan


def _classify(text: str, aim: str, rules: Rules) -> Scan:
    for rule in ORDER:
        scan = rule(text, aim, rules)
        if scan:
            return scan
    return _shelf(text)


def _own_code(text: str, aim: str, rules: Rules) -> Scan | None:  # noqa: ARG001 - one shape for all rules
    own = own_codes.read(text)
    return _own(own, text) if own else None


def _address(text: str, aim: str, rules: Rules) -> Scan | None:
    if HTTP.match(text):
        tight = BLANKS.sub("", text)
        return _web(tight, tight, rules)
    if OTHER_SCHEME.fullmatch(text):
        return _prefixed(text, aim, rules) or Scan("link", reason="link")
    if WWW.fullmatch(text):
        return _web(f"https://{text}", text, rules)
    if SCHEMELESS.fullmatch(text):
        scan = _web(f"https://{text}", text, rules)
        return scan if scan.kind != "link" else None
    return None


def _gs1_data(text: str, aim: str, rules: Rules) -> Scan | None:
    composite = COMPOSITE.fullmatch(text)
    if composite and aim in EAN_AIM:
        return _composite(composite[1], composite[2], aim, rules)
    if elements.is_announced(text, aim) and not _is_framed_number(text, aim):
        return _announced(text, aim, rules)
    return Scan("unknown", reason="not_a_product") if aim in ADDON_ONLY else None


def _is_framed_number(text: str, aim: str) -> bool:
    """Whether a separator announces nothing, because it only stands around a whole number."""
    return aim not in elements.AIM and GS not in text.strip(ENDS) and bool(numbers.read(text).gtins)


def _composite(number: str, data: str, aim: str, rules: Rules) -> Scan:
    """An EAN with a composite symbol above it: the number of the one, the elements of the other."""
    found, above = numbers.read(number, aim), elements.read(data)
    if not found.gtins or above.reason not in {"", "not_a_product"}:
        reason = above.reason if found.gtins else "check_digit"
        return Scan("unknown", elements=above.elements, reason=reason)
    return structs.replace(_number(found, number, rules), elements=above.elements)


def _plain_number(text: str, aim: str, rules: Rules) -> Scan | None:
    found = numbers.read(text, aim)
    return _number(found, text, rules) if found.gtins else None


def _prefixed(text: str, aim: str, rules: Rules) -> Scan | None:  # noqa: ARG001 - as above
    kind = rules.own_kind(text)
    return Scan(kind, [Key(kind, text), *_sku_keys(text)]) if kind else None


def _unannounced(text: str, aim: str, rules: Rules) -> Scan | None:  # noqa: ARG001 - as above
    """Element strings by their look alone; broken, they may still be somebody's SKU."""
    if not elements.looks_like(text):
        return None
    scan = elements.read(text)
    return scan if scan.kind != "unknown" else structs.replace(scan, keys=_sku_keys(text))


def _misread(text: str, aim: str, rules: Rules) -> Scan | None:  # noqa: ARG001 - as above
    """Shaped like a number, a wrong check digit is the likelier story; yet it may be a SKU."""
    misread = numbers.read(text, aim).misread
    return Scan("unknown", _sku_keys(text), reason="check_digit") if misread else None


ORDER = (_own_code, _address, _gs1_data, _plain_number, _prefixed, _unannounced, _misread)
"""The rules; the first that has an answer gives it, and what none knows is a shelf SKU or nothing."""


MEANS: dict[own_codes.OwnKind, Kind] = {
    "list": "list",
    "claim": "list",
    "customer": "customer",
    "receipt": "receipt",
    "order": "order",
    "basket": "order",
}
"""What our own codes are about."""


def _own(own: own_codes.OwnCode, text: str) -> Scan:
    if not own.valid:
        return Scan("unknown", _sku_keys(text), reason="check_digit")
    kind = MEANS[own.kind]
    return Scan(kind, [Key(own.kind, own.text), *_sku_keys(text)])


def _web(url: str, text: str, rules: Rules) -> Scan:
    """A web address is never opened: our list, a GS1 Digital Link, the shop's own product, or just a link."""
    token = rules.own_list(url)
    if token is not None:
        return Scan("list", [Key("list", token)] if token else [])
    claim = rules.own_claim(url)
    if claim is not None:
        return Scan("list", [Key("claim", claim)] if claim else [])
    prefixed = rules.own_kind(text)
    if prefixed:
        return Scan(prefixed, [Key(prefixed, text)])
    reading = link.read(url)
    if reading:
        return elements.as_scan(reading)
    named = rules.product_link(url)
    if named is None:
        return Scan("link", reason="link")
    return _product_link(*named)


def _product_link(field: str, value: str) -> Scan:
    if field != "gtin":
        keys = _sku_keys(value)
    else:
        found = numbers.read(value)
        if found.misread:
            return Scan("unknown", reason="check_digit")
        keys = [Key("gtin", gtin) for gtin in found.gtins]
    return Scan("product", keys) if keys else Scan("link", reason="link")


def _announced(text: str, aim: str, rules: Rules) -> Scan:
    """GS1 data is GS1 data: when it is broken, no number is read out of it some other way."""
    scan = elements.read(text)
    if scan.kind != "unknown":
        gtins = [key.value for key in scan.keys if key.type == "gtin"]
        measured = rules.measure(gtins[0][1:]) if gtins and scan.kind == "product" else None
        return structs.replace(scan, elements=measured.elements | scan.elements) if measured else scan
    is_label = aim in elements.AIM and scan.reason in {"element_syntax", "unknown_identifier"}
    return structs.replace(scan, keys=_sku_keys(text)) if is_label else scan


def _number(found: numbers.Numbers, text: str, rules: Rules) -> Scan:
    """A valid number is always its GTIN-14 first, whatever range it is from."""
    keys = [Key("gtin", gtin) for gtin in found.gtins]
    ean = found.gtins[0][1:] if found.gtins[0].startswith("0") else ""
    own = rules.own_kind(text, ean)
    if own:
        return Scan(own, [*keys, Key(own, text), *_sku_keys(text)], addon=found.addon)
    measured = rules.measure(ean)
    if measured:
        keys += [Key("gtin", measured.gtin), Key("sku", fold_sku(measured.item))]
        return Scan("product", list(dict.fromkeys(keys)) + _sku_keys(text), measured.elements)
    return Scan(elements.range_kind(found.gtins[0]), keys + _sku_keys(text), addon=found.addon)


def _shelf(text: str) -> Scan:
    keys = _sku_keys(text)
    if (
        not keys
        or _is_foreign_number(text)
        or SCIENTIFIC.fullmatch(text)
        or (text.isdigit() and not text.strip("0"))
    ):
        return Scan("unknown", keys, reason="not_a_code")
    return Scan("product", keys)


def _is_foreign_number(text: str) -> bool:
    """Whether a text is digits that are not ASCII: no number, and hardly a SKU."""
    return not text.isascii() and all(map(_is_digit, text))


def _is_digit(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def _sku_keys(text: str) -> list[Key]:
    """Return a text as SKU, without a label's word before it; full-width letters also as plain ones."""
    labelled = LABELLED_SKU.fullmatch(text)
    bare = labelled[1] if labelled else text.lstrip("#")
    folded = dict.fromkeys(map(fold_sku, (bare, unicodedata.normalize("NFKC", bare))))
    return [Key("sku", sku) for sku in folded if SHELF_SKU.fullmatch(sku) and len(sku) <= SKU_LENGTH]
