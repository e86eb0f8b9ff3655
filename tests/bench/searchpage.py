"""The search page on the real kiosk, in a process of its own, in a shop of thousands of products."""

import json
import os
import subprocess
import sys
from pathlib import Path

from rows import Row, limit_row, percentile, told_row
from scan import DEMO, SCREEN
from tablets import generated_tablet

VARIANTS = 50_000
"""Of the shop that is made up: 5,000 products."""

FRAME_MS, TYPED_MS = 16, 100
"""Processor time of a turn of the GUI thread; milliseconds until nobody notices any more."""


def measure(folder: Path) -> list[Row]:
    """Open the search, type, flick through everything."""
    command = [
        sys.executable,
        Path(__file__).parent / "flicking.py",
        generated_tablet(folder, DEMO, VARIANTS),
    ]
    environment = {**os.environ, **SCREEN}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    turn = "ms of the processor in the longest turn of the GUI thread, painting in software included, "
    flicked = f"flicking over {found['moved']:,.0f} pixels of {found['hits']:,} products"
    typed = "ms from a letter typed to its answer painted, on this machine as busy as it is"
    return [
        limit_row("search page, first tap", found["tap"], FRAME_MS, turn + "when Search is tapped first"),
        limit_row("search page, flicking", max(found["turns"]), FRAME_MS, turn + flicked),
        told_row("… p99 of its turns", percentile(found["turns"], 99), FRAME_MS, turn + "all but 1 %"),
        limit_row("search page, typed p99", percentile(found["typed"], 99), TYPED_MS, typed),
        told_row("… p50", percentile(found["typed"], 50), TYPED_MS, typed),
    ]
