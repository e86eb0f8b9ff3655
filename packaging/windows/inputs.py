"""What the installer is made of: a Python for Windows that is brought along, and the launchers of pip."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from windows.failure import MsiError

LISTED = Path(__file__).with_name("runtime.toml")
SHA256 = re.compile(r"[0-9a-f]{64}")


class Launcher(NamedTuple):
    """A file of pip's that starts a Python program, and its SHA-256."""

    file: str
    sha256: str

    def read(self) -> bytes:
        """Return it.

        Raises:
            MsiError: It is not there, or another one.
        """
        found = find_spec("pip")
        if found is None or not found.submodule_search_locations:
            raise MsiError("pip brings the launchers and is not here: make setup")
        path = Path(found.submodule_search_locations[0]) / "_vendor" / "distlib" / self.file
        if not path.is_file():
            raise MsiError(f"This pip brings no {self.file}: run this with the Python of .venv")
        return _checked(path, self.sha256)


class Inputs(NamedTuple):
    """The version of Python, its archive with its SHA-256 ('' for none said), and the launchers.

    `folder` is where in the archive its files lie, '' for at the top.
    """

    version: str
    archive: Path
    sha256: str
    console: Launcher
    window: Launcher
    folder: str = ""

    @classmethod
    def read(cls, root: Path, listed: Path = LISTED) -> Inputs:
        """Read what is said of them; the archive's place is from `root`."""
        said: dict[str, Any] = tomllib.loads(listed.read_text(encoding="utf-8"))
        python, launchers = said["python"], said["launchers"]
        console, window = Launcher(**launchers["console"]), Launcher(**launchers["window"])
        archive, folder = root / python["archive"], python.get("folder", "")
        return cls(python["version"], archive, python["sha256"], console, window, folder)

    def check(self) -> None:
        """See that the archive is the one that is meant.

        Raises:
            MsiError: It is not said which, not there, or another one.
        """
        if not SHA256.fullmatch(self.sha256):
            raise MsiError(
                "Nothing is built: which Python goes into the installer is not said. Write the SHA-256 of "
                f"Python {self.version}'s embeddable package for Windows (64-bit) into packaging/windows/"
                f"{LISTED.name}."
            )
        if not self.archive.is_file():
            raise MsiError(
                f"Nothing is built: {self.archive} is not there. Put Python {self.version}'s embeddable "
                "package for Windows (64-bit) there; it is not fetched from anywhere."
            )
        _checked(self.archive, self.sha256)


def _checked(path: Path, sha256: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise MsiError(f"Nothing is built: {path.name} is not the file whose SHA-256 is in {LISTED.name}.")
    return content
