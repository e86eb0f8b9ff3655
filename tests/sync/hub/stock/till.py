"""A till that signs what it sends to a hub process, and the store that it stands in."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
from nacl.signing import SigningKey

from sync.hub.context import open_storage
from sync.hub.profile import registry
from sync.hub.publish import publish
from sync.hub.stock import ledger
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Storage, Write
from sync.protocol import ids, scopes
from sync.protocol.clients import Right
from sync.protocol.money import Price
from sync.protocol.products import Product, Store, Variant
from sync.protocol.stock import Move, StockLevel
from tests.signing import Signing, public_text

STORE = "milano"
COUNTED = "2026-11-26T08:00:00Z"


@dataclass
class Till:
    """`storage` options as `open_storage` takes them: what a hub process beside writes to."""

    http: httpx.Client
    where: tuple[Any, str]

    def sell(self, number: str, *lines: dict[str, Any], **more: Any) -> httpx.Response:
        body = {"store": STORE, "number": number, "lines": list(lines), "currency": "EUR", **more}
        return self.http.post("/v1/sales", json=body)

    def reserve(self, name: str, *lines: tuple[str, int], **more: Any) -> httpx.Response:
        wanted = [{"variant": variant, "quantity": quantity} for variant, quantity in lines]
        return self.http.post("/v1/reservations", json={"id": name, "store": STORE, "lines": wanted, **more})

    def move(self, name: str, *moves: dict[str, Any], **more: Any) -> httpx.Response:
        body = {"id": name, "store": STORE, "moves": list(moves), **more}
        return self.http.post("/v1/stock-movements", json=body)

    def feed(self, variant: str, on_hand: int) -> None:
        body = msgspec.json.encode(StockLevel(variant, on_hand, COUNTED))

        async def write(storage: Storage) -> None:
            await storage.commit(
                scopes.stock(STORE), [], [], lambda _: Decision([Write("stock", variant, body)])
            )

        self.with_storage(write)

    def level(self, variant: str) -> StockLevel:
        async def read(storage: Storage) -> StockLevel | None:
            return await documents.load(storage, scopes.stock(STORE), Key("stock", variant), StockLevel)

        found = self.with_storage(read)
        assert isinstance(found, StockLevel)
        return found

    def movements(self, variant: str) -> list[Move]:
        found: list[Move] = self.with_storage(lambda storage: ledger.movements(storage, STORE, variant))
        return found

    def with_storage(self, work: Any) -> Any:
        async def do() -> Any:
            storage = open_storage(*self.where)
            try:
                return await work(storage)
            finally:
                await storage.close()

        return asyncio.run(do())


def open_till(url: str, data: Any, database_url: str = "", *rights: Right) -> Till:
    """Register a till beside the hub that serves, and open a client for it. The caller closes it."""
    key = SigningKey.generate()
    till = Till(httpx.Client(base_url=url, timeout=30), (data, database_url))

    async def register(storage: Storage) -> str:
        name = f"till {ids.new_id()}"
        bearer = await registry.add(storage, name, rights or tuple(Right), "", public_text(key))
        return str(bearer)

    till.http.auth = Signing(till.with_storage(register), key)
    return till


async def furnish(storage: Storage, data: Any) -> None:
    """Give a hub a catalogue: one store, one product in two sizes."""
    variants = [
        Variant(f"shoe-{size}", f"shoe-{size}", {"size": size}, {"EUR": Price(9_900)})
        for size in ("42", "43")
    ]
    writes = [
        Write(
            "store", STORE, msgspec.json.encode(Store(STORE, "Milano Brera", currency="EUR", language="it"))
        ),
        Write("product", "shoe", msgspec.json.encode(Product("shoe", {"it": "Scarpa"}, variants))),
    ]
    await storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(writes))
    await publish(storage, data)
