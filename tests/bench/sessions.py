"""What a thousand shoppers leave in the memory of one kiosk that nobody starts anew.

`vetrina shopper` starts it anew after each (`renewals`); this is the kiosk where that is not possible, and
shows what the wipe does alone.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from rows import Row, difference_row, told_row
from scan import DEMO, SCREEN
from tablets import imported

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from sync.client.enrolment import enrol

FEW, MANY = 100, 1_000
"""Visits: by a hundred every page, picture and glyph of the demo shop has been there."""
AROUND = 20
"""Visits whose median counts: what one visit holds more than another is no growth."""
PAGE = 4096
MIB = 1024 * 1024
GROWTH = (MANY - FEW) * PAGE / MIB
"""MiB: a page of memory for each visit, the least that a process takes from the system. What a visit could
leave, a list with its lines, an item with its texts, is more than that."""


def measure_large(folder: Path) -> list[Row]:
    """Let a thousand shoppers come to one kiosk, its hub beside it."""
    *held, (trimmed, _) = visits(folder)
    resident, given = (
        [
            statistics.median(each[part] for each in held[count - AROUND : count]) / MIB
            for count in (MANY, FEW)
        ]
        for part in (0, 1)
    )
    how = (
        f"MiB {{}} after {MANY:,} visits, median of the last {AROUND}; floor: the same after {FEW}."
        " Each visit searches, scans, puts on a list, sees the code for the phone, finishes and is wiped"
    )
    told = "given out by malloc; what is resident beyond it is free, between pieces that are in use"
    back = f"MiB resident after {MANY:,} once malloc has given back whole free pages; floor: after {FEW}"
    return [
        difference_row("sessions: memory", *resident, GROWTH, how.format("resident")),
        told_row("… given out by malloc", *given, how.format(told)),
        told_row("… free pages given back", trimmed / MIB, resident[1], back),
    ]


def visits(folder: Path) -> list[tuple[int, int]]:
    """Return the bytes after each visit, resident and given out, and at last with free pages given back."""
    hub = Path(shutil.copytree(imported(DEMO), folder / "hub"))
    data = folder / "tablet"
    for part in ("catalogue", "media"):
        shutil.copytree(hub / part, data / part)
    with HubProcess(hub) as running:
        enrol(data, running.url, enrolment_code(hub))
        command = [sys.executable, Path(__file__).parent / "visiting.py", data, str(MANY)]
        environment = {**os.environ, **SCREEN}
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    held: list[tuple[int, int]] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return held
