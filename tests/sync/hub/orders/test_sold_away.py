"""A till sells what is kept for somebody: whoever prepares the order is told, and can answer."""

import pytest

from sync.hub import settling
from sync.protocol import orders, scopes
from sync.protocol.orders import NewLine, PlaceOrder
from sync.protocol.stock import Confidence, CountStock, MoveStock, confidence
from tests.sync.hub.orders.counter import BEGIN, SHOP, STORE, at_the_counter, line_of, picked


async def ordered(counter, *names):
    for name in names:
        await counter.shop(PlaceOrder(name, "collect", [NewLine("p", "lamp", 1)], number=name))
        counter.later(minutes=1)


async def sells(counter, number, hold=""):
    move = MoveStock("lamp", "sale", -1, reference=number, hold=hold)
    await settling.do(counter.hub, scopes.stock(STORE), f"sale {number}", move, SHOP)


async def told(counter, *names):
    return [sum(line.sold for line in (await counter.order(name)).lines) for name in names]


def test_who_ordered_last_is_told_and_the_figure_is_trusted_less(tmp_path):
    async def work(counter):
        await counter.stock(lamp=2)
        await ordered(counter, "first", "last")
        assert confidence(await counter.level("lamp"), BEGIN) is Confidence.SURE
        await sells(counter, "T-1")
        await sells(counter, "T-1")
        assert await told(counter, "first", "last") == [0, 1]
        step = (await counter.order("last")).history[-1]
        assert (step.verb, step.reason) == ("ReportSold", "T-1")
        assert confidence(await counter.level("lamp"), BEGIN) is Confidence.FAIR
        await sells(counter, "T-2")
        assert await told(counter, "first", "last") == [1, 1]

    at_the_counter(tmp_path, work)


def test_who_has_their_piece_in_hand_is_told_after_who_has_not(tmp_path):
    async def work(counter):
        await counter.stock(lamp=2)
        await ordered(counter, "first", "last")
        await counter.staff(*picked(await counter.order("last")))
        await sells(counter, "T-1")
        assert await told(counter, "first", "last") == [1, 0]

    at_the_counter(tmp_path, work)


def test_ones_own_piece_and_a_free_one_are_no_warning(tmp_path):
    async def work(counter):
        await counter.stock(lamp=2)
        await ordered(counter, "o")
        await sells(counter, "T-1")
        (hold,) = (await counter.level("lamp")).holds
        await sells(counter, "T-2", hold)
        assert await told(counter, "o") == [0]
        assert (await counter.level("lamp")).shorts == 0

    at_the_counter(tmp_path, work)


@pytest.mark.parametrize("state", ["packed", "ready_for_pickup"])
def test_what_lies_ready_is_opened_again_and_is_short(tmp_path, state):
    async def work(counter):
        await counter.stock(lamp=1)
        await ordered(counter, "o")
        ready = [orders.MakeReady("o", "desk")] if state == "ready_for_pickup" else []
        await counter.staff(*picked(await counter.order("o")), *ready)
        line = line_of("o", "lamp")
        assert (await counter.staff(orders.ReopenLine("o", line))).reason == "not_now"
        await sells(counter, "T-1")
        await counter.staff(orders.ReopenLine("o", line))
        order = await counter.order("o")
        assert (order.state, order.line(line).state, order.sold_away) == ("picking", "open", [])
        await counter.staff(orders.ShortLine("o", line, "sold"))
        assert (await counter.level("lamp")).holds == {}

    at_the_counter(tmp_path, work)


def test_it_is_here_all_the_same(tmp_path):
    async def work(counter):
        await counter.stock(lamp=1)
        await ordered(counter, "o")
        await counter.staff(*picked(await counter.order("o")))
        await sells(counter, "T-1")
        assert len((await counter.order("o")).sold_away) == 1
        await counter.staff(orders.ConfirmLine("o", line_of("o", "lamp")))
        order = await counter.order("o")
        assert (order.state, order.sold_away) == ("packed", [])

    at_the_counter(tmp_path, work)


FEWER = {
    "corrected": MoveStock("lamp", "correction", -1, "damaged"),
    "sent to another store": MoveStock("lamp", "transfer", -1),
    "counted": CountStock("lamp", 1),
}


@pytest.mark.parametrize("how", FEWER)
def test_who_ordered_last_is_told_of_fewer_than_are_kept(tmp_path, how):
    async def work(counter):
        await counter.stock(lamp=2)
        await ordered(counter, "first", "last")
        for _ in range(2):  # sent twice, told once
            await settling.do(counter.hub, scopes.stock(STORE), how, FEWER[how], SHOP)
        assert await told(counter, "first", "last") == [0, 1]
        last = await counter.order("last")
        assert (last.history[-1].verb, last.is_counted_away) == ("ReportFewer", True)
        # Nothing is told again that the order knows, whatever else moves.
        await settling.do(counter.hub, scopes.stock(STORE), "again", CountStock("lamp", 1), SHOP)
        assert await told(counter, "first", "last") == [0, 1]
        await settling.do(counter.hub, scopes.stock(STORE), "none", CountStock("lamp", 0), SHOP)
        assert await told(counter, "first", "last") == [1, 1]
        await counter.staff(orders.ConfirmLine("last", line_of("last", "lamp")))
        assert (await counter.order("last")).sold_away == []

    at_the_counter(tmp_path, work)


def test_a_count_that_has_enough_for_every_order_warns_nobody(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await ordered(counter, "first", "last")
        await settling.do(counter.hub, scopes.stock(STORE), "count", CountStock("lamp", 2), SHOP)
        assert await told(counter, "first", "last") == [0, 0]

    at_the_counter(tmp_path, work)


def test_what_is_sold_beside_what_was_counted_away_is_said_to_be_sold(tmp_path):
    async def work(counter):
        await counter.stock(lamp=2)
        await counter.shop(PlaceOrder("o", "collect", [NewLine("p", "lamp", 2)], number="o"))
        await settling.do(counter.hub, scopes.stock(STORE), "count", CountStock("lamp", 1), SHOP)
        assert (await counter.order("o")).is_counted_away
        await sells(counter, "T-1")
        order = await counter.order("o")
        assert ([line.sold for line in order.lines], order.is_counted_away) == ([2], False)

    at_the_counter(tmp_path, work)
