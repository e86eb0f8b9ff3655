"""The stock of a shop folder: a table of levels, one for each store and variant."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sync.hub.feeds.parts import StockPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Record, open_table, read_records
from sync.hub.feeds.values import parse_moment, parse_quantity

STOCK = "stock.csv"
T = TypeVar("T")


def read_stock(path: Path, ledger: Ledger) -> Iterator[StockPart]:
    """Yield the levels, none where there is no table of them.

    Raises:
        FeedError: It is no table.
    """
    if not path.is_file():
        return
    for record in read_records(open_table(path), ledger):
        if not record.get("sku"):
            ledger.refuse(record.row, "sku", "", "there is no SKU")
            continue
        quantity = _parsed(record, "quantity", parse_quantity, ledger)
        as_of = _parsed(record, "as_of", parse_moment, ledger) or ""
        yield StockPart(
            record.row,
            sku=record.get("sku"),
            store=record.get("store"),
            quantity=quantity,
            as_of=as_of,
            aisle=record.get("aisle"),
        )


def _parsed(record: Record, column: str, parse: Callable[[str], T], ledger: Ledger) -> T | None:
    cell = record.get(column)
    try:
        return parse(cell) if cell else None
    except ValueError as error:
        ledger.note(record.row, column, cell, f"left out: {error}")
        return None
