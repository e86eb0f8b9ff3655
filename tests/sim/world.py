"""One simulated shop: tablets, phones, the hub and the network, on one loop, out of one seed."""

import asyncio
import logging
import random
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import msgspec

from sync.client import backoff
from sync.client.enrolment import enrol
from sync.client.errors import ClientError
from sync.client.transport import enrolling
from sync.hub.context import open_storage
from sync.hub.enrolment import hand_out
from sync.hub.storage.port import Decision, StorageError, Write
from sync.protocol import scopes
from sync.protocol.devices import EnrolAnswer, EnrolRequest
from sync.protocol.stock import StockLevel
from tests.sim.hub_log import HubLog
from tests.sim.hubs import PUBLIC_URL, Host, HubMachine
from tests.sim.loop import SimLoop
from tests.sim.machine import Machine
from tests.sim.network import Line, Network
from tests.sim.phones import Phone
from tests.sim.record import Pace, Record
from tests.sim.seams import OUTSIDE
from tests.sim.shoppers import VARIANTS, Shopper
from tests.sim.tablets import STORE, Tablet

HUBS = ("hub-a", "hub-b")
MOST_PHONES = 4


class Ear(logging.Handler):
    """Hears what the product logs of itself; what it did not expect is for the judge."""

    def __init__(self, world: "World") -> None:
        super().__init__(logging.ERROR)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line down."""
        kind, error = (record.exc_info or (None, None, None))[:2]
        self._world.tell("log", f"{record.getMessage()} {error or ''}".replace("\n", " ")[:160])
        if record.name == "sync.client.store.rescue":
            self._world.loop.faults.append(f"a store was taken for damaged: {record.getMessage()}")
        if kind is not None and not issubclass(kind, (ClientError, StorageError)):
            self._world.loop.faults.append(f"{record.getMessage()}: {kind.__name__}: {error}")


class World:
    """Everything of one schedule. `folder` is an empty one, for its files."""

    def __init__(self, seed: int, folder: Path) -> None:
        OUTSIDE.begin(seed)
        self.chance = random.Random(f"world {seed}")
        self.loop = SimLoop(self.chance)
        self.network = Network(self.loop, self.chance)
        self.record = Record()
        self.pace = Pace(self.loop.time, backoff.FIRST, backoff.LONGEST)
        self.trace: list[str] = []
        self.is_evening = False
        self.host = Host(self, folder / "hub-1")
        self.tablets = [
            Tablet(self, f"tablet-{number}", folder / f"tablet-{number}-0")
            for number in range(self.chance.randint(1, 3))
        ]
        self.phones: list[Phone] = []
        self._imports = 0
        logging.getLogger("sync").handlers = [Ear(self)]

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that no machine does; a mistake of the simulation's own is not passed over."""
        self.loop.create_task(self._do(work))

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 - whatever it is
            self.loop.faults.append(traceback.format_exc())

    def tell(self, who: str, what: str) -> None:
        """Write a line of the trace."""
        self.trace.append(f"{self.loop.time():9.3f} {who:<9} {what}")

    def open(self) -> None:
        """Start the hub, enrol every tablet, and let shoppers in."""
        for name in HUBS[: self.chance.randint(1, 2)]:
            self.host.start(name)
        self._wait_for_hubs()
        for tablet in self.tablets:
            self._enrol(tablet)
            self.switch_on(tablet)
        self.start(self._receive_goods())

    def _wait_for_hubs(self) -> None:
        async def until_served() -> None:
            while len(self.network.hubs) < len(self.host.hubs):
                assert not self.loop.faults, self.loop.faults
                await asyncio.sleep(0.01)

        self.loop.run_until_complete(until_served())

    def _enrol(self, tablet: Tablet) -> None:
        machine = Machine(tablet.name, self.loop)

        def knock(_door: enrolling.Door, request: EnrolRequest) -> EnrolAnswer:
            return self.loop.run_until_complete(self._post_enrolment(machine, PUBLIC_URL, request))

        code = self.loop.run_until_complete(self._hand_out())
        tablet.folder.mkdir()
        with patch.object(enrolling.Door, "knock", knock):
            enrol(tablet.folder, PUBLIC_URL, code, tablet.name)

    async def _hand_out(self) -> str:
        hub = next(iter(self.host.opened.values()))
        code, _ = await hand_out(hub.storage, STORE, "", hub.clock())
        return code

    async def _post_enrolment(self, machine: Machine, hub: str, request: EnrolRequest) -> EnrolAnswer:
        async with httpx.AsyncClient(base_url=hub, transport=Line(self.network, machine)) as http:
            answer = await http.post("/v1/devices/enrol", content=msgspec.json.encode(request))
        return msgspec.json.decode(answer.raise_for_status().content, type=EnrolAnswer)

    def switch_on(self, tablet: Tablet) -> None:
        """Start a tablet with somebody in front of it."""
        tablet.start()
        assert tablet.machine is not None
        tablet.machine.spawn(Shopper(tablet).shop())

    def scan_link(self, token: str) -> None:
        """Let somebody's phone take a link along, if there is one around."""
        if len(self.phones) < MOST_PHONES and self.chance.random() < 0.7:
            machine = Machine(f"phone-{len(self.phones)}", self.loop)
            phone = Phone(self, machine, f"/l/{token}")
            self.phones.append(phone)
            machine.spawn(phone.use())

    def forget_since(self, store: Path) -> None:
        """A backup was put back: what phones and the shop did since is gone, and nobody says otherwise."""
        log = HubLog(store)
        try:
            results = log.results()
            counted = {key[1]: body for key, (_, body) in log.documents(scopes.stock(STORE)).items()}
        finally:
            log.close()
        self.record.stock = {variant: body for variant, body in counted.items() if body}
        for phone in self.phones:
            for change in phone.changes:
                if change.outcome == "applied" and change.id not in results:
                    change.outcome = "forgotten"

    async def _receive_goods(self) -> None:
        """Count stock now and then, in a process of its own beside the hub, as an import does."""
        while not self.is_evening:
            await asyncio.sleep(self.chance.expovariate(1 / 8))
            self._imports += 1
            machine = HubMachine(f"import-{self._imports}", self, self.host)
            self.host.hubs[machine.name] = machine
            machine.spawn(self._count_stock(machine))

    async def _count_stock(self, machine: HubMachine) -> None:
        storage = open_storage(self.host.folder)
        counted = self.chance.sample(VARIANTS, self.chance.randint(1, 3))
        levels = [StockLevel(one, self.chance.randint(0, 20), "2026-05-04T08:00:00Z") for one in counted]
        writes = [Write("stock", level.variant, msgspec.json.encode(level)) for level in levels]
        for write in writes:
            self.record.counts(write.id, write.body or b"")
        await storage.commit(scopes.stock(STORE), [], [], lambda _: Decision(writes))
        for write in writes:
            self.record.counted(write.id, write.body or b"")
        await storage.close()
        self.host.hubs.pop(machine.name, None)
