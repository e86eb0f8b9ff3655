"""`make soak-shift`: whole shifts in three stores; the status tells whether a promise was broken.

It runs from the project's root as `python -m tests.sim.shift.soak`, too. Each shift is lived in a process
of its own (`worker.py`), because there time is simulated.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

TAIL = 40


def main() -> int:
    """Run the shifts that the command line asks for; return the exit status."""
    options = _parse()
    seeds = range(options.seed, options.seed + options.shifts)
    with ThreadPoolExecutor(options.jobs) as pool:
        verdicts = list(pool.map(lambda seed: _live(seed, options), seeds))
    return max(_tell(verdict, options) for verdict in verdicts)


def _parse() -> Any:
    parser = argparse.ArgumentParser(description="Shifts in simulated stores, judged by the hub's log.")
    parser.add_argument("--seed", type=int, default=1, help="of the first shift; the next ones count up")
    parser.add_argument("--shifts", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of eight hours, at the same pace")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes side by side")
    parser.add_argument("--mutation", default="", help="break the product like this first (mutations.py)")
    parser.add_argument("--trace", action="store_true", help="print everything that happened")
    return parser.parse_args()


def _live(seed: int, options: Any) -> dict[str, Any]:
    begun = time.perf_counter()
    mutation = [options.mutation] if options.mutation else []
    done = subprocess.run(
        [sys.executable, "-m", "tests.sim.shift.worker", str(seed), str(options.share), *mutation],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    verdict: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**verdict, "took": time.perf_counter() - begun}


def _tell(verdict: dict[str, Any], options: Any) -> int:
    if options.trace:
        print("\n".join(verdict["trace"]))
    states = ", ".join(f"{count} {state}" for state, count in verdict["orders"].items())
    print(
        f"seed {verdict['seed']}: {verdict['hours']:.1f} simulated hours, {verdict['stores']} stores,"
        f" {verdict['associates']} associates, {sum(verdict['orders'].values())} orders ({states}),"
        f" {verdict['scans']} scans, {verdict['sold']} pieces sold at tills, {verdict['blows']} blows,"
        f" {verdict['requests']} requests in {verdict['took']:.0f} s: {len(verdict['faults'])} violations"
    )
    if verdict["faults"]:
        print("\n".join(line[:200] for line in verdict["trace"][-TAIL:]))
        print("\n".join(f"VIOLATION {fault[:1000]}" for fault in verdict["faults"][:TAIL]))
        print(f"again: make soak-shift SEED={verdict['seed']} ARGS=--trace")
    return 1 if verdict["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
