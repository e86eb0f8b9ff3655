"""A slot: the folder that one version of the program is unpacked into, and the card that says what is in it.

The card is written last and removed first: a slot with a card was whole when it was written, and what it says
of every file tells whether it still is.
"""

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec
import zstandard

from kiosk.update.places import FACTORY, SLOTS, Places
from kiosk.update.state import State
from sync.catalogue.current import flush_folder, replace_file
from sync.protocol.errors import UNREADABLE
from sync.protocol.releases import Release
from sync.shapes import ready

MAX_WINDOW = 1 << 27
"""Memory that an archive may ask for to be unpacked."""

BLOCK = 1 << 20
MAY_RUN = 0o100
MOST_FILES = 50_000


class SlotError(Exception):
    """An archive is not what was announced, or a slot is not whole."""


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file of a slot: its bytes and their SHA-256, or for a link where it leads."""

    size: int
    sha256: str
    link: str = ""


class Card(msgspec.Struct, frozen=True):
    """What is in a slot: which version, which `database` it writes, and its files by their path."""

    version: str
    database: int
    files: dict[str, File]


def free(state: State) -> str:
    """Return the slot that nothing needs; `state` is without a trial."""
    return next(name for name in SLOTS if name != state.current)


def read(places: Places, slot: str) -> Card | None:
    """Return the card of a slot; None for an empty one, one that never became whole, and the factory's."""
    if slot == FACTORY:
        return None
    try:
        return msgspec.json.decode(places.card(slot).read_bytes(), type=ready(Card))
    except (FileNotFoundError, *UNREADABLE):
        return None


def clear(places: Places, slot: str) -> None:
    """Empty a slot.

    Raises:
        OSError: The disk does not work.
    """
    places.card(slot).unlink(missing_ok=True)
    flush_folder(places.card(slot).parent)
    if places.slot(slot).exists():
        shutil.rmtree(places.slot(slot))


def fill(places: Places, slot: str, release: Release, archive: Path) -> None:
    """Unpack a verified archive into a slot, in place of what was there.

    Raises:
        SlotError: It holds what has no place in a slot, or more than was announced.
        OSError: The disk is full or does not work; the slot has no card then.
    """
    clear(places, slot)
    folder = places.slot(slot)
    folder.mkdir(parents=True)
    try:
        files = dict(_unpack(archive, folder, release.unpacked))
    except (tarfile.TarError, zstandard.ZstdError) as error:
        raise SlotError(f"{archive.name} cannot be unpacked: {error}") from error
    _flush(folder)
    card = Card(release.version, release.database, files)
    replace_file(places.card(slot), msgspec.json.encode(card))


def check(places: Places, slot: str) -> Card:
    """Return the card of a slot after reading every file of it.

    Raises:
        SlotError: It is not whole.
    """
    card = read(places, slot)
    if card is None:
        raise SlotError(f"there is nothing whole in slot {slot}")
    folder = places.slot(slot)
    for path, file in card.files.items():
        try:
            found = _link(folder / path) if file.link else _hashed(folder / path)
        except OSError as error:
            raise SlotError(f"slot {slot}: {path}: {error.strerror}") from error
        if found != file:
            raise SlotError(f"slot {slot}: {path} is not as it was unpacked")
    return card


def _unpack(archive: Path, folder: Path, most: int) -> Iterator[tuple[str, File]]:
    reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    left, count = most, 0
    with (
        archive.open("rb") as packed,
        reader.stream_reader(packed) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        for member in tar:
            left, count = left - member.size, count + 1
            if left < 0 or count > MOST_FILES:
                raise SlotError(f"{archive.name} holds more than was announced")
            target = folder / _inside(member.name)
            _require_inside(target.parent, folder, member.name)
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                yield member.name, _put(tar, member, target, folder)


def _put(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, folder: Path) -> File:
    if member.issym():
        _require_inside(target.parent / _inside(member.linkname, upward=True), folder, member.name)
        target.symlink_to(member.linkname)
        return _link(target)
    source = tar.extractfile(member) if member.isreg() else None
    if source is None:
        raise SlotError(f"{member.name} is neither a file nor a folder")
    mode = 0o755 if member.mode & MAY_RUN else 0o644
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with source, os.fdopen(descriptor, "wb") as file:
        return _copy(source, file)


def _require_inside(path: Path, folder: Path, name: str) -> None:
    """Refuse what lies elsewhere once every link on the way to it, unpacked before, is followed.

    Raises:
        SlotError: It does.
    """
    try:
        leads = path.resolve()
    except (OSError, RuntimeError) as error:
        raise SlotError(f"{name} leads in circles") from error
    if not leads.is_relative_to(folder.resolve()):
        raise SlotError(f"{name} leads out of the slot")


def _inside(name: str, *, upward: bool = False) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or (".." in path.parts and not upward):
        raise SlotError(f"{name} is no place in a slot")
    return path


def _copy(source: IO[bytes], target: IO[bytes]) -> File:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        target.write(block)
        digest.update(block)
        size += len(block)
    return File(size, digest.hexdigest())


def _hashed(path: Path) -> File:
    if path.is_symlink():
        return _link(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return File(file.tell(), digest)


def _link(path: Path) -> File:
    return File(0, "", str(path.readlink()) if path.is_symlink() else "")


def _flush(folder: Path) -> None:
    """Have everything on the disk before the card says so."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
