"""Clearing the picture folder: what no product shows any more, what a power cut left, what is too much."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from sync.catalogue.read import Catalogue
from sync.client.pictures import prefetch
from sync.client.pictures.media import HOUR, SIGNATURES, MediaCache, is_whole

TORN_AFTER = 3600.0
"""Seconds after which a file that is still being written has been given up."""


def sweep(data: Path, cache: MediaCache, now: Callable[[], float] = time.time) -> None:
    """Remove what is in the way. Without a catalogue nothing is known to be out of use.

    Raises:
        CatalogueError: The catalogue cannot be read.
    """
    pictures = _look_over(cache, now)
    catalogue = Catalogue.open_current(data)
    if catalogue is not None:
        try:
            cache.remove(_unshown(catalogue, pictures))
        finally:
            catalogue.close()
    cache.settle()


def _look_over(cache: MediaCache, now: Callable[[], float]) -> list[str]:
    """Bring the book in line with the folder, drop what is torn; return the names of what is whole."""
    known = cache.uses.known()
    here: list[str] = []
    whole: list[str] = []
    torn: list[str] = []
    for path in cache.folder.glob("*/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.suffix not in SIGNATURES:
                _remove_given_up(path, now)
                continue
            entry = known.get(path.name)
            if entry is None:
                status = path.stat()
                cache.uses.add(path.name, status.st_size, int(status.st_mtime // HOUR))
            if entry and entry.whole:
                here.append(path.name)
            else:
                (whole if is_whole(path) else torn).append(path.name)
    cache.remove(torn)
    cache.uses.confirm(whole)
    cache.uses.remove(known.keys() - {*here, *whole})
    return [*here, *whole]


def _remove_given_up(path: Path, now: Callable[[], float]) -> None:
    if path.suffix == ".tmp" and now() - path.stat().st_mtime > TORN_AFTER:
        path.unlink()


def _unshown(catalogue: Catalogue, pictures: list[str]) -> list[str]:
    """Return which pictures no product shows; what is held in memory is what is in the folder."""
    left: dict[str, list[str]] = {}
    for name in pictures:
        left.setdefault(name.partition("-")[0], []).append(name)
    for _, _, sha in prefetch.pictures(catalogue):
        left.pop(sha, None)
    return [name for names in left.values() for name in names]
