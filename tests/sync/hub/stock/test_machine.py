"""A store's stock at the hub: whatever comes, twice, late or cut off, every figure is what its ledger says.

Tills sell, servers reserve, let go and confirm, people count, feeds bring counts that are hours old, the
store of documents fails in between, and whoever got no answer sends the same again. In the end nothing was
sold twice. `EXAMPLES` says how many stories are tried (`make soak-stock` takes more).
"""

import asyncio
import os
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sync.hub import chain
from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.feeds.documents import Document
from sync.hub.feeds.merging import merged
from sync.hub.settling import do
from sync.hub.stock import expiry, ledger, sales
from sync.hub.stock.requests import NewSale, SoldLine
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, StorageError, Write
from sync.protocol import moments, scopes
from sync.protocol.actors import Actor
from sync.protocol.stock import CountStock, MoveStock, ReleaseStock, ReserveStock, StockLevel

STOCK = scopes.stock("milano")
TILL = Actor("client:till", "shop", "Till 1")
VARIANTS = ("lamp", "rug")
variants = st.sampled_from(VARIANTS)
quantities = st.integers(1, 3)
holds = st.sampled_from(["cart", "order", "web"])


class Shelf(RuleBasedStateMachine):
    """One hub, one store, two things to sell; its documents in a folder unless there is a database."""

    def __init__(self, database_url: str = "") -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.now = datetime(2026, 11, 26, 10, tzinfo=UTC)
        config = Config(Path(self.folder.name), "", database_url=database_url)
        self.hub: Any = self.runner.run(assemble(config, lambda: self.now))
        self.sold: dict[str, NewSale] = {}
        self.unanswered: list[Any] = []
        self.fails = 0
        self.commit = self.hub.storage.commit
        self.hub.storage.commit = self._commit

    async def _commit(self, *args: Any) -> int:
        if self.fails:
            self.fails -= 1
            if not self.fails:
                raise StorageError("out of reach")
        return int(await self.commit(*args))

    @initialize(figures=st.tuples(st.integers(0, 6), st.integers(0, 6)))
    def open_the_store(self, figures: tuple[int, int]) -> None:
        for variant, on_hand in zip(VARIANTS, figures, strict=True):
            self._feed(variant, on_hand, 0)

    @rule(variant=variants, quantity=quantities, hold=st.just("") | holds)
    def sells(self, variant: str, quantity: int, hold: str) -> None:
        number = f"T{len(self.sold)}"
        self.sold[number] = NewSale("milano", number, [SoldLine(variant, quantity, reservation=hold)])
        self._try(lambda: sales.record(self.hub, TILL, self.sold[number], "EUR"))

    @rule(verb=st.data(), variant=variants)
    def does(self, verb: Any, variant: str) -> None:
        self.do(verb.draw(self._verbs(variant)))

    def do(self, wanted: msgspec.Struct) -> None:
        """Do something in the name of a till."""
        name = f"op {self.now.isoformat()} {msgspec.json.encode(wanted).decode()}"
        self._try(lambda: do(self.hub, STOCK, name, wanted, TILL, at="2026-11-26T10:00:00Z"))

    def _verbs(self, variant: str) -> Any:
        one = st.just(variant)
        counted = st.just("") | st.integers(0, 90).map(self._ago)
        kinds = st.sampled_from(["receipt", "correction"])
        return st.one_of(
            st.builds(MoveStock, one, kinds, st.integers(-2, 4)),
            st.builds(CountStock, one, st.integers(0, 9), counted),
            st.builds(ReserveStock, one, holds, quantities, firm=st.booleans()),
            st.builds(ReleaseStock, one, holds, st.booleans()),
        )

    @rule(variant=variants, on_hand=st.integers(0, 9), ago=st.integers(0, 120))
    def is_fed(self, variant: str, on_hand: int, ago: int) -> None:
        self._feed(variant, on_hand, ago)

    @rule(minutes=st.integers(1, 20))
    def passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(after=st.integers(1, 9))
    def fails_soon(self, after: int) -> None:
        self.fails = after

    @rule(data=st.data())
    def sends_again(self, data: Any) -> None:
        if self.sold:
            number = data.draw(st.sampled_from(sorted(self.sold)))
            self._try(lambda: sales.record(self.hub, TILL, self.sold[number], "EUR"))

    @rule()
    def keeps_the_house(self) -> None:
        self._try(lambda: expiry.sweep_all(self.hub))

    @invariant()
    def no_more_is_promised_than_was_there(self) -> None:
        for variant in VARIANTS:
            level = self._level(variant)
            if level and level.on_hand is not None:
                free = max(0, level.on_hand - level.reserved(self.now))
                assert level.available(self.now) == free

    def teardown(self) -> None:
        """All is calm again: what got no answer is sent once more, what was cut off is done."""
        self.fails = 0
        while self.unanswered:
            self.runner.run(self.unanswered.pop(0)())
        self.runner.run(chain.resume(self.hub, timedelta(0)))
        try:
            assert self.runner.run(ledger.differences(self.hub.storage, "milano")) == []
            rows = self.runner.run(ledger.movements(self.hub.storage, "milano"))
            went = Counter((row.reference, row.variant, row.delta) for row in rows if row.kind == "sale")
            lines = [(sale.number, line) for sale in self.sold.values() for line in sale.lines]
            assert went == Counter((number, line.variant, -line.quantity) for number, line in lines)
        finally:
            self.runner.run(self.hub.close())
            self.runner.close()
            self.folder.cleanup()

    def _try(self, work: Any) -> None:
        try:
            self.runner.run(work())
        except StorageError:
            self.unanswered.append(work)

    def _ago(self, minutes: int) -> str:
        return moments.write(self.now - timedelta(minutes=minutes))

    def _level(self, variant: str) -> StockLevel | None:
        return self.runner.run(documents.load(self.hub.storage, STOCK, Key("stock", variant), StockLevel))

    def _feed(self, variant: str, on_hand: int, ago: int) -> None:
        """Bring a count by a feed, as an import beside the hub does."""
        key = Key("stock", variant)
        body = msgspec.json.encode(StockLevel(variant, on_hand, self._ago(ago)))
        document = Document(STOCK, key, body, {})

        def decide(loaded: Any) -> Decision:
            stored = loaded.documents.get(key)
            return Decision([Write(*key, merged(document, stored.body) if stored else body)])

        self.runner.run(self.commit(STOCK, [key], [], decide))


@pytest.mark.parametrize("figures", [[1, 0], [1, 5], [5, 3, 1], [0, 2, 0, 2]])
@pytest.mark.parametrize("sold_after", [0, 1])
def test_feeds_one_after_another_add_up(figures: list[int], sold_after: int) -> None:
    """Also where a feed says again, of the same moment, what it said before another."""
    shelf = Shelf()
    shelf.open_the_store(figures=(0, 0))
    shelf.sells(hold="", quantity=1, variant="lamp")
    for on_hand in figures:
        shelf.is_fed(variant="lamp", on_hand=on_hand, ago=0)
    for _ in range(sold_after):
        shelf.sells(hold="", quantity=2, variant="lamp")
    shelf.teardown()


EXAMPLES = int(os.environ.get("EXAMPLES", "25"))
Shelf.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None)
TestShelf = Shelf.TestCase


def test_a_shelf_on_postgresql(postgres: Any) -> None:
    few = settings(max_examples=max(1, EXAMPLES // 5), stateful_step_count=25, deadline=None)
    run_state_machine_as_test(lambda: Shelf(postgres.new_database()), settings=few)  # type: ignore[no-untyped-call]
