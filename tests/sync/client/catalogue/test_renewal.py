import asyncio
import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest
import zstandard

from sync.catalogue.build import build
from sync.catalogue.current import folder, read_current
from sync.catalogue.search import Query, Search, tables
from sync.client.catalogue.renewal import Renewal
from sync.client.catalogue.turns import SPREAD, Turns
from sync.client.listeners import Listeners
from sync.client.pictures.media import MediaCache
from sync.client.pictures.media_queue import MediaQueue
from sync.protocol.catalogue import CatalogueRow, Manifest, SnapshotFile
from sync.protocol.products import Picture, Product
from tests.fakes import FakeHub, FakeLink

TABLETS = 1000
PICTURE = "ab" * 32


@pytest.fixture
def link(tmp_path: Path) -> FakeLink:
    """A line to a hub with one catalogue."""
    made = FakeLink(FakeHub())
    document = Product("p", {"en": "Lamp" * 2000}, [], pictures=[Picture(PICTURE, 10, 10)])
    row = CatalogueRow("product", "p", 1, msgspec.Raw(msgspec.json.encode(document)))
    build(tmp_path / "hub.db", [row], 1)
    publish(made, tmp_path / "hub.db")
    return made


def publish(made: FakeLink, path: Path) -> None:
    """Let the hub have a catalogue file."""
    raw = path.read_bytes()
    packed = zstandard.ZstdCompressor().compress(raw)
    sha = hashlib.sha256(packed).hexdigest()
    made.files[sha] = packed
    made.published = Manifest(1, 1, SnapshotFile(sha, len(packed), hashlib.sha256(raw).hexdigest(), len(raw)))


class Tablet:
    """A tablet's renewal; what it waits for is written down instead of waited for."""

    def __init__(self, data: Path, chance: Callable[[], float] = random.random) -> None:
        self.data = data
        self.waits: list[float] = []
        self.news = 0
        self.cache = MediaCache(data)
        self.queue = MediaQueue()
        listeners = Listeners(on_catalogue=self._hear)
        self.renewal = Renewal(
            data, listeners, self.cache, self.queue, Turns(chance=chance, sleep=self._note)
        )

    def renew(self, link: FakeLink) -> None:
        with patch("sync.client.catalogue.renewal.wait", lambda _due, seconds: self._note(seconds)):
            asyncio.run(self.renewal.step(link))

    def _hear(self) -> None:
        self.news += 1

    async def _note(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Tablet]:
    made = Tablet(tmp_path / "tablet")
    yield made
    made.cache.close()


def test_a_tablet_with_nothing_to_sell_does_not_wait(tablet, link):
    tablet.renew(link)
    assert len(tablet.waits) == 1, "for the next time alone"
    assert tablet.news == 1


def test_a_catalogue_of_an_older_hub_is_sold_from_at_once_and_can_be_searched_then(tablet, link, tmp_path):
    with closing(sqlite3.connect(tmp_path / "hub.db")) as connection:
        connection.executescript(f"{tables.DROP} DELETE FROM meta WHERE key = 'search'")
        connection.execute("VACUUM")
    publish(link, tmp_path / "hub.db")
    tablet.renew(link)
    assert tablet.news == 2, "to be sold from, then to be searched"
    search = Search(folder(tablet.data) / read_current(tablet.data).file)
    assert search.find(Query(text="lam")).hits == ("p",)
    search.close()
    tablet.renew(link)
    assert tablet.news == 2


def test_rule_18_a_chain_that_is_switched_on_at_once_asks_at_different_moments(tablet, link):
    tablet.renew(link)
    chance = random.Random(1).random
    moments = []
    for _ in range(TABLETS):
        another = Tablet(tablet.data, chance)
        another.renew(link)
        another.cache.close()
        moments.append(another.waits[0])
    assert 0 <= min(moments) <= max(moments) <= SPREAD
    in_each_second = [sum(second <= each < second + 1 for each in moments) for second in range(int(SPREAD))]
    assert max(in_each_second) < 3 * TABLETS / SPREAD
    assert min(in_each_second) > 0


def test_what_is_missing_of_the_pictures_is_planned_once(tablet, link):
    tablet.renew(link)
    planned = asyncio.run(tablet.queue.next())
    assert (planned.item.sha256, planned.ahead) == (PICTURE, True)
    tablet.queue.plan([])
    tablet.renew(link)
    assert not tablet.queue._plan, "nothing is new"


def test_a_catalogue_that_is_refused_is_not_brought_again_at_once(tablet, link):
    link.published = msgspec.structs.replace(
        link.published, file=msgspec.structs.replace(link.published.file, raw_sha256="0" * 64)
    )
    for _ in range(12):
        tablet.renew(link)
    assert tablet.waits[0] >= 5
    assert tablet.waits[-1] > 600, "what is large and wrong is not brought every quarter of a minute"


def test_a_file_that_is_damaged_inside_is_noticed_and_brought_anew(tablet, link):
    tablet.renew(link)
    path = folder(tablet.data) / read_current(tablet.data).file
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))
    again = Tablet(tablet.data)
    again.renew(link)
    assert again.renewal.due.is_set(), "nothing is waited for"
    again.renew(link)
    again.cache.close()
    assert path.read_bytes() == content


def test_what_a_page_could_not_read_makes_room_for_the_one_before_and_is_brought_without_a_turn(tablet, link):
    tablet.renew(link)
    tablet.waits.clear()
    tablet.renewal.doubt()
    tablet.renew(link)
    assert len(tablet.waits) == 1, "for the next time alone"
    assert tablet.news == 3, "the first, none, and the one that was brought anew"
