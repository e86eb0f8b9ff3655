"""Items of a Google feed, whatever file they come in: a table's row or an XML item, as the same cells."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sync.hub.feeds.cells import split_addresses
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.tables import read_records
from sync.hub.feeds.xmlitems import Field, read_items

TAGS = frozenset({"item", "entry"})
REPEATED = frozenset({"additional_image_link", "product_type", "product_highlight", "product_detail", "gtin"})
"""Attributes that may stand in an item more than once."""
DETAIL_PARTS = ("section_name", "attribute_name", "attribute_value")
OLD_NAMES = {
    "itemid": "id",
    "item_id": "id",
    "image": "image_link",
    "color": "colour",
    "store": "store_code",
    "storecode": "store_code",
    "summary": "description",
}
MAX_REPEATED = 200
"""Values of a repeated attribute that are kept; Google allows 10 pictures and 100 highlights."""


class GoogleItem(NamedTuple):
    """An item: cells by attribute (`image_link`), and the repeated attributes as lists."""

    row: Row
    cells: dict[str, str]
    lists: dict[str, list[str]]


def read_google(file: FeedFile, ledger: Ledger) -> Iterator[GoogleItem]:
    """Read the items of a file in Google's attributes, XML or a table.

    Raises:
        FeedError: It cannot be read at all.
    """
    if file.table is None or is_markup(file):
        for item in read_items(file, TAGS, ledger):
            yield _from_fields(item.row, item.fields)
        return
    names = {column: attribute(column) for column in file.table.header}
    for record in read_records(file.table, ledger):
        cells: dict[str, str] = {}
        for column, cell in record.cells.items():
            cells.setdefault(names[column], cell)
        lists = {name: _split(name, cells[name]) for name in REPEATED & cells.keys()}
        yield GoogleItem(record.row, cells, lists)


def is_markup(file: FeedFile) -> bool:
    """Whether a file begins with a tag."""
    return file.head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


@lru_cache(maxsize=4096)
def attribute(column: str) -> str:
    """Return Google's name of a column.

    >>> attribute("Sale Price"), attribute("g:Image Link"), attribute("itemid")
    ('sale_price', 'image_link', 'id')
    """
    name = re.sub(r"[\s_-]+", "_", column.strip().casefold().removeprefix("g:").strip())
    return OLD_NAMES.get(name, name)


def _from_fields(row: Row, fields: list[Field]) -> GoogleItem:
    cells: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for field in fields:
        name = attribute(field.name)
        text = _detail(field) if name == "product_detail" else field.text
        if not text:
            continue
        if name in REPEATED:
            values = lists.setdefault(name, [])
            if len(values) < MAX_REPEATED:
                values.extend(_split(name, text) if name == "additional_image_link" else [text])
        cells.setdefault(name, text)
    return GoogleItem(row, cells, lists)


def _detail(field: Field) -> str:
    parts = {part.name: part.text for part in field.fields}
    return ":".join(parts.get(name, "") for name in DETAIL_PARTS) if parts else field.text


def _split(name: str, cell: str) -> list[str]:
    """Take a cell with several values apart."""
    if name == "additional_image_link":
        values = split_addresses(cell)
    else:
        values = [cell] if name in {"product_type", "gtin"} else cell.split(",")
    return [value.strip() for value in values if value.strip()][:MAX_REPEATED]
