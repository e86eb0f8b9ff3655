"""Magento's links between products: related, up-sell, cross-sell. Only the tables' names tell them apart."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sync.hub.feeds.parts import ProductPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Table, read_records


def goes_with(path: Path) -> bool:
    """Tell whether a table's links are things to go with; up-sells and related things are alike."""
    return "cross" in path.stem.casefold()


def read_links(table: Table, key_of: Callable[[str], str], ledger: Ledger) -> Iterator[ProductPart]:
    """Yield a table's links; `key_of` tells the product of a SKU, '' for none."""
    for record in read_records(table, ledger):
        key = key_of(record.get("sku"))
        if not key:
            ledger.refuse(record.row, "sku", record.get("sku"), "no product of this feed has this SKU")
            continue
        linked = []
        for sku in record.get("linked_sku").replace(",", "\n").split():
            if key_of(sku):
                linked.append(sku)
            else:
                reason = "no product of this feed has this SKU; link left out"
                ledger.note(record.row, "linked_sku", sku, reason)
        if goes_with(table.path):
            yield ProductPart(record.row, key, goes_with=linked)
        else:
            yield ProductPart(record.row, key, related=linked)
