"""Tables of the catalogue file, and the one place that writes their rows."""

import errno
import os
import sqlite3
from pathlib import Path

import msgspec

from sync.protocol.catalogue import CatalogueRow
from sync.shapes import ready

Code = tuple[str, str, str]
"""A row of the table `code`: key, product, variant."""

FORMAT = 1
"""Version of the tables; a reader refuses a newer one."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (kind TEXT, id TEXT, body BLOB NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE code (key TEXT, product TEXT, variant TEXT, PRIMARY KEY (key, variant)) WITHOUT ROWID;
CREATE INDEX code_product ON code (product);
"""
"""Bodies stand in order of arrival, apart from their index: counting and looking up never walk over them."""

PRIMARY = 0xFF
"""The part of SQLite's result codes that says what kind of error it is."""

CACHE_KIB = 65_536
"""Memory for pages of a file being written: the indexes of a million variants are filled at random."""


class CatalogueError(Exception):
    """The catalogue file is missing, damaged, or written by a newer Vetrina."""


class Damaged(CatalogueError):  # noqa: N818 - a state of the file
    """The file can be opened, and is no database inside."""


def meaning(error: sqlite3.Error, path: Path) -> CatalogueError | OSError:
    """Return what to raise for an error of SQLite's: whether the file is at fault, the disk, or neither."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & PRIMARY in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return Damaged(f"{path.name} is damaged: {error}")
    if code & PRIMARY == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return CatalogueError(f"{path.name} cannot be used: {error}")


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
        _put_codes(connection, row)
    if row.body is msgspec.UNSET:
        connection.execute("DELETE FROM document WHERE kind = ? AND id = ?", (row.kind, row.id))
        return
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        (row.kind, row.id, memoryview(row.body)),
    )


def stored_body(connection: sqlite3.Connection, product: str) -> bytes | None:
    """Return a product's document as it stands, None for none."""
    rows = connection.execute("SELECT body FROM document WHERE kind = 'product' AND id = ?", (product,))
    found = rows.fetchone()
    return bytes(found[0]) if found else None


def _put_codes(connection: sqlite3.Connection, row: CatalogueRow) -> None:
    """Make the codes of a product those of its new body; UNSET has none.

    Most changes are of prices and texts: two bodies with the same codes cost no write to the indexes.
    """
    found = stored_body(connection, row.id)
    before = None if found is None else msgspec.json.decode(found, type=ready(_Codes))
    after = None if row.body is msgspec.UNSET else msgspec.json.decode(row.body, type=ready(_Codes))
    if before == after:
        return
    if before:
        connection.execute("DELETE FROM code WHERE product = ?", (row.id,))
    if after:  # a variant that comes to another product is found there, before and after it left its old one
        connection.executemany("INSERT OR REPLACE INTO code VALUES (?, ?, ?)", _codes(after))


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


class _Coded(msgspec.Struct, frozen=True):
    """What of a variant is a code."""

    id: str
    sku: str
    gtin: str = ""


class _Codes(msgspec.Struct, frozen=True):
    """What of a product's document finds it; the rest is not read."""

    id: str
    variants: list[_Coded] = []


def _codes(product: _Codes) -> list[Code]:
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
