"""One schedule: a day in the shop with everything that goes wrong, a calm evening, and the judgement."""

import asyncio
import contextvars
import gc
import shutil
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.sim.loop import HotLoopError, StuckError
from tests.sim.nemesis import Nemesis
from tests.sim.oracle import Oracle
from tests.sim.world import World

DAY = (20.0, 80.0)
"""Simulated seconds during which things go wrong."""

LONGEST_EVENING = 900.0
"""Seconds everything must have come to rest in; the longest back-off is 300."""

LOOKS = 4.0
"""Seconds between two looks at what must always hold."""

FOLDERS = Path("/dev/shm")


class Verdict(NamedTuple):
    """What came of a schedule."""

    seed: int
    faults: list[str]
    trace: list[str]
    taps: int
    requests: int
    seconds: float


def run(seed: int) -> Verdict:
    """Run one schedule."""
    folder = Path(tempfile.mkdtemp(prefix="vetrina-sim-", dir=FOLDERS if FOLDERS.is_dir() else None))
    gc.disable()
    try:
        return contextvars.Context().run(_run, seed, folder)
    finally:
        shutil.rmtree(folder)
        gc.collect()
        gc.enable()


def _run(seed: int, folder: Path) -> Verdict:
    world = World(seed, folder)
    faults: list[str] = []
    try:
        world.open()
        world.loop.run_until_complete(_live(world, faults))
    except (HotLoopError, StuckError) as error:
        faults.append(f"{type(error).__name__}: {error}")
    except Exception:  # noqa: BLE001 - even a judge that stumbles must leave a seed behind
        faults += [traceback.format_exc(), *world.network.faults, *world.loop.faults]
    verdict = Verdict(
        seed, [*faults], world.trace, len(world.record.taps), world.network.requests, world.loop.time()
    )
    _let_go(world)
    return verdict


def _let_go(world: World) -> None:
    """End what is left, and close its files."""
    with suppress(HotLoopError, StuckError):
        world.loop.unwind()
    for machine in [*world.host.hubs.values(), *(tablet.machine for tablet in world.tablets)]:
        if machine is not None:
            machine.bury()


async def _live(world: World, faults: list[str]) -> None:
    oracle, nemesis = Oracle(world), Nemesis(world)
    world.start(nemesis.strike())
    end = world.loop.time() + world.chance.uniform(*DAY)
    while world.loop.time() < end and not faults:
        await asyncio.sleep(LOOKS)
        faults += oracle.judge_running()
    world.is_evening = True
    world.tell("world", "everything is made whole")
    nemesis.rest()
    faults += await _come_to_rest(world, oracle)
    faults += oracle.judge_rested()


async def _come_to_rest(world: World, oracle: Oracle) -> list[str]:
    latest = world.loop.time() + LONGEST_EVENING
    while unrest := oracle.unrest():
        if world.loop.time() > latest:
            return [f"no rest: {one}" for one in unrest]
        await asyncio.sleep(1)
    return []
