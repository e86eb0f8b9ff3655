"""Brings a catalogue over and over, and is killed one step later each time: `kill -9`, no cleaning up.

A step is everything that touches the disk (open, rename, remove, fsync, a statement that opens or ends a
transaction, each fiftieth row) and every piece that arrives. After each kill a new process looks at what it
finds and brings the catalogue again. Prints one line of JSON for each step.
"""

import asyncio
import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import msgspec
import zstandard

from sync.catalogue import advance
from sync.catalogue.advance import Advance
from sync.catalogue.build import build
from sync.catalogue.current import folder
from sync.catalogue.read import Catalogue
from sync.client.arrival import Arrival
from sync.client.catalogue.snapshot import Snapshot
from sync.protocol.catalogue import CatalogueChanges, CatalogueRow, Manifest, SnapshotFile
from sync.protocol.products import Product
from tests.fakes import FakeHub, FakeLink

PRODUCTS = 200
PIECES = 5
OLD, NEW = "Sofa", "Lamp"
AUDITED = ("open", "os.rename", "os.remove", "os.truncate", "sqlite3.connect")


class Steps:
    """Counts steps and ends the process at the one that is wanted."""

    def __init__(self, data: Path, last: int) -> None:
        self._data = str(data)
        self._left = last

    def watch(self) -> None:
        """Count what touches the disk from now on."""
        sys.addaudithook(self._audit)
        os.fsync = self._around(os.fsync)
        Advance._run = self._around(Advance._run)
        advance.put_row = self._around(advance.put_row, every=PRODUCTS // 4)

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in AUDITED and any(self._data in str(each) for each in arguments):
            self.step()

    def _around(self, function: Callable[..., object], every: int = 1) -> Callable[..., object]:
        calls = count(1)

        def stepped(*arguments: object) -> object:
            counts = next(calls) % every == 0
            if counts:
                self.step()
            result = function(*arguments)
            if counts:
                self.step()
            return result

        return stepped


class Line(FakeLink):
    """Brings a snapshot in pieces and changes in pages."""

    def __init__(self, step: Callable[[], None]) -> None:
        super().__init__(FakeHub())
        self._step = step

    async def download(self, file: SnapshotFile, arrival: Arrival) -> None:
        content = self.files[file.sha256]
        while arrival.have < len(content):
            arrival.write(content[arrival.have : arrival.have + len(content) // PIECES + 1])
            self._step()

    async def catalogue_changes(self, after: int) -> CatalogueChanges:
        self._step()
        return await super().catalogue_changes(after)


def rows(name: str, start: int) -> list[CatalogueRow]:
    return [
        CatalogueRow("product", f"p{number}", start + number, msgspec.Raw(msgspec.json.encode(document)))
        for number in range(PRODUCTS)
        for document in [Product(f"p{number}", {"en": name, "it": os.urandom(200).hex()}, [])]
    ]


def publish(link: FakeLink, path: Path, version: int) -> None:
    raw = path.read_bytes()
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(raw)
    sha = hashlib.sha256(packed).hexdigest()
    link.files[sha] = packed
    file = SnapshotFile(sha, len(packed), hashlib.sha256(raw).hexdigest(), len(raw))
    link.published = Manifest(version, version, file)


def child(work: Callable[[], None]) -> int:
    """Do something in a process of its own; return how it ended."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    work()
    os._exit(0)


def bring(data: Path, link: Line, last: int) -> None:
    """Bring the catalogue up to date, as far as step `last` (0 = to the end)."""
    steps = Steps(data, last)
    link._step = steps.step
    steps.watch()
    asyncio.run(Snapshot(data).refresh(link))


def found(data: Path) -> str:
    """Say which catalogue is in force: every row of it is read."""
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    names = {product.name["en"] for product in catalogue.products()}
    complete = catalogue.count("product") == PRODUCTS and len(names) == 1
    catalogue.close()
    return names.pop() if complete else f"a mixture: {sorted(names)}"


def prepare(place: Path, mode: str) -> Line:
    """Put the old catalogue in force in `start`; return a line that brings the new one."""
    build(place / "old.db", rows(OLD, 1), PRODUCTS)
    build(place / "new.db", rows(NEW, 100_000), 100_000 + PRODUCTS)
    link = Line(lambda: None)
    publish(link, place / "old.db", PRODUCTS)
    asyncio.run(Snapshot(place / "start").refresh(link))
    if mode == "snapshot":
        publish(link, place / "new.db", 100_000 + PRODUCTS)
        return link
    changed = rows(NEW, PRODUCTS + 1)
    head, half = changed[-1].seq, PRODUCTS // 2
    link.published = msgspec.structs.replace(link.published, head=head)
    link.pages = [
        CatalogueChanges(head, changed[:half], more=True),
        CatalogueChanges(head, changed[half:]),
    ]
    return link


def main(place: Path, mode: str) -> None:
    """Kill at the first step, at the second, and so on until there is none left."""
    link = prepare(place, mode)
    data, last, killed = place / "tablet", 0, True
    while killed:
        last += 1
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(place / "start", data)

        killed = os.WIFSIGNALED(child(partial(bring, data, link, last)))
        before = found(data)
        again = child(partial(bring, data, link, 0))
        left = sorted(path.suffix for path in folder(data).iterdir() if path.suffix in {".tmp", ".part"})
        told = {"killed": killed, "found": before, "then": found(data), "again": again, "left": left}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
