"""Judging the native libraries of a built program by the reviewed list (`libraries.toml`)."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from bundle.failure import BuildError

LIST = Path(__file__).with_name("libraries.toml")
MAGIC = b"\x7fELF"
QT = "PySide6/Qt/"
BINDING = re.compile(r"(?:PySide6/(?P<module>Qt\w+)\.abi3\.so|(?:PySide6|shiboken6)/[\w.]+\.so(?:\.\d+)*)")
DYNAMIC = re.compile(r"\((?P<tag>NEEDED|SONAME)\).*\[(?P<name>.+)\]")


class Allowed(NamedTuple):
    """The reviewed list: files with reasons, and patterns of what may never come along."""

    qt: Mapping[str, str]
    pyside: Mapping[str, str]
    native: Mapping[str, str]
    system: Mapping[str, str]
    gpl: Mapping[str, str]
    licences: Mapping[str, str]

    @classmethod
    def read(cls) -> Allowed:
        """Read the list."""
        return cls(**tomllib.loads(LIST.read_text(encoding="utf-8")))

    def licence(self, name: str) -> str:
        """Return the licence of a library of Qt's or beside it, as SPDX writes it."""
        return next((each for at, each in self.licences.items() if fnmatchcase(name, at)), "LGPL-3.0-only")


class Library(NamedTuple):
    """A native library in a tree: its path there, and the names of what it needs."""

    path: str
    needs: frozenset[str]

    @property
    def name(self) -> str:
        """Its file's name."""
        return self.path.rpartition("/")[2]


def find(tree: Path) -> list[Library]:
    """Return every native library of a tree, sorted; links are not counted twice."""
    return [Library(path.relative_to(tree).as_posix(), _needs(path)) for path in sorted(_elf_files(tree))]


def judge(libraries: Iterable[Library], allowed: Allowed, owned: Iterable[str]) -> list[str]:
    """Return what is wrong with a program's libraries, a line each; nothing when all are as reviewed.

    Args:
        libraries: All of the folder that the program's parts lie in.
        allowed: The reviewed list.
        owned: Paths of the libraries that pinned packages brought, in that folder.
    """
    libraries, own = list(libraries), set(owned)
    names = {library.name for library in libraries}
    faults = []
    for library in libraries:
        reason = _banned(library.name, allowed)
        if reason:
            faults.append(f"{library.path}: {reason} is under the GPL alone and may not come along")
        elif not _is_known(library.path, allowed, own):
            faults.append(f"{library.path}: nobody has reviewed it")
        faults += [
            f"{library.path}: it needs {need}, which is neither here nor in [system]"
            for need in sorted(library.needs - names - allowed.system.keys())
        ]
    return faults


def _banned(name: str, allowed: Allowed) -> str:
    return next((reason for at, reason in allowed.gpl.items() if fnmatchcase(name, at)), "")


def _is_known(path: str, allowed: Allowed, owned: set[str]) -> bool:
    if path.startswith(QT):
        return path.removeprefix(QT) in allowed.qt
    if binding := BINDING.fullmatch(path):
        return binding["module"] is None or binding["module"] in allowed.pyside
    return path in owned or path in allowed.native or "/lib-dynload/" in f"/{path}"


def _elf_files(tree: Path) -> Iterator[Path]:
    for path in tree.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(MAGIC)) == MAGIC:
                    yield path


def _needs(path: Path) -> frozenset[str]:
    try:
        listed = subprocess.run(
            ["readelf", "--dynamic", "--wide", str(path)],
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError:
        raise BuildError("readelf looks into libraries and is not here: apt-get install binutils") from None
    found = DYNAMIC.finditer(listed.stdout)
    return frozenset(each["name"] for each in found if each["tag"] == "NEEDED")
