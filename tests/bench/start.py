"""Starting the kiosk against starting an empty QML window: time to the first frame, and memory then."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from rows import Row, ratio_row

STARTS = 7
HERE = Path(__file__).parent


def measure(data: Path) -> list[Row]:
    """Start both in turn."""
    ours, floor = [], []
    for _ in range(STARTS):
        ours.append(start("kiosk", data))
        floor.append(start("empty", data))
    milliseconds, megabytes = (
        (statistics.median(each[part] for each in ours), statistics.median(each[part] for each in floor))
        for part in (0, 1)
    )
    how = f"median of {STARTS} processes; floor: an empty QML window; offscreen, software renderer"
    return [
        ratio_row("start", *milliseconds, 2, f"ms from exec to the first frame with its pictures, {how}"),
        ratio_row("memory", *megabytes, 1.8, f"MB resident at the first frame with its pictures, {how}"),
    ]


def start(what: str, data: Path) -> tuple[float, float]:
    """Return milliseconds from exec to the printed line, and the megabytes it says."""
    begun = time.perf_counter()
    command = [sys.executable, HERE / "first_frame.py", what, data]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    megabytes = float(process.stdout.readline())
    milliseconds = (time.perf_counter() - begun) * 1000
    process.communicate()
    return milliseconds, megabytes
