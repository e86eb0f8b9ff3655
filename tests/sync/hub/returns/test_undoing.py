"""A return that was a mistake: whatever followed from it is undone, and all is as it was before."""

import asyncio
import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.hooks import queue
from sync.hub.profile import registry
from sync.protocol import scopes
from sync.protocol.clients import Right
from sync.protocol.customers import Customer
from sync.protocol.lists import ShoppingList
from sync.protocol.receipts import UNDO_WINDOW, Back, BeginReturn, TakeBack, UndoReturn
from sync.protocol.stock import StockLevel
from tests.fakes import Clock
from tests.sync.hub.returns.test_follow import LIST, SCOPE, STORE, C, Counter

LAMP = Back("1", 1, "changed_mind")
LATER = dt.timedelta(seconds=1)


class State(NamedTuple):
    """All that a return touches, as it stands."""

    receipt: tuple[Any, ...]
    stock: dict[str, int | None]
    fits: Any
    order: str
    bought: dict[str, int]


class Desk(Counter):
    """The counter, with a clock, and with somebody who hears of events."""

    def __init__(self, hub: Any, clock: Clock) -> None:
        super().__init__(hub)
        self.clock = clock
        self.client = ""

    async def begin(self) -> None:
        key = await registry.add(self.hub.storage, "till", [Right.EVENTS_READ], self.hub.now())
        self.client = key.client
        await super().begin()

    async def state(self) -> State:
        receipt = await self.receipt()
        customer = await self.load(scopes.customer(C), "customer", C, Customer)
        document = await self.load(scopes.shopping_list(LIST), "list", LIST, ShoppingList)
        return State(
            (receipt.lines, receipt.case),
            {name: await self.available(name) for name in ("lamp-1", "rug-1")},
            customer.fits,
            (await self.order()).state,
            {line.product: line.bought for line in document.lines},
        )

    async def available(self, variant: str) -> int | None:
        level = await self.load(scopes.stock(STORE), "stock", variant, StockLevel)
        assert level.on_hand == sum(move.delta for move in level.moves)
        return level.available(self.clock.now())

    async def back(self, *lines: Back, store: str = STORE) -> str:
        """Take things back; return the operation that it was."""
        assert await self.do(SCOPE, TakeBack(list(lines), store)) == "applied"
        return (await self.receipt()).returns[-1].op

    async def events(self) -> list[Any]:
        page, _ = await queue.page(self.hub.storage, self.client, 0, 100)
        return [one.event for one in page if one.event.type.startswith("refund")]


def at_desk(folder: Any, story: Any) -> None:
    async def run() -> None:
        clock = Clock()
        hub = await assemble(Config(folder, ""), clock.now)
        try:
            made = Desk(hub, clock)
            await made.begin()
            await story(made)
        finally:
            await hub.close()

    asyncio.run(run())


parts = st.builds(
    Back,
    st.sampled_from(["1", "2"]),
    st.integers(1, 2),
    st.sampled_from(["too_small", "damaged", "changed_mind"]),
    restock=st.booleans(),
)
returns = st.lists(st.lists(parts, min_size=1, max_size=3), min_size=1, max_size=3)


@given(returns, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_taken_back_and_undone_all_is_as_it_was(tmp_path_factory, wanted, chance):
    async def story(desk):
        await desk.do(SCOPE, BeginReturn([LAMP], "chat", "It flickers"))
        before = await desk.state()
        for lines in wanted:
            await desk.do(SCOPE, TakeBack(lines, STORE))
        done = [back.op for back in (await desk.receipt()).returns]
        chance.shuffle(done)
        for op in done:
            for _ in range(chance.choice([1, 2])):
                assert await desk.do(SCOPE, UndoReturn(op)) == "applied"
        assert await desk.state() == before

    at_desk(tmp_path_factory.mktemp("hub"), story)


def test_twice_undone_it_is_undone_once(tmp_path):
    async def story(desk):
        op = await desk.back(LAMP)
        before = await desk.available("lamp-1")
        for _ in range(2):
            assert await desk.do(SCOPE, UndoReturn(op)) == "applied"
        assert await desk.available("lamp-1") == before - 1
        assert [one.type for one in await desk.events()] == ["refund", "refund_withdrawn"]

    at_desk(tmp_path, story)


def test_the_shelf_says_why_and_the_till_which_refund_is_withdrawn(tmp_path):
    async def story(desk):
        op = await desk.back(LAMP)
        await desk.do(SCOPE, UndoReturn(op))
        level = await desk.load(scopes.stock(STORE), "stock", "lamp-1", StockLevel)
        assert [(one.kind, one.delta) for one in level.moves[-2:]] == [("return", 1), ("return", -1)]
        assert level.moves[-1].reason == "undone"
        refund, withdrawn = await desk.events()
        assert (withdrawn.type, withdrawn.refund, withdrawn.amount) == (
            "refund_withdrawn",
            refund.id,
            refund.amount,
        )
        titles = {one.title for one in await desk.returns_told()}
        assert titles == {"return", "return_undone"}

    at_desk(tmp_path, story)


def test_an_order_that_had_come_back_is_with_the_shopper_again(tmp_path):
    async def story(desk):
        op = await desk.back(Back("1", 2, "late"), Back("2", 1, "late"))
        assert (await desk.order()).state == "returned"
        await desk.do(SCOPE, UndoReturn(op))
        assert (await desk.order()).state == "picked_up"

    at_desk(tmp_path, story)


@pytest.mark.parametrize(
    ("after", "answer"), [(UNDO_WINDOW, "applied"), (UNDO_WINDOW + LATER, "too_late_to_undo")]
)
def test_it_can_be_undone_for_a_quarter_of_an_hour(tmp_path, after, answer):
    async def story(desk):
        op = await desk.back(LAMP)
        desk.clock.pass_by(after.total_seconds())
        assert await desk.do(SCOPE, UndoReturn(op)) == answer
        assert await desk.do(SCOPE, UndoReturn("another")) == "no_return"

    at_desk(tmp_path, story)


def test_what_a_hub_left_of_the_return_is_done_first(tmp_path):
    """Cut off between the return and what follows from it, and undone before anybody looked."""

    async def story(desk):
        before = await desk.state()
        whole = desk.hub.follows
        object.__setattr__(desk.hub, "follows", ())
        op = await desk.back(Back("1", 2, "late"), Back("2", 1, "late"))
        object.__setattr__(desk.hub, "follows", whole)
        assert await desk.do(SCOPE, UndoReturn(op)) == "applied"
        assert await desk.state() == before
        assert [one.type for one in await desk.events()] == ["refund", "refund_withdrawn"]

    at_desk(tmp_path, story)


def test_what_was_said_since_goes_on_in_the_case_of_before(tmp_path):
    async def story(desk):
        await desk.do(SCOPE, BeginReturn([LAMP], "chat", "It flickers"))
        op = await desk.back(LAMP)
        await desk.do(SCOPE, BeginReturn([Back("2", 1, "damaged")], "store", "A stain"))
        await desk.do(SCOPE, UndoReturn(op))
        case = (await desk.receipt()).case
        assert (case.channel, case.note) == ("chat", "It flickers\nA stain")
        assert {one.line for one in case.lines} == {"1", "2"}

    at_desk(tmp_path, story)
