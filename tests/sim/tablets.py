"""A simulated tablet: the real replica, engine and transport, on a machine that dies and comes back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client import identity as identities
from sync.client.engine import Engine
from sync.client.errors import Faulty, HubError
from sync.client.held import Rejection
from sync.client.identity import Identity
from sync.client.life import Life
from sync.client.listeners import Listeners
from sync.client.replica import Committed, Replica
from sync.client.store import rescue
from sync.client.store.database import NAME, Database
from sync.client.transport.line import Transport
from sync.protocol import scopes
from sync.protocol.envelope import SyncAnswer, SyncRequest
from tests.sim import disk
from tests.sim.machine import Machine, PowerCut
from tests.sim.network import Line
from tests.sim.screen import Screen
from tests.sim.seams import NODE, OUTSIDE

if TYPE_CHECKING:
    from tests.sim.world import World

STORE = "milano"
IDLE, WARNING = 25.0, 5.0
"""Seconds; shorter than in a shop, so that visits end by themselves within a schedule."""


class TabletMachine(Machine):
    """One life of a tablet. `tear` counts down to the write in which its power goes; 0 for none."""

    def __init__(self, name: str, world: "World", tablet: "Tablet") -> None:
        super().__init__(name, world.loop)
        self.world = world
        self.tablet = tablet
        self.tear = 0

    def on_fuse(self) -> None:
        """Die as by kill -9."""
        self.tablet.kill()


class TearableDatabase(Database):
    """The replica's database on a disk whose power may go in the middle of a write."""

    @contextmanager
    def write(self) -> Iterator[Any]:
        with self._tearing(), super().write() as connection:
            yield connection

    def truncate_log(self) -> None:
        with self._tearing():
            super().truncate_log()

    @contextmanager
    def _tearing(self) -> Iterator[None]:
        machine = NODE.get()
        if not isinstance(machine, TabletMachine) or not machine.tear:
            yield
            return
        machine.tear -= 1
        before = disk.Files(self.path, self._writer)
        yield
        if not machine.tear:
            machine.tablet.cut_power(before)
            raise PowerCut


class RecordedReplica(Replica):
    """A replica that tells the record what it acknowledged."""

    def __init__(self, world: "World", name: str, data: Path, identity: Identity) -> None:
        self._world, self._name = world, name
        self._nudge: Callable[[], None] = lambda: None
        self.on_tap: Callable[[Collection[str]], None] = lambda _: None
        super().__init__(data, identity)

    @property
    def on_commit(self) -> Callable[[], None]:
        """A wake-up that may get lost; the tick has to do then."""
        return self._wake

    @on_commit.setter
    def on_commit(self, nudge: Callable[[], None]) -> None:
        self._nudge = nudge

    def _wake(self) -> None:
        if not self._world.network.happens(self._world.network.weather.hints_lost):
            self._nudge()

    def commit_all(self, visit: str, acts: Sequence[tuple[str, msgspec.Struct]]) -> list[Committed]:
        committed = super().commit_all(visit, acts)
        for one, (scope, verb) in zip(committed, acts, strict=True):
            self._world.record.tapped(self._name, one.op, visit, scope, verb)
        self.on_tap({scope for scope, _ in acts})
        return committed

    def wipe(self, visit: str, why: str) -> None:
        self._world.record.ending(visit, why)
        super().wipe(visit, why)
        self._world.record.ended(self._name, visit)


class WatchedTransport(Transport):
    """The real transport; how often it is asked is noted."""

    def __init__(self, world: "World", machine: TabletMachine, life: Life) -> None:
        super().__init__(life.identity, Line(world.network, machine), life)
        self._world, self._machine = world, machine

    async def sync(self, request: SyncRequest) -> SyncAnswer:
        errand = "send" if request.ops or request.sealed else "ask"
        self._world.pace.begins(self._machine, errand)
        size = f"{len(request.ops)}+{len(request.sealed)} ops"
        try:
            answer = await super().sync(request)
        except HubError as error:
            if not isinstance(error, Faulty):
                self._world.pace.failed(self._machine, errand, getattr(error, "retry_after", 0.0))
            self._world.tell(self._machine.name, f"sync {size}: {type(error).__name__} {str(error)[:60]}")
            raise
        self._world.pace.worked(self._machine, errand)
        results = ",".join(f"{one.id[-6:]}={one.status[:3]}{one.seq}" for one in answer.results)
        self._world.tell(self._machine.name, f"sync {size}: [{results}] {len(answer.changes)} changes")
        return answer


class Tablet:
    """A tablet over all its lives."""

    def __init__(self, world: "World", name: str, folder: Path) -> None:
        self.world = world
        self.name = name
        self.folder = folder
        self.skew = 0.0
        self.lives = 0
        self.machine: TabletMachine | None = None

    @property
    def is_up(self) -> bool:
        """Whether it runs."""
        return self.machine is not None and self.machine.alive

    def start(self) -> None:
        """Switch it on; what runs then is what the kiosk would build."""
        self.lives += 1
        self.machine = TabletMachine(self.name, self.world, self)
        self.machine.skew = self.skew
        self.machine.inside(self._build, self.machine)

    def _build(self, machine: TabletMachine) -> None:
        identity = identities.load(self.folder)
        assert identity is not None
        self.replica = RecordedReplica(self.world, self.name, self.folder, identity)
        self.session = ShopperSession(self.replica, clock=lambda: OUTSIDE.seconds, idle=IDLE, warning=WARNING)
        self.keeper = ListKeeper(self.replica, self.session)
        self.session.recover()
        self.replica.watch(scopes.stock(STORE))
        self.screen = Screen(self.replica)
        self.replica.on_tap = self.screen.read
        self.engine = Engine(
            self.folder,
            self.replica,
            Listeners(on_changed=self.screen.read, on_rejected=self._show),
            link=lambda life: WatchedTransport(self.world, machine, life),
            loop=self.world.loop,
        )
        machine.spawn(self.engine.work())
        self.world.tell(self.name, f"starts its life {self.lives}")

    def _show(self, refused: tuple[Rejection, ...]) -> None:
        for one in refused:
            self.world.record.shown(one.op, one.reason)

    def kill(self) -> None:
        """Cut it off as kill -9 does: what was written stays."""
        if self.is_up:
            self._leave(lambda target: disk.copy(self.folder, target), "is killed")

    def cut_power(self, before: disk.Files) -> None:
        """Cut it off in the middle of a write."""

        def leave(target: Path) -> None:
            disk.copy(self.folder, target)
            before.tear(target, self.world.chance)
            whole = (target / identities.NAME).read_bytes()
            torn = whole[: self.world.chance.randint(0, len(whole))]
            (target / f"{identities.NAME}.tmp").write_bytes(torn)

        self._leave(leave, "loses its power in a write")

    def _leave(self, image: Callable[[Path], None], what: str) -> None:
        assert self.machine is not None
        self.world.tell(self.name, what)
        self.machine.die()
        self.world.network.break_lines(self.machine)
        target = self.folder.with_name(f"{self.name}-{self.lives + 1}")
        image(target)
        self.machine.bury()
        self.folder = target
        assert (target / NAME).exists()


rescue.Database = TearableDatabase  # type: ignore[misc]
