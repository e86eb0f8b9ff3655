"""A hub from inside, with all that follows, and a store that has some lamps."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub, open_storage
from sync.hub.settling import do
from sync.hub.stock import ledger
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.clients import Right
from sync.protocol.envelope import Result
from sync.protocol.stock import Move, StockLevel
from tests.sync.hub.stock.till import Till, furnish, open_till

MIRA = Actor("staff:mira", "associate", "Mira", "Milano")
STOCK = scopes.stock("milano")
COUNTED = "2026-11-26T08:00:00Z"


class Store:
    """The stock of Milano, as `hub` keeps it. `now` is the hub's clock."""

    def __init__(self, hub: Hub, clock: "Clock") -> None:
        self.hub = hub
        self.clock = clock

    async def feed(self, variant: str, on_hand: int | None, as_of: str = COUNTED, **more: Any) -> None:
        body = msgspec.json.encode(StockLevel(variant, on_hand, as_of, **more))
        await self.hub.storage.commit(STOCK, [], [], lambda _: Decision([Write("stock", variant, body)]))

    async def do(self, op: str, verb: msgspec.Struct) -> Result:
        return await do(self.hub, STOCK, op, verb, MIRA)

    async def level(self, variant: str = "lamp") -> StockLevel:
        found = await documents.load(self.hub.storage, STOCK, Key("stock", variant), StockLevel)
        assert found is not None
        return found

    async def movements(self, variant: str = "lamp") -> list[Move]:
        return await ledger.movements(self.hub.storage, "milano", variant)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)


Run = Callable[[Callable[[Store], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    clock = Clock()

    def run(work: Callable[[Store], Coroutine[Any, Any, Any]]) -> Any:
        async def open_and_work() -> Any:
            hub = await assemble(Config(tmp_path, ""), clock)
            try:
                return await work(Store(hub, clock))
            finally:
                await hub.close()

        return asyncio.run(open_and_work())

    return run


@pytest.fixture(scope="module")
def shop_floor(hub: Any) -> Any:
    """The hub process of a module, with a store in its catalogue."""

    async def work() -> None:
        storage = open_storage(hub.data)
        await furnish(storage, hub.data)
        await storage.close()

    asyncio.run(work())
    return hub


@pytest.fixture
def new_till(shop_floor: Any) -> Iterator[Callable[..., Till]]:
    """Return a function that registers another till, with some rights or all of them."""
    opened: list[Till] = []

    def new(*rights: Right) -> Till:
        opened.append(open_till(shop_floor.url, shop_floor.data, "", *rights))
        return opened[-1]

    yield new
    for one in opened:
        one.http.close()


@pytest.fixture
def till(new_till: Callable[..., Till]) -> Till:
    return new_till()
