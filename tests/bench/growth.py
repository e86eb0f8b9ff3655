"""What one operation and one pull cost when the store holds a thousand documents, and when it holds many."""

import asyncio
import gc
import random
import statistics
from pathlib import Path
from typing import NamedTuple

import msgspec
from durable import identity
from guests import Visit, visits
from pull import level
from rows import Row, ratio_row
from turns import turns

from sync.hub.context import Config, Hub, open_hub
from sync.hub.exchange import sync
from sync.hub.storage.port import Decision, Write
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.envelope import SyncRequest

FEW = 1_000
MANY = 100_000
MILLION = 1_000_000
TIMES = 80
FLAT = 1.5

LIST_SHARE, FEWEST_LISTS = 0.02, 100
"""How many of the documents are lists; the others are stock levels of shops."""

SHOP = 900
"""Stock levels of one shop."""

BATCH = 500
"""Commits that are handed in together while the store is filled."""

DEVICE = Device(id="bench", store="milano", name="Kiosk 1", public_key="", enrolled="2026-01-01T00:00:00Z")


class Store(NamedTuple):
    """A hub with many documents, and what can be asked of it."""

    hub: Hub
    lists: list[Visit]
    shops: list[str]


def measure(folder: Path) -> list[Row]:
    """Compare a store of a thousand documents with one of a hundred thousand."""
    return compare(folder, MANY)


def measure_large(folder: Path) -> list[Row]:
    """Compare a store of a thousand documents with one of a million."""
    return compare(folder, MILLION)


def compare(folder: Path, documents: int) -> list[Row]:
    """Ask both stores the same in turn."""
    with asyncio.Runner() as runner:
        large, small = (runner.run(filled(folder / str(count), count)) for count in (documents, FEW))
        # What was made stays: it is not searched for garbage between the turns.
        gc.freeze()
        ops, pulls = (
            turns(
                lambda act=act: runner.run(act(large)), lambda act=act: runner.run(act(small)), TIMES, warm=10
            )
            for act in (operation, pull)
        )
        gc.unfreeze()
        for store in (large, small):
            runner.run(store.hub.close())
    how = (
        f"ms, median of {TIMES}, in the hub without HTTP: {{}} with {documents:,} documents in the store;"
        f" floor: the same with {FEW:,}"
    )
    medians = [[statistics.median(each) * 1000 for each in times] for times in (ops, pulls)]
    name = f"{documents:.0e}".replace("e+0", "e")
    return [
        ratio_row(f"growth op {name}", *medians[0], FLAT, how.format("an operation on a list at random")),
        ratio_row(f"growth pull {name}", *medians[1], FLAT, how.format("ten changes of a shop at random")),
    ]


async def filled(folder: Path, documents: int) -> Store:
    """Return a hub with so many documents."""
    hub = await open_hub(Config(folder, "http://127.0.0.1"))
    count = max(FEWEST_LISTS, int(documents * LIST_SHARE))
    shops = [scopes.stock(f"shop{number}") for number in range(max(1, (documents - count) // SHOP))]
    levels = [Write("stock", f"variant-{seq:06}", msgspec.json.encode(level(seq))) for seq in range(SHOP)]
    for shop in shops:
        await hub.storage.commit(shop, (), (), lambda _: Decision(levels))
    made = list(visits(identity(), count, 2))
    for first in range(0, count, BATCH):
        batch = [request(visit, 0) for visit in made[first : first + BATCH]]
        await asyncio.gather(*(sync(hub, DEVICE, one) for one in batch))
    return Store(hub, made, shops)


def request(visit: Visit, number: int) -> SyncRequest:
    """Return an exchange that brings one operation of a visit."""
    return SyncRequest("bench", "1", ops=[visit.ops[number]], proofs=[visit.session.secret])


async def operation(store: Store) -> None:
    """Do the second operation of a visit whose list is there: each visit has its turn once."""
    visit = store.lists.pop(random.randrange(len(store.lists)))
    answer = await sync(store.hub, DEVICE, request(visit, 1))
    assert answer.results[0].status == "applied"


async def pull(store: Store) -> None:
    """Fetch the last ten changes of one shop."""
    shop = random.choice(store.shops)
    answer = await sync(store.hub, DEVICE, SyncRequest("bench", "1", cursors={shop: SHOP - 10}))
    assert len(answer.changes) == 10
