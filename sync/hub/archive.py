"""A backup file: one tar, packed with zstd, that says of every file in it what its bytes must be.

First comes a card that tells what this is, then the files, then the list of their SHA-256. A file that was
cut has no list, one that was changed does not agree with it.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec
import zstandard

from sync.catalogue.current import flush_folder
from sync.shapes import ready

CARD = "vetrina-backup.json"
LIST = "files.json"
FORMAT = 1
LEVEL = 3
"""zstd: pictures are packed already; the store shrinks to a fraction and must not keep a hub busy."""

CHUNK = 1 << 20
MAX_LIST = 256 << 20
"""Bytes of a list that are read: a million pictures take about half of it."""


class ArchiveError(Exception):
    """A backup file cannot be written or trusted; the message says why, for the person at the terminal."""


class Card(msgspec.Struct, frozen=True):
    """What a backup is: `made` is ISO 8601 UTC, `epoch` the history of the hub that it was made of."""

    format: int
    made: str
    epoch: str


class Entry(msgspec.Struct, frozen=True):
    """One file: its path in the data folder (with `/`), its size, and the SHA-256 of its bytes."""

    path: str
    bytes: int
    sha256: str


class _Hashing:
    """Reads a file for tar and learns its hash on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._hash.update(block)
        return block

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def write(target: Path, card: Card, files: Iterable[tuple[str, Path]]) -> int:
    """Write a backup file beside its place, flush it, then name it; return how many files are in it.

    A file that is gone when its turn comes is left out.

    Raises:
        OSError: The disk is full or does not work; nothing is left behind.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        # Keys and people's lists are in it: for its owner only.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
            with zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).stream_writer(
                sink, closefd=False
            ) as packed:
                count = _write_tar(packed, card, files)
            sink.flush()
            os.fsync(sink.fileno())
        part.replace(target)
        flush_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return count


def _write_tar(sink: IO[bytes], card: Card, files: Iterable[tuple[str, Path]]) -> int:
    with tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, CARD, msgspec.json.encode(card))
        entries = [entry for name, path in files if (entry := _add_file(tar, name, path))]
        _add(tar, LIST, msgspec.json.encode(entries))
    return len(entries)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> Entry | None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        member = tarfile.TarInfo(name)
        member.size = os.fstat(file.fileno()).st_size
        member.mode = 0o600
        reading = _Hashing(file)
        tar.addfile(member, reading)
        return Entry(name, member.size, reading.hexdigest())


def unpack(source: Path, folder: Path) -> Card:
    """Unpack a backup file into a new folder; what is there when this returns is what was backed up, durably.

    Raises:
        ArchiveError: It is no backup, was made by a newer hub, was cut, or was changed.
        OSError: The disk is full or does not work.
    """
    with _tar(source) as tar:
        members = iter(tar)
        card = _card(tar, next(members, None))
        found: dict[str, Entry] = {}
        for member in members:
            if member.name == LIST:
                _compare(_content(tar, member), found)
                _make_durable(folder / name for name in found)
                return card
            found[member.name] = _extract(tar, member, folder)
    raise ArchiveError("the backup is cut: its end is missing")


@contextmanager
def _tar(source: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup file, and say in words what is wrong with one that cannot be read."""
    with source.open("rb") as packed:
        try:
            plain = zstandard.ZstdDecompressor().stream_reader(packed, closefd=False)
            with tarfile.open(fileobj=plain, mode="r|") as tar:
                yield tar
        except (zstandard.ZstdError, tarfile.TarError, EOFError) as error:
            raise ArchiveError(f"this is no whole backup: it was cut or changed ({error})") from error


def _card(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> Card:
    if member is None or member.name != CARD:
        raise ArchiveError("this is no backup of a Vetrina hub")
    try:
        card = msgspec.json.decode(_content(tar, member), type=ready(Card))
    except msgspec.DecodeError as error:
        raise ArchiveError("this is no backup of a Vetrina hub") from error
    if card.format != FORMAT:
        raise ArchiveError("this backup was made by a newer Vetrina hub; update this one first")
    return card


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    if file is None or member.size > MAX_LIST:
        raise ArchiveError("the backup was changed: it does not say what is in it")
    return file.read()


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> Entry:
    place = PurePosixPath(member.name)
    if not member.isreg() or place.is_absolute() or ".." in place.parts or set(member.name) & {"\\", ":"}:
        # The last two lead elsewhere on Windows: to another folder, another drive, another stream of a file.
        raise ArchiveError(f"the backup was changed: {member.name} does not belong into a data folder")
    file = tar.extractfile(member)
    assert file is not None, "a regular file has content"
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as sink:
        target.chmod(0o600)
        while block := file.read(CHUNK):
            digest.update(block)
            size += len(block)
            sink.write(block)
    return Entry(member.name, size, digest.hexdigest())


def _make_durable(files: Iterable[Path]) -> None:
    """Flush many files: all disks at once where the system can, which is much quicker than one by one."""
    if os.name != "nt":
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _compare(listed: bytes, found: dict[str, Entry]) -> None:
    try:
        entries = {entry.path: entry for entry in msgspec.json.decode(listed, type=ready(list[Entry]))}
    except msgspec.DecodeError as error:
        raise ArchiveError("the backup was changed: it does not say what is in it") from error
    for name in sorted(entries.keys() | found.keys()):
        if entries.get(name) != found.get(name):
            raise ArchiveError(f"the backup was changed or damaged: {name} is not as it was backed up")
