"""Magento's links between products: related, up-sell, cross-sell. Only the tables' names tell them apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path

from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Table, read_records


class Relation(Enum):
    """What a link means: something alike, or something to go with it."""

    RELATED = "related"
    GOES_WITH = "goes_with"


def relation_of(path: Path) -> Relation:
    """Return what a table's links mean. A cross-sell goes with it; up-sells and related things are alike."""
    return Relation.GOES_WITH if "cross" in path.stem.casefold() else Relation.RELATED


def read_links(
    tables: Iterable[Table], products: Mapping[str, str], relation: Relation, ledger: Ledger
) -> dict[str, list[str]]:
    """Return the linked product ids by product id; `products` maps every SKU to its product."""
    links: dict[str, dict[str, None]] = defaultdict(dict)
    for table in tables:
        if relation_of(table.path) is not relation:
            continue
        for record in read_records(table, ledger):
            product = products.get(record.get("sku"))
            if product is None:
                ledger.refuse(record.row, "sku", record.get("sku"), "no product of this feed has this SKU")
                continue
            for sku in record.get("linked_sku").replace(",", "\n").split():
                other = products.get(sku)
                if other is None:
                    ledger.note(
                        record.row, "linked_sku", sku, "no product of this feed has this SKU; link left out"
                    )
                elif other != product:
                    links[product][other] = None
    return {product: list(others) for product, others in links.items()}
