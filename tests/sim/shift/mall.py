"""Three stores, their hub and everybody in them, on one simulated clock, out of one seed."""

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import msgspec
from nacl.signing import SigningKey

from sync.client import backoff
from sync.hub import chain
from sync.hub.app import application
from sync.hub.assembly import assemble
from sync.hub.bus import follow
from sync.hub.context import Config, open_storage
from sync.hub.enrolment import hand_out
from sync.hub.housekeeping import keep_house
from sync.hub.orders import no_shows
from sync.hub.profile import registry
from sync.hub.publish import publish
from sync.hub.staff import roster
from sync.hub.storage.port import Decision, Write
from sync.protocol import scopes
from sync.protocol.clients import Right
from sync.protocol.money import Price
from sync.protocol.products import Product, Store, Variant
from sync.protocol.staff import Role
from sync.protocol.stock import StockLevel
from tests.sim.hubs import PUBLIC_URL, Host, HubMachine
from tests.sim.loop import SimLoop
from tests.sim.network import Network
from tests.sim.record import Pace, Record
from tests.sim.seams import OUTSIDE
from tests.sim.shift.ledger import Ledger
from tests.sim.shift.plan import NAMES, PIN, STORES, VARIANTS, Plan, product
from tests.sim.shift.servers import Server, Shop, Till, Warehouse, public_text
from tests.sim.shift.tablets import DeskTablet, KioskTablet, StoreTablet
from tests.sim.world import Ear, World

HUBS = ("hub-a", "hub-b")
FIRST_COUNT = "2026-05-04T08:00:00Z"
RIGHTS = (Right.ORDERS_WRITE, Right.ORDERS_READ, Right.SALES_WRITE, Right.STOCK_WRITE, Right.STOCK_RESERVE)
PEOPLE_AT_A_DESK = 2


class MallHost(Host):
    """The hub with all that runs beside it."""

    async def _serve(self, machine: HubMachine) -> None:
        hub = await assemble(Config(self.folder, PUBLIC_URL))
        self.opened[machine] = hub
        self.world.network.hubs[machine] = application(hub)
        self.world.tell(machine.name, "serves")
        for work in (keep_house(hub), chain.keep_up(hub), no_shows.look_out(hub)):
            machine.spawn(work)
        await follow(hub.storage, hub.bus)


class Mall(World):
    """Everything of one shift. `folder` is an empty one, for its files."""

    def __init__(self, seed: int, folder: Path, plan: Plan) -> None:
        OUTSIDE.begin(seed)
        self.plan = plan
        self.folder = folder
        self.chance = random.Random(f"shift {seed}")
        self.loop = SimLoop(self.chance)
        self.network = Network(self.loop, self.chance)
        self.record = Record()
        self.ledger = Ledger()
        self.pace = Pace(self.loop.time, backoff.FIRST, backoff.LONGEST)
        self.trace: list[str] = []
        self.is_evening = False
        self.stores = STORES[: plan.stores]
        self.host = MallHost(self, folder / "hub-1")
        self.phones = []
        self.desks = self._desks()
        self.kiosks = [KioskTablet(self, f"kiosk-{store}", store) for store in self.stores]
        self.tablets: list[StoreTablet] = [*self.desks, *self.kiosks]  # type: ignore[assignment]
        self.tills: dict[str, Till] = {}
        self.servers: list[Server] = []
        logging.getLogger("sync").handlers = [Ear(self)]

    def now(self) -> dt.datetime:
        """Return the world's own wall clock, which is right."""
        return dt.datetime.fromtimestamp(OUTSIDE.wall(), dt.UTC)

    def open(self) -> None:
        """Furnish the stores, start the hub, enrol and sign in everybody, and open the doors."""
        self._on_a_machine(self._furnish())
        for name in HUBS:
            self.host.start(name)
        self._wait_for_hubs()
        for tablet in self.tablets:
            self._enrol(tablet)
            tablet.start()
        for desk in self.desks:
            for name in desk.people:
                desk.desk.sign_in(PIN, name=name)
        for tablet in self.tablets:
            tablet.begin_work()
        for server, work in self._work_of_servers():
            server.machine.spawn(work)

    def _on_a_machine(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something at the hub's store before there is a hub."""
        machine = HubMachine("builder", self, self.host)
        machine.spawn(work)
        while not machine.tasks[0].done():
            self.loop.run_until_complete(asyncio.sleep(0.01))
        assert not self.loop.faults, self.loop.faults

    def switch_on(self, tablet: Any) -> None:
        """Start a tablet again, with the same people in front of it."""
        tablet.start()
        tablet.begin_work()

    def _desks(self) -> list[DeskTablet]:
        share = self.plan.associates // self.plan.stores
        desks = []
        for number, store in enumerate(self.stores):
            people = [*NAMES[number * share : (number + 1) * share]]
            for at in range(0, share, PEOPLE_AT_A_DESK):
                name = f"desk-{store}-{at // PEOPLE_AT_A_DESK}"
                desks.append(DeskTablet(self, name, store, people[at : at + PEOPLE_AT_A_DESK]))
        return desks

    async def _furnish(self) -> None:
        self.host.folder.mkdir()
        storage = open_storage(self.host.folder)
        await storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(self._goods()))
        for store in self.stores:
            levels = [StockLevel(one, self.chance.randint(3, 20), FIRST_COUNT, "1-1") for one in VARIANTS]
            writes = [Write("stock", level.variant, msgspec.json.encode(level)) for level in levels]
            await storage.commit(scopes.stock(store), [], [], lambda _, all_=writes: Decision(all_))
        await publish(storage, self.host.folder)
        for desk in self.desks:
            for name in desk.people:
                await roster.add(
                    storage, roster.NewAssociate(desk.store, name, Role.MANAGER), PIN, FIRST_COUNT
                )
        key = SigningKey.generate()
        bearer = await registry.add(storage, "servers", RIGHTS, FIRST_COUNT, public_text(key))
        await storage.close()
        self.tills = {store: Till(self, store, str(bearer), key) for store in self.stores}
        self._shop = Shop(self, "shop", str(bearer), key)
        self._warehouse = Warehouse(self, "warehouse", str(bearer), key)
        self.servers = [*self.tills.values(), self._shop, self._warehouse]

    def _goods(self) -> list[Write]:
        stores = [Store(code, code.title(), timezone="Europe/Rome") for code in self.stores]
        writes = [Write("store", one.code, msgspec.json.encode(one)) for one in stores]
        by_product: dict[str, list[Variant]] = {}
        for one in VARIANTS:
            variant = Variant(one, one.upper(), {}, {"EUR": Price(4_900)})
            by_product.setdefault(product(one), []).append(variant)
        goods = [Product(name, {"en": name.title()}, variants) for name, variants in by_product.items()]
        return [*writes, *(Write("product", one.id, msgspec.json.encode(one)) for one in goods)]

    async def _hand_out_for(self, store: str) -> str:
        hub = next(iter(self.host.opened.values()))
        code, _ = await hand_out(hub.storage, store, "", hub.clock())
        return code

    def _enrol(self, tablet: Any) -> None:
        self._entering = tablet.store
        super()._enrol(tablet)

    async def _hand_out(self) -> str:
        return await self._hand_out_for(self._entering)

    def _work_of_servers(self) -> list[tuple[Server, Coroutine[Any, Any, None]]]:
        work: list[tuple[Server, Coroutine[Any, Any, None]]] = [
            (till, till.serve()) for till in self.tills.values()
        ]
        work.append((self._shop, self._shop.sell(round(self.plan.orders * 0.75))))
        work.append((self._warehouse, self._warehouse.deliver()))
        return work
