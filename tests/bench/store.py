"""How much room the hub's store takes for what it holds: a shop, its stock, and a day's lists and results."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from durable import identity
from generated import fill, rows
from growth import DEVICE
from guests import visits
from pull import level
from rows import Row, ratio_row

from sync.hub.context import STORE_FILE, Config, open_hub
from sync.hub.exchange import sync
from sync.hub.storage.port import Decision, Write
from sync.protocol import scopes
from sync.protocol.envelope import SyncRequest

VARIANTS = 20_000
VISITS, EACH = 200, 50
AT_MOST = 2
MB = 1_000_000


def measure(folder: Path) -> list[Row]:
    """Fill a hub's store as a shop does and weigh it."""
    asyncio.run(live(folder / "hub"))
    path = folder / "hub" / STORE_FILE
    with closing(sqlite3.connect(path)) as connection:
        (documents,) = connection.execute("SELECT sum(length(body)) FROM document").fetchone()
    size = sum(part.stat().st_size for part in path.parent.glob(f"{STORE_FILE}*"))
    how = (
        f"MB of the store's files: a catalogue of {VARIANTS:,} variants, their stock in one shop,"
        f" {VISITS * EACH:,} operations on {VISITS} lists with their results; floor: the documents' own bytes"
    )
    return [ratio_row("hub store", size / MB, documents / MB, AT_MOST, how)]


async def live(data: Path) -> None:
    """Let a hub have its catalogue, its stock and a day of visits."""
    await fill(data, rows(VARIANTS))
    hub = await open_hub(Config(data, "http://127.0.0.1"))
    levels = list(_levels())
    await hub.storage.commit(scopes.stock("milano"), (), (), lambda _: Decision(levels))
    for visit in visits(identity(), VISITS, EACH):
        await sync(hub, DEVICE, SyncRequest("bench", "1", ops=visit.ops, proofs=[visit.session.secret]))
    await hub.storage.scrub()
    await hub.close()


def _levels() -> Iterator[Write]:
    for number in range(VARIANTS):
        one = level(number)
        yield Write("stock", one.variant, msgspec.json.encode(one))
