import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import zstandard

from sync.catalogue.build import build
from sync.catalogue.current import folder, read_current
from sync.catalogue.read import Catalogue
from sync.client.errors import Faulty
from sync.client.snapshot import Snapshot
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


def test_changes_make_the_next_file_and_the_previous_stays(data, link, publish):
    publish([product(1), product(2)], 2)
    refresh(data, link)
    first = read_current(data)
    opened = Catalogue.open_current(data)
    for version, name in ((3, "Lamp"), (4, "Bed")):
        link.published = msgspec.structs.replace(link.published, head=version)
        link.pages = [
            CatalogueChanges(version, [msgspec.structs.replace(product(1, name), seq=version)], more=False)
        ]
        assert refresh(data, link)
        assert sorted(names(data)) == sorted([name, "Sofa"])
        if version == 3:
            assert (folder(data) / first.file).exists()
    assert opened.product("p1").name == {"en": "Sofa"}, "who has the old file open reads on undisturbed"
    opened.close()
    assert len(list(folder(data).glob("catalogue-*.db"))) == 2
    assert read_current(data).version == 4


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
    assert read_current(data).version == 3


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


def test_a_damaged_catalogue_is_brought_anew(data, link, publish):
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
