"""Build the programs as they are installed: a folder each, with Python, Qt and every file in it.

    .venv/bin/python packaging/build.py [kiosk] [hub] [--out FOLDER]

It makes `build/package/tree/kiosk` and `…/hub`, the same bytes whenever and wherever it is run on one system
with one Python. SOURCE_DATE_EPOCH is the time that all files are said to be from, otherwise that of the last
commit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bundle import freeze, libraries, papers, runtime, stripping, tree
from bundle.failure import BuildError
from bundle.programs import PROGRAMS, ROOT, Program

OUT = ROOT / "build" / "package"
MEGABYTE = 1_000_000


def main(arguments: list[str]) -> int:
    """Build what is asked for; 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description="Build the programs as they are installed.")
    parser.add_argument("program", nargs="*", choices=[*PROGRAMS, []], help="all of them otherwise")
    parser.add_argument("--out", type=Path, default=OUT, help="where the trees and all steps go")
    options = parser.parse_args(arguments)
    try:
        for name in options.program or PROGRAMS:
            build(PROGRAMS[name], options.out.resolve())
    except BuildError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def build(program: Program, out: Path) -> Path:
    """Build one program; return its tree.

    Raises:
        BuildError: It cannot be built, or holds what nobody has reviewed.
    """
    begun = time.monotonic()
    moment = said_to_be_from()
    print(f"Building the {program.name} …", flush=True)
    made_of = runtime.prepare(program, out)
    built = freeze.freeze(program, made_of, out, moment)
    stripping.strip(built / "_internal")
    native = libraries.find(built / "_internal")
    faults = libraries.judge(native, libraries.Allowed.read(), papers.owned(made_of))
    if faults:
        raise BuildError("\n".join(["Not built: see bundle/libraries.toml.", *faults]))
    papers.write(program, made_of, built, native)
    tree.write_sums(built)
    tree.put_in_order(built, moment)
    target = out / "tree" / program.name
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    built.rename(target)
    took = time.monotonic() - begun
    print(f"{target}: {tree.size(target) / MEGABYTE:.0f} MB, {took:.0f} s, {tree.fingerprint(target)}")
    return target


def said_to_be_from() -> int:
    """Return the time that all files are said to be from, in seconds since 1970.

    Raises:
        BuildError: Nobody says it, and this is no checkout.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    last = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if last.returncode or not last.stdout.strip():
        raise BuildError("This is no git checkout: set SOURCE_DATE_EPOCH, in seconds since 1970.")
    return int(last.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
