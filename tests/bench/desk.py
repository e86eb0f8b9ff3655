"""The associates' desk with 500 open orders and 20,000 customers, in a process of its own."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from desk_shop import CUSTOMERS, ORDERS
from desk_tablet import fill
from rows import Row, limit_row, percentile, told_row
from scan import DEMO, SCREEN
from tablets import tablet

FIRST_MS, SCAN_MS, TURN_MS = 100, 50, 16
SLOWEST = 8
"""How many of the slowest pairs of page and code are named."""


def measure(folder: Path) -> list[Row]:
    """Sign in, scan everything everywhere, let news come in."""
    data = tablet(folder, DEMO)
    fill(data)
    command = [sys.executable, Path(__file__).parent / "desking.py", data]
    environment = {**os.environ, **SCREEN}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    return [*today(found), *scans(found["scans"]), *news(found["news"])]


def today(found: dict[str, Any]) -> list[Row]:
    """Return how long Today takes."""
    how = f"ms from Today asked for to its frame, {ORDERS} orders on it, {CUSTOMERS:,} customers open"
    again = [each["wall"] for each in found["again"]]
    cpu = [each["cpu"] for each in found["again"]]
    return [
        limit_row("desk: Today after the PIN", found["first"]["wall"], FIRST_MS, f"{how}; the first time"),
        told_row("… of the processor", found["first"]["cpu"], FIRST_MS, "in all threads"),
        limit_row("desk: Today again, slowest", max(again), FIRST_MS, f"{how}; of {len(again)} visits"),
        told_row("… of the processor", max(cpu), FIRST_MS, "in all threads"),
    ]


def scans(found: list[dict[str, Any]]) -> list[Row]:
    """Return how long a scan takes, and where it takes longest."""
    how = f"ms from the scan to the frame with its answer and pictures, the hub beside it; {len(found)} scans"
    wall, cpu = ([each[part] for each in found] for part in ("wall", "cpu"))
    p50, p99 = percentile(wall, 50), percentile(wall, 99)
    slow = limit_row("desk: any scan, any page p99", p99, SCAN_MS, how)
    return [
        Row(**{**slow.json(), "profile": slowest(found)}),
        told_row("… p50", p50, SCAN_MS, how),
        told_row("… p99 of the processor", percentile(cpu, 99), SCAN_MS, "in all threads"),
    ]


def slowest(found: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the pairs of page and code that take longest, by the clock and of the processor."""
    pairs = defaultdict[str, list[dict[str, Any]]](list)
    for each in found:
        pairs[f"{each['kind']} on {each['page']}"].append(each)
    worst = {name: max(each["wall"] for each in some) for name, some in pairs.items()}
    names = sorted(worst, key=lambda name: -worst[name])[:SLOWEST]
    return tuple(
        f"{name}: {worst[name]:.0f} ms, {max(each['cpu'] for each in pairs[name]):.0f} CPU" for name in names
    )


def news(found: dict[str, list[float]]) -> list[Row]:
    """Return the longest turn of the GUI thread while news come in."""
    how = "ms of the processor in a turn of the GUI thread, painting in software included, while news come in"
    longest = {page: max(turns) for page, turns in found.items()}
    worst = max(longest, key=lambda page: longest[page])
    slow = limit_row("desk: news, longest turn", longest[worst], TURN_MS, f"{how}; on the page {worst}")
    profile = tuple(f"{page}: {cpu:.0f} ms" for page, cpu in longest.items())
    everything = [each for turns in found.values() for each in turns]
    return [
        Row(**{**slow.json(), "profile": profile}),
        told_row("… p99", percentile(everything, 99), TURN_MS, how),
    ]
