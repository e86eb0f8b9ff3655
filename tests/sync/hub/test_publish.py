import asyncio
import os
import sqlite3
from pathlib import Path

import msgspec
import pytest
import zstandard

from sync.catalogue.build import Builder
from sync.catalogue.current import read_current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import sku_key
from sync.hub import publish as publishing
from sync.hub.publish import publish, read_manifest, snapshot_path
from sync.hub.storage.port import Decision, Stored, Write
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.catalogue import CatalogueRow, Manifest
from sync.protocol.products import Product, Variant


def product(name: str) -> Write:
    document = Product(name, {"en": name}, [Variant(f"{name}-1", f"{name}-1", {}, {})])
    return Write("product", name, msgspec.json.encode(document))


def commit_and_publish(data: Path, *writes: Write) -> Manifest | None:
    data.mkdir(exist_ok=True)

    async def run() -> Manifest | None:
        storage = SqliteStorage(data / "hub.db")
        try:
            if writes:
                await storage.commit("catalogue", (), (), lambda _: Decision(writes))
            return await publish(storage, data)
        finally:
            await storage.close()

    return asyncio.run(run())


def files(data: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (data / "catalogue").rglob("*") if path.is_file()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_what_is_published_is_named_whole_and_readable(data: Path) -> None:
    manifest = commit_and_publish(data, product("sofa"), product("lamp"))
    assert manifest is not None
    assert (manifest.version, manifest.head) == (2, 2)
    assert read_manifest(data) == manifest
    current = read_current(data)
    assert current is not None
    raw = (data / "catalogue" / current.file).read_bytes()
    packed = snapshot_path(data, manifest.file.sha256).read_bytes()
    assert zstandard.decompress(packed) == raw
    assert (len(packed), len(raw)) == (manifest.file.bytes, manifest.file.raw_bytes)
    assert publishing.hashlib.sha256(raw).hexdigest() == manifest.file.raw_sha256 == current.raw_sha256
    assert publishing.hashlib.sha256(packed).hexdigest() == manifest.file.sha256
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    assert catalogue.find([sku_key("SOFA-1")]) == (sku_key("sofa-1"), "sofa", "sofa-1")
    catalogue.close()


def test_nothing_new_is_nothing_written(data: Path) -> None:
    first = commit_and_publish(data, product("sofa"))
    before = files(data)
    assert commit_and_publish(data) == first
    assert files(data) == before


def test_an_empty_hub_publishes_nothing(data: Path) -> None:
    assert commit_and_publish(data) is None
    assert read_current(data) is None


def test_what_is_deleted_is_gone_from_the_file(data: Path) -> None:
    commit_and_publish(data, product("sofa"), product("lamp"))
    manifest = commit_and_publish(data, Write("product", "sofa", None))
    assert manifest is not None
    assert manifest.version == 3
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    assert [each.id for each in catalogue.products()] == ["lamp"]
    assert catalogue.find([sku_key("sofa-1")]) is None
    catalogue.close()


def test_the_file_before_is_kept_and_older_ones_go(data: Path) -> None:
    manifests = [commit_and_publish(data, product(name)) for name in ("a", "b", "c")]
    kept = {manifest.file for manifest in manifests[1:] if manifest}
    names = set(files(data))
    assert {name for name in names if name.endswith(".db")} == {f"{file.raw_sha256}.db" for file in kept}
    assert {name for name in names if name.endswith(".zst")} == {f"{file.sha256}.zst" for file in kept}
    assert len(names) == 6


def test_a_reader_goes_on_with_the_file_it_has_open(data: Path) -> None:
    commit_and_publish(data, product("a"))
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    commit_and_publish(data, product("b"))
    assert [each.id for each in catalogue.products()] == ["a"]
    catalogue.close()


@pytest.mark.parametrize("lost", ["*.db", "files/*.zst", "current.json", "manifest.json"])
def test_what_was_lost_is_published_again(data: Path, lost: str) -> None:
    commit_and_publish(data, product("a"))
    for path in (data / "catalogue").glob(lost):
        path.unlink()
    manifest = commit_and_publish(data)
    assert manifest is not None
    assert snapshot_path(data, manifest.file.sha256).is_file()
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    catalogue.close()


def test_a_publication_that_breaks_off_leaves_the_old_one_in_force(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_and_publish(data, product("a"))
    before = files(data)

    def full_disk(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_compress", full_disk)
        with pytest.raises(OSError, match="no space"):
            commit_and_publish(data, product("b"))
    assert files(data) == before
    manifest = commit_and_publish(data)
    assert manifest is not None
    assert manifest.version == 2


def test_the_published_database_is_sound(data: Path) -> None:
    commit_and_publish(data, *(product(f"p{number}") for number in range(50)))
    current = read_current(data)
    assert current is not None
    connection = sqlite3.connect(data / "catalogue" / current.file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_rows_go_through_in_pages_and_are_never_all_in_memory(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    ask, put = SqliteStorage.changes, Builder.put

    async def changes(storage: SqliteStorage, scope: str, after: int, limit: int) -> list[Stored]:
        told.append("asked")
        return await ask(storage, scope, after, limit)

    def take(builder: Builder, rows: list[CatalogueRow]) -> None:
        told.append(f"put {len(rows)}")
        put(builder, rows)

    monkeypatch.setattr(publishing, "PAGE", 10)
    monkeypatch.setattr(SqliteStorage, "changes", changes)
    monkeypatch.setattr(Builder, "put", take)
    commit_and_publish(data, *(product(f"p{number}") for number in range(25)))
    assert told == ["asked", "put 10", "asked", "put 10", "asked", "put 5", "asked"]


def test_what_a_killed_publication_had_begun_goes_and_a_running_one_stays(data: Path) -> None:
    place = data / "catalogue"
    (place / "files").mkdir(parents=True)
    abandoned = [place / "building-1.tmp", place / "files" / "compressing-1.tmp"]
    running = place / "building-2.tmp"
    for path in (*abandoned, running):
        path.write_bytes(b"begun")
    for path in abandoned:
        os.utime(path, (1, 1))
    commit_and_publish(data, product("sofa"))
    assert not any(path.exists() for path in abandoned)
    assert running.exists()
