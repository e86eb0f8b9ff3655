"""Starting the kiosk against starting an empty QML window: time to the first frame, and memory then."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rows import Row, ratio_row
from scan import DEMO, SCREEN
from tablets import tablet

STARTS = 9
HERE = Path(__file__).parent


def measure(work: Path) -> list[Row]:
    """Start both in turn."""
    data = tablet(work, DEMO)
    ours, floor = [], []
    with tempfile.TemporaryDirectory() as folder:
        environment = installed(folder)
        for number in range(STARTS + 1):
            both = start("kiosk", data, environment), start("empty", data, environment)
            # The first starts compile, as an installer does.
            if number:
                ours.append(both[0])
                floor.append(both[1])
    milliseconds, megabytes = (
        (statistics.median(each[part] for each in ours), statistics.median(each[part] for each in floor))
        for part in (0, 1)
    )
    how = f"median of {STARTS} processes; floor: an empty QML window; offscreen, software renderer"
    return [
        ratio_row("start", *milliseconds, 2, f"ms from exec to the first frame with its pictures, {how}"),
        ratio_row("memory", *megabytes, 1.8, f"MB resident at the first frame with its pictures, {how}"),
    ]


def installed(folder: str) -> dict[str, str]:
    """Return an environment in which Python keeps what it has compiled, whatever this one says."""
    environment = {**os.environ, **SCREEN, "PYTHONPYCACHEPREFIX": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def start(what: str, data: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Return milliseconds from exec to the printed line, and the megabytes it says."""
    begun = time.perf_counter()
    command = [sys.executable, HERE / "first_frame.py", what, data]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    megabytes = float(process.stdout.readline())
    milliseconds = (time.perf_counter() - begun) * 1000
    process.communicate()
    return milliseconds, megabytes
