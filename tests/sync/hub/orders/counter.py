"""A hub with a store, its tablet and its people, without the process around it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from sync.hub import exchange, settling
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.operations import Admitted
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Write
from sync.protocol import ids, list_verbs, orders, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import RequestPreparation
from sync.protocol.devices import Device
from sync.protocol.envelope import SCHEMA, Op, Result, SyncRequest, fingerprint
from sync.protocol.ids import line_id
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.staff import HelpCall, Opening
from sync.protocol.stock import StockLevel

STORE = "milano"
TABLET = Device(id="tablet", store=STORE, name="Kiosk 1", public_key="", enrolled="")
ANNA = Actor("associate:anna", "associate", "Anna", "Milano")
BRUNO = Actor("associate:bruno", "associate", "Bruno", "Milano")
SHOP = Actor("client:shop", "shop", "Online shop")
BEGIN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@dataclass
class Counter:
    """What people do at the store's tablets, and what the hub says of it."""

    hub: Hub
    time: list[datetime] = field(default_factory=lambda: [BEGIN])
    visit: sessions.NewSession = field(default_factory=sessions.begin)
    list_id: str = field(default_factory=ids.new_id)

    def later(self, **passed: float) -> None:
        self.time[0] += timedelta(**passed)

    async def stock(self, **figures: int | None) -> None:
        levels = [
            Write("stock", variant, msgspec.json.encode(StockLevel(variant, figure, "2026-11-26T09:00:00Z")))
            for variant, figure in figures.items()
        ]
        await self.hub.storage.commit(scopes.stock(STORE), [], [], lambda _: Decision(levels))

    async def shopper(self, verb: msgspec.Struct, **changed: Any) -> Result:
        """Do something at the kiosk, on the visit's list."""
        op = Op(
            ids.new_op_id(),
            TABLET.id,
            "one",
            1,
            self.visit.principal,
            scopes.shopping_list(self.list_id),
            BEGIN.isoformat(),
            msgspec.to_builtins(verb),
            schema=SCHEMA,
        )
        op = msgspec.structs.replace(op, **changed)
        request = SyncRequest(TABLET.id, "one", ops=[op], proofs=[self.visit.secret])
        (result,) = (await exchange.sync(self.hub, TABLET, request)).results
        return result

    async def list_of(self, **wanted: int) -> None:
        await self.shopper(list_verbs.CreateList(language="it", store=STORE))
        for variant, quantity in wanted.items():
            await self.shopper(list_verbs.AddLine(f"product of {variant}", variant, quantity=quantity))

    async def request(self, **wanted: int) -> str:
        """Put things on the list and have them brought; return the order's id."""
        await self.list_of(**wanted)
        result = await self.shopper(RequestPreparation())
        assert result.status == "applied", result
        (mark,) = (await self.shopping_list()).orders.values()
        return mark.id

    async def staff(self, *verbs: Any, by: Actor = ANNA, role: str = "associate", scope: str = "") -> Result:
        """Do something at the desk; return what the hub says of the last of it."""
        for verb in verbs:
            op = Op(
                ids.new_op_id(),
                TABLET.id,
                "one",
                1,
                "staff:a",
                scope or scopes.orders(STORE),
                BEGIN.isoformat(),
                msgspec.to_builtins(verb),
                schema=SCHEMA,
            )
            (result,) = await settling.settle(
                self.hub, op.scope, [Admitted(op, fingerprint(op), by, role=role)]
            )
        return result

    async def shop(self, verb: msgspec.Struct) -> Result:
        """Do what a server with a key does, the online shop for example."""
        return await settling.do(self.hub, scopes.orders(STORE), ids.new_op_id(), verb, SHOP)

    async def order(self, name: str) -> Order:
        found = await documents.load(self.hub.storage, scopes.orders(STORE), Key("order", name), Order)
        assert found
        return found

    async def level(self, variant: str) -> StockLevel:
        key = Key("stock", variant)
        found = await documents.load(self.hub.storage, scopes.stock(STORE), key, StockLevel)
        assert found
        return found

    async def available(self, variant: str) -> int | None:
        return (await self.level(variant)).available(self.time[0])

    async def shopping_list(self) -> ShoppingList:
        scope = scopes.shopping_list(self.list_id)
        found = await documents.load(self.hub.storage, scope, Key("list", self.list_id), ShoppingList)
        assert found
        return found

    async def call(self, name: str) -> HelpCall | None:
        return await documents.load(self.hub.storage, scopes.staff(STORE), Key("help", name), HelpCall)

    async def opening(self, customer: str) -> Opening | None:
        return await documents.load(self.hub.storage, scopes.staff(STORE), Key("opening", customer), Opening)


def line_of(order: str, variant: str) -> str:
    return line_id(order, variant, {})


def picked(order: Order) -> list[Any]:
    """Return what Anna does until everything is together."""
    picks = [orders.PickLine(order.id, line.id, line.quantity) for line in order.lines]
    return [orders.ClaimOrder(order.id), *picks, orders.PackOrder(order.id)]


def at_the_counter(data: Path, work: Callable[[Counter], Coroutine[Any, Any, None]], **config: Any) -> None:
    """Open a store's hub on a folder, do something there, and close it."""

    async def open_and_work() -> None:
        time = [BEGIN]
        hub = await assemble(Config(data, "", **config), lambda: time[0])
        try:
            body = msgspec.json.encode(TABLET)
            device = Write("device", TABLET.id, body)
            await hub.storage.commit(scopes.device(TABLET.id), [], [], lambda _: Decision([device]))
            await work(Counter(hub, time))
        finally:
            await hub.close()

    asyncio.run(open_and_work())
