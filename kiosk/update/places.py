"""Where an updating tablet keeps its programs, what it trusts, and how far it has come."""

import os
import platform
import sys
from pathlib import Path
from typing import NamedTuple

from kiosk import lock

FACTORY = "factory"
"""The program that was installed with the launcher: it is always there, and no update touches it."""

SLOTS = ("a", "b")

PROGRAM = "vetrina.exe" if os.name == "nt" else "vetrina"
"""What is started in a slot."""


class Places(NamedTuple):
    """The folder of updates, `/var/lib/vetrina/update` on an installed tablet.

    `runtime` is a folder that need not outlive the machine's run, such as the service's in `/run`.
    """

    root: Path
    runtime: Path | None = None

    @property
    def state(self) -> Path:
        """How far it has come: `kiosk.update.state`."""
        return self.root / "state.json"

    @property
    def trust(self) -> Path:
        """Metadata that was verified: what must never become older."""
        return self.root / "trust"

    @property
    def downloads(self) -> Path:
        """What is on its way, or waits to be unpacked."""
        return self.root / "downloads"

    @property
    def kept(self) -> Path:
        """The tablet's store as it was before a version was tried."""
        return self.root / "kept"

    @property
    def run(self) -> Path:
        """Where kiosk and launcher tell each other something: `kiosk.update.health`."""
        return (self.runtime or self.root) / "run"

    def fetched(self) -> list[Path]:
        """Return the files that are on their way, or were: all of the downloads but their lock."""
        return [path for path in self.downloads.glob("*") if path.is_file() and path.name != lock.NAME]

    def slot(self, name: str) -> Path:
        """Return the folder of a slot."""
        return self.root / "slots" / name

    def card(self, name: str) -> Path:
        """Return the file that says what is in a slot; it is written last, and removed first."""
        return self.root / "slots" / f"{name}.json"

    def make(self) -> None:
        """Make what is not there.

        Raises:
            OSError: The disk is full or does not work.
        """
        for folder in (self.trust, self.downloads, self.kept, self.run, self.root / "slots"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def this_platform() -> str:
    """Return which programs run here: `linux-x86_64`."""
    machine = platform.machine().lower()
    return f"{sys.platform}-{ {'amd64': 'x86_64', 'arm64': 'aarch64'}.get(machine, machine) }"
