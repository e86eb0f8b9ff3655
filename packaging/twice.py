"""Build the programs twice, from two copies of the project at two places, and compare every file of them.

    .venv/bin/python packaging/twice.py [kiosk] [hub]      (make package-twice)

Each copy gets its packages anew, and the second one another umask. 1 when a byte, a mode or a time differs;
it names the files.
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

COPIES = {"one": 0o022, "another/place": 0o077}
"""Where the copies lie, and the umask that each is built under."""
SHOWN = 20


def main(arguments: list[str]) -> int:
    """Compare the programs that are named, all otherwise; 1 when one differs."""
    names = arguments or list(PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="vetrina-twice-") as elsewhere:
        try:
            os.environ["SOURCE_DATE_EPOCH"] = str(build.said_to_be_from())
            copies = {copy_project(Path(elsewhere) / place): umask for place, umask in COPIES.items()}
            for copy, umask in copies.items():
                build_copy(copy, names, umask)
        except BuildError as failure:
            print(failure, file=sys.stderr)
            return 1
        return max(
            compare(name, *(copy / "build" / "package" / "tree" / name for copy in copies)) for name in names
        )


def copy_project(copy: Path) -> Path:
    """Copy what git tracks, as it is here now; return where it lies."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target, follow_symlinks=False)
    return copy


def build_copy(copy: Path, names: list[str], umask: int) -> None:
    """Build a copy of the project, as somebody else would.

    Raises:
        BuildError: It cannot be built.
    """
    command = [sys.executable, str(copy / "packaging" / "build.py"), *names]
    if subprocess.run(command, cwd=copy, umask=umask, check=False).returncode:
        raise BuildError("The copy could not be built.")


def compare(name: str, first: Path, second: Path) -> int:
    """Say whether two trees are the same; 1 when they are not."""
    left, right = (
        {path.relative_to(each): tree.of_one(path) for path in each.rglob("*")} for each in (first, second)
    )
    differ = [str(path) for path in sorted({*left, *right}) if left.get(path) != right.get(path)]
    said = "NOT the same" if differ else f"the same bytes twice, {tree.fingerprint(first)}"
    print("\n  ".join([f"{name}: {said}", *differ[:SHOWN]]))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
