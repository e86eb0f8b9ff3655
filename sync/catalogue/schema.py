"""Tables of the catalogue file, and the one place that writes their rows."""

import sqlite3

import msgspec

from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Product

FORMAT = 1
"""Version of the tables; a reader refuses a newer one."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (kind TEXT, id TEXT, body BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE code (key TEXT, product TEXT, variant TEXT, PRIMARY KEY (key, variant)) WITHOUT ROWID;
CREATE INDEX code_product ON code (product);
"""


class CatalogueError(Exception):
    """The catalogue file is missing, damaged, or written by a newer Vetrina."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty catalogue file."""
    connection.executescript(TABLES)
    set_meta(connection, "format", str(FORMAT))


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write one fact about the file: `format`, `version` (the newest change it holds)."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def put_row(connection: sqlite3.Connection, row: CatalogueRow) -> None:
    """Write, replace or (body UNSET) remove one document and the codes that find it."""
    if row.kind == "product":
        connection.execute("DELETE FROM code WHERE product = ?", (row.id,))
    if row.body is msgspec.UNSET:
        connection.execute("DELETE FROM document WHERE kind = ? AND id = ?", (row.kind, row.id))
        return
    connection.execute(
        "INSERT OR REPLACE INTO document VALUES (?, ?, ?)", (row.kind, row.id, bytes(row.body))
    )
    if row.kind == "product":
        product = msgspec.json.decode(row.body, type=Product)
        connection.executemany("INSERT OR IGNORE INTO code VALUES (?, ?, ?)", _codes(product))


def gtin_key(gtin14: str) -> str:
    """Return the look-up key of a GTIN (14 digits)."""
    return f"gtin:{gtin14}"


def sku_key(sku: str) -> str:
    """Return the look-up key of a shelf SKU: case and the kind of dash do not matter."""
    return "sku:" + fold_sku(sku)


DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d_ "), "-")


def fold_sku(sku: str) -> str:
    """Return a SKU as it is compared: case-folded, every dash, underscore and blank the same."""
    return sku.strip().casefold().translate(DASHES)


def _codes(product: Product) -> list[tuple[str, str, str]]:
    rows = []
    for variant in product.variants:
        if variant.gtin:
            rows.append((gtin_key(variant.gtin), product.id, variant.id))
        if variant.sku:
            rows.append((sku_key(variant.sku), product.id, variant.id))
    # A product's own id finds it too (shelf tags often carry the style number); no variant is chosen then.
    # Where it is a variant's SKU at the same time, the variant is meant.
    style = sku_key(product.id)
    if style not in {key for key, _, _ in rows}:
        rows.append((style, product.id, ""))
    return rows
