"""What goes wrong in a shop: drawn from the seed, for as long as the day lasts."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tests.sim import disk
from tests.sim.machine import Machine
from tests.sim.network import Weather

if TYPE_CHECKING:
    from tests.sim.world import World

PAUSE = 5.0
"""Mean seconds between two blows."""

STEPS = 400
"""Within how many steps a doomed machine dies: at any `await` of what it does then."""

CLOCKS = {"right": 0.0, "slow": -3600.0, "fast": 7200.0, "1970": -1.77e9, "2040": 4.4e8}


class Nemesis:
    """Strikes at random. `rest` ends everything that is wrong."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._chance = world.chance
        self._backups = 0

    async def strike(self) -> None:
        """Strike until the day is over."""
        blows: list[Callable[[], Coroutine[Any, Any, None]]] = [
            self._change_weather,
            self._kill_tablet,
            self._cut_power_of_tablet,
            self._kill_hub,
            self._cut_power_of_host,
            self._partition,
            self._silence,
            self._fill_disk,
            self._set_clock,
            self._put_back,
        ]
        weights = [3, 3, 2, 2, 1, 2, 1, 1, 1, 0.7]
        while not self._world.is_evening:
            await asyncio.sleep(self._chance.expovariate(1 / PAUSE))
            if not self._world.is_evening:
                blow = self._chance.choices(blows, weights)[0]
                self._world.start(blow())

    def rest(self) -> None:
        """Make everything whole: calm weather, full power, room on every disk."""
        world = self._world
        world.network.weather = Weather()
        world.network.cut.clear()
        world.host.tear = 0
        for tablet in world.tablets:
            tablet.skew = 0.0
            if tablet.machine is not None and tablet.is_up:
                tablet.machine.fuse = tablet.machine.tear = 0
                tablet.machine.skew = 0.0
                disk.fill(tablet.machine.connections, is_full=False)
            else:
                tablet.start()
        for machine in list(world.host.hubs.values()):
            machine.fuse = 0
            disk.fill(machine.connections if machine.alive else [], is_full=False)
        self._restart_hubs()

    async def _change_weather(self) -> None:
        draw = self._chance.choice
        weather = Weather(
            slowest=draw([0.02, 0.2, 2.0, 15.0]),
            lost=draw([0, 0, 0.05, 0.3]),
            answer_lost=draw([0, 0.05, 0.2, 0.5]),
            doubled=draw([0, 0, 0.1, 0.4]),
            hints_lost=draw([0, 0, 0.3, 1.0]),
        )
        self._world.network.weather = weather
        self._world.tell("weather", str(weather).removeprefix("Weather"))

    async def _kill_tablet(self) -> None:
        tablet = self._chance.choice(self._world.tablets)
        if tablet.is_up and tablet.machine is not None:
            tablet.machine.fuse = self._chance.randint(1, STEPS)
        await self._bring_back_tablets()

    async def _cut_power_of_tablet(self) -> None:
        tablet = self._chance.choice(self._world.tablets)
        if tablet.is_up and tablet.machine is not None:
            tablet.machine.tear = self._chance.randint(1, 6)
        await self._bring_back_tablets()

    async def _bring_back_tablets(self) -> None:
        await asyncio.sleep(self._chance.uniform(1, 15))
        for tablet in self._world.tablets:
            if not tablet.is_up and not self._world.is_evening:
                self._world.switch_on(tablet)

    async def _kill_hub(self) -> None:
        hubs = [hub for hub in self._world.host.hubs.values() if hub.alive]
        if hubs:
            self._chance.choice(hubs).fuse = self._chance.randint(1, STEPS)
        await self._bring_back_hubs()

    async def _cut_power_of_host(self) -> None:
        self._world.host.tear = self._chance.randint(1, 6)
        await self._bring_back_hubs()

    async def _bring_back_hubs(self) -> None:
        await asyncio.sleep(self._chance.uniform(1, 12))
        if not self._world.is_evening:
            self._restart_hubs()

    def _restart_hubs(self) -> None:
        host = self._world.host
        for name, machine in list(host.hubs.items()):
            if not machine.alive:
                del host.hubs[name]
                if name.startswith("hub"):
                    host.start(name)

    async def _put_back(self) -> None:
        """Back the hub up, and some time later put that back."""
        host = self._world.host
        self._backups += 1
        backup = host.folder.with_name(f"backup-{self._backups}")
        host.back_up(backup)
        await asyncio.sleep(self._chance.uniform(1, 20))
        if not self._world.is_evening:
            await host.restore(backup)
            await self._bring_back_hubs()

    async def _partition(self) -> None:
        names = [tablet.name for tablet in self._world.tablets] + list(self._world.host.hubs)
        names += [phone.machine.name for phone in self._world.phones]
        cut = self._chance.sample(names, self._chance.randint(1, len(names)))
        self._world.network.cut.update(cut)
        self._world.tell("network", f"cuts off {', '.join(cut)}")
        await asyncio.sleep(self._chance.uniform(1, 30))
        self._world.network.cut.difference_update(cut)

    async def _silence(self) -> None:
        names = [tablet.name for tablet in self._world.tablets] + list(self._world.host.hubs)
        name = self._chance.choice(names)
        self._world.network.silence(name)
        self._world.tell("network", f"the lines of {name} are dead without a word")

    async def _fill_disk(self) -> None:
        machines: list[Machine] = [one.machine for one in self._world.tablets if one.machine and one.is_up]
        machines += self._world.host.opened
        if not machines:
            return
        machine = self._chance.choice(machines)
        disk.fill(machine.connections, is_full=True)
        self._world.tell(machine.name, "has no room on its disk")
        await asyncio.sleep(self._chance.uniform(1, 20))
        disk.fill(machine.connections, is_full=False)

    async def _set_clock(self) -> None:
        tablet = self._chance.choice(self._world.tablets)
        name = self._chance.choice(list(CLOCKS))
        tablet.skew = CLOCKS[name]
        if tablet.machine is not None:
            tablet.machine.skew = tablet.skew
        self._world.tell(tablet.name, f"believes it is another time: {name}")
