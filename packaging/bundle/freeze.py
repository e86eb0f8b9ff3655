"""Running PyInstaller on a plan: the program's modules, its files, and of Qt what was reviewed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bundle.failure import BuildError
from bundle.libraries import QT, Allowed
from bundle.programs import ROOT, Program
from bundle.runtime import Runtime

HERE = Path(__file__).parent
SEED = "0"
"""Python's order of sets goes into what is compiled."""
NEVER = ("PyInstaller", "_pyinstaller_hooks_contrib", "altgraph", "setuptools", "pkg_resources", "pip")
"""Builds, and stays behind."""
TOLD = ("METADATA", "entry_points.txt")
"""What a package says of itself that a program may ask for."""
UNWANTED = (
    "readline",
    "curses",
    "_gdbm",
    "_dbm",
    "nis",
    "tkinter",
    "idlelib",
    "lib2to3",
    "test",
    "ensurepip",
)
"""Parts of Python that no installed program needs; the first ones are under the GPL or stand on what is."""


def freeze(program: Program, runtime: Runtime, folder: Path, moment: int) -> Path:
    """Build a program below a folder; return the folder that holds it.

    Args:
        program: Which.
        runtime: What it is made of.
        folder: A folder to work in.
        moment: Seconds since 1970 that everything is said to be from.

    Raises:
        BuildError: PyInstaller failed.
    """
    work = folder / f"{program.name}-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    plan = work / "plan.json"
    plan.write_text(json.dumps(_plan(program, runtime, work), indent=1))
    environment = {
        "HOME": str(work),
        "LC_ALL": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": SEED,
        # Nothing compiled before is used: it may differ in how often it names a thing, and so in its bytes.
        "PYTHONPYCACHEPREFIX": str(work / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(runtime.tools),
        "PYINSTALLER_CONFIG_DIR": str(work / "config"),
        # What is installed is packed as a whole, and better: what is packed already makes it larger.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
        "SOURCE_DATE_EPOCH": str(moment),
        "VETRINA_PLAN": str(plan),
    }
    where = ("--distpath", str(work / "built"), "--workpath", str(work / "steps"), "--log-level", "ERROR")
    command = [str(runtime.python), "-m", "PyInstaller", *where, str(HERE / "program.spec")]
    done = subprocess.run(command, cwd=work, env=environment, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise BuildError(f"PyInstaller failed on {program.name}; it says why above.")
    return work / "built" / program.name


def _plan(program: Program, runtime: Runtime, work: Path) -> dict[str, object]:
    allowed = Allowed.read()
    entry = work / "start.py"
    entry.write_text(f"import sys\n\nfrom {program.entry} import main\n\nsys.exit(main())\n")
    unwanted = [*program.without, *NEVER, *UNWANTED]
    if "packaging" not in runtime.packages:
        unwanted.append("packaging")
    modules = program.modules()
    datas = [(str(path), folder) for path, folder in program.files()]
    binaries: list[tuple[str, str]] = []
    if program.has_qt:
        modules += [f"PySide6.{each}" for each in allowed.pyside]
        binaries, qml = _qt(runtime, allowed)
        datas += qml
    return {
        "name": program.name,
        "command": program.command,
        "entry": str(entry),
        "root": str(ROOT),
        "modules": modules,
        "without": unwanted,
        "datas": datas,
        "binaries": binaries,
        "hooks": str(_hooks(runtime, work)),
        "before": str(HERE / "before.py"),
        # What lies elsewhere is the system's, and stays there: `libraries.judge` sees to it that it is known.
        "own": [f"{runtime.python.parents[1]}{os.sep}", f"{sys.base_prefix}/lib/python"],
        "native": sorted(allowed.native),
        "told": TOLD,
        "languages": program.languages,
    }


def _qt(runtime: Runtime, allowed: Allowed) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return Qt's plugins, and what says which of them a QML import means; libraries come by their need.

    Raises:
        BuildError: One is not in the environment.
    """
    plugins = [each for each in allowed.qt if not each.startswith("lib/")]
    missing = [each for each in plugins if not (runtime.site / QT / each).is_file()]
    if missing:
        raise BuildError(f"PySide6 has no {', '.join(missing)}: see bundle/libraries.toml")
    binaries = [(str(runtime.site / QT / each), str(Path(QT + each).parent)) for each in plugins]
    folders = [Path(QT + each).parent for each in plugins if each.startswith("qml/")]
    return binaries, [(str(runtime.site / folder / "qmldir"), str(folder)) for folder in folders]


def _hooks(runtime: Runtime, work: Path) -> Path:
    """Have PyInstaller take nothing of Qt by itself: its own hooks bring every plugin and QML module."""
    folder = work / "hooks"
    folder.mkdir()
    for module in (runtime.site / "PySide6").glob("Qt*.abi3.so"):
        name = module.name.partition(".")[0]
        (folder / f"hook-PySide6.{name}.py").write_text("# bundle/libraries.toml says what comes along.\n")
    return folder
