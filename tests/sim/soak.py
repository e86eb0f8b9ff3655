"""`make soak`: many schedules, a line of progress with the time left, and everything about those that fail.

It runs from the project's root as `python -m tests.sim.soak`, too. The days themselves are lived in processes
of their own (`worker.py`), because there time is simulated.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

FAILED = 1
TAIL = 40
"""Lines of a failed schedule's trace that are shown; `--trace` shows all."""


def main() -> int:
    """Run the schedules that the command line asks for; return the exit status."""
    options = _parse()
    return _soak(options)


def _parse() -> Any:
    parser = argparse.ArgumentParser(description="Simulated days in a shop, judged by the hub's log.")
    parser.add_argument("--seed", type=int, default=1, help="of the first schedule; the next ones count up")
    parser.add_argument("--schedules", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes side by side")
    parser.add_argument("--mutation", default="", help="break the product like this first (mutations.py)")
    parser.add_argument("--trace", action="store_true", help="print everything that happened")
    return parser.parse_args()


def _soak(options: Any) -> int:
    begun, lived, failed = time.perf_counter(), [], []
    for verdict in verdicts(options):
        lived.append(verdict)
        if options.trace:
            print("\n".join(verdict["trace"]))
        if verdict["faults"]:
            failed.append(verdict["seed"])
            _explain(verdict)
        _progress(len(lived), options.schedules, time.perf_counter() - begun)
    taps, requests, seconds = (sum(one[key] for one in lived) for key in ("taps", "requests", "seconds"))
    took = time.perf_counter() - begun
    print(
        f"seeds {options.seed} to {options.seed + options.schedules - 1}: {len(lived)} schedules,"
        f" {taps} taps, {requests} requests, {seconds / 3600:.1f} simulated hours in {took:.0f} s,"
        f" {len(failed)} with a violation{': ' + ', '.join(map(str, failed)) if failed else ''}"
    )
    return FAILED if failed or len(lived) < options.schedules else 0


def _progress(done: int, of: int, took: float) -> None:
    if sys.stderr.isatty() or done % 100 == 0:
        end = "\r" if sys.stderr.isatty() and done < of else "\n"
        print(f"{done}/{of} schedules, {took / done * (of - done):.0f} s left ", end=end, file=sys.stderr)


def verdicts(options: Any) -> Iterator[dict[str, Any]]:
    """Yield each schedule's verdict as it comes, from as many processes as are wanted."""
    told: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    jobs = min(options.jobs, options.schedules)
    workers = [_start(options, number, jobs) for number in range(jobs)]
    for worker in workers:
        threading.Thread(target=_listen, args=(worker, told), daemon=True).start()
    try:
        while jobs:
            line = told.get()
            if line is None:
                jobs -= 1
            else:
                yield json.loads(line)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def _start(options: Any, number: int, jobs: int) -> subprocess.Popen[str]:
    seeds = [str(options.seed + number), str(options.seed + options.schedules), str(jobs)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sim.worker", *seeds, options.mutation],
        stdout=subprocess.PIPE,
        text=True,
        # Only so are sets of texts walked in the same order each time.
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )


def _listen(worker: subprocess.Popen[str], told: "queue.SimpleQueue[str | None]") -> None:
    assert worker.stdout is not None
    with worker.stdout as lines:
        for line in lines:
            told.put(line)
    told.put(None)


def _explain(verdict: dict[str, Any]) -> None:
    print(f"seed {verdict['seed']} breaks a promise; the end of its {len(verdict['trace'])} lines:")
    print("\n".join(line[:200] for line in verdict["trace"][-TAIL:]))
    print("\n".join(f"VIOLATION {fault[:1000]}" for fault in verdict["faults"]))
    print(f"again: make soak SEED={verdict['seed']} SCHEDULES=1 ARGS=--trace")


if __name__ == "__main__":
    sys.exit(main())
