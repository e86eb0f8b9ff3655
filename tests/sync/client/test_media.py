import asyncio
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client import prefetch
from sync.client.errors import Faulty
from sync.client.media import Item, MediaCache
from sync.client.media_queue import WISHES, MediaQueue
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Picture, Product

JPEG = b"\xff\xd8\xff" + bytes(100)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ITEM = Item("ab" * 32, "400")


def product(rank: int, pictures: list[str], scale: str = "") -> CatalogueRow:
    document = Product(
        id=f"p{rank}",
        name={"en": "Sofa"},
        variants=[],
        rank=rank,
        pictures=[Picture(sha, 10, 10) for sha in pictures],
        scale=scale,
    )
    return CatalogueRow("product", document.id, rank, msgspec.Raw(msgspec.json.encode(document)))


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    return MediaCache(tmp_path)


def test_a_picture_is_where_its_hash_says(cache, tmp_path):
    assert cache.path(*ITEM) is None
    path = cache.store(ITEM, JPEG)
    assert path == tmp_path / "media" / "ab" / f"{'ab' * 32}-400.jpg"
    assert cache.path(*ITEM) == path
    assert cache.store(Item("cd" * 32, "240"), PNG).suffix == ".png"


def test_what_is_no_picture_is_not_kept(cache):
    with pytest.raises(Faulty):
        cache.store(ITEM, b"<html>")
    assert cache.path(*ITEM) is None


def test_a_name_that_a_power_cut_left_empty_counts_as_missing(cache):
    cache.store(ITEM, JPEG).write_bytes(b"")
    assert cache.path(*ITEM) is None


def test_popular_products_and_their_first_views_come_first(cache, tmp_path):
    rows = [product(2, ["2a", "2b"]), product(1, ["1a", "1b", "1c", "1d"], scale="1s")]
    folder(tmp_path).mkdir()
    build(folder(tmp_path) / "c.db", rows, 2)
    write_current(tmp_path, Current("c.db", 2))
    items = prefetch.missing(tmp_path, cache)
    assert list(dict.fromkeys(item.sha256 for item in items)) == ["1a", "2a", "1b", "2b", "1c", "1d", "1s"]
    assert [item.rendition for item in items[:2]] == ["400", "240"]
    cache.store(items[0], JPEG)
    assert items[0] not in prefetch.missing(tmp_path, cache)


def test_without_a_catalogue_nothing_is_fetched_ahead(cache, tmp_path):
    assert prefetch.missing(tmp_path, cache) == []


def test_the_latest_wish_goes_before_older_ones_and_before_the_plan():
    async def take(queue: MediaQueue, number: int) -> list[str]:
        return [(await queue.next()).sha256 for _ in range(number)]

    queue = MediaQueue()
    queue.plan([Item("planned", "240")])
    for sha in ("first", "second", "first"):
        queue.wish(Item(sha, "400"))
    assert asyncio.run(take(queue, 3)) == ["first", "second", "planned"]
    for number in range(WISHES + 1):
        queue.wish(Item(str(number), "400"))
    taken = asyncio.run(take(queue, WISHES))
    assert (taken[0], taken[-1]) == (str(WISHES), "1"), "the oldest wish has scrolled away"
