"""What sales, movements and reservations share: the store that is meant, and how its levels stand."""

import asyncio
from collections.abc import Iterable, Sequence

from sync.hub.context import Hub
from sync.hub.orders.places import store as known_store
from sync.hub.problems import HttpProblem
from sync.hub.stock.requests import Figure
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.envelope import Result
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel

NO_TIME = "unknown"
"""Stands for a time that a sender did not tell; the same in what is sent again, and the hub's own is used."""


def require_store(hub: Hub, code: str) -> Store:
    """Return what the catalogue says of a store.

    Raises:
        HttpProblem: 409; it knows none of this code.
    """
    found = known_store(hub, code)
    if found is None:
        raise HttpProblem(409, "no_store", f"the catalogue has no store {code!r}")
    return found


def told(moment: str) -> str:
    """Return a sender's time as operations carry it."""
    return moment if moments.is_real(moment) else NO_TIME


def require_new(results: Sequence[Result]) -> None:
    """Refuse what came with other content before.

    Raises:
        HttpProblem: 409.
    """
    if any(result.status == "conflict" for result in results):
        raise HttpProblem(409, "id_taken", "this id came with other content before")


async def level(hub: Hub, store: str, variant: str) -> StockLevel | None:
    """Return a level as it stands."""
    return await documents.load(hub.storage, scopes.stock(store), Key("stock", variant), StockLevel)


async def figures(hub: Hub, store: str, variants: Iterable[str]) -> list[Figure]:
    """Return how levels stand now, in the order in which they are named first."""
    names = list(dict.fromkeys(variants))
    found = await asyncio.gather(*(level(hub, store, name) for name in names))
    now = hub.clock()
    return [
        Figure(name, one.on_hand, one.available(now), one.as_of) if one else Figure(name, None, None, "")
        for name, one in zip(names, found, strict=True)
    ]
