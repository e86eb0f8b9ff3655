import os
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client.media import Item, MediaCache
from sync.client.sweep import TORN_AFTER, sweep
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Picture, Product

JPEG = b"\xff\xd8\xff" + bytes(97)
NOW = 1_000_000.0


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    return MediaCache(tmp_path)


def publish(data: Path, pictures: list[Picture], scale: str) -> None:
    document = Product(id="p1", name={"en": "Sofa"}, variants=[], rank=1, pictures=pictures, scale=scale)
    row = CatalogueRow("product", "p1", 1, msgspec.Raw(msgspec.json.encode(document)))
    folder(data).mkdir()
    build(folder(data) / "c.db", [row], 1)
    write_current(data, Current("c.db", 1))


def store(cache: MediaCache, sha256: str, rendition: str, seen: float = NOW) -> None:
    os.utime(cache.store(Item(sha256, rendition), JPEG), (seen, seen))


def test_only_pictures_that_a_product_shows_stay(cache, tmp_path):
    publish(tmp_path, [Picture("a1", 10, 10, square="b2")], scale="c3")
    for sha in ("a1", "b2", "c3", "d4"):
        for rendition in ("240", "full"):
            store(cache, sha, rendition)
    sweep(tmp_path)
    assert [sha for sha in ("a1", "b2", "c3", "d4") if cache.path(sha, "240")] == ["a1", "b2", "c3"]
    assert cache.path("d4", "full") is None


def test_the_large_ones_that_nobody_looked_at_for_longest_go_first(cache, tmp_path):
    shas = ["a1", "b2", "c3"]
    publish(tmp_path, [Picture(sha, 10, 10) for sha in shas], scale="")
    for age, sha in enumerate(shas):
        store(cache, sha, "full", seen=NOW - age)
        store(cache, sha, "400", seen=NOW - age)
    sweep(tmp_path, full_bytes=2 * len(JPEG))
    assert [sha for sha in shas if cache.path(sha, "full")] == ["a1", "b2"]
    assert [sha for sha in shas if cache.path(sha, "400")] == shas


def test_a_torn_file_goes_once_nobody_can_be_writing_it(cache, tmp_path):
    store(cache, "a1", "400")
    folder_of_picture = tmp_path / "media" / "a1"
    for name, age in (("old.tmp", TORN_AFTER + 1), ("new.tmp", 0)):
        (folder_of_picture / name).write_bytes(JPEG)
        os.utime(folder_of_picture / name, (NOW - age, NOW - age))
    sweep(tmp_path, now=lambda: NOW)
    left = {path.name for path in folder_of_picture.iterdir()}
    assert left == {"a1-400.jpg", "new.tmp"}, "without a catalogue nothing else is known to be in the way"
