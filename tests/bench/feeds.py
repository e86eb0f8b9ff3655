"""Importing a feed: against reading the same file with the csv or XML library alone; a million variants.

Words are syllables and codes lie in GS1's range for examples (952); no picture is named.
"""

import csv
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from html import escape
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import httpx
from generated import SYLLABLES
from lxml import etree
from processes import cpu, serving
from rows import Row, limit_row, percentile, told_row
from turns import timed
from where import where

from sync.hub.__main__ import main as hub
from sync.protocol.codes import check_digit

QUICK, MILLION = 10_000, 1_000_000
VARIANTS = 4
"""Of every product."""

MEMORY_MB = 400
ANSWER_MS = 250
LOOK_SECONDS = 0.1
MB = 1 << 20
ITEM = "{http://base.google.com/ns/1.0}id"
TOP = 3

COLUMNS = (
    "id", "title", "description", "item_group_id", "color", "size", "price", "availability", "gtin",
    "product_type", "brand",
)  # fmt: skip


class Imported(NamedTuple):
    """What an import in a process of its own took: seconds, computing seconds, most memory (bytes)."""

    seconds: float
    computed: float
    memory: int
    summary: dict[str, int]


def measure(place: Path) -> list[Row]:
    """The quick run: some ten thousand rows as a table and as XML."""
    return [_against_floor(place, *made) for made in ((write_table, read_table), (write_xml, read_xml))]


def measure_large(place: Path) -> list[Row]:
    """A million variants beside a serving hub."""
    feed = place / "feed.tsv"
    write_table(feed, MILLION)
    with serving(place / "hub") as running, httpx.Client(base_url=running.url) as client:
        quiet = [_answered(client) for _ in range(100)]
        late: list[float] = []
        done = imported(feed, place / "hub", lambda: late.append(_answered(client)))
        served = cpu(running.pid)
    rows = done.summary["rows"] / done.seconds
    return [
        limit_row(
            f"import of {MILLION:,}, memory",
            done.memory / MB,
            MEMORY_MB,
            f"MB that the import held at most, mapped files with it; {done.seconds:.0f} s, {rows:.0f} rows/s",
        ),
        limit_row(
            "… the hub's answers",
            percentile(late, 99) * 1e3,
            ANSWER_MS,
            f"p99 in ms of {len(late)} questions meanwhile; the longest {max(late) * 1e3:.0f} ms, the hub"
            f" computed {served:.0f} s; with nothing beside it p99 is {percentile(quiet, 99) * 1e3:.0f} ms",
        ),
    ]


def imported(feed: Path, data: Path, meanwhile: Callable[[], object] | None = None) -> Imported:
    """Import in a process of its own, doing something now and then meanwhile."""
    command = [
        sys.executable,
        "-m",
        "sync.hub",
        "import",
        str(feed),
        "--data",
        str(data),
        "--source",
        "bench",
    ]
    begun = time.perf_counter()
    with (data.parent / "summary.json").open("w+") as told:
        process = subprocess.Popen([*command, "--json"], stdout=told, stderr=subprocess.DEVNULL)
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if meanwhile:
                meanwhile()
            time.sleep(LOOK_SECONDS)
        told.seek(0)
        if status:
            raise RuntimeError(f"the import ended with {os.waitstatus_to_exitcode(status)}")
        summary = json.loads(told.read().splitlines()[-1])
    seconds = time.perf_counter() - begun
    return Imported(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss << 10, summary)


def write_table(path: Path, variants: int) -> None:
    """Write Google's product data as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(COLUMNS)
        writer.writerows(_items(variants))


def read_table(path: Path) -> int:
    """Read a table with the csv library alone; return its rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter="\t")) - 1


def write_xml(path: Path, variants: int) -> None:
    """Write the same as RSS."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n')
        for item in _items(variants):
            cells = (f"<g:{name}>{escape(text)}</g:{name}>" for name, text in zip(COLUMNS, item, strict=True))
            file.write(f"<item>{''.join(cells)}</item>\n")
        file.write("</channel></rss>\n")


def read_xml(path: Path) -> int:
    """Read it with lxml alone; return its items."""
    found = 0
    for _, element in etree.iterparse(str(path), tag="item"):
        found += element.find(ITEM) is not None
        element.clear()
    return found


def _against_floor(place: Path, write: Callable[[Path, int], None], read: Callable[[Path], int]) -> Row:
    feed = place / f"{write.__name__.removeprefix('write_')}.feed"
    write(feed, QUICK)
    floor = min(timed(lambda: read(feed)) for _ in range(3))
    assert read(feed) == QUICK
    done = imported(feed, place / f"{feed.stem}-hub")
    assert done.summary["added"] == QUICK
    arguments = ["import", str(feed), "--data", str(place / f"{feed.stem}-profiled"), "--json"]
    how = (
        f"s of computing; {QUICK:,} rows into an empty hub, texts made readable, compared, written durably"
        f" and published ({QUICK / done.computed:.0f} rows/s; {done.seconds:.1f} s by the clock,"
        f" {done.memory // MB} MB at most), Python's start with it; floor: the library alone reads the file"
    )
    row = told_row(f"import, {feed.stem}", done.computed, floor, how)
    with redirect_stdout(StringIO()):
        return replace(row, profile=where(lambda: hub(arguments))[:TOP])


def _items(variants: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(1)
    for number in range(variants):
        product, choice = divmod(number, VARIANTS)
        if not choice:
            word, text = _words(chance, 2), _words(chance, 30)
        digits = f"952{number:09}"
        yield (
            f"SKU-{number:07}",
            word.title(),
            f"<p>{text}.</p><ul><li>{word}</li><li>A &amp; B</li></ul>",
            f"P{product:06}",
            ("Black", "Ivory")[choice % 2],
            "SM"[choice // 2],
            f"{10 + number % 990}.90 EUR",
            "in stock",
            digits + str(check_digit(digits)),
            f"Home > Shelf {product % 60}",
            "Vela",
        )


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(count))


def _answered(client: httpx.Client) -> float:
    return timed(lambda: client.get("/v1/openapi.json").raise_for_status())
