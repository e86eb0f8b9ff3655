"""All measurements: prints a table and writes `build/bench.json`. A miss is listed, never hidden.

run.py                 what `make bench` does, at most ten minutes on two cores
run.py --large         what needs a million of anything, or a thousand visits, in `build/bench-large.json`
run.py PART …          only these parts, named by the modules beside this one
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# The PostgreSQL that the tests start.
sys.path.append(str(Path(__file__).resolve().parents[1]))

import asgi
import calm
import catalogue
import commits
import decode
import desk
import drain
import durable
import feeds
import finding
import growth
import listeners
import opening
import pull
import push
import renewals
import scan
import search
import searchpage
import sessions
import start
import store
import wire
from rows import Row, failed_row

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"

Part = Callable[[Path], list[Row]]
"""Measures in a folder of its own, which is removed afterwards."""

PARTS: dict[str, Part] = {
    "scan": scan.measure,
    "decode": decode.measure,
    "start": start.measure,
    "durable": durable.measure,
    "wire": wire.measure,
    "pull": pull.measure,
    "push": push.measure,
    "drain": drain.measure,
    "store": store.measure,
    "asgi": asgi.measure,
    "catalogue": catalogue.measure,
    "growth": growth.measure,
    "commits": commits.measure,
    "listeners": listeners.measure,
    "opening": opening.measure,
    "search": search.measure,
    "searchpage": searchpage.measure,
    "calm": calm.measure,
    "feeds": feeds.measure,
    "finding": finding.measure,
    "desk": desk.measure,
}

LARGE: dict[str, Part] = {
    "catalogue": catalogue.measure_large,
    "scan": scan.measure_large,
    "calm": calm.measure_large,
    "growth": growth.measure_large,
    "search": search.measure_large,
    "feeds": feeds.measure_large,
    "finding": finding.measure_large,
    "renewals": renewals.measure_large,
    "sessions": sessions.measure_large,
}


PATIENCE, LARGE_PATIENCE = 300, 3_600
"""Seconds after which a part is given up: it hangs."""


def main() -> int:
    """Measure; return 1 when a part came to no figure (a missed target is a figure)."""
    # Who stops this stops the processes beside it too, and the folders go.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGALRM, _give_up)
    arguments = _arguments()
    parts = LARGE if arguments.large else PARTS
    unknown = set(arguments.parts) - set(parts)
    if unknown:
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(parts)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in arguments.parts or parts:
        signal.alarm(LARGE_PATIENCE if arguments.large else PATIENCE)
        rows += _measure(name, parts[name])
        signal.alarm(0)
    out = BUILD / ("bench-large.json" if arguments.large else "bench.json")
    out.write_text(json.dumps([row.json() for row in rows], indent=2) + "\n")
    show(rows)
    return 1 if any(row.target == failed_row("", "").target for row in rows) else 0


def _give_up(*_: object) -> None:
    raise TimeoutError("it took too long")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The measurements, each against a floor of the same run.")
    parser.add_argument("--large", action="store_true", help="a million of anything, a thousand visits")
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these")
    return parser.parse_args()


def _measure(name: str, part: Part) -> list[Row]:
    """Do one part and say how long it took; one that fails stops none of the others."""
    load = os.getloadavg()[0]
    begun = time.perf_counter()
    print(f"{name} …", end="", flush=True, file=sys.stderr)
    BUILD.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=BUILD, prefix=f"bench-{name}-") as folder:
            rows = part(Path(folder))
    except Exception as error:  # noqa: BLE001 - whatever it was, it is told in the row
        rows = [failed_row(name, f"{type(error).__name__}: {error}")]
    seconds = time.perf_counter() - begun
    print(f" {seconds:.0f} s (load average before: {load:.1f})", flush=True, file=sys.stderr)
    return rows


def show(rows: Sequence[Row]) -> None:
    """Print the table, and under a miss where its time goes."""
    print(f"{'':28}{'ours':>12}{'floor':>12}{'ratio':>8}  target")
    for row in rows:
        print(
            f"{row.name:28}{row.ours:12.2f}{row.floor:12.2f}{row.ratio:8.2f}  {row.target:28}"
            f"{'met' if row.met else 'MISSED'}"
        )
        if not row.met or row.profile:
            for line in row.profile or (row.how,):
                print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
