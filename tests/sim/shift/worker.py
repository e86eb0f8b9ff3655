"""Lives one shift in simulated time and tells its verdict as a line of JSON.

`worker SEED SHARE [MUTATION]`: SHARE of eight hours at the same pace, the product broken like that.
"""

import asyncio
import contextvars
import gc
import json
import shutil
import sys
import tempfile
import traceback
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from tests.sim import seams

seams.install()

from tests.sim.loop import HotLoopError, StuckError  # noqa: E402 - in simulated time
from tests.sim.schedule import FOLDERS  # noqa: E402
from tests.sim.shift.judge import Judge  # noqa: E402
from tests.sim.shift.mall import Mall  # noqa: E402
from tests.sim.shift.mutations import MUTATIONS  # noqa: E402
from tests.sim.shift.nemesis import ShiftNemesis  # noqa: E402
from tests.sim.shift.plan import Plan  # noqa: E402

LONGEST_EVENING = 1_800.0


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    seed, share, mutation = int(arguments[0]), float(arguments[1]), "".join(arguments[2:])
    folder = Path(tempfile.mkdtemp(prefix="vetrina-shift-", dir=FOLDERS if FOLDERS.is_dir() else None))
    gc.disable()
    try:
        with MUTATIONS[mutation]() if mutation else nullcontext():
            verdict = contextvars.Context().run(_run, seed, folder, Plan().scaled(share))
    finally:
        shutil.rmtree(folder)
    print(json.dumps(verdict), flush=True)


def _run(seed: int, folder: Path, plan: Plan) -> dict[str, Any]:
    mall = Mall(seed, folder, plan)
    judge, nemesis = Judge(mall), ShiftNemesis(mall)
    faults: list[str] = []
    try:
        mall.open()
        mall.loop.run_until_complete(_live(mall, judge, nemesis, faults))
        states = judge.summary()
    except (HotLoopError, StuckError) as error:
        faults.append(f"{type(error).__name__}: {error}")
        states = {}
    except Exception:  # noqa: BLE001 - even a judge that stumbles must leave a seed behind
        faults += [traceback.format_exc(), *mall.network.faults, *mall.loop.faults]
        states = {}
    verdict = {
        "seed": seed,
        "faults": faults,
        "trace": mall.trace,
        "hours": mall.loop.time() / 3600,
        "stores": len(mall.stores),
        "associates": sum(len(desk.people) for desk in mall.desks),
        "orders": states,
        "scans": mall.ledger.scans,
        "sold": mall.ledger.sold,
        "answers": dict(mall.ledger.answers),
        "requests": mall.network.requests,
        "blows": nemesis.blows,
    }
    _let_go(mall)
    return verdict


async def _live(mall: Mall, judge: Judge, nemesis: ShiftNemesis, faults: list[str]) -> None:
    mall.start(nemesis.strike())
    end = mall.loop.time() + mall.plan.seconds
    while mall.loop.time() < end and not mall.loop.faults:
        await asyncio.sleep(30)
        gc.collect(1)
    mall.is_evening = True
    mall.tell("mall", "closes its doors")
    nemesis.rest()
    latest = mall.loop.time() + LONGEST_EVENING
    while unrest := judge.unrest():
        if mall.loop.time() > latest:
            faults += [f"no rest: {one}" for one in unrest]
            break
        await asyncio.sleep(5)
    faults += judge.faults()


def _let_go(mall: Mall) -> None:
    with suppress(HotLoopError, StuckError):
        mall.loop.unwind()
    for machine in [*mall.host.hubs.values(), *(tablet.machine for tablet in mall.tablets)]:
        if machine is not None:
            machine.bury()


if __name__ == "__main__":
    main(sys.argv[1:])
