"""A built tree in order: the same modes and times wherever it was built, and one sum over all of it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

SUMS = "SHA256SUMS"
FOLDER, FILE, PROGRAM = 0o755, 0o644, 0o755


def put_in_order(tree: Path, moment: int) -> None:
    """Give everything in a tree the mode of its kind, and one time (seconds since 1970)."""
    for path in (*tree.rglob("*"), tree):
        if not path.is_symlink():
            runs = path.stat().st_mode & stat.S_IXUSR
            path.chmod(FOLDER if path.is_dir() else PROGRAM if runs else FILE)
        os.utime(path, (moment, moment), follow_symlinks=False)


def write_sums(tree: Path) -> None:
    """Write the SHA-256 of every file into `SHA256SUMS` at the top, as `sha256sum --check` reads it."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)
    (tree / SUMS).write_text("".join(list(lines)))


def fingerprint(tree: Path) -> str:
    """Return the SHA-256 over all of a tree: names, modes, times, contents, where links lead."""
    total = hashlib.sha256()
    for path in sorted(tree.rglob("*")):
        total.update(f"{path.relative_to(tree)}\0{of_one(path)}\0".encode())
    return total.hexdigest()


def of_one(path: Path) -> str:
    """Return what makes a file, folder or link what it is: mode, time, content."""
    known = path.lstat()
    content = ""
    if path.is_symlink():
        content = str(path.readlink())
    elif path.is_file():
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{known.st_mode:o} {int(known.st_mtime)} {content}"


def size(tree: Path) -> int:
    """Return how many bytes all files of a tree have."""
    return sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
