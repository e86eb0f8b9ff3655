import os
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client.pictures.media import Item, MediaCache
from sync.client.pictures.sweep import TORN_AFTER, sweep
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Picture, Product

JPEG = b"\xff\xd8\xff" + bytes(95) + b"\xff\xd9"
NOW = 1_000_000.0


@pytest.fixture
def cache(tmp_path: Path):
    made = MediaCache(tmp_path)
    yield made
    made.close()


def publish(data: Path, pictures: list[Picture], scale: str) -> None:
    document = Product(id="p1", name={"en": "Sofa"}, variants=[], rank=1, pictures=pictures, scale=scale)
    row = CatalogueRow("product", "p1", 1, msgspec.Raw(msgspec.json.encode(document)))
    folder(data).mkdir()
    build(folder(data) / "c.db", [row], 1)
    write_current(data, Current("c.db", 1))


def test_only_pictures_that_a_product_shows_stay(cache, tmp_path):
    publish(tmp_path, [Picture("a1", 10, 10, square="b2")], scale="c3")
    for sha in ("a1", "b2", "c3", "d4"):
        for rendition in ("240", "full"):
            cache.store(Item(sha, rendition), JPEG)
    sweep(tmp_path, cache)
    assert [sha for sha in ("a1", "b2", "c3", "d4") if cache.path(sha, "240")] == ["a1", "b2", "c3"]
    assert cache.path("d4", "full") is None
    assert cache.uses.total() == 6 * len(JPEG)


def test_a_torn_file_goes_once_nobody_can_be_writing_it(cache, tmp_path):
    cache.store(Item("a1", "400"), JPEG)
    folder_of_picture = tmp_path / "media" / "a1"
    for name, age in (("old.tmp", TORN_AFTER + 1), ("new.tmp", 0)):
        (folder_of_picture / name).write_bytes(JPEG)
        os.utime(folder_of_picture / name, (NOW - age, NOW - age))
    sweep(tmp_path, cache, now=lambda: NOW)
    left = {path.name for path in folder_of_picture.iterdir()}
    assert left == {"a1-400.jpg", "new.tmp"}, "without a catalogue nothing else is known to be in the way"


@pytest.mark.parametrize("content", [JPEG[:-1], JPEG[:-2] + b"\0\0", b"", bytes(100), b"\xff\xd8\xff"])
def test_what_a_power_cut_tore_is_fetched_again(cache, tmp_path, content):
    publish(tmp_path, [Picture("a1", 10, 10)], scale="")
    cache.store(Item("a1", "400"), JPEG).write_bytes(content)
    cache.store(Item("a1", "240"), JPEG)
    sweep(tmp_path, cache)
    assert (cache.path("a1", "400"), cache.path("a1", "240") is None) == (None, False)


def test_a_book_that_was_lost_or_damaged_is_written_again_from_what_is_there(cache, tmp_path):
    publish(tmp_path, [Picture("a1", 10, 10)], scale="")
    cache.store(Item("a1", "400"), JPEG)
    cache.close()
    (tmp_path / "media" / "uses.db").write_bytes(b"no book at all, but long enough to look at it" * 100)
    sweep(tmp_path, cache)
    assert cache.path("a1", "400")
    assert cache.uses.total() == len(JPEG)
