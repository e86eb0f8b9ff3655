"""The simulated hub: several processes of the application on one store, on a host that may lose power."""

import asyncio
import datetime as dt
import functools
import queue
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette

from sync import brand
from sync.hub import backup, bus
from sync.hub.app import application
from sync.hub.bus import Subscription, follow
from sync.hub.context import STORE_FILE, Config, Hub, open_hub, open_storage
from sync.hub.housekeeping import keep_house
from sync.hub.page import routes
from sync.hub.restore import begin_history
from sync.hub.storage import sqlite
from sync.hub.storage.writer import Job, Writer
from tests.sim import disk
from tests.sim.machine import Machine
from tests.sim.network import HOST
from tests.sim.seams import NODE, OUTSIDE

if TYPE_CHECKING:
    from tests.sim.world import World

PUBLIC_URL = f"http://{HOST}"
GROUP_SECONDS = 0.004
"""How long commits wait for each other at most."""


class HubMachine(Machine):
    """One life of a hub's process; its wall clock is right."""

    def __init__(self, name: str, world: "World", host: "Host") -> None:
        super().__init__(name, world.loop)
        self.world = world
        self.host = host

    def on_fuse(self) -> None:
        """Die as by kill -9."""
        self.host.kill(self)


class InlineWriter(Writer):
    """The store's writer without its thread: it takes a group a moment after the first of it came."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._machine: Any = NODE.get()
        self._is_due = False

    def submit(self, job: Job) -> None:
        self._jobs.put(job)
        if not self._is_due:
            self._is_due = True
            world = self._machine.world
            world.loop.call_later(world.chance.uniform(0, GROUP_SECONDS), self._take)

    def close(self) -> None:
        self._take()
        self._connection.close()

    def _take(self) -> None:
        self._is_due = False
        self._jobs.put(None)
        group = self._next_group()[0]
        if group:
            self._machine.host.tearing(self._connection, lambda: self._commit(group))


class Host:
    """The machine that holds the store, and the hub's processes on it."""

    def __init__(self, world: "World", folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.lives = 1
        self.tear = 0
        self.hubs: dict[str, HubMachine] = {}
        self.opened: dict[HubMachine, Hub] = {}

    @property
    def store(self) -> Path:
        """The database's file."""
        return self.folder / STORE_FILE

    def start(self, name: str) -> None:
        """Start one process."""
        machine = self.hubs[name] = HubMachine(name, self.world, self)
        machine.spawn(self._serve(machine))

    async def _serve(self, machine: HubMachine) -> None:
        hub = await open_hub(Config(self.folder, PUBLIC_URL))
        app: Starlette = application(hub)
        self.opened[machine] = hub
        self.world.network.hubs[machine] = app
        self.world.tell(machine.name, "serves")
        machine.spawn(keep_house(hub))
        await follow(hub.storage, hub.bus)

    def kill(self, machine: HubMachine) -> None:
        """Cut one process off; what it had written is written."""
        if not machine.alive:
            return
        self.world.tell(machine.name, "is killed")
        self._end(machine)

    def _end(self, machine: HubMachine) -> None:
        machine.die()
        self.world.network.break_lines(machine)
        self.opened.pop(machine, None)
        machine.bury()

    def tearing(self, connection: sqlite3.Connection, commit: Callable[[], None]) -> None:
        """Commit; when it is time, the host's power goes while that is written."""
        if not self.tear:
            commit()
            return
        self.tear -= 1
        before = disk.Files(self.store, connection)
        commit()
        if not self.tear:
            self._cut_power(before)

    def back_up(self, target: Path) -> None:
        """Copy the store as `vetrina-hub backup` does, while the hub serves."""
        target.mkdir()
        backup._copy_store(self.store, target / STORE_FILE)

    async def restore(self, source: Path) -> None:
        """Put a backup back: a new history begins on the older store, beside; then that takes the place."""
        begun = asyncio.Event()
        beside = Host(self.world, source)
        HubMachine("restorer", self.world, beside).spawn(self._begin_history(source, begun))
        await begun.wait()
        if self.world.is_evening:
            return
        self.world.tell("host", "is put back from a backup")
        for machine in self.hubs.values():
            if machine.alive:
                self._end(machine)
        self.folder = source
        self.world.forget_since(self.store)

    async def _begin_history(self, folder: Path, begun: asyncio.Event) -> None:
        storage = open_storage(folder)
        await begin_history(storage, folder, dt.datetime.fromtimestamp(OUTSIDE.wall(), dt.UTC))
        await storage.close()
        begun.set()

    def _cut_power(self, before: disk.Files) -> None:
        self.world.tell("host", "loses its power in a commit")
        self.lives += 1
        target = self.folder.with_name(f"hub-{self.lives}")
        disk.copy(self.folder, target)
        before.tear(target, self.world.chance)
        for machine in self.hubs.values():
            if machine.alive:
                self._end(machine)
        self.folder = target


class NumberedSubscription(Subscription):
    """A listener whose place in a set does not depend on where it lies in memory."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._serial = OUTSIDE.serial()

    def __hash__(self) -> int:
        return self._serial


def _made_once(make: Callable[..., Any]) -> Callable[..., Any]:
    made: list[Any] = []

    def get(*arguments: Any) -> Any:
        if not made:
            made.append(make(*arguments))
        return made[0]

    return get


bus.Subscription = NumberedSubscription  # type: ignore[misc]
sqlite.Writer = InlineWriter  # type: ignore[misc]
# Reading the brand and packing the page for each process would take longer than all that it serves here.
brand.load = functools.cache(brand.load)
routes.Assets = _made_once(routes.Assets)  # type: ignore[misc]
