"""WooCommerce's product export, claimed by its columns and read into parts."""

from collections.abc import Iterator, Sequence

from sync.hub.feeds.cells import read_cells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.woocommerce.columns import is_products, name_of
from sync.hub.feeds.woocommerce.parents import Parents
from sync.hub.feeds.woocommerce.products import product_parts

NAME = "woocommerce"


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files that are product exports."""
    return [file for file in files if file.table and is_products(file.table.header)]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say."""
    for file in files:
        parents = Parents()
        for cells in read_cells(file, name_of, settings, ledger):
            yield from product_parts(cells, parents)


FORMAT = Format(NAME, claim, read)
