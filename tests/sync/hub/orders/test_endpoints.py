"""Click and collect over HTTP: the online shop's side of an order."""

import asyncio

import msgspec
import pytest

from sync.hub.context import open_storage
from sync.hub.storage.port import Write
from sync.protocol import ids, orders, scopes
from sync.protocol.clients import Right
from sync.protocol.orders import Order
from sync.protocol.stock import StockLevel
from tests.sync.hub.stock.till import furnish

STORE = "milano"


@pytest.fixture(autouse=True)
def stock(write_beside):
    """Give every test a lamp of its own, of which there are three."""
    name = f"lamp-{ids.new_id()}"
    level = msgspec.json.encode(StockLevel(name, 3, "2026-11-22T10:00:00Z"))
    write_beside(scopes.stock(STORE), [Write("stock", name, level)])
    return name


def wish(lamp, quantity=1, **more):
    lines = [{"variant": lamp, "product": "lamp", "quantity": quantity, "price": 12_900}]
    return {"store": STORE, "lines": lines, "currency": "EUR", "paid": True, **more}


def place(shop, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return shop.post("/v1/orders", json=body, headers=headers)


def test_an_order_is_placed_read_and_cancelled(shop, stock):
    placed = place(shop, wish(stock, 2, number="W-1", contact={"email": "mia@example.com", "language": "it"}))
    assert placed.status_code == 201
    order = placed.json()
    assert (order["state"], order["number"], order["kind"]) == ("new", "W-1", "collect")
    assert order["promise"]
    assert orders.claim_hash(order["claim"])
    read = shop.get(placed.headers["Location"])
    assert read.json() == order
    again = shop.get(placed.headers["Location"], headers={"If-None-Match": read.headers["ETag"]})
    assert again.status_code == 304
    cancel = f"{placed.headers['Location']}/cancel"
    unknown = shop.post(cancel, json={"reason": "changed my mind"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "invalid")
    cancelled = shop.post(cancel, json={"reason": "shopper_no", "note": "nearer home"})
    assert (cancelled.json()["reason"], cancelled.json()["remark"]) == ("shopper_no", "nearer home")
    assert (cancelled.json()["state"], cancelled.json().get("claim")) == ("cancelled", None)
    assert shop.post(cancel, json={"reason": "twice"}).status_code == 200


@pytest.mark.parametrize(
    "texts",
    [
        {"contact": {"name": "Mia\0Rossi"}},
        {"contact": {"name": "Mia\nBcc: all@example.com"}},
        {"contact": {"email": "mia@example.com\n"}},
        {"contact": {"phone": "\x1b39"}},
        {"note": "wrap\x1d it"},
    ],
)
def test_control_characters_in_what_people_read_are_refused(shop, stock, texts):
    refused = place(shop, wish(stock, **texts))
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def test_sent_again_after_a_lost_answer_it_is_placed_once(shop, stock):
    key = ids.new_id()
    first, second = place(shop, wish(stock, 2), key), place(shop, wish(stock, 2), key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert place(shop, wish(stock, 1), key).json()["code"] == "other_content"
    assert place(shop, wish(stock, 1)).status_code == 201
    assert place(shop, wish(stock, 1)).json()["code"] == "not_available"


def test_what_is_not_there_is_refused_and_nothing_of_it_is_kept(shop, stock, write_beside):
    vase = f"vase-{ids.new_id()}"
    write_beside(scopes.stock(STORE), [Write("stock", vase, msgspec.json.encode(StockLevel(vase, None, "")))])
    both = wish(stock, 3)
    both["lines"].append({"variant": vase, "product": "vase"})
    refused = place(shop, both)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_counted")
    assert refused.json()["detail"] == vase
    assert place(shop, wish(stock, 3)).status_code == 201


def test_as_a_wish_it_is_taken_all_the_same(shop, stock):
    assert place(shop, wish(stock, 9, reserve=False)).status_code == 201


def test_the_same_thing_on_two_lines_is_one_line(shop, stock):
    body = wish(stock, 2)
    body["lines"] *= 2
    assert place(shop, body).json()["code"] == "not_available"
    body["lines"] = [{**line, "quantity": 1} for line in body["lines"]]
    assert [line["quantity"] for line in place(shop, body).json()["lines"]] == [2]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"store": "nowhere"}, "no_store"),
        ({"lines": [{"variant": "nothing that the catalogue knows"}]}, "unknown_variant"),
        ({"customer": ids.new_id()}, "not_found"),
        ({"lines": []}, "invalid"),
        ({"colour": "red"}, "invalid"),
    ],
)
def test_what_makes_no_order_is_told_why(shop, stock, change, code):
    assert place(shop, {**wish(stock), **change}).json()["code"] == code


def test_a_key_without_the_right_places_and_reads_nothing(new_shop, shop, stock):
    reader, writer = new_shop(Right.ORDERS_READ), new_shop(Right.ORDERS_WRITE)
    assert place(reader, wish(stock)).json()["code"] == "no_right"
    location = place(writer, wish(stock)).headers["Location"]
    assert writer.get(location).json()["code"] == "no_right"
    assert reader.get(location).status_code == 200
    assert reader.post(f"{location}/cancel", json={"reason": "other"}).json()["code"] == "no_right"


def test_what_is_over_is_not_cancelled_and_what_never_was_is_not_found(shop, stock, write_beside):
    location = place(shop, wish(stock)).headers["Location"]
    order = msgspec.json.decode(shop.get(location).content)
    over = Order(order["id"], "1", STORE, "collect", "picked_up", [], order["placed"])
    write_beside(scopes.orders(STORE), [Write("order", order["id"], msgspec.json.encode(over))])
    assert shop.post(f"{location}/cancel", json={"reason": "other"}).json()["code"] == "not_now"
    assert shop.get(f"/v1/orders/{STORE}/{ids.new_id()}").json()["code"] == "not_found"
    assert shop.get(f"/v1/orders/roma/{order['id']}").status_code == 404


def test_an_order_names_its_customer_and_the_list_that_shows_it(shop, stock, customer, list_id):
    placed = place(shop, wish(stock, customer=customer, list_id=list_id)).json()
    assert (placed["customer"], placed["list_id"]) == (customer, list_id)


def test_a_variant_is_ordered_as_the_product_that_it_is_of(hub, shop, write_beside):
    async def fill():
        storage = open_storage(hub.data)
        await furnish(storage, hub.data)
        await storage.close()

    asyncio.run(fill())
    level = msgspec.json.encode(StockLevel("shoe-42", 3, "2026-11-22T10:00:00Z"))
    write_beside(scopes.stock(STORE), [Write("stock", "shoe-42", level)])
    wrong = {"store": STORE, "lines": [{"variant": "shoe-42", "product": "no such product"}]}
    refused = place(shop, wrong)
    assert (refused.status_code, refused.json()["code"]) == (409, "other_product")
    assert refused.json()["detail"] == "shoe-42"
    for product in ({}, {"product": "shoe"}):
        placed = place(shop, {"store": STORE, "lines": [{"variant": "shoe-42", **product}]})
        assert placed.json()["lines"][0]["product"] == "shoe"
