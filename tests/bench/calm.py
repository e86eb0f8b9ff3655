"""What the GUI thread is kept by while news come in: stock, a changed catalogue, and that while flicking."""

import asyncio
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from generated import changed, fill
from processes import serving
from rows import Row, limit_row, percentile, told_row
from scan import DEMO, SCREEN
from tablets import generated_tablet

from sync.catalogue.read import Catalogue
from sync.hub.context import open_storage
from sync.hub.storage.port import Decision, Write
from sync.protocol import moments, scopes
from sync.protocol.stock import StockLevel

FRAME_MS = 16
VARIANTS, CHANGES = 50_000, 1_000
MILLION, MANY_CHANGES = 1_000_000, 10_000
LEVELS = 500
"""Stock figures in one piece of news: a morning's delivery, or a till's busy minutes."""

WHAT = {
    "stock": f"while {LEVELS} stock figures of this store come in",
    "catalogue": "while {changes:,} changed products of {variants:,} variants are taken in and put in force",
    "flicking": "while a finger flicks through the search page and as many changed products are taken in",
}


def measure(folder: Path) -> list[Row]:
    """Watch in a shop of 5,000 products."""
    return watched(folder, VARIANTS, CHANGES)


def measure_large(folder: Path) -> list[Row]:
    """Watch in a shop of a million variants."""
    return watched(folder, MILLION, MANY_CHANGES)


def watched(folder: Path, variants: int, changes: int) -> list[Row]:
    """Bring news to a kiosk, and have it say how long its GUI thread was kept."""
    data = generated_tablet(folder, DEMO, variants)
    hub = folder / f"hub-{variants}"
    with serving(hub) as running:
        command = [sys.executable, Path(__file__).parent / "calmly.py", data, running.url]
        environment = {**os.environ, **SCREEN}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as kiosk:
            found = _serve_news(kiosk, _bringers(hub, data, variants, changes))
    if kiosk.returncode:
        raise RuntimeError(f"the kiosk ended with status {kiosk.returncode}")
    return [row for what in WHAT for row in _rows(what, found, variants, changes)]


def _bringers(hub: Path, data: Path, variants: int, changes: int) -> dict[str, Callable[[], None]]:
    """Return what brings news of each kind; each time others."""
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    store = next(iter(catalogue.stores())).code
    codes = [variant for some in catalogue.codes() for _, variant in some]
    catalogue.close()
    seeds = count(3)

    def stock() -> None:
        asyncio.run(_count(hub, store, random.Random(next(seeds)).sample(codes, LEVELS)))

    def products() -> None:
        asyncio.run(fill(hub, changed(variants, changes, seed=next(seeds))))

    return {"stock": stock, "catalogue": products}


def _serve_news(kiosk: subprocess.Popen[str], bringers: dict[str, Callable[[], None]]) -> dict[str, Any]:
    """Bring what the kiosk asks for, until it says what it found."""
    assert kiosk.stdout is not None
    for line in kiosk.stdout:
        word = line.strip()
        if word in bringers:
            bringers[word]()
        elif word.startswith("{"):
            found: dict[str, Any] = json.loads(word)
            return found
    raise RuntimeError("the kiosk ended before it said anything")


async def _count(hub: Path, store: str, variants: list[str]) -> None:
    """Write counts into a hub's store, as an import of stock does."""
    now = moments.write(datetime.now(UTC))
    levels = [StockLevel(variant, random.randrange(9), now) for variant in variants]
    writes = [Write("stock", level.variant, msgspec.json.encode(level)) for level in levels]
    storage = open_storage(hub)
    await storage.commit(scopes.stock(store), (), (), lambda _: Decision(writes))
    await storage.close()


def _rows(what: str, found: dict[str, Any], variants: int, changes: int) -> list[Row]:
    """Return the longest block, where it was, and what the thread itself computed."""
    longest = {page: max(each["late"]) for page, each in found[what].items()}
    worst = max(longest, key=lambda page: longest[page])
    late = [each for page in found[what].values() for each in page["late"]]
    turns = [each for page in found[what].values() for each in page["turns"]]
    idle = max(found["quiet"]["attract"]["late"])
    how = (
        f"ms that the GUI thread was kept, waiting for a core not counted, {WHAT[what]}; with nothing to do"
        f" it is kept {idle:.1f} ms at most".format(changes=changes, variants=variants)
    )
    name = f"kiosk: {what}, longest block"
    block = limit_row(name, longest[worst], FRAME_MS, f"{how}; on the page {worst}")
    computed = {page: max(each["turns"]) for page, each in found[what].items()}
    profile = tuple(f"{page}: {longest[page]:.0f} ms, {computed[page]:.0f} computed" for page in longest)
    return [
        Row(**{**block.json(), "profile": profile}),
        told_row("… p99", percentile(late, 99), FRAME_MS, how),
        told_row("… longest turn, computing", max(turns), FRAME_MS, "ms of the processor in the GUI thread"),
    ]
