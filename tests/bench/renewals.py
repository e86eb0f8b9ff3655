"""What a day of shoppers leaves in the memory of a kiosk as `vetrina shopper` runs it: anew for each."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rows import Row, difference_row, told_row
from scan import DEMO, SCREEN
from tablets import imported

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from sync.client.enrolment import enrol

SECONDS = 180.0
"""So long kiosk follows upon kiosk: as many as fit."""
LEAST = 6
"""Renewals below which thirds say nothing."""
SURELY = 3
"""Standard errors: kiosks differ a little, by the order in which their threads got their memory."""
PAGE = 4096
"""Bytes a renewal: the least that a process takes from the system. What goes from a kiosk to the next is the
keeper, and the tablet's folder with what it makes a kiosk read, so that nothing is expected."""
FEW, MANY = 100, 1_000
KEPT = 32
"""Bytes a renewal that the keeper may grow by: its smallest object, a number, takes as much."""
KIB, MIB = 1024, 1024 * 1024
KEEPER = Path(__file__).parent / "keeping.py"


def measure_large(folder: Path) -> list[Row]:
    """Renew real kiosks for some minutes, and a thousand processes that are none."""
    # The first kiosk is the successor of none.
    held = renewals(folder)[1:]
    both = [(kiosk + keeper) / MIB for kiosk, keeper in held]
    third = len(both) // 3
    if len(both) < LEAST:
        raise TimeoutError(f"{len(both)} renewals in {SECONDS:.0f} s")
    first, last = both[:third], both[-third:]
    noise = SURELY * ((statistics.variance(first) + statistics.variance(last)) / third) ** 0.5
    bound = PAGE * (len(both) - third) / MIB + noise
    means = statistics.fmean(last), statistics.fmean(first)
    keeper = [statistics.fmean(each for _, each in part) / MIB for part in (held[-third:], held[:third])]
    how = (
        f"MiB resident, keeper and kiosk, each behind its one visit, mean of the last third of {len(both)}"
        f" renewals in {SECONDS:.0f} s; floor: of the first third. Allowed: a page for each, and {noise:.2f}"
        " for what kiosks of this run differ by (three standard errors)."
        " While one follows another there are two for some seconds"
    )
    alone = f"KiB resident after {MANY:,} processes that ask for the next at once; floor: after {FEW}"
    brief = keeping(str(MANY))
    return [
        difference_row("renewals: memory", *means, round(bound, 3), how),
        told_row("… the keeper of these", *keeper, "MiB resident of the keeper, in both thirds"),
        difference_row(
            "… a keeper alone",
            brief[MANY - 1] / KIB,
            brief[FEW - 1] / KIB,
            round((MANY - FEW) * KEPT / KIB, 3),
            alone,
        ),
    ]


def renewals(folder: Path) -> list[tuple[int, int]]:
    """Return the bytes that each kiosk held after its visit, and the keeper then."""
    hub = Path(shutil.copytree(imported(DEMO), folder / "hub"))
    data = folder / "tablet"
    for part in ("catalogue", "media"):
        shutil.copytree(hub / part, data / part)
    with HubProcess(hub) as running:
        enrol(data, running.url, enrolment_code(hub))
        held = keeping(str(data), str(time.monotonic() + SECONDS))
    return list(zip(held[::2], held[1::2], strict=True))


def keeping(*arguments: str) -> list[int]:
    """Run a keeper to the end of its last kiosk; return all figures that were printed."""
    command = [sys.executable, KEEPER, *arguments]
    environment = {**os.environ, **SCREEN}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    return [int(figure) for figure in done.stdout.split()]
