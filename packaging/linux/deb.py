"""A Debian package from a folder that holds its files: the same bytes whenever and wherever it is made.

dpkg-deb sorts, and takes times no later than SOURCE_DATE_EPOCH and owners from `--root-owner-group`. What is
left is done here: times, modes, sums, the list of files that an administrator may edit.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
from pathlib import Path
from string import Template
from typing import NamedTuple

CONTROL = "DEBIAN"
"""The folder of what dpkg reads and does not install."""
SCRIPTS = ("preinst", "postinst", "prerm", "postrm")
KIBIBYTE = 1024
FOLDER, FILE, PROGRAM = 0o755, 0o644, 0o755
LEVEL = 9
"""xz's, a tenth smaller than zstd's; one thread, since the bytes depend on whether there are several."""


class PackageError(Exception):
    """The package cannot be made; the message says what to do."""


class Facts(NamedTuple):
    """What is only known when it is made; `depends` as dpkg writes it."""

    version: str
    architecture: str
    depends: str
    moment: int
    """Seconds since 1970 that every file is said to be from."""


def lay_out(source: Path, tree: Path, place: str, root: Path) -> None:
    """Bring a package's own files and a program's tree together in a fresh folder.

    Args:
        source: Folder with `DEBIAN`, and `root` for what is installed as it stands.
        tree: The program.
        place: Where it is installed, from the root: `opt/vetrina`.
        root: The fresh folder.

    Raises:
        PackageError: There is no tree.
    """
    if not tree.is_dir():
        raise PackageError(f"{tree} is no folder: build the program first")
    shutil.copytree(source / "root", root, symlinks=True)
    shutil.copytree(source / CONTROL, root / CONTROL)
    shutil.copytree(tree, root / place, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))


def build(root: Path, out: Path, facts: Facts) -> Path:
    """Make the package of a laid out folder; return its file, named as Debian names it.

    Args:
        root: The folder; it is brought in order.
        out: Folder of the package.
        facts: See there.

    Raises:
        PackageError: dpkg-deb is not here, or refused.
    """
    for path in sorted(root.rglob("*")):
        _set_mode(path)
    _write(root / CONTROL / "conffiles", [f"/{path}" for path in _installed(root) if path.parts[0] == "etc"])
    _write(root / CONTROL / "md5sums", [f"{_md5(root / path)}  {path}" for path in _installed(root)])
    control = root / CONTROL / "control"
    told = facts._asdict() | {"size": str(_kibibytes(root))}
    control.write_text(Template(control.read_text()).substitute(told))
    for path in (root, *root.rglob("*")):
        os.utime(path, (facts.moment, facts.moment), follow_symlinks=False)
    out.mkdir(parents=True, exist_ok=True)
    name = next(line for line in control.read_text().splitlines() if line.startswith("Package: "))[9:]
    package = out / f"{name}_{facts.version}_{facts.architecture}.deb"
    _pack(root, package, facts.moment)
    return package


def _pack(root: Path, package: Path, moment: int) -> None:
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{LEVEL}", "--threads-max=1", "--build"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(moment)}
    try:
        done = subprocess.run(
            [*command, root, package], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise PackageError("dpkg-deb makes the package and is not here: this needs Debian") from error
    if done.returncode:
        raise PackageError(f"dpkg-deb refused: {done.stderr.strip()}")


def _installed(root: Path) -> list[Path]:
    """Return the plain files that are installed, from the root, in order."""
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    own = (path.relative_to(root) for path in files)
    return sorted(path for path in own if path.parts[0] != CONTROL)


def _set_mode(path: Path) -> None:
    """Give it the mode that its kind has, whatever the umask of who made it was."""
    if path.is_symlink():
        return
    runs = path.stat().st_mode & stat.S_IXUSR or (path.parent.name == CONTROL and path.name in SCRIPTS)
    path.chmod(FOLDER if path.is_dir() else PROGRAM if runs else FILE)


def _write(path: Path, lines: list[str]) -> None:
    if lines:
        path.write_text("".join(f"{line}\n" for line in lines))
        path.chmod(FILE)


def _md5(path: Path) -> str:
    # Debian's format; it finds damage on a disk and protects from nobody.
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _kibibytes(root: Path) -> int:
    """Return what it takes on a disk, as policy 5.6.20 reckons: each file to the next whole one."""
    return sum(-((root / path).stat().st_size // -KIBIBYTE) for path in _installed(root))
