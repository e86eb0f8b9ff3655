"""Unpacking zip and gzip into a folder that goes away: never outside it, and never more than fits."""

import gzip
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from sync.hub.feeds.binaries import told_of_archive
from sync.hub.feeds.feed import FeedError

CHUNK = 1 << 20
MAX_BYTES = 20 << 30
"""Unpacked bytes of one import; a million variants with texts are 2 GB, pictures come on top."""

MAX_ENTRIES = 500_000
SUSPICIOUS_BYTES = 100 << 20
MAX_RATIO = 200
"""What unpacks to more than this many times its size is no feed (texts reach 50): it would fill the disk."""

SPARE_BYTES = 256 << 20
"""Room that is left on the disk."""

UNDATED = 1980
"""The year of zip entries without a date."""

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
GZIP = b"\x1f\x8b"

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError, RuntimeError)
"""What the standard library raises for damaged, encrypted and exotic archives."""


PassedOver = tuple[str, str]
"""The name of a file that is not read, and why."""


class Room:
    """A folder to unpack into, and what may still go into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._left = MAX_BYTES
        self._entries = MAX_ENTRIES

    def copy(self, source: IO[bytes] | gzip.GzipFile, target: Path, packed: int, name: str) -> None:
        """Write a stream of `packed` compressed bytes (0 = not compressed) to a file.

        Raises:
            FeedError: It is too much, or the disk is full.
        """
        self._entries -= 1
        if self._entries < 0:
            raise FeedError(f"the archive has more than {MAX_ENTRIES} files")
        written = 0
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as sink:
            while block := source.read(CHUNK):
                written += len(block)
                self._left -= len(block)
                if packed and written > SUSPICIOUS_BYTES and written > packed * MAX_RATIO:
                    raise FeedError(
                        f"{name} unpacks to more than {MAX_RATIO} times its size; that is no feed"
                    )
                if self._left < 0:
                    raise FeedError(f"{name} unpacks to more than {MAX_BYTES >> 30} GB")
                if shutil.disk_usage(self.folder).free < SPARE_BYTES:
                    raise FeedError(f"there is no room to unpack {name}; set TMPDIR to a larger disk")
                sink.write(block)


def is_zip(head: bytes) -> bool:
    """Tell whether a file that begins so is a zip archive."""
    return head.startswith((ZIP, EMPTY_ZIP))


def is_gzip(head: bytes) -> bool:
    """Tell whether a file that begins so is compressed with gzip."""
    return head.startswith(GZIP)


def unzip(path: Path, room: Room, target: Path) -> list[PassedOver]:
    """Unpack a zip archive below `target`; return what was passed over.

    Raises:
        FeedError: It is damaged, encrypted, a document of an office program, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            what = told_of_archive(archive.namelist())
            if what:
                raise FeedError(f"{path.name} is {what}")
            return list(_entries(archive, path, room, target))
    except DAMAGE as error:
        raise FeedError(f"{path.name} cannot be unpacked: {error}") from error


def gunzip(path: Path, room: Room, target: Path) -> None:
    """Unpack a gzip file to the file `target`, which gets its date.

    Raises:
        FeedError: It is damaged, or too large.
    """
    try:
        with gzip.open(path) as source:
            room.copy(source, target, path.stat().st_size, path.name)
            written = source.mtime or path.stat().st_mtime
    except (*DAMAGE, OSError) as error:
        raise FeedError(f"{path.name} cannot be unpacked: {error}") from error
    os.utime(target, (written, written))


def _entries(archive: zipfile.ZipFile, path: Path, room: Room, target: Path) -> Iterator[PassedOver]:
    for entry in archive.infolist():
        place = _inside(entry.filename)
        if entry.is_dir():
            continue
        if place is None or stat.S_ISLNK(entry.external_attr >> 16):
            yield entry.filename, "it leads out of the archive"
            continue
        if entry.flag_bits & 1:
            raise FeedError(f"{path.name} is encrypted; unpack it first")
        with archive.open(entry) as source:
            room.copy(source, target / place, entry.compress_size, entry.filename)
        written = _written(entry, path)
        os.utime(target / place, (written, written))


def _inside(name: str) -> PurePosixPath | None:
    """Return an entry's path, None for one that leads elsewhere."""
    place = PurePosixPath(name.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or ":" in name or "\x00" in name or not place.parts:
        return None
    return place


def _written(entry: zipfile.ZipInfo, path: Path) -> float:
    """Return when an entry was written: in the clock of this machine, for archives name no time zone."""
    own = path.stat().st_mtime
    try:
        told = datetime(*entry.date_time).astimezone().timestamp()
    except (ValueError, OverflowError):
        return own
    return own if entry.date_time[0] <= UNDATED else min(told, own)
