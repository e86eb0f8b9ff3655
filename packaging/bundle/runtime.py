"""An environment that holds what a program needs and nothing else, and one beside it with what builds."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bundle import pins
from bundle.failure import BuildError
from bundle.programs import ROOT, Program

PIP = (sys.executable, "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check")


class Runtime(NamedTuple):
    """`python` of the environment, its `packages`, and the folder of the `tools` beside it."""

    python: Path
    packages: list[str]
    tools: Path

    @property
    def site(self) -> Path:
        """The folder that the packages are installed in."""
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.python.parents[1] / "lib" / version / "site-packages"


def prepare(program: Program, folder: Path) -> Runtime:
    """Make the environment of a program below a folder; one from before is kept while the pins are the same.

    Raises:
        BuildError: A package cannot be had.
    """
    packages = pins.runtime(program)
    environment, tools = folder / f"{program.name}-environment", folder / "tools"
    python = environment / "bin" / "python"
    wanted = pins.pinned(packages)
    if _is_new(environment, wanted):
        _run((sys.executable, "-m", "venv", "--without-pip", str(environment)))
        _install(wanted, folder / f"{program.name}.txt", ("--python", str(python)), ())
        _stamp(environment, wanted)
    building = pins.pinned(pins.closure(pins.TOOLS))
    if _is_new(tools, building):
        _install(building, folder / "tools.txt", (), ("--target", str(tools)))
        _stamp(tools, building)
    return Runtime(python, packages, tools)


def _is_new(folder: Path, wanted: str) -> bool:
    """Whether a folder has to be filled; one that was filled with something else is taken away."""
    stamp = folder / "pins.sha256"
    if stamp.is_file() and stamp.read_text() == _fingerprint(wanted):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return True


def _stamp(folder: Path, wanted: str) -> None:
    (folder / "pins.sha256").write_text(_fingerprint(wanted))


def _fingerprint(wanted: str) -> str:
    return hashlib.sha256(f"{sys.executable} {sys.version}\n{wanted}".encode()).hexdigest()


def _install(pinned: str, listed: Path, whole: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Install packages, each file checked against its hash; nothing but what is listed."""
    listed.write_text(pinned)
    options = ("--require-hashes", "--no-deps", "--no-compile", "--requirement", str(listed))
    _run((*PIP, *whole, "install", *more, *options))


def _run(command: tuple[str, ...]) -> None:
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        raise BuildError(f"{' '.join(command[:4])} … failed; it says why above.")
