"""Which catalogue file is in force: `catalogue/current.json` in a tablet's or a hub's data folder."""

import os
from pathlib import Path

import msgspec

from sync.catalogue.schema import CatalogueError

FOLDER = "catalogue"
NAME = "current.json"


class Current(msgspec.Struct, frozen=True):
    """`file` is the database's name beside `current.json`; `version` the newest change it holds."""

    file: str
    version: int
    raw_sha256: str = ""


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
        return msgspec.json.decode(raw, type=Current)
    except msgspec.DecodeError as error:
        message = f"{NAME} is damaged: {error}"
        raise CatalogueError(message) from error


def write_current(data: Path, current: Current) -> None:
    """Put another file in force."""
    replace_file(folder(data) / NAME, msgspec.json.encode(current))


def replace_file(target: Path, content: bytes) -> None:
    """Write a small file beside, flush it, then rename it, so that a power cut leaves old or new."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".tmp")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)
    _flush_folder(target.parent)


def _flush_folder(path: Path) -> None:
    """Make the rename itself durable (POSIX; Windows has no such call and does not need it)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
