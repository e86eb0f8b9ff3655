"""The real kiosk under the real launcher: updated while nobody is there, and put back when that fails."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.update import slots, state
from kiosk.update.places import Places
from kiosk.update.state import State
from sync.hub.releases import archive
from sync.protocol.releases import Release

ROOT = Path(__file__).parents[2]
PATIENCE = ("ready=60", "beat=30", "steady=4", "stop=20", "again=1")
LONGEST = 150.0

KIOSK = """#!/bin/sh
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
{before}
exec {python} -m kiosk "$@"
"""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="programs here are shell scripts"
)


def program(folder: Path, before: str = "") -> Path:
    """Write a program that opens the real kiosk; `before` is what else it does."""
    folder.mkdir(parents=True)
    path = folder / "vetrina"
    path.write_text(KIOSK.format(python=sys.executable, before=before))
    path.chmod(0o755)
    return path


class Launched:
    """A launcher on a tablet."""

    def __init__(self, tablet: Path, place: Path) -> None:
        self.places = Places(place / "update")
        self._place = place
        installed = program(place / "installed")
        patience = [word for each in PATIENCE for word in ("--seconds", each)]
        command = [
            sys.executable,
            "-m",
            "kiosk",
            "launch",
            "--data",
            str(tablet),
            "--program",
            str(installed),
        ]
        self.log = place / "launcher.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--updates", str(self.places.root), *patience, "--", "shopper", "--windowed"],
                cwd=ROOT,
                stderr=log,
            )

    @property
    def state(self) -> State:
        found = state.load(self.places)
        assert found
        return found

    def stage(self, version: str, before: str = "") -> str:
        """Put a version into the slot that is free."""
        folder = self._place / version
        program(folder, before)
        packed = self._place / f"{version}.tar.zst"
        release = Release(version, packed.name, archive.pack(folder, packed), 9)
        slot = slots.free(self.state)
        slots.fill(self.places, slot, release, packed)
        state.change(self.places, lambda one: state.stage(one, slot, version))
        return slot

    def until(self, what: str, condition: Callable[[], object]) -> None:
        end = time.monotonic() + LONGEST
        while not condition():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, f"{what} did not come: {self.state}\n{self.log.read_text()}"
            time.sleep(0.1)

    def beats(self) -> str:
        path = self.places.run / "beat"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def launched(tablet: Path, tmp_path: Path) -> Iterator[Launched]:
    made = Launched(tablet, tmp_path)
    yield made
    made.process.terminate()
    made.process.wait(60)


@pytest.mark.first
def test_the_kiosk_is_updated_and_put_back_by_itself(launched: Launched) -> None:
    launched.until("the first sign of life", launched.beats)
    first = launched.beats().split()[0]
    slot = launched.stage("1.0.0")
    launched.until("the new version", lambda: launched.state.current == slot)
    assert launched.state.last
    assert launched.state.last.outcome == "confirmed"
    assert launched.beats().split()[0] != first
    launched.stage("1.1.0", before="exit 3")
    launched.until("the old version again", lambda: launched.state.bad == ("1.1.0",))
    launched.until("its sign of life", launched.beats)
    assert launched.state.current == slot
    os.kill(int(launched.beats().split()[0]), 0)
