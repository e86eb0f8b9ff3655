"""What travels: the size of a one-field change, alone and in a batch, and what an idle exchange costs."""

import asyncio
import shutil
import statistics
import time
from pathlib import Path

import httpx
import msgspec
import zstandard
from durable import identity
from rows import Row, difference_row, limit_row
from tablets import imported

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import SHOP, enrolment_code
from sync.client.enrolment import enrol
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.transport.line import Transport
from sync.protocol.envelope import SyncAnswer, SyncRequest

BATCH = 100
TRIPS = 200


class Scale:
    """A line to nowhere that keeps the last request."""

    def __init__(self) -> None:
        self.request: SyncRequest | None = None

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        self.request = request
        return SyncAnswer(epoch="1", server_time="2026-01-01T00:00:00Z")

    def body(self) -> bytes:
        return msgspec.json.encode(self.request)


def measure(folder: Path) -> list[Row]:
    """An idle exchange, and what travels."""
    return measure_idle(folder) + measure_sizes(folder)


def measure_sizes(folder: Path) -> list[Row]:
    """Bytes of the request body: one change alone, and each of a hundred in a compressed batch."""
    replica = Replica(folder / "weighed", identity())
    keeper = ListKeeper(replica, ShopperSession(replica))
    line = keeper.add("larch-sofa", "LRC-MOSS-2120", {"colour": "moss", "width": "2120"}).document.lines[0].id
    scale = Scale()
    settle(replica, scale)
    keeper.adjust(line, 1)
    asyncio.run(Exchange(replica).trip(scale))
    alone = len(scale.body())
    settle(replica, scale)
    for number in range(BATCH):
        keeper.adjust(line, 1 if number % 2 else -1)
    asyncio.run(Exchange(replica).trip(scale))
    each = len(zstandard.compress(scale.body())) / BATCH
    replica.close()
    how = "bytes of the POST /v1/sync body that carries AdjustLine operations"
    return [
        limit_row("wire one-field", alone, 700, how + ", one alone, not compressed"),
        limit_row("wire one-field batch", each, 200, how + f", per operation in {BATCH}, zstd"),
    ]


def settle(replica: Replica, scale: Scale) -> None:
    """Send what waits and let the hub have taken it."""
    asyncio.run(Exchange(replica).trip(scale))
    assert scale.request is not None
    results = [{"id": op.id, "status": "applied", "seq": 1} for op in scale.request.ops]
    answer = {"epoch": "1", "server_time": "2026-01-01T00:00:00Z", "results": results}
    replica.receive(msgspec.convert(answer, SyncAnswer))


def measure_idle(folder: Path) -> list[Row]:
    """A sync with nothing to say against the smallest request that the same hub answers."""
    hub_folder = shutil.copytree(imported(SHOP), folder / "hub")
    with HubProcess(hub_folder) as hub:
        tablet = folder / "idle-tablet"
        enrolled = enrol(tablet, hub.url, enrolment_code(hub_folder))
        replica = Replica(tablet, enrolled)
        for scope in ("catalogue", "stock:milano", "stock:torino"):
            replica.watch(scope)
        ours, floor = asyncio.run(trips(replica, hub.url))
        replica.close()
    how = f"median of {TRIPS} in ms: Exchange.trip with nothing to send against GET of an unknown path (404)"
    medians = [statistics.median(times) * 1000 for times in (ours, floor)]
    return [difference_row("no-op sync", *medians, 3, how)]


async def trips(replica: Replica, url: str) -> tuple[list[float], list[float]]:
    link, exchange = Transport(replica.identity), Exchange(replica)
    while (await exchange.trip(link)).more:
        pass
    ours, floor = [], []
    async with httpx.AsyncClient(base_url=url) as client:
        for _ in range(TRIPS):
            begun = time.perf_counter()
            await exchange.trip(link)
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            await client.get("/nothing-here")
            floor.append(time.perf_counter() - begun)
    await link.close()
    return ours, floor
