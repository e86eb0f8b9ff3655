"""Whatever happens to a store's stock, its hub, the line and the tablet: in the end both have the same."""

import asyncio
import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.client.errors import Offline
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.protocol import scopes
from sync.protocol.envelope import SyncAnswer, SyncRequest
from tests.fakes import Clock, FakeHub, FakeLink

STOCK = scopes.stock("milano")
VARIANTS = st.integers(0, 29)
MISHAPS = ("trip", "lose", "ask", "late_ones", "restart", "forget", "restore", "damage")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["put", "remove"]), st.lists(VARIANTS, min_size=1, max_size=30)),
        st.tuples(st.sampled_from(MISHAPS), st.just([])),
    ),
    max_size=25,
)


class Story:
    """One tablet that reads a store's stock, and all that can go wrong between it and the hub."""

    def __init__(self, data: Path) -> None:
        self.hub, self.clock, self.data = FakeHub(), Clock(), data
        self.identity = self.hub.identity()
        self.link = FakeLink(self.hub)
        self.link.page = 4
        self.number = 0
        self.late: list[tuple[SyncRequest, SyncAnswer]] = []
        self.backup: tuple[list, int] = ([], 0)
        self.open()
        self.replica.watch(STOCK)

    def open(self) -> None:
        self.replica = Replica(self.data, self.identity, self.clock.now)
        self.exchange = Exchange(self.replica, self.clock)

    def put(self, variants: list[int]) -> None:
        for variant in variants:
            self.number += 1
            self.hub.put(STOCK, "stock", f"v{variant}", b'{"n":%d}' % self.number)

    def remove(self, variants: list[int]) -> None:
        there = {one.id for one in self.hub.stored(STOCK) if one.body is not None}
        for variant in {f"v{number}" for number in variants} & there:
            self.hub.put(STOCK, "stock", variant, None)
        self.hub.meant[STOCK] = self.hub.seqs.get(STOCK, 0)

    def trip(self, _: list[int]) -> None:
        self.clock.pass_by(1)
        asyncio.run(self.exchange.trip(self.link))

    def lose(self, _: list[int]) -> None:
        self.link.lose_answers = 1
        with contextlib.suppress(Offline):
            asyncio.run(self.exchange.trip(self.link))

    def ask(self, _: list[int]) -> None:
        """The answer to this stays under way until `late`."""
        request = self.exchange._request([])
        self.late.append((request, asyncio.run(self.link.sync(request))))

    def late_ones(self, _: list[int]) -> None:
        for request, answer in reversed(self.late):
            self.replica.receive(answer, request.cursors)
        self.late.clear()

    def restart(self, _: list[int]) -> None:
        self.replica.close()
        self.late.clear()
        self.open()

    def forget(self, _: list[int]) -> None:
        if STOCK in self.hub.shop:
            self.hub.forget_tombstones(STOCK)
        self.backup = (list(self.hub.shop.get(STOCK, [])), self.hub.seqs.get(STOCK, 0))

    def restore(self, _: list[int]) -> None:
        """The hub is put back to where `forget` was last; answers of before may still be under way."""
        self.hub.epoch += "+"
        self.hub.shop[STOCK], self.hub.seqs[STOCK] = list(self.backup[0]), self.backup[1]
        self.hub.floors[STOCK] = min(self.hub.floors.get(STOCK, 0), self.backup[1])
        self.hub.meant[STOCK] = self.backup[1]

    def damage(self, _: list[int]) -> None:
        with self.replica._database.write() as connection:
            connection.execute("UPDATE document SET base = CAST('{}' AS BLOB) WHERE id IN ('v1', 'v2', 'v3')")
        self.restart([])

    def come_to_rest(self) -> None:
        self.late_ones([])
        for _ in range(6):
            self.clock.pass_by(400)
            while asyncio.run(self.exchange.trip(self.link)).more:
                pass

    def held(self) -> dict[str, bytes]:
        return dict(self.replica._database.read("SELECT id, coalesce(view, base) FROM document"))

    def true(self) -> dict[str, bytes]:
        return {one.id: one.body for one in self.hub.stored(STOCK) if one.body is not None}


@settings(max_examples=100)
@given(STEPS)
def test_rule_09_and_11_a_tablet_always_ends_with_what_the_hub_has(steps):
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder))
        try:
            for what, variants in steps:
                getattr(story, what)(variants)
            story.come_to_rest()
            assert story.held() == story.true()
            asked = len(story.link.requests)
            story.trip([])
            assert len(story.link.requests) == asked + 1
            assert story.link.requests[-1].cursors[STOCK] == story.hub.seqs.get(STOCK, 0)
            assert story.replica.reports() == []
        finally:
            story.replica.close()
