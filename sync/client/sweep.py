"""Clearing the picture folder: what no product shows any more, what a power cut left, too many large ones."""

import contextlib
import math
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sync.catalogue.read import Catalogue
from sync.client import prefetch
from sync.client.media import FOLDER

FULL = "-full"
"""How the names of the largest renditions end; they come on demand only."""

FULL_BYTES = 2 << 30
"""What the largest renditions may take together: about 5,000 of them."""

TORN_AFTER = 3600.0
"""Seconds after which a file that is still being written has been given up."""


def sweep(data: Path, full_bytes: int = FULL_BYTES, now: Callable[[], float] = time.time) -> None:
    """Remove what is in the way. Without a catalogue nothing is known, so nothing but torn files goes.

    Raises:
        CatalogueError: The catalogue cannot be read.
    """
    files = [path for path in (data / FOLDER).glob("*/*") if path.is_file()]
    _remove(path for path in files if path.suffix == ".tmp" and now() - _written(path) > TORN_AFTER)
    catalogue = Catalogue.open_current(data)
    if catalogue is None:
        return
    try:
        shown = {sha for _, _, sha in prefetch.pictures(catalogue.products())}
    finally:
        catalogue.close()
    pictures = [path for path in files if path.suffix != ".tmp"]
    _remove(path for path in pictures if _sha256(path) not in shown)
    _remove(_excess([path for path in pictures if _sha256(path) in shown], full_bytes))


def _excess(pictures: list[Path], full_bytes: int) -> Iterator[Path]:
    """Pick the largest renditions that nobody has looked at for longest, until the others fit."""
    full = [(path.stat(), path) for path in pictures if path.stem.endswith(FULL)]
    room = full_bytes
    # Some systems keep no time of reading: then the one of arrival counts.
    for stat, path in sorted(full, key=lambda one: max(one[0].st_atime, one[0].st_mtime), reverse=True):
        room -= stat.st_size
        if room < 0:
            yield path


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        # It has just been finished, and has its own name now.
        return math.inf


def _sha256(path: Path) -> str:
    return path.stem.partition("-")[0]


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        # One that is open somewhere (Windows) goes next time.
        with contextlib.suppress(OSError):
            path.unlink()
