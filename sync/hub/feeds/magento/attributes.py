"""What Magento's attribute table says about options: labels, values in order, which can be chosen."""

from collections.abc import Iterable
from typing import NamedTuple

from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Table, read_records
from sync.hub.feeds.text import plain

USUAL_OPTIONS = frozenset({"color", "size"})
"""Codes that tell variants apart in a shop whose attribute table is not there."""


class Attributes(NamedTuple):
    """`labels` and `orders` of values by code; `selectable` codes hold one choice: options."""

    labels: dict[str, str]
    orders: dict[str, list[str]]
    selectable: frozenset[str]


def read_attributes(tables: Iterable[Table], ledger: Ledger) -> Attributes:
    """Read the attribute tables (often there is none)."""
    labels: dict[str, str] = {}
    orders: dict[str, list[str]] = {}
    selectable = set(USUAL_OPTIONS)
    for table in tables:
        for record in read_records(table, ledger):
            code = record.get("attribute_code")
            if not code:
                ledger.refuse(record.row, "attribute_code", "", "there is no attribute code")
                continue
            # A label of two lines is "what the desk calls it" and "what the shopper reads".
            labels[code] = plain(record.get("frontend_label").split("\n")[-1]) or code
            orders[code] = [plain(word) for word in record.get("option").split("\n") if plain(word)]
            if record.get("frontend_input") == "select":
                selectable.add(code)
    return Attributes(labels, orders, frozenset(selectable))
