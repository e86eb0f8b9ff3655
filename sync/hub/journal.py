"""The journal of erasures in a hub's data folder: who was forgotten, by ids alone, one JSON object a line.

It stands beside the store because it has to outlive it: a backup that is put back knows nothing of what was
erased after it was made.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from sync.catalogue.current import flush_folder

NAME = "erasures.jsonl"


def merge(folder: Path, others: Iterable[Path]) -> list[bytes]:
    """Add what other journals hold to the one in a folder; return all its lines, each once."""
    path = folder / NAME
    lines: dict[bytes, None] = {}
    for journal in (path, *others):
        if journal.is_file():
            lines.update(dict.fromkeys(line for line in journal.read_bytes().splitlines() if line.strip()))
    if lines:
        _replace(path, b"".join(line + b"\n" for line in lines))
    return list(lines)


def _replace(path: Path, content: bytes) -> None:
    """Write beside, flush, then rename: whatever happens, the old journal or the new one is there, whole."""
    beside = path.with_suffix(".tmp")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    flush_folder(path.parent)


def append(folder: Path, line: bytes) -> None:
    """Add one line to the journal in a folder, durably; a line that was cut off before stays apart."""
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        file.write((b"" if file.read(1) in {b"", b"\n"} else b"\n") + line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    flush_folder(folder)  # it may be the first line, and the file new
