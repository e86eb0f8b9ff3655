"""The tablets of a shift: a desk that associates share, and a kiosk whose shoppers have things brought."""

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.core.lists import ListKeeper
from kiosk.core.scan import parse
from kiosk.core.session import Phase, ShopperSession
from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from sync.client import identity as identities
from sync.client.engine import Engine
from sync.client.errors import ReplicaError
from sync.client.listeners import Listeners
from sync.client.replica import Committed
from sync.client.store.people import DESK
from sync.protocol import scopes
from sync.protocol.call_verbs import CancelRequest, RequestPreparation
from sync.protocol.errors import Rejected
from sync.protocol.sessions import NewSession
from tests.sim.seams import OUTSIDE
from tests.sim.shift.associates import Associate
from tests.sim.shift.plan import VARIANTS, product
from tests.sim.tablets import RecordedReplica, Tablet, TabletMachine, WatchedTransport

if TYPE_CHECKING:
    from tests.sim.shift.mall import Mall

IDLE, WARNING = 90.0, 30.0
NEVER = 12 * 3600.0
TURN = 1_800.0
"""Seconds; when a desk locks by itself is not what is tried here."""


class NoKeyStore:
    """A system without a key store: the secret is in a file, and survives the power cuts there."""

    def get_password(self, _service: str, _username: str) -> None:
        """Nothing is kept."""

    def set_password(self, _service: str, _username: str, _password: str) -> None:
        """Nothing is kept."""


class ShiftReplica(RecordedReplica):
    """A replica that tells the record what associates did, too."""

    def commit_as(self, session: NewSession, scope: str, verb: msgspec.Struct) -> Committed:
        committed = super().commit_as(session, scope, verb)
        self._world.record.tapped(self._name, committed.op, DESK, scope, verb)
        return committed


class StoreTablet(Tablet):
    """A tablet of one of the stores."""

    def __init__(self, mall: "Mall", name: str, store: str) -> None:
        super().__init__(mall, name, mall.folder / f"{name}-0")  # type: ignore[arg-type]
        self.mall = mall
        self.store = store

    def _build(self, machine: TabletMachine) -> None:
        identity = identities.load(self.folder)
        assert identity is not None
        self.replica = ShiftReplica(self.mall, self.name, self.folder, identity)  # type: ignore[arg-type]
        self.replica.watch(scopes.stock(self.store))
        self.engine = Engine(
            self.folder,
            self.replica,
            Listeners(on_rejected=self._show, on_wiped=self._wiped),
            link=lambda life: WatchedTransport(self.mall, machine, life),  # type: ignore[arg-type]
            loop=self.mall.loop,
        )
        self._furnish()
        machine.spawn(self.engine.work())
        self.mall.tell(self.name, f"starts its life {self.lives}")

    def _furnish(self) -> None:
        """Build what stands before the people."""

    def _wiped(self, visits: frozenset[str]) -> None:
        """Hear that visits had to end."""


class DeskTablet(StoreTablet):
    """A desk; who works at it comes back with the PIN after each restart."""

    def __init__(self, mall: "Mall", name: str, store: str, people: list[str]) -> None:
        super().__init__(mall, name, store)
        self.people = people
        self.on_duty = people[0]

    def _furnish(self) -> None:
        secret = DeviceSecret(self.folder, self.replica.identity.device, NoKeyStore())
        self.desk = StaffDesk(
            self.replica, self._ask, secret, clock=lambda: OUTSIDE.seconds, lock_after=NEVER
        )

    def _wiped(self, visits: frozenset[str]) -> None:
        self.desk.ended(visits)

    def _ask(self, path: str, body: msgspec.Struct, answer: Any) -> Any:
        """Ask as the engine does; before the day begins the loop is run until there is an answer."""
        asked = self.engine.ask(path, body, answer)
        while not asked.done():
            self.mall.loop.run_until_complete(asyncio.sleep(0.05))
        return asked

    def begin_work(self) -> None:
        """Let whoever works here go on."""
        assert self.machine is not None
        self.machine.spawn(self._take_turns())
        for name in self.people:
            self.machine.spawn(Associate(self, name).work())

    async def _take_turns(self) -> None:
        """Let the next one come to the desk every half hour or so."""
        while not self.mall.is_evening:
            await asyncio.sleep(self.mall.chance.expovariate(1 / TURN))
            self.on_duty = self.mall.chance.choice(self.people)


class KioskTablet(StoreTablet):
    """A kiosk: people make lists and have them brought."""

    def _furnish(self) -> None:
        self.session = ShopperSession(self.replica, clock=lambda: OUTSIDE.seconds, idle=IDLE, warning=WARNING)
        self.keeper = ListKeeper(self.replica, self.session)
        self.session.recover()

    def begin_work(self) -> None:
        """Let shoppers in."""
        assert self.machine is not None
        self.machine.spawn(self._shop())

    async def _shop(self) -> None:
        chance, plan = self.mall.chance, self.mall.plan
        pause = plan.seconds / max(1, plan.orders * 0.25 / plan.stores)
        while not self.mall.is_evening:
            await asyncio.sleep(chance.expovariate(1 / pause))
            try:
                await self._visit()
            except (Rejected, ReplicaError) as error:
                self.mall.tell(self.name, f"a tap was not kept: {error}")

    async def _visit(self) -> None:
        chance = self.mall.chance
        if self.session.phase() is Phase.OVER:
            self.session.end("idle")
        for variant in chance.sample(VARIANTS, chance.randint(1, 3)):
            parse(variant)
            self.mall.ledger.scans += 1
            self.keeper.add(product(variant), variant, {})
            await asyncio.sleep(chance.expovariate(1 / 4))
        document = self.keeper.current()
        session = self.session.current
        if document is None or session is None:
            return
        scope = scopes.shopping_list(document.id)
        self.replica.commit(session.id, scope, RequestPreparation())
        await asyncio.sleep(chance.expovariate(1 / 40))
        after = self.keeper.current()
        if after and after.orders and chance.random() < 0.1:
            self.replica.commit(session.id, scope, CancelRequest(next(iter(after.orders))))
        await asyncio.sleep(chance.expovariate(1 / 20))
        self.session.end("finish")
