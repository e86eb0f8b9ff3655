"""`make soak-shoppers`: hours of shoppers at real kiosks; the status tells whether a promise was broken.

It runs from the project's root as `python -m tests.sim.visits.soak`, too. The kiosks' clocks leap from
visit to visit, the rest takes what it takes.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from kiosk.demo.shop import prepare
from tests.sim.visits.day import Day
from tests.sim.visits.judge import growth

MOST_A_VISIT = 64 * 1024
"""Bytes of resident memory that a visit may leave, surely.

From a first simulated hour (seed 1, 24 visits): there caches and the allocator's areas fill by 18 MiB, and
memory lies 2.9 MiB round its line. So much again over a day of 300 visits is 64 KiB a visit; and a line
through the 150 later visits of eight hours is known to 6 KiB a visit, so that this much is seen.
"""
ENOUGH = 40
"""Visits from which on memory is judged."""
MIB = 1024 * 1024


def main() -> int:
    """Live through the hours that the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description="Simulated hours of shoppers at real kiosks.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--each", type=int, default=0, help="so many visits of each kind instead of hours")
    parser.add_argument("--only", default="", help="this kind of visit alone, to look into it")
    parser.add_argument("--shop", type=Path, help="a hub's folder with the demo shop in it, to be copied")
    parser.add_argument("--trace", action="store_true", help="print everything that is done")
    options = parser.parse_args()
    begun = time.perf_counter()

    def tell(what: str) -> None:
        if options.trace:
            print(f"{time.perf_counter() - begun:.1f} s: {what}", flush=True)

    with tempfile.TemporaryDirectory(prefix="vetrina-shoppers-") as name:
        folder = Path(name)
        hub = shutil.copytree(options.shop, folder / "hub") if options.shop else prepare(folder)
        with Day(folder, hub, options.seed, tell) as day:
            try:
                if options.each:
                    day.live_each(options.each)
                else:
                    day.live(options.hours, options.only)
            except Exception as error:  # noqa: BLE001 - whatever it is, the seed must be told
                day.faults.append(f"{type(error).__name__}: {error}")
    faults = [*day.faults, *_grown(day)]
    _tell(day, options.seed, time.perf_counter() - begun, faults)
    return 1 if faults else 0


def _grown(day: Day) -> list[str]:
    found = growth(day.held)
    if len(day.held) < ENOUGH or found.surely <= MOST_A_VISIT:
        return []
    return [f"each visit leaves {found.surely / 1024:.0f} KiB of memory, {MOST_A_VISIT // 1024} at most"]


def _tell(day: Day, seed: int, took: float, faults: list[str]) -> None:
    found = growth(day.held)
    turn, what = max(day.turns, default=(0.0, "none"))
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(day.seen.items()) if name != "visits")
    last = day.held[-1] / MIB if day.held else 0.0
    print(
        f"seed {seed}: {day.hours:.1f} simulated hours, {day.seen['visits']} visits ({kinds})"
        f" in {took:.0f} s;"
        f" memory {last:.0f} MiB, {found.slope / 1024:+.1f} KiB a visit (±{found.error / 1024:.1f});"
        f" longest turn of the GUI thread {turn:.0f} ms ({what}): {len(faults)} violations"
    )
    if faults:
        print("\n".join(f"VIOLATION {fault[:1000]}" for fault in faults[:40]))
        print(f"again: make soak-shoppers SEED={seed}")


if __name__ == "__main__":
    sys.exit(main())
