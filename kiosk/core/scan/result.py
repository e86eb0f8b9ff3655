"""The typed answer to a scan."""

from typing import Literal

import msgspec

Kind = Literal["product", "list", "customer", "receipt", "order", "coupon", "link", "unknown"]
KeyType = Literal["gtin", "sku", "list", "claim", "customer", "receipt", "order", "basket"]
Reason = Literal[
    "",
    "empty",
    "too_long",
    "control_characters",
    "check_digit",
    "link",
    "not_a_code",
    "not_found",
    "not_a_product",
    "element_syntax",
    "unknown_identifier",
    "missing_separator",
    "element_value",
    "conflict",
    "no_code",
]
"""Why there is no product; the words stand in the kiosk's texts under `unknown`.

`missing_separator` may stand beside a product: the number is certain, what comes after it is not.
"""


class Key(msgspec.Struct, frozen=True):
    """One thing the text may name: a GTIN-14, a folded shelf SKU, or the text of a shop's own code."""

    type: KeyType
    value: str


class Found(msgspec.Struct, frozen=True):
    """What the catalogue knows under a key; `variant` and `sku` are '' when only the product is known."""

    product: str
    variant: str
    sku: str


class Scan(msgspec.Struct, frozen=True):
    """What a text is.

    Keys stand in the order to try. `elements` maps application identifiers to values: what was read, and
    for a variable measure what the shop's rule says (392n price, 310n weight in kg, 30 count). `aim` is the
    symbology read, `addon` the two or five digits beside an EAN (issue of a magazine, price of a book).
    """

    kind: Kind
    keys: list[Key] = []
    elements: dict[str, str] = {}
    match: Found | None = None
    reason: Reason = ""
    aim: str = ""
    addon: str = ""
