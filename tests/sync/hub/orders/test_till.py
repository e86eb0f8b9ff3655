"""From the list over the shelf to the till: what was brought is rung up by its basket's code."""

from sync.hub.stock import sales
from sync.hub.stock.requests import NewSale, SoldLine
from sync.protocol import orders
from sync.protocol.actors import Actor
from tests.sync.hub.orders.counter import STORE, at_the_counter, picked

TILL = Actor("client:till", "shop", "Till 1")


async def rung_up(counter, number, order="", *, channel="store", **sold):
    lines = [SoldLine(variant, quantity, 1_000, "p") for variant, quantity in sold.items()]
    sale = NewSale(STORE, number, lines, order=order, channel=channel)
    return await sales.record(counter.hub, TILL, sale, "EUR")


async def figures(counter, *variants):
    return [
        ((await counter.level(variant)).on_hand, await counter.available(variant)) for variant in variants
    ]


async def bought(counter):
    return {line.variant: line.bought for line in (await counter.shopping_list()).lines}


def test_half_of_what_was_brought_is_bought(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5, sofa=2)
        name = await counter.request(lamp=2, sofa=1)
        await counter.staff(*picked(await counter.order(name)), orders.HandOver(name))
        assert await figures(counter, "lamp", "sofa") == [(5, 3), (2, 1)]
        await rung_up(counter, "T-1", (await counter.order(name)).basket, lamp=1)
        assert await figures(counter, "lamp", "sofa") == [(4, 3), (2, 1)]
        assert await bought(counter) == {"lamp": 1, "sofa": 0}
        # Sent again after a lost answer it is the same sale.
        await rung_up(counter, "T-1", (await counter.order(name)).basket, lamp=1)
        assert await bought(counter) == {"lamp": 1, "sofa": 0}
        counter.later(hours=5)
        assert await figures(counter, "lamp", "sofa") == [(4, 4), (2, 2)]

    at_the_counter(tmp_path, work)


def test_what_is_paid_straight_from_the_shelf_counts_as_handed_over(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        name = await counter.request(lamp=2)
        await counter.staff(*picked(await counter.order(name)))
        await rung_up(counter, "T-1", (await counter.order(name)).number, lamp=2)
        order = await counter.order(name)
        assert (order.state, order.reason) == ("picked_up", "")
        assert (await counter.shopping_list()).orders[name].state == "picked_up"
        assert await figures(counter, "lamp") == [(3, 3)]
        assert (await counter.level("lamp")).holds == {}

    at_the_counter(tmp_path, work)


def test_what_was_paid_online_leaves_the_stock_once(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        lines = [orders.NewLine("p", "lamp", 2)]
        await counter.shop(orders.PlaceOrder("o", "collect", lines, number="W-1", paid=True))
        await rung_up(counter, "W-1", "W-1", lamp=2)
        assert await figures(counter, "lamp") == [(5, 3)]
        await counter.staff(*picked(await counter.order("o")), orders.MakeReady("o"))
        code = orders.claim_code(counter.hub.keys.token, "o")
        await counter.staff(orders.HandOver("o", code))
        assert await figures(counter, "lamp") == [(3, 3)]

    at_the_counter(tmp_path, work)


def test_an_order_is_found_by_the_claim_code_that_the_hub_gave_it(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        lines = [orders.NewLine("p", "lamp", 2)]
        await counter.shop(orders.PlaceOrder("o", "collect", lines, number="W-1", paid=True))
        await rung_up(counter, "R-1", orders.claim_code(counter.hub.keys.token, "o"), lamp=2)
        # Not taken off the shelf by a sale of its own: it leaves when it is fetched.
        assert await figures(counter, "lamp") == [(5, 3)]

    at_the_counter(tmp_path, work)


def test_an_order_paid_before_it_is_picked_says_so_and_leaves_the_stock_when_it_is_fetched(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.staff(orders.PlaceOrder("o", "desk", [orders.NewLine("p", "lamp", 2)], number="A-1"))
        assert not (await counter.order("o")).paid
        for _ in range(2):
            await rung_up(counter, "T-1", "A-1", lamp=2)
        order = await counter.order("o")
        assert (order.state, order.paid) == ("new", True)
        assert [step.reason for step in order.history if step.verb == "RecordPayment"] == ["T-1"]
        assert await figures(counter, "lamp") == [(5, 3)]
        await counter.staff(*picked(order), orders.MakeReady("o"))
        code = orders.claim_code(counter.hub.keys.token, "o")
        await counter.staff(orders.HandOver("o", code))
        assert await figures(counter, "lamp") == [(3, 3)]

    at_the_counter(tmp_path, work)


def test_what_is_paid_online_while_it_lies_ready_is_not_handed_over_by_that(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.staff(orders.PlaceOrder("o", "desk", [orders.NewLine("p", "lamp", 2)], number="A-1"))
        await counter.staff(*picked(await counter.order("o")), orders.MakeReady("o"))
        await rung_up(counter, "W-1", "A-1", channel="online", lamp=2)
        order = await counter.order("o")
        assert (order.state, order.paid) == ("ready_for_pickup", True)
        assert await figures(counter, "lamp") == [(5, 3)]

    at_the_counter(tmp_path, work)


def test_half_of_the_money_does_not_make_an_order_paid(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.staff(orders.PlaceOrder("o", "desk", [orders.NewLine("p", "lamp", 2)], number="A-1"))
        await rung_up(counter, "T-1", "A-1", lamp=1)
        assert not (await counter.order("o")).paid
        assert (await counter.level("lamp")).on_hand == 4

    at_the_counter(tmp_path, work)
