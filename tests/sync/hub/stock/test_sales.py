"""A sale at a till: pieces leave, reservations are used up, orders and lists know, and there is a receipt."""

import pytest

from sync.hub.problems import HttpProblem
from sync.hub.stock import sales
from sync.hub.stock.requests import NewSale, SoldLine
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import orders, own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.orders import Contact
from sync.protocol.receipts import Receipt, Sold
from tests.sync.hub.orders.counter import STORE, at_the_counter, picked

TILL = Actor("client:till", "shop", "Till 1")
SHOE = {"variant": "shoe-42", "quantity": 1, "price": 9_900}


def test_a_sale_takes_pieces_away_once_and_has_a_receipt(till):
    till.feed("shoe-42", 3)
    sold = till.sell("T1-1", SHOE).json()
    assert sold["levels"] == [
        {"variant": "shoe-42", "on_hand": 2, "available": 2, "as_of": "2026-11-26T08:00:00Z"}
    ]
    code = own_codes.read(sold["receipt"])
    assert code is not None
    assert (code.kind, code.valid) == ("receipt", True)
    assert till.sell("T1-1", SHOE).json() == sold
    other = till.sell("T1-1", {**SHOE, "quantity": 2})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")
    assert [row.reference for row in till.movements("shoe-42")] == ["", "T1-1"]


def test_the_receipt_says_what_was_sold_in_the_stores_words(till):
    code = till.sell("T1-2", SHOE, until="2026-12-26", contact={"email": "anna@example.com"}).json()[
        "receipt"
    ]
    name = digest(code)
    receipt = till.with_storage(
        lambda storage: documents.load(storage, scopes.receipt(name), Key("receipt", name), Receipt)
    )
    assert (receipt.number, receipt.currency, receipt.until) == ("T1-2", "EUR", "2026-12-26")
    assert receipt.lines == [Sold("1", "shoe", "shoe-42", 1, 9_900, name="Scarpa")]
    assert receipt.contact == Contact(email="anna@example.com")


def test_a_sale_uses_up_what_was_kept_for_its_buyer(till):
    till.feed("shoe-43", 1)
    kept = till.reserve("cart", ("shoe-43", 1)).json()
    sold = till.sell("T1-3", {"variant": "shoe-43", "reservation": kept["id"]}).json()
    assert (sold["levels"][0]["on_hand"], sold["levels"][0]["available"]) == (0, 0)
    assert till.level("shoe-43").holds == {}


def test_a_sale_is_a_fact_whatever_the_figure_says(till):
    till.feed("rug", 0)
    assert till.sell("T1-4", {"variant": "rug"}).json()["levels"][0]["on_hand"] == -1


def test_what_nobody_knows_is_refused_in_words(till):
    assert till.sell("T1-5", SHOE, store="atlantis").json()["code"] == "no_store"
    assert till.sell("T1-5", SHOE, order="nobody's").json()["code"] == "no_order"
    assert till.sell("T1-5", SHOE, customer="nobody").json()["code"] == "no_customer"
    assert till.sell("T1-5", SHOE, card="VTC0000").json()["code"] == "no_customer"
    assert till.movements("nothing") == []


async def sell(counter, number, *lines, **more):
    await sales.record(counter.hub, TILL, NewSale(STORE, number, list(lines), **more), "EUR")


def test_what_was_brought_is_paid_for_in_halves(tmp_path):
    """The tour's first story: brought, and half of it bought at the till."""

    async def work(counter):
        await counter.stock(lamp=3, rug=1)
        name = await counter.request(lamp=2, rug=1)
        await counter.staff(*picked(await counter.order(name)))
        basket = (await counter.order(name)).basket
        await sell(counter, "T1-1", SoldLine("lamp", 1), order=basket.lower())
        order = await counter.order(name)
        step = order.history[-1]
        assert (order.state, step.reason, step.remark) == ("picked_up", "paid_at_till", "T1-1")
        lamp = await counter.level("lamp")
        assert (lamp.on_hand, await counter.available("lamp")) == (2, 1), "the other is still in their hands"
        document = await counter.shopping_list()
        assert {line.variant: line.bought for line in document.lines} == {"lamp": 1, "rug": 0}
        await sell(counter, "T1-1", SoldLine("lamp", 1), order=basket)
        await sell(counter, "T1-2", SoldLine("lamp", 1), SoldLine("rug", 1), order=name)
        assert ((await counter.level("lamp")).holds, (await counter.level("lamp")).on_hand) == ({}, 1)
        assert ((await counter.level("rug")).holds, (await counter.level("rug")).on_hand) == ({}, 0)
        document = await counter.shopping_list()
        assert {line.variant: line.bought for line in document.lines} == {"lamp": 2, "rug": 1}

    at_the_counter(tmp_path, work)


def test_what_was_paid_online_leaves_when_it_is_handed_over_and_not_twice(tmp_path):
    async def work(counter):
        await counter.stock(lamp=3)
        lines = [orders.NewLine("lamps", "lamp", 2)]
        placed = orders.PlaceOrder("web-1", "collect", lines, number="W17", paid=True)
        await counter.shop(placed)
        await sell(counter, "W-1", SoldLine("lamp", 2), order="W17", channel="online")
        assert ((await counter.level("lamp")).on_hand, await counter.available("lamp")) == (3, 1)
        order = await counter.order("web-1")
        await counter.staff(*picked(order), orders.MakeReady(order.id))
        await counter.staff(orders.HandOver(order.id, orders.claim_code(counter.hub.keys.token, order.id)))
        lamp = await counter.level("lamp")
        assert (lamp.on_hand, lamp.holds) == (1, {})

    at_the_counter(tmp_path, work)


def test_a_list_without_an_order_is_marked_too_and_the_customer_is_found_by_card(tmp_path):
    async def work(counter):
        await counter.list_of(lamp=2)
        await sell(counter, "T1-1", SoldLine("lamp", 1), list=counter.list_id)
        (line,) = (await counter.shopping_list()).lines
        assert line.bought == 1
        with pytest.raises(HttpProblem):
            await sell(counter, "T1-2", SoldLine("lamp", 1), card="VTC7K3M9QR")

    at_the_counter(tmp_path, work)
