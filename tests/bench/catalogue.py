"""Bringing a catalogue to a tablet: the first one against `cp` and `fsync`, changes against an append.

The hub is a real process, the tablet's side runs here, and between them is HTTP over loopback.

    catalogue.py publish DATA VARIANTS     fill a hub's store and publish, and say what that took
"""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generated import VARIANTS, changed, fill, publish_in, rows
from processes import cpu, serving
from rows import Row, difference_row, percentile, ratio_row, told_row
from turns import timed
from where import where

from kiosk.demo.hub import HubProcess, hub_command
from sync.catalogue.current import folder as catalogue_folder
from sync.catalogue.current import read_current
from sync.catalogue.read import Catalogue
from sync.client.catalogue.snapshot import Snapshot
from sync.client.enrolment import enrol
from sync.client.identity import Identity
from sync.client.transport.line import Transport
from sync.protocol.catalogue import CatalogueRow

MILLION = 1_000_000
SHARE_BEFORE_BREAK = 0.6
FIRST_TIMES_FLOOR, DELTA_TIMES_FLOOR = 3, 4.5
FRAME_MS = 16
TICK = 0.004
MB = 1_000_000

SMALL_SHOP = 200_000
"""Variants of the shop whose changes are brought in the quick run."""

CHANGES = 10_000
ROUNDS = 3


class Published(NamedTuple):
    """What publishing took: seconds to publish, and the most memory (bytes) the process ever held."""

    seconds: float
    memory: int


def measure(place: Path) -> list[Row]:
    """The quick run: changes of a smaller shop."""
    return changes(place, SMALL_SHOP)


def measure_large(place: Path) -> list[Row]:
    """The large run: a million variants."""
    return [*first(place, MILLION), *changes(place, MILLION)]


def first(place: Path, variants: int) -> list[Row]:
    """Bring the first catalogue, whole and broken off at 60 %, while the kiosk's thread goes on."""
    hub = place / f"hub-{variants}"
    published = publish(hub, variants)
    with serving(hub) as running:
        line = Line(new_identity(place, running))
        ours, floor, late = [], [], []
        for number in range(2):
            data = place / f"tablet-{number}"
            ours.append(timed(lambda data=data: late.extend(ticks_beside(lambda: line.bring(data)))))
            floor.append(timed(lambda data=data: copied(in_force(data), place / "copy.db")))
            shutil.rmtree(data)
        broken = place / "tablet-broken"
        before, after = timed(lambda: line.break_off(broken)), timed(lambda: line.bring(broken))
        line.close()
    quiet = ticks_beside(lambda: time.sleep(min(ours)))
    size = in_force(broken).stat().st_size
    shutil.rmtree(broken)
    name = f"first catalogue {variants:,}"
    how = (
        f"best of 2 in s; from asking the hub to the catalogue in force, a database of {size // MB} MB, by "
        "HTTP over loopback with its hashes and fsyncs; floor: copy of the same file and fsync"
    )
    return [
        ratio_row(name, min(ours), min(floor), FIRST_TIMES_FLOOR, how),
        ratio_row(
            "… taken up after 60 %",
            after,
            min(floor),
            FIRST_TIMES_FLOOR,
            "s; the second try alone, from asking again to in force: what is here is unpacked and hashed "
            f"anew. The first had taken {before:.2f} s when it was stopped",
        ),
        difference_row(
            "… kiosk late meanwhile",
            percentile(late, 99) * 1e3,
            percentile(quiet, 99) * 1e3,
            FRAME_MS,
            f"p99 in ms; a thread of the same process that wants to do something every {TICK * 1e3:.0f} ms; "
            f"the longest was {max(late) * 1e3:.0f} ms; floor: the same with nothing beside it",
        ),
        told_row(
            "… publishing it, memory",
            published.memory / MB,
            size / MB,
            f"MB of its own that the hub's command held at most, in {published.seconds:.0f} s; beside it the "
            "file's size, which it does not depend on",
        ),
    ]


