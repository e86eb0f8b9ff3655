"""Which Python the environment is built with."""

from __future__ import annotations

import os
import subprocess
import sys
from shutil import which
from typing import NamedTuple

from failure import SetupError

OLDEST = (3, 11)
NEWEST = (3, 14)

PROBE = (
    "import sys, importlib.util as u; print(*sys.version_info[:2], int(u.find_spec('ensurepip') is not None))"
)


class Interpreter(NamedTuple):
    """A Python that starts."""

    path: str
    version: tuple[int, int]
    has_ensurepip: bool
    """False where a distribution ships `venv` in a package of its own."""


def probe(name: str) -> Interpreter | None:
    """Start a Python and ask what it is; None when there is none of that name or it does not start."""
    path = which(name)
    if path is None:
        return None
    answer = subprocess.run([path, "-c", PROBE], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        return None
    major, minor, ensurepip = answer.stdout.split()
    return Interpreter(path, (int(major), int(minor)), ensurepip == "1")


def choose() -> Interpreter:
    """The interpreter that PYTHON names, or the newest suitable one on the PATH.

    Raises:
        SetupError: there is none, or PYTHON names an unsuitable one.
    """
    wanted = os.environ.get("PYTHON")
    if wanted:
        found = probe(wanted)
        if found is None:
            raise SetupError(f"PYTHON={wanted} does not start.")
        if not OLDEST <= found.version <= NEWEST:
            raise SetupError(
                f"PYTHON={wanted} is Python {spell(found.version)}; Vetrina runs on {suitable()}."
            )
        return found
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    for name in (*names, sys.executable):
        found = probe(name)
        if found is not None and OLDEST <= found.version <= NEWEST:
            return found
    raise SetupError(
        f"No suitable Python found: Vetrina runs on {suitable()}. Install one, or name it: make PYTHON=…"
    )


def spell(version: tuple[int, int]) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))


def suitable() -> str:
    """The range of versions as people write it."""
    return f"Python {spell(OLDEST)} to {spell(NEWEST)}"
