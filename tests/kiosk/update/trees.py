"""Programs to update to, each with its own way of working or failing; and a tablet that runs them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Self

from kiosk.update import slots, state
from kiosk.update.places import Places
from kiosk.update.state import State
from sync.hub.releases import archive
from sync.protocol.releases import Release

ROOT = Path(__file__).parents[3]

PROGRAM = """#!{python}
import os, pathlib, signal, sqlite3, sys, time
data = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
run = pathlib.Path(os.environ["VETRINA_UPDATE_RUN"])
with open(data.parent / "starts", "a") as file:
    file.write("{version}\\n")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
count = 0
def beat():
    global count
    count += 1
    (run / "beat.new").write_text(f"{{os.getpid()}} {{count}}")
    (run / "beat.new").replace(run / "beat")
def serve():
    while True:
        beat()
        if (run / "wanted").exists():
            sys.exit(79)
        time.sleep(0.05)
{manner}
"""

GOOD = "serve()"
CRASHES = "sys.exit(3)"
CRASHES_LATER = "beat(); time.sleep(0.3); beat(); os.abort()"
SILENT = "time.sleep(60)"
HANGS = "beat(); time.sleep(60)"
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN); beat(); time.sleep(60)"
SPOILT_LATER = "(data / 'spoilt').exists() and sys.exit(3)\nserve()"
DISCREET = """
while True:
    try:
        beat()
    except OSError:
        pass
    time.sleep(0.05)
"""
BAD_MIGRATION = """
store = sqlite3.connect(data / "replica.db", isolation_level=None)
store.execute("PRAGMA user_version = 99")
store.execute("ALTER TABLE outbox ADD COLUMN shelf TEXT NOT NULL DEFAULT ''")
columns = "position, id, visit, scope, sealed"
store.execute(f"INSERT INTO outbox ({columns}) VALUES (900, 'new', '', 'list:x', 'c2VhbA==')")
store.execute("DROP TABLE document")
sys.exit(4)
"""
GOOD_MIGRATION = """
store = sqlite3.connect(data / "replica.db", isolation_level=None)
store.execute("PRAGMA user_version = 99")
store.close()
serve()
"""

QUICK = ("ready=4", "beat=1.5", "steady=1.2", "stop=2", "again=0.3")
"""Patience of the tests' launchers."""

LONGEST = 40.0


def tree(folder: Path, version: str, manner: str = GOOD) -> Path:
    """Write a program that works or fails in its manner."""
    folder.mkdir(parents=True)
    program = folder / "vetrina"
    program.write_text(PROGRAM.format(python=sys.executable, version=version, manner=manner))
    program.chmod(0o755)
    (folder / "parts").mkdir()
    (folder / "parts" / "words.txt").write_text(f"words of {version}\n" * 50)
    (folder / "parts" / "same.txt").symlink_to("words.txt")
    return folder


class Tablet:
    """A tablet with an installed program, its folder of updates, and a launcher that is a process."""

    def __init__(self, place: Path, installed: str = GOOD) -> None:
        self.place = place
        self.data = place / "kiosk"
        self.data.mkdir(exist_ok=True)
        self.places = Places(place / "update")
        self.installed = tree(place / "installed", "installed", installed) / "vetrina"
        self._launcher: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._launcher and self._launcher.poll() is None:
            self.kill()

    def stage(self, version: str, manner: str = GOOD) -> str:
        """Put a version in the free slot, as after fetching; return the slot."""
        made = tree(self.place / f"tree-{version}", version, manner)
        packed = self.place / f"{version}.tar.zst"
        release = Release(version, packed.name, archive.pack(made, packed), 9)
        slot = slots.free(self.state)
        self.places.make()
        slots.fill(self.places, slot, release, packed)
        state.change(self.places, lambda one: state.stage(one, slot, version))
        return slot

    @property
    def state(self) -> State:
        found = state.load(self.places)
        assert found is not None
        return found

    @property
    def starts(self) -> list[str]:
        """Which versions were started, in order."""
        path = self.place / "starts"
        return path.read_text().split() if path.exists() else []

    def launch(self, *more: str) -> subprocess.Popen[str]:
        patience = [word for each in QUICK for word in ("--seconds", each)]
        command = [sys.executable, "-m", "kiosk", "launch", "--data", str(self.data), *patience, *more]
        self._launcher = subprocess.Popen(
            [*command, "--program", str(self.installed)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        return self._launcher

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what must happen."""
        end = time.monotonic() + LONGEST
        while not condition():
            assert time.monotonic() < end, (self.state, self.starts, self.end())
            time.sleep(0.05)

    def runs(self, version: str) -> Callable[[], bool]:
        """Say, when asked, whether this version was started last and shows that it lives."""
        return lambda: self.starts[-1:] == [version] and (self.places.run / "beat").exists()

    def kill(self) -> None:
        """Take the launcher away as a power cut does, and its kiosk with it."""
        assert self._launcher
        self._launcher.kill()
        self._launcher.wait()
        self._launcher.stderr.close()
        beat = self.places.run / "beat"
        if beat.exists():
            with suppress(ProcessLookupError):
                os.kill(int(beat.read_text().split()[0]), signal.SIGKILL)

    def end(self) -> str:
        """End it in good order; return what it logged."""
        assert self._launcher
        self._launcher.terminate()
        try:
            return self._launcher.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            self._launcher.kill()
            return self._launcher.communicate()[1]


def damage(folder: Path) -> None:
    """Take a byte out of one file."""
    path = folder / "parts" / "words.txt"
    path.write_bytes(path.read_bytes()[:-1])


def noise(size: int) -> bytes:
    """Return bytes that cannot be packed, the same ones each time."""
    return Random(size).randbytes(size)


def copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, symlinks=True)
    return target
