"""The packages that the kiosk needs on Windows, at the lock file's versions, checked against their hashes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement

from bundle import pins
from bundle.programs import Program
from windows.failure import MsiError

ENVIRONMENT = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "sys_platform": "win32",
}
"""What markers ask, as Windows answers."""
PATCH = "0"
"""No marker in the lock file asks for it."""


def lines(program: Program, python: str) -> str:
    """Return the lines of the lock file for a program on Windows, hashes included and markers left out.

    Args:
        program: Which.
        python: The Python's version, two numbers.

    Raises:
        MsiError: The lock file lacks a package.
    """
    asked = ENVIRONMENT | {"python_version": python, "python_full_version": f"{python}.{PATCH}"}
    pinned = dict(_pinned(pins.LOCK.read_text(encoding="utf-8"), asked))
    names = closure(pins.direct(program), pinned, asked)
    # pip would ask the markers of the Python that it runs on.
    return "".join(pinned[name] for name in names)


def closure(names: Iterable[str], pinned: dict[str, str], asked: dict[str, str]) -> list[str]:
    """Return packages with all that they need on Windows, sorted.

    What a package needs is asked of the one that is installed here, and what is not installed here needs
    nothing that the lock file does not name: those are the few that only Windows has.

    Raises:
        MsiError: The lock file lacks one.
    """
    found: set[str] = set()
    waiting = {pins.normal(name) for name in names}
    while waiting:
        name = waiting.pop()
        if name not in pinned:
            raise MsiError(f"requirements.lock has no {name} for Windows: make lock")
        found.add(name)
        waiting |= _needed_by(name, asked) - found - pins.NEVER_LOADED
    return sorted(found)


def fetch(wanted: str, python: str, folder: Path) -> list[Path]:
    """Have the wheels of some lines in a folder; return them, sorted.

    Raises:
        MsiError: pip cannot have one, or it is not the one that was pinned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / "wanted.txt"
    listed.write_text(wanted)
    kind = ("--platform", "win_amd64", "--python-version", python, "--implementation", "cp")
    command = (sys.executable, "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check", "download")
    how = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--dest", str(folder))
    done = subprocess.run(
        (*command, *how, *kind, "--requirement", str(listed)), stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise MsiError("The packages for Windows cannot be had; pip says why above.")
    return sorted(folder.glob("*.whl"))


def _pinned(lock: str, asked: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Go through the packages of a lock file that Windows takes: names, and lines without their markers."""
    name = held = ""
    for line in [*lock.splitlines(keepends=True), "end"]:
        if line[:1].isalnum():
            if name:
                yield name, held
            name, held = "", ""
            wanted = Requirement(line.rstrip().removesuffix("\\"))
            if wanted.marker is None or wanted.marker.evaluate(asked):
                name, held = pins.normal(wanted.name), f"{wanted.name}{wanted.specifier} \\\n"
        elif name and line.startswith(" "):
            held += line


def _needed_by(name: str, asked: dict[str, str]) -> set[str]:
    try:
        wanted = [Requirement(each) for each in requires(name) or []]
    except ModuleNotFoundError:
        return set()
    return {pins.normal(each.name) for each in wanted if each.marker is None or each.marker.evaluate(asked)}
