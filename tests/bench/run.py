"""All benchmarks: prints a table and writes `build/bench.json`. A miss is listed, never hidden."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import durable
import start
import wire
from rows import Row, percentile, ratio_row
from tablets import tablet

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
LUMA = ROOT.parent / "shared" / "data" / "magento-luma"
OUT = ROOT / "build" / "bench.json"

SCAN_TIMES_FLOOR = 8
SCAN_CEILING_MS = 50


def main() -> int:
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    OUT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT.parent) as name:
        folder = Path(name)
        demo = tablet(folder, DEMO)
        rows = scans("demo", demo)
        if LUMA.is_dir():
            rows += scans("luma", tablet(folder, LUMA))
        else:
            print("no shared data here: the rows `scan … luma` are left out", file=sys.stderr)
        rows += start.measure(demo)
        rows += durable.measure(folder)
        rows += wire.measure_idle(folder) + wire.measure_sizes(folder)
    OUT.write_text(json.dumps([row.json() for row in rows], indent=2) + "\n")
    show(rows)
    return 0


def scans(name: str, data: Path) -> list[Row]:
    """Run the scan benchmark in a process of its own."""
    command = [sys.executable, Path(__file__).parent / "scan.py", data]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    times = json.loads(done.stdout.strip().rpartition("\n")[2])
    ours, floor = ([each * 1000 for each in times[part]] for part in ("ours", "floor"))
    how = (
        "ms from the scan to the frame with its pictures; floor: look-up, decode, paint, in the same run. "
        "About a third is painting 1280 x 800 in software, a third QML bindings and text layout, a sixth "
        "decoding and framing photos; the slowest scans also build controls for options not met before"
    )
    return [
        ratio_row(f"scan p50 {name}", percentile(ours, 50), percentile(floor, 50), SCAN_TIMES_FLOOR, how),
        ratio_row(
            f"scan p99 {name}",
            percentile(ours, 99),
            percentile(floor, 99),
            SCAN_TIMES_FLOOR,
            how,
            ceiling=SCAN_CEILING_MS,
        ),
    ]


def show(rows: list[Row]) -> None:
    print(f"{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}  target")
    for row in rows:
        print(
            f"{row.name:24}{row.ours:10.2f}{row.floor:10.2f}{row.ratio:8.2f}  {row.target:28}"
            f"{'met' if row.met else 'MISSED'}"
        )


if __name__ == "__main__":
    sys.exit(main())
