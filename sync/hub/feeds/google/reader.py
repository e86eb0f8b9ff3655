"""Google's feeds, claimed by what is inside and read into parts."""

from collections.abc import Iterator, Sequence

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.google.inventory import inventory_parts, tell_of_prices
from sync.hub.feeds.google.items import attribute, is_markup, read_google
from sync.hub.feeds.google.products import product_parts
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.xmlitems import xml_head

NAME = "google"
NAMESPACE = "base.google.com/ns/1.0"
SIGNS = frozenset(
    {
        "availability",
        "google_product_category",
        "item_group_id",
        "image_link",
        "condition",
        "product_type",
        "additional_image_link",
        "sale_price_effective_date",
        "identifier_exists",
    }
)
ENOUGH = 2
"""Columns of Google's own beside `id` and `title` that make a table Google's."""
STOCK_SIGNS = frozenset({"quantity", "availability", "price"})


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files in Google's attributes, local inventory first: what it says of a store stands."""
    claimed = [file for file in files if _is_google(file)]
    return sorted(claimed, key=lambda file: not _is_inventory(file))


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say.

    Raises:
        FeedError: A file cannot be read at all.
    """
    told: set[str] = set()
    for file in files:
        inventory = _is_inventory(file)
        for item in read_google(file, ledger):
            if inventory:
                tell_of_prices(item, told, ledger)
                yield from inventory_parts(item, settings, ledger)
            else:
                yield from product_parts(item, settings, ledger)


FORMAT = Format(NAME, claim, read)


def _is_google(file: FeedFile) -> bool:
    if is_markup(file):
        head = xml_head(file.head)
        marked = "<item" in head or "<entry" in head
        return marked and (NAMESPACE in head or "<g:id" in head) and "<html" not in head[:2000]
    return _is_products(file) or _is_inventory(file)


def _is_products(file: FeedFile) -> bool:
    columns = _columns(file)
    return {"id", "title"} <= columns and len(SIGNS & columns) >= ENOUGH


def _is_inventory(file: FeedFile) -> bool:
    if is_markup(file):
        head = xml_head(file.head)
        return "store_code>" in head and "title>" not in head.partition("<item")[2]
    columns = _columns(file)
    return {"id", "store_code"} <= columns and bool(STOCK_SIGNS & columns) and "title" not in columns


def _columns(file: FeedFile) -> set[str]:
    return {attribute(column) for column in file.table.header} if file.table else set()
