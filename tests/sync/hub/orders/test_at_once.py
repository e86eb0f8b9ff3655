"""Everybody at the same moment: what follows from two changes of one order may cross on the way.

Two hubs on one database do not know of each other: only what they read says what the other did.
"""

import asyncio
import random

import msgspec
import pytest

from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.orders.bodies import NewOrder, NewOrderLine
from sync.hub.orders.placing import Placing, Refused, place
from sync.hub.storage.port import Decision, Write
from sync.protocol import orders, scopes
from tests.sync.hub.orders.counter import ANNA, BEGIN, BRUNO, SHOP, STORE, TABLET, Counter, line_of

ROUNDS = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.getfixturevalue("postgres").new_database() if request.param == "postgresql" else ""


def with_hubs(tmp_path, database, work):
    """Open two hubs on a database; on a file, where only one may serve, the same one twice."""

    async def open_and_work():
        first = await assemble(Config(tmp_path / "one", "", database_url=database), lambda: BEGIN)
        second = (
            await assemble(Config(tmp_path / "two", "", database_url=database), lambda: BEGIN)
            if database
            else first
        )
        try:
            device = Write("device", TABLET.id, msgspec.json.encode(TABLET))
            await first.storage.commit(scopes.device(TABLET.id), [], [], lambda _: Decision([device]))
            await work(Counter(first), Counter(second))
        finally:
            await first.close()
            if second is not first:
                await second.close()

    asyncio.run(open_and_work())


def keeps(level):
    return {name: hold.quantity for name, hold in level.holds.items()}


async def settled(counter, *variants):
    """Return what the stock keeps, and what the orders say that it should."""
    kept = {}
    for variant in variants:
        kept |= keeps(await counter.level(variant))
    return kept


def test_changes_that_cross_leave_the_stock_as_the_order_says(tmp_path, database):
    chance = random.Random(7)

    async def work(one, other):
        await one.stock(lamp=500, sofa=500)
        for number in range(ROUNDS):
            name = f"order-{number}"
            lines = [orders.NewLine("p", "lamp", 3), orders.NewLine("p", "sofa", 2)]
            await one.staff(orders.PlaceOrder(name, "collect", lines))
            await one.staff(orders.ClaimOrder(name))
            lamp, sofa = line_of(name, "lamp"), line_of(name, "sofa")
            wanted = [
                orders.ShortLine(name, lamp, "not_found"),
                orders.ReopenLine(name, lamp),
                orders.RejectLine(name, sofa, "damaged"),
                orders.ProposeSubstitute(name, sofa, "p", "lamp", 1),
                orders.ReopenLine(name, sofa),
            ]
            if number % 3 == 0:
                wanted.append(orders.CancelOrder(name, "no need"))
            chance.shuffle(wanted)
            await asyncio.gather(
                *(chance.choice([one, other]).staff(verb, role="manager") for verb in wanted)
            )
            should = {held.hold: held.quantity for held in orders.held(await one.order(name), BEGIN)}
            every = await settled(one, "lamp", "sofa")
            mine = {
                hold.hold
                for order in [await one.order(name)]
                for line in order.lines
                for hold in orders.of_line(name, line)
            }
            assert {hold: every[hold] for hold in every if hold in mine} == should
            await one.staff(orders.CancelOrder(name, "round is over"))
            assert await settled(other, "lamp", "sofa") == {}

    with_hubs(tmp_path, database, work)


def test_one_of_two_gets_the_order(tmp_path, database):
    async def work(one, other):
        await one.stock(lamp=500)
        for number in range(ROUNDS):
            name = f"order-{number}"
            await one.staff(orders.PlaceOrder(name, "collect", [orders.NewLine("p", "lamp", 1)]))
            results = await asyncio.gather(
                one.staff(orders.ClaimOrder(name), by=ANNA), other.staff(orders.ClaimOrder(name), by=BRUNO)
            )
            assert sorted((result.status, result.reason) for result in results) == [
                ("applied", ""),
                ("rejected", "taken"),
            ]

    with_hubs(tmp_path, database, work)


def test_the_last_piece_is_in_one_order(tmp_path, database):
    async def work(one, other):
        for number in range(ROUNDS):
            await one.stock(lamp=1)

            async def buy(counter, name):
                sent = NewOrder(STORE, [NewOrderLine("lamp", 1, "p")])
                try:
                    await place(counter.hub, Placing(name, sent, SHOP))
                except Refused as error:
                    return error.code
                return "placed"

            names = [f"order-{number}-{buyer}" for buyer in range(8)]
            said = await asyncio.gather(
                *(buy(one if buyer % 2 else other, name) for buyer, name in enumerate(names))
            )
            assert sorted(said) == ["not_available"] * 7 + ["placed"]
            winner = names[said.index("placed")]
            assert list(keeps(await one.level("lamp")).values()) == [1]
            await one.staff(orders.CancelOrder(winner, "round is over"))
            assert await one.available("lamp") == 1

    with_hubs(tmp_path, database, work)
