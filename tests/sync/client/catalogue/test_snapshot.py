import asyncio
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
import zstandard

from sync.catalogue.build import build
from sync.catalogue.current import folder, read_current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import Damaged
from sync.client.catalogue.snapshot import SPARE, Snapshot
from sync.client.errors import Faulty, NoRoom, Offline
from sync.protocol.catalogue import CatalogueChanges, CatalogueRow, Manifest, SnapshotFile
from sync.protocol.products import Product
from tests.fakes import FakeHub, FakeLink


def product(number: int, name: str = "Sofa") -> CatalogueRow:
    document = Product(id=f"p{number}", name={"en": name}, variants=[])
    return CatalogueRow("product", document.id, number, msgspec.Raw(msgspec.json.encode(document)))


@pytest.fixture
def link() -> FakeLink:
    return FakeLink(FakeHub())


@pytest.fixture
def publish(tmp_path: Path, link: FakeLink) -> Callable[..., Manifest]:
    """Put a snapshot of some rows on the hub, holding everything up to `version`."""

    def put(rows: list[CatalogueRow], version: int, head: int = 0) -> Manifest:
        path = tmp_path / "hub.db"
        build(path, rows, version)
        raw = path.read_bytes()
        packed = zstandard.ZstdCompressor().compress(raw)
        sha = hashlib.sha256(packed).hexdigest()
        link.files[sha] = packed
        file = SnapshotFile(sha, len(packed), hashlib.sha256(raw).hexdigest(), len(raw))
        link.published = Manifest(version, head or version, file)
        return link.published

    return put


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "tablet"


def refresh(data: Path, link: FakeLink) -> bool:
    return asyncio.run(Snapshot(data).refresh(link))


def names(data: Path) -> list[str]:
    catalogue = Catalogue.open_current(data)
    found = [one.name["en"] for one in catalogue.products()]
    catalogue.close()
    return found


def version_of(data: Path) -> int:
    catalogue = Catalogue.open_current(data)
    catalogue.close()
    return catalogue.version


def leftovers(data: Path) -> list[str]:
    return [path.name for path in folder(data).iterdir() if path.suffix in {".tmp", ".part"}]


def test_the_first_catalogue_comes_whole(data, link, publish):
    publish([product(1), product(2)], 2)
    assert refresh(data, link)
    assert names(data) == ["Sofa", "Sofa"]
    assert read_current(data).version == 2
    assert leftovers(data) == []
    assert not refresh(data, link), "nothing new"


def test_what_a_power_cut_left_goes_with_the_next_catalogue(data, link, publish):
    folder(data).mkdir(parents=True, exist_ok=True)
    for name in ("of-an-older-one.part", "catalogue-1.db.tmp"):
        (folder(data) / name).write_bytes(b"half")
    publish([product(1)], 2)
    refresh(data, link)
    assert leftovers(data) == []


def changes(*rows: CatalogueRow, head: int, more: bool = False) -> CatalogueChanges:
    return CatalogueChanges(head, list(rows), more=more)


def test_a_snapshot_that_is_brought_once_more_is_not_mixed_with_an_old_log(data, link, publish):
    publish([product(number, "Sofa" * 1000) for number in range(10)], 10)
    refresh(data, link)
    shown = Catalogue.open_current(data)
    lamps = [msgspec.structs.replace(product(number, "Lamp"), seq=seq) for seq, number in ((11, 1), (12, 9))]
    for lamp in lamps:
        link.published = msgspec.structs.replace(link.published, head=lamp.seq)
        link.pages = [changes(lamp, head=lamp.seq)]
        Snapshot(data).settle()
        refresh(data, link)
        # While a page reads from it the log stays; the first change leaves it for the file before the second.
        assert shown.product(lamp.id).name["en"] == "Lamp"
    shown.close()
    Snapshot(data).distrust()
    link.pages = [changes(*lamps, head=12)]
    refresh(data, link)
    refresh(data, link)
    assert names(data).count("Lamp") == 2


