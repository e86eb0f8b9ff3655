"""A cache in the store: what one tablet has brought, the next one gets there; and nothing depends on it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from sync.catalogue.read import Catalogue
from sync.client.catalogue.snapshot import Snapshot
from sync.client.enrolment import enrol
from sync.client.errors import ClientError, Faulty, Gone
from sync.client.store_cache import REST, StoreCache
from sync.client.transport.line import Transport
from sync.hub.context import open_storage
from sync.hub.publish import publish, read_manifest
from sync.protocol.catalogue import CatalogueRow
from tests.bench.generated import fill, rows
from tests.caching import Cache, caching
from tests.fakes import Clock
from tests.faults.conftest import Hub

T = TypeVar("T")
PICTURE = hashlib.sha256(b"a picture").hexdigest()
JPEG = b"\xff\xd8\xff" + bytes(100) + b"\xff\xd9"
MEDIA = f"/v1/media/{PICTURE}/400"


async def import_shop(data: Path, generated: list[CatalogueRow]) -> None:
    await fill(data, generated)
    storage = open_storage(data)
    await publish(storage, data)
    await storage.close()


@pytest.fixture
def shop(hub: Hub) -> Hub:
    """A hub with a catalogue and a picture."""
    asyncio.run(import_shop(hub.data, list(rows(2000))))
    folder = hub.data / "media" / PICTURE[:2]
    folder.mkdir(parents=True)
    (folder / f"{PICTURE}-400.jpg").write_bytes(JPEG)
    return hub


@pytest.fixture
def cache(shop: Hub) -> Iterator[Cache]:
    with caching(shop.url) as running:
        yield running


class Tablet:
    """An enrolled tablet that asks the store's cache first."""

    def __init__(self, data: Path, hub: Hub, cache: Cache) -> None:
        self.data = data
        self.clock = Clock()
        self._identity = enrol(data, hub.url, hub.enrol_code())
        self.store_cache = StoreCache(cache.url, hub.url, self.clock)

    def ask(self, question: Callable[[Transport], Awaitable[T]]) -> T:
        async def run() -> T:
            link = Transport(self._identity, cache=self.store_cache)
            try:
                return await question(link)
            finally:
                await link.close()

        return asyncio.run(run())

    def refresh(self) -> bool:
        return self.ask(Snapshot(self.data).refresh)

    def picture(self) -> bytes:
        return self.ask(lambda link: link.media(PICTURE, "400"))

    def products(self) -> int:
        catalogue = Catalogue.open_current(self.data)
        assert catalogue is not None
        number = catalogue.count("product")
        catalogue.close()
        return number


@pytest.fixture
def tablets(tmp_path: Path, shop: Hub, cache: Cache) -> list[Tablet]:
    return [Tablet(tmp_path / name, shop, cache) for name in ("one", "two")]


def test_rule_18_the_second_tablet_is_served_by_the_stores_cache_and_the_hub_is_not_asked_again(
    tablets: list[Tablet], shop: Hub, cache: Cache
) -> None:
    file = f"/v1/catalogue/files/{read_manifest(shop.data).file.sha256}"
    for tablet in tablets:
        assert tablet.refresh()
        assert tablet.products() == 200
        assert tablet.picture() == JPEG
    assert cache.asked == [file, MEDIA], "once for the whole store, and for nothing else"
    assert cache.hits == 2


def test_a_download_is_taken_up_at_the_cache(tablets: list[Tablet], shop: Hub, cache: Cache) -> None:
    first, second = tablets
    first.refresh()
    file = read_manifest(shop.data).file
    content = next(answer.content for path, answer in cache.kept.items() if file.sha256 in path)
    place = second.data / "catalogue"
    place.mkdir(parents=True)
    (place / f"{file.sha256}.part").write_bytes(content[: len(content) * 6 // 10])
    assert second.refresh()
    assert (second.products(), len(cache.asked)) == (200, 1)


@pytest.mark.parametrize("broken", [502, 504, 404, 200])
def test_a_cache_that_is_of_no_use_is_left_alone_for_a_while(
    tablets: list[Tablet], cache: Cache, broken: int
) -> None:
    tablet = tablets[0]
    cache.broken = broken
    assert tablet.refresh()
    assert not tablet.store_cache.answers
    assert tablet.picture() == JPEG
    cache.broken = 0
    tablet.clock.pass_by(REST)
    assert tablet.picture() == JPEG
    assert cache.asked == [MEDIA]


def test_a_cache_that_is_gone_is_done_without(tablets: list[Tablet], cache: Cache) -> None:
    cache.shutdown()
    cache.server_close()
    assert tablets[0].refresh()
    assert tablets[0].products() == 200


def test_a_wrong_file_from_the_cache_is_thrown_away_and_brought_from_the_hub(
    tablets: list[Tablet], cache: Cache
) -> None:
    first, second = tablets
    first.refresh()
    [(path, answer)] = cache.kept.items()
    answer._content = answer.content[:-1] + b"!"

    async def twice(link: Transport) -> bool:
        snapshot = Snapshot(second.data)
        with pytest.raises(Faulty):
            await snapshot.refresh(link)
        assert Catalogue.open_current(second.data) is None
        return await snapshot.refresh(link)

    assert second.ask(twice)
    assert second.products() == 200
    assert cache.asked == [path], "the second time past the cache"


def test_what_the_hub_says_through_the_cache_stands(tablets: list[Tablet], cache: Cache) -> None:
    with pytest.raises(Gone):
        tablets[0].ask(lambda link: link.media("0" * 64, "400"))
    assert tablets[0].store_cache.answers, "it did its work"


@pytest.mark.parametrize("url", ["http://cache.store:8080", "ftp://cache", "cache.store", ""])
def test_an_https_hub_takes_no_cache_that_is_less_safe(url: str) -> None:
    with pytest.raises(ClientError):
        StoreCache(url, "https://hub.example")
    assert StoreCache("https://cache.store/", "https://hub.example").url == "https://cache.store"
