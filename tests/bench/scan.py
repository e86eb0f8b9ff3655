"""Scans on the real kiosk, in a process of its own: the demo shop, a real one, and large ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

from rows import Row, percentile, ratio_row
from tablets import generated_tablet, tablet

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
LUMA = ROOT.parent / "shared" / "data" / "magento-luma"

SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
"""No screen, no graphics card: the same on every machine."""

MANY, MILLION = 100_000, 1_000_000
"""Variants of the shops that are made up."""

TIMES_FLOOR = 8
CEILING_MS = 50


def measure(folder: Path) -> list[Row]:
    """Scan in the demo shop, in a large one, and in a real one where its data is beside this checkout."""
    rows = scans("demo", tablet(folder, DEMO))
    rows += scans(f"{MANY:,}", generated_tablet(folder, DEMO, MANY))
    if LUMA.is_dir():
        return rows + scans("luma", tablet(folder, LUMA))
    print("no shared data here: the rows `scan … luma` are left out", file=sys.stderr)
    return rows


def measure_large(folder: Path) -> list[Row]:
    """Scan in a shop of a million variants."""
    return scans(f"{MILLION:,}", generated_tablet(folder, DEMO, MILLION))


def scans(name: str, data: Path) -> list[Row]:
    """Run the scans of one tablet's data folder."""
    command = [sys.executable, Path(__file__).parent / "scanning.py", data]
    environment = {**os.environ, **SCREEN}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    times = json.loads(done.stdout.strip().rpartition("\n")[2])
    ours, floor = ([each * 1000 for each in times[part]] for part in ("ours", "floor"))
    how = (
        "ms from the scan to the frame with its pictures; floor: look-up, decode, paint, in the same run. "
        "About a third is painting 1280 x 800 in software, a third QML bindings and text layout, a sixth "
        "decoding and framing photos; the slowest scans also build controls for options not met before. In "
        "the large shops that are made up this is every scan: no product, photo or option comes twice"
    )
    p50, p99 = ((percentile(ours, percent), percentile(floor, percent)) for percent in (50, 99))
    return [
        ratio_row(f"scan p50 {name}", *p50, TIMES_FLOOR, how),
        ratio_row(f"scan p99 {name}", *p99, TIMES_FLOOR, how, ceiling=CEILING_MS),
    ]
