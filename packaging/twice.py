"""Build the programs a second time, from a copy of the project elsewhere, and compare every file of them.

    .venv/bin/python packaging/twice.py [kiosk] [hub]      (make package-twice)

The copy lies at another place, gets its packages anew and is built under another umask. 1 when a byte, a mode
or a time differs; it names the files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import build
from bundle import tree
from bundle.failure import BuildError
from bundle.programs import PROGRAMS, ROOT

OTHER_UMASK = 0o077
SHOWN = 20


def main(arguments: list[str]) -> int:
    """Compare the programs that are named, all otherwise; 1 when one differs."""
    names = arguments or list(PROGRAMS)
    differs = False
    with tempfile.TemporaryDirectory(prefix="vetrina-twice-") as elsewhere:
        try:
            os.environ["SOURCE_DATE_EPOCH"] = str(build.said_to_be_from())
            copy = copy_project(Path(elsewhere) / "project")
            for name in names:
                build.build(PROGRAMS[name], build.OUT)
            build_copy(copy, names)
        except BuildError as failure:
            print(failure, file=sys.stderr)
            return 1
        for name in names:
            first = build.OUT / "tree" / name
            second = copy / "build" / "package" / "tree" / name
            found = differences(first, second)
            differs = differs or bool(found)
            same = "NOT the same" if found else f"the same bytes twice, {tree.fingerprint(first)}"
            print("\n  ".join([f"{name}: {same}", *found[:SHOWN]]))
    return 1 if differs else 0


def copy_project(copy: Path) -> Path:
    """Copy what git tracks, as it is here now; return where it lies."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return copy


def build_copy(copy: Path, names: list[str]) -> None:
    """Build a copy of the project, as somebody else would.

    Raises:
        BuildError: It cannot be built.
    """
    command = [sys.executable, str(copy / "packaging" / "build.py"), *names]
    if subprocess.run(command, cwd=copy, umask=OTHER_UMASK, check=False).returncode:
        raise BuildError("The copy could not be built.")


def differences(first: Path, second: Path) -> list[str]:
    """Return what is not the same in two trees, a line each."""
    left, right = (
        {path.relative_to(each): tree.of_one(path) for path in each.rglob("*")} for each in (first, second)
    )
    return [str(path) for path in sorted({*left, *right}) if left.get(path) != right.get(path)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
