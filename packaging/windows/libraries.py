"""Keeping of Qt what was reviewed (`libraries.toml`), and judging what all libraries need."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from windows.failure import MsiError

LISTED = Path(__file__).with_name("libraries.toml")
NATIVE = {".dll", ".pyd", ".exe"}
CODE = {".py"}
NEEDED = re.compile(r"DLL Name: (\S+)")
MAGIC = b"MZ"


class Allowed(NamedTuple):
    """The reviewed list: files with reasons."""

    qt: Mapping[str, str]
    shiboken: Mapping[str, str]
    system: Mapping[str, str]
    licences: Mapping[str, str]

    @classmethod
    def read(cls) -> Allowed:
        """Read the list."""
        return cls(**tomllib.loads(LISTED.read_text(encoding="utf-8")))

    def licence(self, name: str) -> str:
        """Return the licence of a library of Qt's or beside it, as SPDX writes it."""
        return next((each for at, each in self.licences.items() if fnmatchcase(name, at)), "LGPL-3.0-only")


def trim(folder: Path, allowed: Allowed) -> None:
    """Take out of a folder of packages what of Qt nobody has reviewed: code stays, and what QML looks for.

    Raises:
        MsiError: One that was reviewed is not there.
    """
    for name, reviewed in (("PySide6", allowed.qt), ("shiboken6", allowed.shiboken)):
        missing = [at for at in reviewed if not (folder / name / at).is_file()]
        if missing:
            raise MsiError(f"{name} has no {', '.join(missing)}: see windows/libraries.toml")
        told = {str(Path(at).parent / "qmldir") for at in reviewed if at.startswith("qml/")}
        for path in sorted((folder / name).rglob("*"), reverse=True):
            at = path.relative_to(folder / name).as_posix()
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif at not in reviewed and at not in told and path.suffix not in CODE:
                path.unlink()


def native(tree: Path) -> list[Path]:
    """Return every program and library of Windows in a tree, sorted."""
    return sorted(path for path in tree.rglob("*") if path.suffix.lower() in NATIVE and _is_program(path))


def judge(tree: Path, allowed: Allowed) -> list[str]:
    """Return which libraries need what is neither in the tree nor in Windows, a line each."""
    found = native(tree)
    own = {path.name.lower() for path in found}
    return [
        f"{path.relative_to(tree)}: it needs {need}, which is neither here nor in [system]"
        for path in found
        for need in sorted(_needs(path) - own)
        if not any(fnmatchcase(need, at) for at in allowed.system)
    ]


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _needs(path: Path) -> set[str]:
    try:
        done = subprocess.run(
            ["objdump", "--private-headers", str(path)],
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise MsiError("objdump looks into libraries and is not here: apt-get install binutils") from None
    if done.returncode:
        raise MsiError(f"objdump cannot read {path.name}: {done.stderr.strip()}")
    return {name.lower() for name in NEEDED.findall(done.stdout)}
