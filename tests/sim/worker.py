"""Lives schedules in simulated time and tells each verdict as a line of JSON.

`worker FIRST END STEP [MUTATION]` lives every STEP-th seed of a range. `worker mutations COUNT` tells how
many schedules it takes to find each of the faults of `mutations.py`.
"""

import gc
import json
import sys
from contextlib import nullcontext
from typing import Any

from tests.sim import seams

seams.install()

from tests.sim.mutations import MUTATIONS  # noqa: E402 - in simulated time
from tests.sim.schedule import Verdict, run  # noqa: E402


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    # What lives now is the program itself: it need not be looked through after each schedule.
    gc.collect()
    gc.freeze()
    if arguments[0] == "mutations":
        for name in MUTATIONS:
            _tell({"mutation": name, "found": _found_after(name, int(arguments[1]))})
        return
    first, end, step = (int(text) for text in arguments[:3])
    for seed in range(first, end, step):
        _tell(_live(seed, "".join(arguments[3:]))._asdict())


def _live(seed: int, mutation: str) -> Verdict:
    with MUTATIONS[mutation]() if mutation else nullcontext():
        return run(seed)


def _found_after(mutation: str, most: int) -> int | None:
    """Return after how many schedules the judge finds a fault, None when it does not."""
    return next((seed for seed in range(1, most + 1) if _live(seed, mutation).faults), None)


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
