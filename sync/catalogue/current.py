"""Which catalogue file is in force: `catalogue/current.json` in a tablet's or a hub's data folder."""

import os
from pathlib import Path

import msgspec

from sync.catalogue.schema import CatalogueError
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

FOLDER = "catalogue"
NAME = "current.json"


class Current(msgspec.Struct, frozen=True, omit_defaults=True):
    """`file` is the database's name beside `current.json`; `version` the newest change it came with.

    `epoch` names the hub's history that it is from; `bytes` is the least size of the file while it is whole;
    `previous` is the file that was in force before, for the day when this one turns out damaged ('' = none).
    """

    file: str
    version: int
    raw_sha256: str = ""
    epoch: str = ""
    bytes: int = 0
    previous: str = ""


def folder(data: Path) -> Path:
    """Return the catalogue folder of a data folder."""
    return data / FOLDER


def read_current(data: Path) -> Current | None:
    """Return what is in force, None when there is no catalogue yet.

    Raises:
        CatalogueError: The file is there and cannot be read.
    """
    try:
        raw = (folder(data) / NAME).read_bytes()
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(raw, type=ready(Current))
    except UNREADABLE as error:
        message = f"{NAME} is damaged: {error}"
        raise CatalogueError(message) from error


def write_current(data: Path, current: Current) -> None:
    """Put another file in force."""
    replace_file(folder(data) / NAME, msgspec.json.encode(current))


def remove_current(data: Path) -> None:
    """Put no file in force."""
    (folder(data) / NAME).unlink(missing_ok=True)
    flush_folder(folder(data))


def replace_file(target: Path, content: bytes) -> None:
    """Write a small file beside, flush it, then rename it, so that a power cut leaves old or new."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".tmp")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)
    flush_folder(target.parent)


def flush_folder(path: Path) -> None:
    """Make renames in a folder themselves durable (POSIX; Windows has no such call and does not need it)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
