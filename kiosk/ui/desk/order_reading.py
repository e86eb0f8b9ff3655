"""Reading what an order page shows: the order, the stock of what it needs, the labels of the shelves."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from kiosk.core.picking import wanted
from kiosk.ui.desk.workplace import Workplace
from sync.client.replica import Replica
from sync.protocol import scopes
from sync.protocol.orders import Order
from sync.protocol.stock import StockLevel

STOCK = "stock"


class SeenOrder(NamedTuple):
    """An order with the levels of its variants, as far as this desk knows them."""

    order: Order
    levels: dict[str, StockLevel]


class _Shelved(msgspec.Struct, frozen=True):
    """What of a stock level says where it stands."""

    aisle: str = ""


def read_order(work: Workplace, identifier: str) -> SeenOrder | None:
    """Return an order with its stock, None where this desk has no such order (any more)."""
    order = work.order(identifier)
    return SeenOrder(order, read_levels(work.replica, work.store, [order])) if order else None


def read_levels(replica: Replica, store: str, orders: Iterable[Order]) -> dict[str, StockLevel]:
    """Return a store's stock of everything that some orders need, by variant."""
    variants = {
        variant for order in orders for line in order.lines for variant in (line.variant, wanted(line)[1])
    }
    return levels_of(replica, store, variants)


def levels_of(replica: Replica, store: str, variants: Iterable[str]) -> dict[str, StockLevel]:
    """Return a store's stock of some variants, those that are known."""
    scope = scopes.stock(store)
    found = ((variant, replica.document(scope, STOCK, variant, StockLevel)) for variant in variants)
    return {variant: level for variant, level in found if level}


def read_shelves(replica: Replica, store: str) -> list[str]:
    """Return the labels of a store's shelves, each once."""
    labels = {
        each.aisle
        for told in replica.walk(scopes.stock(store), STOCK, _Shelved)
        for each in told
        if each.aisle
    }
    return sorted(labels)