def test_changes_go_into_the_file_in_force(data, link, publish):
    publish([product(1), product(2)], 2)
    refresh(data, link)
    file = read_current(data).file
    for version, name in ((3, "Lamp"), (4, "Bed")):
        link.published = msgspec.structs.replace(link.published, head=version)
        link.pages = [changes(msgspec.structs.replace(product(1, name), seq=version), head=version)]
        assert refresh(data, link)
        assert sorted(names(data)) == sorted([name, "Sofa"])
        assert not refresh(data, link), "nothing new"
    assert read_current(data).file == file


def test_an_open_page_goes_on_with_the_file_that_was_in_force(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    opened, first = Catalogue.open_current(data), read_current(data).file
    publish([product(1, "Lamp")], 30_000)
    refresh(data, link)
    assert opened.product("p1").name == {"en": "Sofa"}
    assert (names(data), read_current(data).previous) == (["Lamp"], first)
    opened.close()
    publish([product(1, "Bed")], 60_000)
    refresh(data, link)
    assert len(list(folder(data).glob("catalogue-*.db"))) == 2, "the one in force and the one before"


def test_pages_are_put_together(data, link, publish):
    publish([product(1)], 1, head=1)
    refresh(data, link)
    link.published = msgspec.structs.replace(link.published, head=3)
    link.pages = [
        CatalogueChanges(3, [product(2, "Lamp")], more=True),
        CatalogueChanges(3, [product(3, "Bed")]),
    ]
    refresh(data, link)
    assert sorted(names(data)) == ["Bed", "Lamp", "Sofa"]
    assert version_of(data) == 3


def test_a_version_too_old_for_changes_takes_the_snapshot(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    publish([product(1, "Lamp"), product(2, "Lamp")], 5)
    assert refresh(data, link)
    assert names(data) == ["Lamp", "Lamp"]


def test_another_history_takes_the_snapshot(data, link, publish):
    publish([product(1)], 9)
    refresh(data, link)
    publish([product(1, "Lamp")], 3)
    assert refresh(data, link)
    assert (names(data), read_current(data).version) == (["Lamp"], 3)


@pytest.mark.parametrize("rows", [[], [product(1), product(2)]])
def test_an_empty_or_cut_catalogue_never_replaces_a_good_one(data, link, publish, rows):
    publish([product(number) for number in range(10)], 10)
    refresh(data, link)
    publish(rows, 9)
    with pytest.raises(Faulty, match="instead of 10"):
        refresh(data, link)
    assert len(names(data)) == 10
    assert leftovers(data) == []


def test_changes_that_remove_most_of_the_shop_are_refused(data, link, publish):
    publish([product(number) for number in range(10)], 10)
    refresh(data, link)
    link.published = msgspec.structs.replace(link.published, head=19)
    link.pages = [CatalogueChanges(19, [CatalogueRow("product", f"p{n}", 10 + n) for n in range(9)])]
    with pytest.raises(Faulty, match="1 products instead of 10"):
        refresh(data, link)
    assert len(names(data)) == 10


def test_a_file_that_is_not_what_was_announced_is_refused(data, link, publish):
    manifest = publish([product(1)], 1)
    file = msgspec.structs.replace(manifest.file, raw_sha256="0" * 64)
    link.published = msgspec.structs.replace(manifest, file=file)
    with pytest.raises(Faulty, match="not what its manifest names"):
        refresh(data, link)
    assert read_current(data) is None
    assert leftovers(data) == []


@pytest.mark.parametrize("packed", [b"no zstd at all", zstandard.ZstdCompressor().compress(b"no database")])
def test_bytes_that_are_no_catalogue_are_refused(data, link, publish, packed):
    manifest = publish([product(1)], 1)
    link.files[manifest.file.sha256] = packed
    file = msgspec.structs.replace(manifest.file, raw_sha256=hashlib.sha256(b"no database").hexdigest())
    link.published = msgspec.structs.replace(manifest, file=file)
    with pytest.raises(Faulty):
        refresh(data, link)
    assert read_current(data) is None


def test_without_one_before_a_damaged_catalogue_is_brought_anew(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    (folder(data) / read_current(data).file).write_bytes(b"\0" * 100)
    assert refresh(data, link)
    assert names(data) == ["Sofa"]


def test_a_page_that_promises_more_and_brings_nothing_ends(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    link.published = msgspec.structs.replace(link.published, head=3)
    link.pages = [CatalogueChanges(3, [], more=True)]
    with pytest.raises(Faulty, match="sent none"):
        refresh(data, link)


@pytest.mark.parametrize("harm", ["cut short", "no database", "damaged inside"])
def test_the_catalogue_before_takes_over_from_a_damaged_one(data, link, publish, harm):
    publish([product(1)], 1)
    refresh(data, link)
    publish([product(number, "Lamp" * 500) for number in range(100)], 30_000)
    refresh(data, link)
    path = folder(data) / read_current(data).file
    content = path.read_bytes()
    path.write_bytes(
        {
            "cut short": content[: len(content) // 2],
            "no database": bytes(len(content)),
            "damaged inside": content[:20_000] + bytes(len(content) - 20_000),
        }[harm]
    )
    if harm == "damaged inside":
        with pytest.raises(Damaged):
            names(data)
        Snapshot(data).distrust()
    assert names(data) == ["Sofa"]
    link.published = msgspec.structs.replace(link.published, version=2, head=2)
    link.pages = [changes(product(2), head=2)]
    assert refresh(data, link)
    assert names(data) == ["Sofa", "Sofa"], "and goes on from there"


def test_nothing_is_in_force_when_the_only_catalogue_is_distrusted(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    Snapshot(data).distrust()
    assert Catalogue.open_current(data) is None
    assert refresh(data, link)
    assert names(data) == ["Sofa"]


def test_rule_08_most_of_the_shop_is_removed_only_when_staff_meant_it(data, link, publish):
    publish([product(number) for number in range(10)], 10)
    refresh(data, link)
    removals = [CatalogueRow("product", f"p{n}", 10 + n) for n in range(9)]
    link.published = msgspec.structs.replace(link.published, head=18)
    link.pages = [changes(*removals[:4], head=18, more=True), changes(*removals[4:], head=18)]
    with pytest.raises(Faulty, match="1 products instead of 10"):
        refresh(data, link)
    assert (len(names(data)), version_of(data)) == (10, 10)
    link.published = msgspec.structs.replace(link.published, meant=18)
    link.pages = [changes(*removals, head=18)]
    assert refresh(data, link)
    assert len(names(data)) == 1


def test_rule_09_changes_that_the_hub_has_forgotten_are_made_up_for_by_a_snapshot(data, link, publish):
    publish([product(1), product(2)], 2)
    refresh(data, link)
    publish([product(1, "Lamp"), product(3, "Lamp")], 9)
    link.pages = []
    assert refresh(data, link), "410: FakeLink has no changes to give"
    assert names(data) == ["Lamp", "Lamp"], "p2 was removed, and nobody remembers when"


def test_another_epoch_takes_the_snapshot_even_with_a_head_beyond_ours(data, link, publish):
    publish([product(1)], 1)
    link.published = msgspec.structs.replace(link.published, epoch="first")
    refresh(data, link)
    publish([product(1, "Lamp")], 5)
    link.published = msgspec.structs.replace(link.published, epoch="second")
    link.pages = [changes(product(2), head=5)]
    assert refresh(data, link)
    assert (names(data), read_current(data).epoch) == (["Lamp"], "second")


def test_a_hub_behind_its_own_snapshot_is_not_asked_for_it_again_and_again(data, link, publish):
    publish([product(1)], 9)
    refresh(data, link)
    link.published = msgspec.structs.replace(link.published, head=5)
    link.files.clear()
    assert not refresh(data, link)


def test_what_has_no_room_is_not_asked_for(data, link, publish, monkeypatch):
    publish([product(1)], 1)
    told = []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=SPARE))
    with pytest.raises(NoRoom, match="1 MB more"):
        asyncio.run(Snapshot(data, told.append).refresh(link))
    [progress] = told
    assert progress.lacking == link.published.file.bytes + link.published.file.raw_bytes
    assert leftovers(data) == []


def test_a_disk_that_fills_up_on_the_way_is_told_and_the_old_catalogue_goes_on(data, link, publish):
    publish([product(1)], 1)
    refresh(data, link)
    publish([product(1, "Lamp")], 30_000)

    async def full(file, arrival):
        raise OSError(errno.ENOSPC, "No space left on device")

    link.download = full
    with pytest.raises(NoRoom, match="No space"):
        refresh(data, link)
    assert names(data) == ["Sofa"]


def test_only_the_first_catalogue_tells_how_far_it_is(data, link, publish):
    told = []
    publish([product(1)], 1)
    asyncio.run(Snapshot(data, told.append).refresh(link))
    assert (told[0].done, told[0].total) == (link.published.file.bytes,) * 2
    publish([product(1, "Lamp")], 30_000)
    asyncio.run(Snapshot(data, told.append).refresh(link))
    assert len(told) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names of open files are read from /proc")
def test_rule_16_bytes_are_on_the_disk_before_the_name_that_makes_them_count(
    data, link, publish, monkeypatch
):
    order = []
    fsync, replace = os.fsync, Path.replace

    def flush(descriptor):
        order.append(("flush", Path(f"/proc/self/fd/{descriptor}").readlink().name))
        fsync(descriptor)

    def rename(path, target):
        order.append(("name", target.name))
        return replace(path, target)

    publish([product(1)], 1)
    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", rename)
    refresh(data, link)
    file = read_current(data).file
    assert order == [
        ("flush", f"{link.published.file.raw_sha256[:12]}.tmp"),
        ("name", file),
        ("flush", "catalogue"),
        ("flush", "current.tmp"),
        ("name", "current.json"),
        ("flush", "catalogue"),
    ]


def test_rule_16_a_download_that_broke_off_is_taken_up_where_it_stopped(data, link, publish):
    manifest = publish([product(number, "Lamp" * 100) for number in range(100)], 100)
    content = link.files[manifest.file.sha256]
    reached = []

    async def break_off(file, arrival):
        reached.append(arrival.have)
        arrival.write(content[arrival.have : arrival.have + len(content) * 6 // 10])
        if arrival.have < len(content):
            raise Offline("the line broke")

    link.download = break_off
    with pytest.raises(Offline):
        refresh(data, link)
    assert Catalogue.open_current(data) is None
    assert refresh(data, link), "another process, or the same: what is in the folder counts"
    assert reached == [0, len(content) * 6 // 10]
    assert len(names(data)) == 100
    assert leftovers(data) == []


def test_what_a_frames_own_checksum_refuses_is_refused(data, link, publish):
    manifest = publish([product(number, "Lamp" * 100) for number in range(100)], 100)
    raw = zstandard.ZstdDecompressor().decompress(link.files[manifest.file.sha256])
    packed = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(raw))
    packed[-1] ^= 1
    sha = hashlib.sha256(packed).hexdigest()
    link.files[sha] = bytes(packed)
    file = msgspec.structs.replace(manifest.file, sha256=sha, bytes=len(packed))
    link.published = msgspec.structs.replace(manifest, file=file)
    with pytest.raises(Faulty, match="cannot be unpacked"):
        refresh(data, link)
    assert read_current(data) is None
    assert leftovers(data) == []
