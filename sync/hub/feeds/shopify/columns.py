"""The columns of Shopify's CSV files, of every generation, by one name each (Shopify's help on CSV files)."""

import re
from collections.abc import Iterable

NAMES = {
    "url handle": "handle",
    "body (html)": "description",
    "body html": "description",
    "description": "description",
    "product category": "category",
    "standardized product type": "category",
    "standard product type": "category",
    "custom product type": "type",
    "product type": "type",
    "published on online store": "published",
    "variant sku": "sku",
    "variant barcode": "barcode",
    "variant price": "price",
    "variant compare at price": "compare at price",
    "variant compare-at price": "compare at price",
    "compare-at price": "compare at price",
    "variant grams": "grams",
    "weight value (grams)": "grams",
    "variant inventory tracker": "inventory tracker",
    "variant inventory qty": "inventory quantity",
    "variant inventory quantity": "inventory quantity",
    "variant inventory policy": "inventory policy",
    "continue selling when out of stock": "inventory policy",
    "image src": "image",
    "product image url": "image",
    "image source": "image",
    "variant image url": "variant image",
    "available (not editable)": "available",
    "on hand (current)": "on hand",
}
OPTION = re.compile(r"^option ?([1-9]) (name|value|linked ?to)$")
METAFIELD = re.compile(r"^(.*?)\s*\((?:product|variant)\.metafields\.[^)]*\)$")

READ = re.compile(
    r"^(handle|title|description|category|type|published|status|option\d (name|value|linkedto)|sku|barcode"
    r"|price|compare at price|grams|inventory (tracker|quantity|policy)|image|image position|image alt text"
    r"|variant image)$"
)
LEFT_OUT = re.compile(
    r"^(cost per item.*|variant (fulfillment service|requires shipping|taxable|tax code|weight unit)"
    r"|weight unit for display|fulfillment service|requires shipping|charge tax|tax code|seo .*|gift card"
    r"|(variant )?unit price .*|(included|price|compare.at price) / .*"
    r"|google shopping / .*(ads|ad group|custom ).*)$"
)
"""Columns that are the shop's own affair (what it paid, tax, search engines) or other countries' prices."""

PRODUCT_SIGNS = frozenset(
    {
        "body (html)",
        "compare-at price",
        "image src",
        "option1 name",
        "option1 value",
        "product image url",
        "published on online store",
        "url handle",
        "variant barcode",
        "variant compare at price",
        "variant grams",
        "variant inventory qty",
        "variant price",
        "variant sku",
    }
)


def name_of(column: str) -> str:
    """Return the one name of a column.

    >>> name_of("variant compare at price"), name_of("fit (product.metafields.my.fit)")
    ('compare at price', 'fit')
    """
    text = " ".join(column.split())
    option = OPTION.match(text)
    if option:
        return f"option{option[1]} {option[2].replace(' ', '')}"
    metafield = METAFIELD.match(text)
    return metafield[1] if metafield and metafield[1] else NAMES.get(text, text)


def is_products(header: Iterable[str]) -> bool:
    """Whether these are the columns of a product file."""
    columns = {" ".join(column.split()) for column in header}
    signs = len(columns & PRODUCT_SIGNS)
    named = "title" in columns or "handle" in columns
    # One is enough beside a handle; without it (Shopify itself asks for a title only) they must be many.
    return named and not is_inventory(columns) and signs >= (1 if {"handle", "url handle"} & columns else 4)


def is_inventory(header: Iterable[str]) -> bool:
    """Whether these are the columns of an inventory file: a row a place, or a column a place."""
    columns = set(header)
    names = set(map(name_of, columns))
    if "handle" not in names or names & {"price", "description", "image"}:
        return False
    counted = {"available", "on hand", "on hand (new)"} & names
    return ("location" in names and bool(counted)) or {"sku", "hs code", "coo"} <= names
