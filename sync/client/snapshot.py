"""Bringing the catalogue: a snapshot first, then what changed. Only a whole one replaces the one in force."""

import asyncio
import contextlib
import hashlib
import logging
import os
import sqlite3
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

import zstandard

from sync.catalogue.build import advance
from sync.catalogue.current import Current, folder, read_current, write_current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.client.errors import Faulty, Gone
from sync.client.link import Link
from sync.protocol.catalogue import CatalogueRow, Manifest, SnapshotFile

CHANGES_WORTH = 20_000
"""Above so many changes the new snapshot is the shorter way."""

KEPT_SHARE = 0.5
"""A new catalogue with less than this share of the old one's products is taken for a mishap and refused."""

BLOCK = 1 << 20

log = logging.getLogger(__name__)
T = TypeVar("T")


class Snapshot:
    """The catalogue of one data folder. `refresh` runs in the engine's loop, file work in a worker thread."""

    def __init__(self, data: Path) -> None:
        self._data = data

    async def refresh(self, link: Link) -> bool:
        """Bring the catalogue up to the hub's; return whether another file is in force now.

        Raises:
            HubError: As the calls of `Link`.
            Faulty: What came is damaged, or would remove most of the shop; the old catalogue goes on.
        """
        current = _usable(self._data)
        manifest = await link.manifest()
        if current is None or self._too_far(current, manifest):
            await self._install(link, manifest)
            return True
        if current.version == manifest.head:
            return False
        try:
            await self._advance(link, current)
        except Gone:
            await self._install(link, manifest)
        return True

    def _too_far(self, current: Current, manifest: Manifest) -> bool:
        """A head below ours is another history of the hub: only its snapshot can be trusted."""
        return manifest.head < current.version or manifest.version - current.version > CHANGES_WORTH

    async def _install(self, link: Link, manifest: Manifest) -> None:
        packed = folder(self._data) / f"{manifest.file.sha256}.part"
        packed.parent.mkdir(parents=True, exist_ok=True)
        self._tidy("*.part", {packed.name})
        await link.download(manifest.file, packed)
        await asyncio.to_thread(self._unpack, packed, manifest)

    def _unpack(self, packed: Path, manifest: Manifest) -> None:
        name = f"catalogue-{manifest.version}-{manifest.file.raw_sha256[:12]}.db"
        beside = packed.with_name(f"{name}.tmp")
        try:
            _decompress(packed, beside, manifest.file)
            self._enforce(beside, Current(name, manifest.version, manifest.file.raw_sha256))
        finally:
            packed.unlink(missing_ok=True)
            beside.unlink(missing_ok=True)

    async def _advance(self, link: Link, current: Current) -> None:
        rows: list[CatalogueRow] = []
        version, more = current.version, True
        while more:
            page = await link.catalogue_changes(version)
            if page.more and not page.rows:
                raise Faulty("the hub announced more changes of the catalogue and sent none")
            rows.extend(page.rows)
            version = max([version, *(row.seq for row in page.rows)])
            more = page.more
        await asyncio.to_thread(self._apply, current, rows, version)

    def _apply(self, current: Current, rows: list[CatalogueRow], version: int) -> None:
        name = f"catalogue-{version}.db"
        beside = folder(self._data) / f"{name}.tmp"
        try:
            advance(folder(self._data) / current.file, beside, rows, version)
            self._enforce(beside, Current(name, version))
        finally:
            beside.unlink(missing_ok=True)

    def _enforce(self, beside: Path, current: Current) -> None:
        """Put a finished file in force, after a look whether it can be meant."""
        before, after = _products(self._data), _count(beside)
        if after < before * KEPT_SHARE:
            raise Faulty(f"a catalogue of {after} products instead of {before} was refused")
        _flush(beside)
        previous = _usable(self._data)
        beside.replace(folder(self._data) / current.file)
        write_current(self._data, current)
        self._tidy("catalogue-*.db", {current.file, previous.file if previous else ""})
        self._tidy("catalogue-*.db.tmp")

    def _tidy(self, pattern: str, kept: Collection[str] = ()) -> None:
        """Remove older files; one that is still open somewhere (Windows) goes next time."""
        for path in folder(self._data).glob(pattern):
            if path.name not in kept:
                with contextlib.suppress(OSError):
                    path.unlink()


def _usable(data: Path) -> Current | None:
    """Return what is in force; a damaged catalogue counts as none, so that a new one is brought."""
    try:
        current = read_current(data)
        catalogue = Catalogue.open_current(data)
    except CatalogueError as error:
        log.warning("the catalogue is brought anew: %s", error)
        return None
    if catalogue:
        catalogue.close()
    return current


def _products(data: Path) -> int:
    current = _usable(data)
    return _count(folder(data) / current.file) if current else 0


def _count(path: Path) -> int:
    """Return how many products a catalogue file holds.

    Raises:
        Faulty: It is no catalogue.
    """
    return _ask(path, lambda catalogue: catalogue.count("product"))


def _ask(path: Path, question: Callable[[Catalogue], T]) -> T:
    try:
        catalogue = Catalogue(path)
    except CatalogueError as error:
        raise Faulty(f"the hub's file is of no use: {error}") from error
    try:
        return question(catalogue)
    except sqlite3.Error as error:
        raise Faulty(f"the hub's file is damaged: {error}") from error
    finally:
        catalogue.close()


def _decompress(packed: Path, target: Path, file: SnapshotFile) -> None:
    digest = hashlib.sha256()
    try:
        with packed.open("rb") as source, target.open("wb") as sink:
            reader = zstandard.ZstdDecompressor().stream_reader(source)
            while block := reader.read(BLOCK):
                digest.update(block)
                sink.write(block)
    except zstandard.ZstdError as error:
        raise Faulty(f"the snapshot cannot be unpacked: {error}") from error
    if digest.hexdigest() != file.raw_sha256:
        raise Faulty("the unpacked snapshot is not what its manifest names")


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
