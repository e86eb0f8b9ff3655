"""The virtual environment in .venv: made once, brought up to date when lock file or project changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import debian
import interpreter
from failure import SetupError

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "setup.json"


def prepare() -> None:
    """Make .venv hold exactly the locked packages and this checkout, installed editable.

    Raises:
        SetupError: no suitable Python, no venv module, or pip failed.
    """
    built = read_stamp()
    if not fits(built):
        create()
        built = {}
    wanted = {"root": str(ROOT), "lock": digest(LOCK), "project": digest(PROJECT)}
    if built == wanted:
        return
    if built.get("lock") != wanted["lock"]:
        install_packages()
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps(wanted))
    print("The Python packages are in place (.venv).", flush=True)


def read_stamp() -> dict[str, str]:
    """What the last finished setup wrote; empty when there was none."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def fits(built: dict[str, str]) -> bool:
    """Whether .venv can be kept: its Python exists and is the wanted one, and the checkout was not moved.

    Console scripts carry the absolute path of their Python, so a moved environment is a broken one.
    """
    if not PYTHON.exists() or built.get("root", str(ROOT)) != str(ROOT):
        return False
    if not os.environ.get("PYTHON"):
        return True
    return version_in_venv() == interpreter.spell(interpreter.choose().version)


def version_in_venv() -> str:
    """Major and minor version of the Python that .venv was made with, as its own record says."""
    lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return ".".join(settings.get("version", "").split(".")[:2])


def create() -> None:
    """Make an empty .venv, replacing one that cannot be kept."""
    chosen = interpreter.choose()
    if not chosen.has_ensurepip:
        package = f"python{interpreter.spell(chosen.version)}-venv"
        debian.install([package], f"Python's venv module is missing ({package}).")
        if debian.cannot_install():
            raise SetupError("Setup needs it to go on.")
    if VENV.exists():
        print("Making .venv anew: it was made elsewhere or with another Python.", flush=True)
        shutil.rmtree(VENV)
    print(f"Making .venv with Python {interpreter.spell(chosen.version)}.", flush=True)
    finished = subprocess.run([chosen.path, "-m", "venv", str(VENV)], stdin=subprocess.DEVNULL, check=False)
    if finished.returncode != 0:
        raise SetupError(f"{chosen.path} could not make a virtual environment; what it said stands above.")


def install_packages() -> None:
    """Install what the lock file names, each file checked against its hash."""
    count = sum(not line.startswith((" ", "#")) for line in LOCK.read_text().splitlines())
    print(
        f"Installing up to {count} Python packages from requirements.lock into .venv. "
        "Qt is the large one; the first time takes a few minutes.",
        flush=True,
    )
    pip("install", "--require-hashes", "--requirement", str(LOCK))


def pip(*arguments: str) -> None:
    """Run the environment's own pip, which asks nothing and reports errors only."""
    command = [str(PYTHON), "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise SetupError("Installing Python packages failed; pip says why above. Is the network there?")


def digest(path: Path) -> str:
    """Fingerprint of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
