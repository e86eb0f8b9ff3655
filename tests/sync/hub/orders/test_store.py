"""A store in a bad week: two associates, shoppers who change their mind, a hub that is cut off anywhere.

Whatever happens in which order: no piece is kept or sold twice, no order is lost, lists show what is so, and
what the stock keeps is what its orders say.
"""

import asyncio
import tempfile
from collections import Counter as Counts
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync.hub import chain, settling
from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.orders.bodies import NewOrder, NewOrderLine
from sync.hub.orders.no_shows import NoShows
from sync.hub.orders.placing import Placing, Refused, place
from sync.hub.stock import ledger, sales
from sync.hub.stock.requests import NewSale, SoldLine
from sync.hub.storage.port import Decision, StorageError, Write
from sync.protocol import call_verbs, orders, scopes
from sync.protocol.actors import Actor
from sync.protocol.orders import Order
from sync.protocol.stock import MoveStock, stands
from tests.sync.hub.orders.counter import ANNA, BEGIN, BRUNO, SHOP, STORE, TABLET, Counter

SHELF = {"lamp": 4, "sofa": 2, "stool": 3}

variants = st.sampled_from([*SHELF])
people = st.sampled_from([ANNA, BRUNO])
quantities = st.integers(1, 2)
pick = st.integers(0, 3)
why = st.sampled_from(["not_found", "damaged"])


