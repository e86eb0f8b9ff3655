"""Backing up a hub while it serves: its store as of one moment, pictures, releases, journal of erasures.

The catalogue's files are not taken along: they are made again from the store.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sync.hub import archive, journal
from sync.hub.archive import ArchiveError, Card
from sync.hub.context import STORE_FILE
from sync.hub.demo import MARK
from sync.hub.keys import EPOCH, Epoch
from sync.hub.media import FOLDER as MEDIA
from sync.hub.releases import places
from sync.protocol import moments
from sync.protocol.scopes import HUB
from sync.shapes import ready

SPARE = 64 << 20
"""Bytes that must stay free on a disk that a backup goes to."""


class Made(NamedTuple):
    """A backup that is written: where, how many files it holds, and its own size in bytes."""

    path: Path
    files: int
    bytes: int


def back_up(data: Path, target: Path, now: datetime) -> Made:
    """Write a backup of a data folder to one file.

    Raises:
        ArchiveError: There is no store, its copy is not sound, or the file cannot be written.
    """
    store = data / STORE_FILE
    try:
        if not store.is_file():
            raise ArchiveError(f"{data} holds no hub's store; a database is backed up by its own tools")
        if target.exists():
            raise ArchiveError(f"{target} is there already; nothing was written")
        _require_space(target.parent, store)
        with _copied(store, target.with_name(f"{target.name}.store")) as copy:
            card = Card(archive.FORMAT, moments.write(now), _epoch(copy))
            count = archive.write(target, card, _files(data, copy))
        return Made(target, count, target.stat().st_size)
    except OSError as error:
        raise ArchiveError(f"the backup was not written: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise ArchiveError(f"the store cannot be copied, so there is no backup: {error}") from error


def _require_space(folder: Path, store: Path) -> None:
    """Refuse a disk that cannot even take the store twice: as a copy, and inside the backup."""
    needed = 2 * store.stat().st_size + SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ArchiveError(
            f"{folder} has {free >> 20} MB free and a backup needs {needed >> 20} MB or more;"
            " nothing was written"
        )


@contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """Copy the store as of one moment, for the length of a `with` block and for its owner only.

    Who writes to the store meanwhile is neither stopped nor copied.
    """
    # One that a killed backup left; its name tells whose it was.
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    try:
        _copy_store(source, target)
        yield target
    finally:
        target.unlink(missing_ok=True)


def _copy_store(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as serving, closing(sqlite3.connect(target)) as copy:
        serving.backup(copy)
        # A file of its own, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ArchiveError(f"the store is damaged, so there is no backup: {verdict}")


def _epoch(store: Path) -> str:
    with closing(sqlite3.connect(store)) as copy:
        row = copy.execute(
            "SELECT body FROM document WHERE scope = ? AND kind = ? AND id = ?", (HUB, *EPOCH)
        ).fetchone()
    return msgspec.json.decode(row[0], type=ready(Epoch)).epoch if row else ""


def _files(data: Path, store: Path) -> Iterator[tuple[str, Path]]:
    """The files of a backup by their names in it; pictures are listed after the store that names them."""
    yield STORE_FILE, store
    for name in (journal.NAME, MARK):
        if (data / name).is_file():
            yield name, data / name
    for path in sorted((data / MEDIA).rglob("*")):
        # Half-written files of an import that runs beside end in .tmp.
        if path.is_file() and path.suffix != ".tmp":
            yield path.relative_to(data).as_posix(), path
    for path in places.files(data):
        yield path.relative_to(data).as_posix(), path
