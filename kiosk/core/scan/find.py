"""A scan's keys in the catalogue."""

import msgspec

from kiosk.core.scan.result import Found, Key, Reason, Scan
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import gtin_key, sku_key

CATALOGUED = {"gtin": gtin_key, "sku": sku_key}
LOOKED_UP = frozenset({"product", "unknown"})
"""Kinds that owe a reason when the catalogue knows none of their keys; a coupon is a coupon anyway."""


def look_up(scan: Scan, catalogue: Catalogue | None) -> Scan:
    """Ask the catalogue for the keys of a scan, in order; the answer carries a `match` or a reason."""
    keys = [_catalogue_key(key) for key in scan.keys if key.type in CATALOGUED]
    match = catalogue.find(keys) if catalogue else None
    product = catalogue.product(match.product) if catalogue and match else None
    if match is None or product is None:
        owes = keys and not scan.reason and scan.kind in LOOKED_UP
        return msgspec.structs.replace(scan, reason="not_found") if owes else scan
    sku = next((variant.sku for variant in product.variants if variant.id == match.variant), "")
    found = Found(product.id, match.variant, sku)
    reason: Reason = "missing_separator" if scan.reason == "missing_separator" else ""
    return msgspec.structs.replace(scan, kind="product", match=found, reason=reason)


def _catalogue_key(key: Key) -> str:
    return CATALOGUED[key.type](key.value)
