"""Vetrina's own CSV: products (with stock, if wanted) and stores, columns by their exact names."""

from collections.abc import Iterator, Sequence

from sync.hub.feeds.anytable.columns import OPTION, Columns
from sync.hub.feeds.anytable.places import Places
from sync.hub.feeds.anytable.products import product_parts, stock_parts
from sync.hub.feeds.anytable.reader import read_rows
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger

NAME = "plain"
EXTRA = "extra:"

PRODUCT = {
    "product": "key",
    "sku": "sku",
    "gtin": "gtin",
    "name": "name",
    "lead": "lead",
    "description": "description",
    "category": "category",
    "brand": "brand",
    "price": "price",
    "was": "was",
    "until": "sale_until",
    "currency": "currency",
    "images": "image",
    "weight": "weight",
    "width": "width",
    "depth": "depth",
    "height": "height",
    "dimensions": "dimensions",
    "related": "related",
    "goes with": "goes_with",
    "popularity": "popularity",
    "stock": "stock",
    "availability": "availability",
    "store": "store",
    "aisle": "aisle",
    "as of": "as_of",
}
"""Column to field; beside these `option:Colour` and `extra:Material`."""
STORE = {
    "store": "code",
    "store name": "name",
    "address": "address",
    "zip": "zip",
    "city": "city",
    "state": "state",
    "country": "country",
    "latitude": "latitude",
    "longitude": "longitude",
    "timezone": "timezone",
    "currency": "currency",
    "language": "language",
    "hours": "hours",
    "services": "services",
    "areas": "areas",
}
STOCK = frozenset({"stock", "availability"})


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files whose columns are all known by their exact names."""
    return [file for file in files if file.table and _columns(file.table.header)]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say, stores first."""
    found = [(file, columns) for file in files if file.table and (columns := _columns(file.table.header))]
    for file, columns in sorted(found, key=lambda each: each[1].kind != "stores"):
        places = Places(file.name, ledger)
        for cells in read_rows(file, columns, settings, ledger):
            if columns.kind == "stores":
                yield from places.parts(cells)
            else:
                yield from (stock_parts if columns.kind == "stock" else product_parts)(cells)
        places.tell()


FORMAT = Format(NAME, claim, read)


def _columns(header: Sequence[str]) -> Columns | None:
    own = {column for column in header if not column.startswith((OPTION, EXTRA))}
    if {"store", "store name"} <= own <= STORE.keys():
        return Columns("stores", {column: STORE[column] for column in header})
    if "sku" not in own or not own <= PRODUCT.keys():
        return None
    fields = {column: PRODUCT.get(column, column) for column in header}
    fields |= {column: f"+{column.removeprefix(EXTRA)}" for column in header if column.startswith(EXTRA)}
    if "name" in own:
        return Columns("products", fields)
    return Columns("stock", fields) if own & STOCK and "price" not in own else None
