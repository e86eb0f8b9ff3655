"""Publishing the catalogue: from the hub's documents to the file that every tablet downloads.

In `DATA/catalogue/`: the database `<raw sha256>.db`, which the hub itself and `vetrina scan` read and
`current.json` names; `files/<sha256>.zst`, which tablets download and `manifest.json` names. The file
before is kept, so that a download that has begun can end. Rows go through in pages and the file in blocks:
memory does not grow with the catalogue.
"""

import asyncio
import contextlib
import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import msgspec
import zstandard

from sync.catalogue.build import Builder
from sync.catalogue.current import (
    Current,
    flush_folder,
    folder,
    read_current,
    replace_file,
    write_current,
)
from sync.hub.storage.port import Storage, Stored
from sync.protocol import scopes
from sync.protocol.catalogue import CatalogueRow, Manifest, SnapshotFile
from sync.shapes import ready

MANIFEST = "manifest.json"
FILES = "files"
PAGE = 1000
LEVEL = 9
"""zstd: made once and downloaded by every tablet of the chain, yet within seconds for a million variants."""

CHUNK = 1 << 20
ABANDONED_SECONDS = 3600
"""Publishing writes all the time; a file of it that is this old belongs to nobody any more."""

KEPT = 2
"""Catalogue files kept: the one in force and the one before."""


def read_manifest(data: Path) -> Manifest | None:
    """Return what is published, None when nothing is yet."""
    try:
        return msgspec.json.decode((folder(data) / MANIFEST).read_bytes(), type=ready(Manifest))
    except FileNotFoundError:
        return None


def snapshot_path(data: Path, sha256: str) -> Path:
    """Return where the compressed file of that name stands."""
    return folder(data) / FILES / f"{sha256}.zst"


Told = Callable[[int], None]
"""What is told how many documents more were taken in."""


async def publish(storage: Storage, data: Path, told: Told = lambda _: None) -> Manifest | None:
    """Publish the catalogue as it stands; None while there is none. Writes nothing when nothing is new."""
    published = read_manifest(data)
    head = (await storage.heads([scopes.CATALOGUE]))[scopes.CATALOGUE].seq
    if head == 0 or (published and published.version == head and _is_whole(data, published)):
        return published
    return await _write(storage, data, told)


def _is_whole(data: Path, manifest: Manifest) -> bool:
    current = read_current(data)
    return (
        current is not None
        and current.raw_sha256 == manifest.file.raw_sha256
        and (folder(data) / current.file).is_file()
        and snapshot_path(data, manifest.file.sha256).is_file()
    )


async def _pages(storage: Storage) -> AsyncIterator[list[CatalogueRow]]:
    after = 0
    while page := await storage.changes(scopes.CATALOGUE, after, PAGE):
        yield [_row(stored) for stored in page]
        after = page[-1].seq


def _row(stored: Stored) -> CatalogueRow:
    body = msgspec.UNSET if stored.body is None else msgspec.Raw(stored.body)
    return CatalogueRow(stored.kind, stored.id, stored.seq, body)


async def _write(storage: Storage, data: Path, told: Told) -> Manifest:
    """Write database, compressed file, then what names them: whoever reads a name finds the whole file."""
    place = folder(data)
    (place / FILES).mkdir(parents=True, exist_ok=True)
    _clear_abandoned(place)
    building = place / f"building-{os.getpid()}.tmp"
    compressing = place / FILES / f"compressing-{os.getpid()}.tmp"
    try:
        version = await _build(storage, building, told)
        file = await asyncio.to_thread(_compress, building, compressing)
        building.replace(place / f"{file.raw_sha256}.db")
        compressing.replace(snapshot_path(data, file.sha256))
    finally:
        building.unlink(missing_ok=True)
        compressing.unlink(missing_ok=True)
    flush_folder(place / FILES)
    manifest = Manifest(version, version, file)
    write_current(data, Current(f"{file.raw_sha256}.db", version, file.raw_sha256))
    replace_file(place / MANIFEST, msgspec.json.encode(manifest))
    _clear(place, ".db")
    _clear(place / FILES, ".zst")
    return manifest


async def _build(storage: Storage, path: Path, told: Told) -> int:
    """Write the database; return the newest change that it holds."""
    version = 0
    with Builder(path) as builder:
        async for page in _pages(storage):
            await asyncio.to_thread(builder.put, page)
            version = page[-1].seq
            told(len(page))
        await asyncio.to_thread(builder.finish, version)
    return version


def _compress(source: Path, target: Path) -> SnapshotFile:
    """Compress a file and name both by what they hold, reading it once."""
    raw, packed = hashlib.sha256(), hashlib.sha256()
    size, written = source.stat().st_size, 0
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).chunker(size, CHUNK)
    with source.open("rb") as plain, target.open("wb") as sink:

        def write(blocks: Iterable[bytes]) -> None:
            nonlocal written
            for block in blocks:
                packed.update(block)
                written += sink.write(block)

        while block := plain.read(CHUNK):
            raw.update(block)
            write(packer.compress(block))
        write(packer.finish())  # type: ignore[no-untyped-call]  # its stub has no types
        sink.flush()
        os.fsync(sink.fileno())
    return SnapshotFile(packed.hexdigest(), written, raw.hexdigest(), size)


def _clear_abandoned(place: Path) -> None:
    """Remove what a publication that was killed had begun: nobody has written to it for long."""
    for path in place.rglob("*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
                path.unlink()


def _clear(place: Path, suffix: str) -> None:
    """Remove all but the newest files. One that somebody has open on Windows goes next time."""
    files = sorted(place.glob(f"*{suffix}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[KEPT:]:
        with contextlib.suppress(PermissionError):
            path.unlink()
