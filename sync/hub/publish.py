"""Publishing the catalogue: from the hub's documents to the file that every tablet downloads.

In `DATA/catalogue/`: the database `<raw sha256>.db`, which the hub itself and `vetrina scan` read and
`current.json` names; `files/<sha256>.zst`, which tablets download and `manifest.json` names. The file
before is kept, so that a download that has begun can end.
"""

import contextlib
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import zstandard

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, read_current, replace_file, write_current
from sync.hub.storage.port import Storage
from sync.protocol import scopes
from sync.protocol.catalogue import CatalogueRow, Manifest, SnapshotFile

MANIFEST = "manifest.json"
FILES = "files"
PAGE = 1000
LEVEL = 9
"""zstd: made once and downloaded by every tablet of the chain, yet within seconds for a million variants."""

CHUNK = 1 << 20
KEPT = 2
"""Catalogue files kept: the one in force and the one before."""


def read_manifest(data: Path) -> Manifest | None:
    """Return what is published, None when nothing is yet."""
    try:
        return msgspec.json.decode((folder(data) / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None


def snapshot_path(data: Path, sha256: str) -> Path:
    """Return where the compressed file of that name stands."""
    return folder(data) / FILES / f"{sha256}.zst"


async def publish(storage: Storage, data: Path) -> Manifest | None:
    """Publish the catalogue as it stands; None while there is none. Writes nothing when nothing is new."""
    published = read_manifest(data)
    head = (await storage.heads([scopes.CATALOGUE]))[scopes.CATALOGUE].seq
    if head == 0 or (published and published.version == head and _is_whole(data, published)):
        return published
    rows = [row async for row in _rows(storage)]
    return _write(data, rows, version=rows[-1].seq)


def _is_whole(data: Path, manifest: Manifest) -> bool:
    current = read_current(data)
    return (
        current is not None
        and current.raw_sha256 == manifest.file.raw_sha256
        and (folder(data) / current.file).is_file()
        and snapshot_path(data, manifest.file.sha256).is_file()
    )


async def _rows(storage: Storage) -> AsyncIterator[CatalogueRow]:
    after = 0
    while page := await storage.changes(scopes.CATALOGUE, after, PAGE):
        for stored in page:
            body = msgspec.UNSET if stored.body is None else msgspec.Raw(stored.body)
            yield CatalogueRow(stored.kind, stored.id, stored.seq, body)
        after = page[-1].seq


def _write(data: Path, rows: list[CatalogueRow], version: int) -> Manifest:
    """Write database, compressed file, then what names them: whoever reads a name finds the whole file."""
    place = folder(data)
    (place / FILES).mkdir(parents=True, exist_ok=True)
    building = place / f"building-{os.getpid()}.tmp"
    compressing = place / FILES / f"compressing-{os.getpid()}.tmp"
    try:
        build(building, rows, version)
        raw_sha256, raw_bytes = _digest(building)
        _compress(building, compressing)
        sha256, size = _digest(compressing)
        building.replace(place / f"{raw_sha256}.db")
        compressing.replace(snapshot_path(data, sha256))
    finally:
        building.unlink(missing_ok=True)
        compressing.unlink(missing_ok=True)
    manifest = Manifest(version, version, SnapshotFile(sha256, size, raw_sha256, raw_bytes))
    write_current(data, Current(f"{raw_sha256}.db", version, raw_sha256))
    replace_file(place / MANIFEST, msgspec.json.encode(manifest))
    _clear(place, ".db")
    _clear(place / FILES, ".zst")
    return manifest


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _compress(source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as packed:
        zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).copy_stream(
            plain, packed, size=source.stat().st_size, read_size=CHUNK, write_size=CHUNK
        )
        packed.flush()
        os.fsync(packed.fileno())


def _clear(place: Path, suffix: str) -> None:
    """Remove all but the newest files. One that somebody has open on Windows goes next time."""
    files = sorted(place.glob(f"*{suffix}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[KEPT:]:
        with contextlib.suppress(PermissionError):
            path.unlink()
