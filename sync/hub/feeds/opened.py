"""What was given to an import, opened: a file, a folder, an archive or standard input, all as plain files."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from sync.hub.feeds.archives import PassedOver, Room, gunzip, is_gzip, is_zip, unzip
from sync.hub.feeds.binaries import told
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.images import is_picture
from sync.hub.feeds.workroom import workroom

STDIN = "-"
JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
"""What operating systems leave in folders and archives."""

BESIDE = ("images", "pictures", "photos", "media")
"""Folders beside a single file in which its pictures are looked for."""


class Opened(NamedTuple):
    """`files` in order of their names; `pictures` are folders with picture files.

    `whole` says that all these pictures were given with the feed. `passed_over` tells what is not read and
    why. `digest` names the content that came without a date, '' when it has one.
    """

    files: list[FeedFile]
    pictures: list[Path]
    whole: bool = False
    passed_over: list[PassedOver] = []  # noqa: RUF012 - never changed
    digest: str = ""


@contextmanager
def opened(path: Path, stdin: IO[bytes] | None = None) -> Iterator[Opened]:
    """Open what was given; what had to be unpacked goes away at the end. `-` is standard input.

    Raises:
        FeedError: It is not there, cannot be unpacked, or is no feed at all (an Excel workbook).
    """
    with workroom() as folder:
        try:
            yield _open(path, Room(folder), stdin)
        except PermissionError as error:
            raise FeedError(f"{error.filename} cannot be read: {error.strerror}") from error


def _open(path: Path, room: Room, stdin: IO[bytes] | None) -> Opened:
    if str(path) == STDIN:
        return _from_stdin(stdin or sys.stdin.buffer, room)
    if path.is_dir():
        return _in_folder(path, room, [])
    if not path.is_file():
        raise FeedError(f"{path} is not there")
    return _file(FeedFile(path), room)


def _from_stdin(stream: IO[bytes], room: Room) -> Opened:
    place = room.folder / "stdin"
    room.copy(stream, place, 0, "standard input")
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = _file(FeedFile(place, "standard input"), room)
    return found._replace(
        digest="" if found.whole else digest, pictures=found.pictures if found.whole else []
    )


def _file(file: FeedFile, room: Room) -> Opened:
    """Open a single file: an archive, or the feed itself."""
    if is_gzip(file.head):
        inner = room.folder / "gzip" / _without_suffix(file.path.name)
        gunzip(file.path, room, inner)
        file = FeedFile(inner, _without_suffix(file.name))
        if is_gzip(file.head):
            raise FeedError(f"{file.name} is packed more than once; unpack it first")
    if is_zip(file.head):
        target = room.folder / "zip"
        target.mkdir()
        return _in_folder(target, room, unzip(file.path, room, target))
    what = told(file.head)
    if what:
        raise FeedError(f"{file.name} is {what}")
    beside = [file.path.parent / name for name in BESIDE]
    return Opened([file], [folder for folder in beside if folder.is_dir()])


def _in_folder(folder: Path, room: Room, passed_over: list[PassedOver]) -> Opened:
    """Open a folder, and the archives in it; those inside these are passed over."""
    files: list[FeedFile] = []
    passed = list(passed_over)
    for number, path in enumerate(_plain_files(folder)):
        file = FeedFile(path, path.relative_to(folder).as_posix())
        try:
            files += _unpacked(file, room, room.folder / "inner" / str(number), passed)
        except (FeedError, OSError) as error:
            passed.append((file.name, str(error)))
    refused = [(file.name, what) for file in files if (what := _unreadable(file))]
    names = {name for name, _ in refused}
    readable = [file for file in files if file.name not in names]
    passed += refused
    if not readable and passed:
        raise FeedError(": ".join(passed[0]))
    return Opened(readable, [folder, room.folder / "inner"], whole=True, passed_over=passed)


def _unpacked(file: FeedFile, room: Room, target: Path, passed: list[PassedOver]) -> list[FeedFile]:
    """Return the files that one file of a folder is, itself if it is no archive."""
    if is_gzip(file.head):
        inner = target / _without_suffix(file.path.name)
        gunzip(file.path, room, inner)
        return [FeedFile(inner, _without_suffix(file.name))]
    if is_zip(file.head):
        passed += [(f"{file.name}/{name}", why) for name, why in unzip(file.path, room, target)]
        return [
            FeedFile(each, f"{file.name}/{each.relative_to(target).as_posix()}")
            for each in _plain_files(target)
        ]
    return [file]


def _unreadable(file: FeedFile) -> str:
    if is_zip(file.head) or is_gzip(file.head):
        return "an archive in an archive; unpack it first"
    return told(file.head)


def _plain_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_picture(path) and not any(map(_is_junk, path.relative_to(folder).parts))
    ]


def _is_junk(part: str) -> bool:
    return part.startswith(".") or part.casefold() in JUNK


def _without_suffix(name: str) -> str:
    """Return a packed file's own name.

    >>> _without_suffix("a/products.csv.gz"), _without_suffix("stock.tgz")
    ('a/products.csv', 'stock.tar')
    """
    if name.casefold().endswith(".tgz"):
        return name[:-4] + ".tar"
    return name[:-3] if name.casefold().endswith(".gz") else f"{name} unpacked"