def changes(place: Path, variants: int) -> list[Row]:
    """Bring 10,000 changed products to a tablet that has the rest."""
    hub = place / f"hub-{variants}"
    if not hub.exists():
        publish(hub, variants)
    data = place / "tablet-changes"
    ours, floor, computed = [], [], []
    with serving(hub) as running:
        line = Line(new_identity(place, running))
        line.bring(data)
        # As the kiosk has: who reads the file keeps what was changed in its log.
        reader = Catalogue.open_current(data)
        for number in range(ROUNDS):
            news = changed(variants, CHANGES, seed=number + 2)
            asyncio.run(fill(hub, news))
            before = cpu(os.getpid()) + cpu(running.pid)
            ours.append(timed(lambda: line.bring(data)))
            computed.append(cpu(os.getpid()) + cpu(running.pid) - before)
            assert reader.count("product") == variants // VARIANTS
            floor.append(timed(lambda news=news: append(news, place / "appended")))
        asyncio.run(fill(hub, changed(variants, CHANGES, seed=ROUNDS + 2)))
        profile = where(lambda: line.bring(data))
        reader.close()
        line.close()
    size = sum(len(row.body) for row in news) / MB
    how = (
        f"median of {ROUNDS} in s; {CHANGES:,} products ({size:.0f} MB) of a shop of {variants:,} variants, "
        "from asking the hub to the changes in force and durable in the file's log; floor: the same bytes "
        "appended to a file, and fsync"
    )
    row = ratio_row(
        f"{CHANGES:,} changes of {variants:,}",
        statistics.median(ours),
        statistics.median(floor),
        DELTA_TIMES_FLOOR,
        how,
    )
    shutil.rmtree(data)
    told = "median in s; processor time of tablet and hub together, which does not depend on who else is busy"
    return [
        row if row.met else Row(**{**row.json(), "profile": profile}),
        told_row("… computing", statistics.median(computed), statistics.median(ours), told),
    ]


def publish(hub: Path, variants: int) -> Published:
    """Fill a hub and publish, in a process of its own, so that its memory can be told."""
    command = [sys.executable, __file__, "publish", str(hub), str(variants)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Published(**json.loads(done.stdout))


def new_identity(place: Path, hub: HubProcess) -> Identity:
    """Enrol a tablet whose folder is of no interest."""
    made = hub_command("enrol", "--data", str(hub.data), "--store", "milano", "--name", "K", "--json")
    return enrol(place / "identity", hub.url, made["code"])


class Line:
    """A tablet's line to its hub, as the sync engine has it: it stands, and its token is there."""

    def __init__(self, identity: Identity) -> None:
        self._loop = asyncio.new_event_loop()
        self._link = Transport(identity)
        self.manifest = self._loop.run_until_complete(self._link.manifest())

    def bring(self, data: Path) -> None:
        """Bring a tablet's catalogue up to date."""
        self._loop.run_until_complete(Snapshot(data).refresh(self._link))

    def break_off(self, data: Path) -> None:
        """Begin to bring a catalogue, and stop when 60 % are here."""
        self._loop.run_until_complete(self._begin(data, self.manifest.file.bytes * SHARE_BEFORE_BREAK))
        assert read_current(data) is None, "it was through already"

    def close(self) -> None:
        """Hang up."""
        self._loop.run_until_complete(self._link.close())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _begin(self, data: Path, wanted: float) -> None:
        bringing = asyncio.create_task(Snapshot(data).refresh(self._link))
        while arrived(data) < wanted:  # noqa: ASYNC110 - the disk tells nobody how far a file has come
            await asyncio.sleep(0.01)
        bringing.cancel()
        await asyncio.wait([bringing])


def arrived(data: Path) -> int:
    """Return how many bytes of a catalogue are here."""
    return sum(path.stat().st_size for path in catalogue_folder(data).glob("*.part"))


def ticks_beside(act: Callable[[], None]) -> list[float]:
    """Do something in another thread; return how late (s) this one was each time that it wanted to act."""
    worker = threading.Thread(target=act)
    late = []
    worker.start()
    while worker.is_alive():
        begun = time.perf_counter()
        time.sleep(TICK)
        late.append(time.perf_counter() - begun - TICK)
    worker.join()
    return late


def in_force(data: Path) -> Path:
    """Return a tablet's catalogue file."""
    current = read_current(data)
    assert current is not None
    return catalogue_folder(data) / current.file


def copied(source: Path, target: Path) -> None:
    """The floor: cp and fsync."""
    target.unlink(missing_ok=True)
    shutil.copyfile(source, target)
    flush(target)


def append(news: list[CatalogueRow], target: Path) -> None:
    """The floor: the same bytes at the end of a file, and fsync."""
    with target.open("ab") as file:
        for row in news:
            file.write(row.body)
    flush(target)


def flush(path: Path) -> None:
    """Bring a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class OwnMemory(threading.Thread):
    """Watches how many bytes this process holds that are not just a window on a file."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Watch until told to stop."""
        while not self._done.wait(0.05):
            _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text().split())
            self.most = max(self.most, (resident - shared) * os.sysconf("SC_PAGESIZE"))

    def stop(self) -> int:
        """Return the most there was."""
        self._done.set()
        self.join()
        return self.most


def main() -> None:
    """Fill and publish; print what publishing took."""
    _, _, data, variants = sys.argv
    asyncio.run(fill(Path(data), rows(int(variants))))
    memory, begun = OwnMemory(), time.perf_counter()
    memory.start()
    asyncio.run(publish_in(Path(data)))
    seconds = time.perf_counter() - begun
    sys.stdout.write(json.dumps({"seconds": seconds, "memory": memory.stop()}))


if __name__ == "__main__":
    main()
