"""Make Debian packages of the built programs.

    .venv/bin/python packaging/linux/package.py [kiosk] [hub]      (make package)

The program comes from packaging/build.py; SOURCE_DATE_EPOCH is the moment that every file is said to be from,
and otherwise that of the last commit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

import deb
import needs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "build" / "package"
MEGABYTE = 1_000_000


class Kind(NamedTuple):
    """A package: where its program is installed, and what it needs besides the libraries that it loads."""

    place: str
    name: str
    more: tuple[str, ...]


ALWAYS = (
    "init-system-helpers",
    "passwd",
    "ca-certificates",
    # Stores' hours and customers' days are in the time of their place; a minimal Debian knows none.
    "tzdata",
)

KINDS = {
    "kiosk": Kind(
        "opt/vetrina",
        "vetrina-kiosk",
        (
            "cage",
            # cage dies where this is missing, and does not depend on it.
            "xwayland",
            # The session whose owner may have screen and keyboard.
            "libpam-systemd",
            "dbus",
            *ALWAYS,
        ),
    ),
    "hub": Kind("opt/vetrina-hub", "vetrina-hub", ALWAYS),
}


def main(arguments: list[str] | None = None) -> int:
    """Make packages, and print path and size of each; 1 when one cannot be made."""
    parser = argparse.ArgumentParser(description="Make Debian packages of the built programs.")
    parser.add_argument("kind", nargs="*", choices=[*KINDS, []], help="both otherwise")
    parser.add_argument("--trees", type=Path, default=OUT / "tree", help="folder of the built programs")
    parser.add_argument("--out", type=Path, default=OUT / "debian", help="folder of the packages")
    parser.add_argument("--version", default="", help="default: the project's")
    options = parser.parse_args(arguments)
    try:
        for kind in options.kind or KINDS:
            package = make(kind, options.trees / kind, options.out, options.version)
            print(f"{package}: {package.stat().st_size / MEGABYTE:.1f} MB", flush=True)
    except deb.PackageError as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    return 0


def make(kind: str, tree: Path, out: Path, version: str = "") -> Path:
    """Make a package; return its file.

    Raises:
        deb.PackageError: It cannot be made.
    """
    about = KINDS[kind]
    facts = deb.Facts(
        version or project_version(),
        architecture(),
        ", ".join([*needs.depends(tree), *about.more]),
        moment(),
    )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        deb.lay_out(HERE / kind, tree, about.place, root)
        papers = root / "usr" / "share" / "doc" / about.name
        papers.mkdir(parents=True, exist_ok=True)
        (papers / "copyright").write_text(
            (ROOT / "NOTICE").read_text() + "\n" + (ROOT / "LICENSE").read_text()
        )
        shutil.copy(ROOT / "CHANGELOG.md", papers)
        shutil.copy(ROOT / "packaging" / "README.md", papers)
        return deb.build(root, out, facts)


def project_version() -> str:
    """Return the version that pyproject.toml names."""
    version: str = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    return version


def architecture() -> str:
    """Return what Debian calls this machine's kind.

    Raises:
        deb.PackageError: This is no Debian.
    """
    try:
        done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise deb.PackageError("dpkg is not here: this needs Debian") from error
    return done.stdout.strip()


def moment() -> int:
    """Return when all files are said to be from, in seconds since 1970.

    Raises:
        deb.PackageError: Nobody says.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdecimal():
        return int(told)
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise deb.PackageError("set SOURCE_DATE_EPOCH: there is no git history to take the moment from")
    return int(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
