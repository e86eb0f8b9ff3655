import asyncio
import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.client.errors import Faulty, NoRoom
from sync.client.pictures import prefetch
from sync.client.pictures.media import HOUR, SPARE, Item, MediaCache
from sync.client.pictures.media_queue import WISHES, MediaQueue
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Picture, Product
from tests.fakes import Clock

JPEG = b"\xff\xd8\xff" + bytes(95) + b"\xff\xd9"
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
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_cache(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., MediaCache]]:
    made: list[MediaCache] = []

    def make(**most: int) -> MediaCache:
        made.append(MediaCache(tmp_path, now=clock, **most))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def cache(make_cache: Callable[..., MediaCache]) -> MediaCache:
    return make_cache()


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
        return [(await queue.next()).item.sha256 for _ in range(number)]

    queue = MediaQueue()
    queue.plan([Item("planned", "240")])
    for sha in ("first", "second", "first"):
        queue.wish(Item(sha, "400"))
    assert asyncio.run(take(queue, 3)) == ["first", "second", "planned"]
    for number in range(WISHES + 1):
        queue.wish(Item(str(number), "400"))
    taken = asyncio.run(take(queue, WISHES))
    assert (taken[0], taken[-1]) == (str(WISHES), "1"), "the oldest wish has scrolled away"


def test_what_could_not_be_fetched_waits_again_as_what_it_was():
    async def take(queue: MediaQueue) -> list[tuple[str, bool]]:
        first = await queue.next()
        queue.again(first)
        queue.wish(Item("wished", "400"))
        return [(one.item.sha256, one.ahead) for one in [await queue.next(), await queue.next()]]

    queue = MediaQueue()
    queue.plan([Item("planned", "240")])
    assert asyncio.run(take(queue)) == [("wished", False), ("planned", True)]


def here(cache: MediaCache, items: list[Item]) -> list[int]:
    return [number for number, item in enumerate(items) if cache.has(item)]


ITEMS = [
    Item(f"{number:02}" * 32, rendition) for number, rendition in enumerate(("240", "400", "full", "400"))
]


def test_what_nobody_looked_at_for_longest_goes_first_whatever_its_size(make_cache, clock):
    cache = make_cache(most=3 * len(JPEG) + 10)
    for item in ITEMS[:3]:
        cache.store(item, JPEG)
    clock.pass_by(HOUR)
    assert cache.path(*ITEMS[0])
    cache.settle()
    cache.store(ITEMS[3], JPEG)
    assert here(cache, ITEMS) == [0, 2, 3], "the first was looked at; of the others one makes room"


def test_uses_are_kept_over_a_restart(make_cache, clock):
    cache = make_cache(most=3 * len(JPEG))
    for item in ITEMS[:3]:
        cache.store(item, JPEG)
    clock.pass_by(HOUR)
    cache.path(*ITEMS[0])
    cache.close()
    again = make_cache(most=2 * len(JPEG))
    again.settle()
    assert here(again, ITEMS)[0] == 0
    assert len(here(again, ITEMS)) == 2


def test_what_is_fetched_ahead_pushes_nothing_out(make_cache):
    cache = make_cache(most=3 * len(JPEG))
    assert cache.store(ITEMS[0], JPEG, ahead=True)
    assert cache.store(ITEMS[1], JPEG, ahead=True)
    assert cache.store(ITEMS[2], JPEG, ahead=True) is None, "four fifths are full"
    assert cache.store(ITEMS[2], JPEG)
    assert here(cache, ITEMS) == [0, 1, 2]
    assert cache.is_full_ahead()


def test_pictures_leave_the_room_that_the_list_needs(cache, monkeypatch):
    cache.store(ITEMS[0], JPEG)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=SPARE))
    assert cache.store(ITEMS[1], JPEG, ahead=True) is None
    assert cache.store(ITEMS[1], JPEG), "one goes, one comes"
    assert here(cache, ITEMS) == [1]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(NoRoom):
        cache.store(ITEMS[2], JPEG)
    assert here(cache, ITEMS) == []


def test_a_disk_that_is_full_leaves_no_torn_picture(cache, tmp_path, monkeypatch):
    def full(path, content):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NoRoom, match="No space"):
        cache.store(ITEM, JPEG)
    assert [path for path in (tmp_path / "media").glob("*/*") if path.is_file()] == []