class Store(RuleBasedStateMachine):
    """The hub is real, with a real store on disk; only its process and the network are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.time = [BEGIN]
        self.made = 0
        self.sold: dict[str, int] = dict.fromkeys(SHELF, 0)
        self.known: list[str] = []
        self.run(self.open())
        self.run(self.counter.stock(**SHELF))
        self.run(self.counter.list_of(lamp=1, sofa=1))

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    async def open(self) -> None:
        hub = await assemble(Config(Path(self.folder.name), ""), lambda: self.time[0])
        self.no_shows = NoShows(hub)
        self.counter = Counter(hub, self.time)
        device = Write("device", TABLET.id, msgspec.json.encode(TABLET))
        await hub.storage.commit(scopes.device(TABLET.id), [], [], lambda _: Decision([device]))

    def order(self, number: int) -> Order:
        return self.run(self.counter.order(self.known[number % len(self.known)]))

    def staff(self, order: Order, verb: Any, by: Actor = ANNA) -> Any:
        return self.run(self.counter.staff(verb, by=by, role="manager"))

    @rule(variant=variants, quantity=quantities, paid=st.booleans())
    def bought_online(self, variant: str, quantity: int, *, paid: bool) -> None:
        self.made += 1
        name = f"order-{self.made}"
        sent = NewOrder(STORE, [NewOrderLine(variant, quantity, "p")], paid=paid)
        free = self.run(self.counter.available(variant))
        try:
            self.run(place(self.counter.hub, Placing(name, sent, SHOP)))
        except Refused:
            assert free < quantity
            return
        assert free >= quantity
        self.known.append(name)

    @precondition(lambda self: len(self.known) < 6)
    @rule()
    def asked_for_at_the_kiosk(self) -> None:
        self.run(self.counter.shopper(call_verbs.RequestPreparation()))
        marks = self.run(self.counter.shopping_list()).orders
        self.known += [name for name in marks if name not in self.known]

    @precondition(lambda self: self.known)
    @rule(number=pick, by=people)
    def claimed(self, number: int, by: Actor) -> None:
        self.staff(self.order(number), orders.ClaimOrder(self.order(number).id), by)

    @precondition(lambda self: self.known)
    @rule(number=pick, line=pick, reason=why, what=st.sampled_from(["pick", "short", "reject", "reopen"]))
    def worked_on(self, number: int, line: int, reason: Any, what: str) -> None:
        order = self.order(number)
        name = order.lines[line % len(order.lines)].id
        verb = {
            "pick": orders.PickLine(order.id, name),
            "short": orders.ShortLine(order.id, name, reason),
            "reject": orders.RejectLine(order.id, name, reason),
            "reopen": orders.ReopenLine(order.id, name),
        }[what]
        self.staff(order, verb, order.claimed or ANNA)

    @precondition(lambda self: self.known)
    @rule(number=pick, line=pick, variant=variants, agreed=st.sampled_from([None, True, False]))
    def offered_something_else(self, number: int, line: int, variant: str, *, agreed: bool | None) -> None:
        order = self.order(number)
        name = order.lines[line % len(order.lines)].id
        self.staff(order, orders.ProposeSubstitute(order.id, name, "p", variant), order.claimed or ANNA)
        if agreed is not None:
            self.run(self.counter.shopper(call_verbs.AgreeOffer(order.id, name, agreed=agreed)))
            self.staff(order, orders.AgreeSubstitute(order.id, name, agreed=agreed))

    @precondition(lambda self: self.known)
    @rule(number=pick)
    def finished_and_fetched(self, number: int) -> None:
        """Everything that is missing is picked or said to be short; then it is handed over."""
        order = self.order(number)
        by = order.claimed or ANNA
        verbs: list[Any] = [orders.ClaimOrder(order.id)]
        for line in order.lines:
            if line.state == "open" and not line.substitute:
                verbs.append(orders.PickLine(order.id, line.id, line.missing))
            elif line.state == "open":
                verbs.append(orders.ShortLine(order.id, line.id, "not_found"))
        verbs += [orders.PackOrder(order.id), orders.MakeReady(order.id)]
        for verb in verbs:
            self.staff(order, verb, by)
        before = self.order(number)
        result = self.staff(order, orders.HandOver(order.id, reason="is known here"), by)
        self.count(before, handed_over=result.status == "applied")

    @precondition(lambda self: self.known)
    @rule(number=pick)
    def fetched(self, number: int) -> None:
        order = self.order(number)
        code = orders.claim_code(self.counter.hub.keys.token, order.id)
        result = self.staff(order, orders.HandOver(order.id, code))
        self.count(order, handed_over=result.status == "applied")

    def count(self, order: Order, *, handed_over: bool) -> None:
        if not (handed_over and order.paid):
            return
        for line in order.lines:
            self.sold[line.variant] += line.picked
            if line.substitute:
                self.sold[line.substitute.variant] += line.substitute.picked

    @precondition(lambda self: self.known)
    @rule(number=pick, kiosk=st.booleans())
    def taken_back(self, number: int, *, kiosk: bool) -> None:
        order = self.order(number)
        if kiosk:
            self.run(self.counter.shopper(call_verbs.CancelRequest(order.id)))
        self.staff(order, orders.CancelOrder(order.id, "no need"))

    @precondition(lambda self: self.known)
    @rule(number=pick)
    def came_back(self, number: int) -> None:
        self.run(self.counter.shop(orders.RecordReturn(self.order(number).id)))

    @precondition(lambda self: self.known)
    @rule(number=pick)
    def paid_ahead(self, number: int) -> None:
        order = self.order(number)
        wanted = [SoldLine(one.variant, one.quantity) for one in orders.held(order, self.time[0])]
        if order.paid or not wanted or order.state not in {"new", "accepted", "picking", "on_hold"}:
            return
        self.made += 1
        sale = NewSale(STORE, f"T-{self.made}", wanted, order=order.id)
        self.run(sales.record(self.counter.hub, SHOP, sale, "EUR"))
        assert self.order(number).paid

    @rule(variant=variants)
    def sold_at_the_till(self, variant: str) -> None:
        """A till sells what it has in its hand; nobody refuses that."""
        self.made += 1
        move = MoveStock(variant, "sale", -1)
        scope = scopes.stock(STORE)
        self.run(settling.do(self.counter.hub, scope, f"sale-{self.made}", move, SHOP))
        self.sold[variant] += 1

    @rule(days=st.sampled_from([0.1, 8]))
    def time_passes(self, days: float) -> None:
        self.time[0] += timedelta(days=days)
        self.run(self.no_shows.sweep())

    @rule(number=pick, steps=st.integers(0, 6))
    @precondition(lambda self: self.known)
    def cut_off(self, number: int, steps: int) -> None:
        """The hub's store is gone after so many commits; then it comes back and does what is left."""
        order = self.order(number)
        storage = self.counter.hub.storage
        kept, left = storage.commit, [steps]

        async def commit(*arguments: Any) -> int:
            if not left[0]:
                raise StorageError("cut off")
            left[0] -= 1
            return await kept(*arguments)

        storage.commit = commit  # type: ignore[method-assign]
        line = order.lines[0]
        verb: Any = orders.ShortLine(order.id, line.id, "sold")
        if steps % 2:
            verb = orders.CancelOrder(order.id, "cut off")
        self.staff(order, verb, order.claimed or ANNA)
        storage.commit = kept  # type: ignore[method-assign]
        self.run(self.counter.hub.close())
        self.run(self.open_again())

    async def open_again(self) -> None:
        visit, list_id = self.counter.visit, self.counter.list_id
        await self.open()
        self.counter.visit, self.counter.list_id = visit, list_id
        # What was noted and never committed is given up after a while.
        self.time[0] += chain.NEVER_AFTER
        await chain.resume(self.counter.hub, timedelta(0))

    @invariant()
    def figures_are_what_was_sold(self) -> None:
        for variant, there in SHELF.items():
            level = self.run(self.counter.level(variant))
            assert level.on_hand == there - self.sold[variant]

    @invariant()
    def what_is_kept_is_what_orders_say(self) -> None:
        every = [self.run(self.counter.order(name)) for name in self.known]
        now = self.time[0]
        should = {held.hold: held for order in every for held in orders.held(order, now)}
        for variant in SHELF:
            level = self.run(self.counter.level(variant))
            kept = {name: hold for name, hold in level.holds.items() if stands(hold, now)}
            for name, hold in kept.items():
                assert name in should, (name, hold)
                assert should[name].variant == variant
                assert hold.quantity <= should[name].quantity
            promised = sum(hold.quantity for hold in kept.values())
            assert level.available(now) == max(0, level.on_hand - promised)

    def teardown(self) -> None:
        try:
            self.run(self.end_everything())
        finally:
            self.run(self.counter.hub.close())
            self.runner.close()
            self.folder.cleanup()

    async def end_everything(self) -> None:
        """Every order comes to an end, and who carried something to the till has gone home."""
        for name in self.known:
            await self.counter.staff(orders.CancelOrder(name, "the week is over"))
        self.time[0] += timedelta(days=1)
        booked: Counts[str] = Counts()
        for row in await ledger.movements(self.counter.hub.storage, STORE):
            booked[row.variant] += row.delta
        for variant, there in SHELF.items():
            level = await self.counter.level(variant)
            assert level.available(self.time[0]) == max(0, booked[variant] if level.moves else there)
            assert level.reserved(self.time[0]) == 0

    @invariant()
    def lists_show_what_is_so(self) -> None:
        document = self.run(self.counter.shopping_list())
        for name, mark in document.orders.items():
            order = self.run(self.counter.order(name))
            assert (mark.state, mark.lines) == (order.state, orders.mark_of(order).lines)
            assert not mark.asked

    @invariant()
    def nothing_is_left_to_do(self) -> None:
        for shard in chain.SHARDS:
            rows = self.run(self.counter.hub.storage.changes(scopes.chain(shard), 0, 1000))
            assert [row for row in rows if row.body is not None] == []


Store.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestStore = Store.TestCase
