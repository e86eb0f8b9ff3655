"""Shopify's files, claimed by their columns and read into parts."""

from collections.abc import Iterator, Sequence

from sync.hub.feeds.cells import Cells, read_cells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.shopify.columns import is_inventory, is_products, name_of
from sync.hub.feeds.shopify.families import Families
from sync.hub.feeds.shopify.inventory import Places, inventory_parts
from sync.hub.feeds.shopify.products import product_parts

NAME = "shopify"


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return Shopify's files, inventory first: what it says of a place stands."""
    tables = [(file, file.table) for file in files]
    inventories = [file for file, table in tables if table and is_inventory(table.header)]
    return [*inventories, *(file for file, table in tables if table and is_products(table.header))]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say."""
    places = Places()
    for file in files:
        families = Families()
        inventory = file.table is not None and is_inventory(file.table.header)
        for cells in read_cells(file, name_of, settings, ledger):
            yield from _parts(cells, families, places if inventory else None)


FORMAT = Format(NAME, claim, read)


def _parts(cells: Cells, families: Families, places: Places | None) -> Iterator[Part]:
    return inventory_parts(cells, families, places) if places else product_parts(cells, families)
