"""From a row of Shopify's inventory file to stock: one place a row, or (older) one place a column."""

import re
from collections.abc import Iterator

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import Part, StockPart, StorePart
from sync.hub.feeds.shopify.families import Families, choices, sku_of
from sync.hub.feeds.text import plain
from sync.protocol.products import Store

COUNTS = ("available", "on hand", "on hand (new)")
"""What is free to be sold, before what is there at all."""
NOT_STOCKED = "not stocked"
OTHERS = re.compile(
    r"^(handle|title|option\d (name|value|linkedto)|sku|hs code|coo|barcode|location|bin name"
    r"|(incoming|unavailable|committed)( \(not editable\))?|available|on hand( \((current|new)\))?)$"
)
"""Columns that are no place."""
MAX_STORES = 5_000


class Places:
    """The places a file names, each told once as a store."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def store(self, cells: Cells, name: str) -> Iterator[StorePart]:
        """Yield the store of this name when it is new."""
        code = slug(name)
        if code not in self._told and len(self._told) < MAX_STORES:
            self._told.add(code)
            settings = cells.settings
            yield StorePart(
                cells.row,
                Store(
                    code,
                    name,
                    timezone=settings.store.timezone,
                    currency=settings.currency,
                    language=settings.language,
                ),
            )


def inventory_parts(cells: Cells, families: Families, places: Places) -> Iterator[Part]:
    """Yield what a row says of stock; it is refused when it names no variant."""
    handle = cells.text("handle")
    if not handle and not cells.get("sku"):
        cells.refuse("handle", "", "neither handle nor SKU names the variant")
        return
    sku = sku_of(handle, choices(families.of(handle, cells), cells), cells)
    counts = (
        {cells.get("location"): _first_count(cells)}
        if "location" in cells.columns
        else {column: column for column in cells.values if not OTHERS.match(column)}
    )
    for place, column in counts.items():
        if not column or cells.get(column).casefold() == NOT_STOCKED:
            continue
        quantity = cells.quantity(column)
        if quantity is None:
            continue
        name = plain(place)
        if slug(name):
            yield from places.store(cells, name)
        yield StockPart(cells.row, sku=sku, store=slug(name), quantity=quantity, aisle=cells.text("bin name"))


def _first_count(cells: Cells) -> str:
    return next((column for column in COUNTS if cells.get(column)), "")
