"""From a list to an order and back, with what it keeps of the stock: what follows from what people do."""

import msgspec
import pytest

from sync.hub.publish import publish
from sync.hub.storage.port import Decision, Write
from sync.protocol import call_verbs, customers, list_verbs, orders, scopes
from sync.protocol.products import Store
from sync.protocol.staff import FinishHelp, TakeHelp
from tests.sync.hub.orders.counter import BRUNO, STORE, at_the_counter, line_of, picked


def test_what_is_asked_for_at_the_kiosk_is_an_order_with_a_promise(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        name = await counter.request(lamp=2)
        order = await counter.order(name)
        assert (order.kind, order.state, order.place) == ("request", "new", "Kiosk 1")
        assert order.promise == "2026-11-26T10:10:00Z"
        assert order.contact.language == "it"
        assert [(line.variant, line.quantity) for line in order.lines] == [("lamp", 2)]
        assert await counter.available("lamp") == 3
        mark = (await counter.shopping_list()).orders[name]
        assert (mark.state, mark.store, mark.promise) == ("new", STORE, order.promise)
        assert mark.version == order.version

    at_the_counter(tmp_path, work)


def test_whom_to_ask_for_is_on_the_order(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.list_of(lamp=2)
        asked = await counter.shopper(call_verbs.RequestPreparation(place="Kiosk 1", name="Anna"))
        assert asked.status == "applied"
        (name,) = (await counter.shopping_list()).orders
        order = await counter.order(name)
        assert (order.contact.name, order.place) == ("Anna", "Kiosk 1")

    at_the_counter(tmp_path, work)


def test_the_list_says_who_brings_it(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        name = await counter.request(lamp=2)
        assert (await counter.staff(orders.ClaimOrder(name))).status == "applied"
        mark = (await counter.shopping_list()).orders[name]
        assert (mark.state, mark.by) == ("accepted", "Anna")
        late = await counter.staff(orders.ClaimOrder(name), by=BRUNO)
        assert (late.status, late.reason) == ("rejected", "taken")

    at_the_counter(tmp_path, work)


def test_a_request_taken_back_is_cancelled_and_its_pieces_are_free_again(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        name = await counter.request(lamp=2)
        await counter.staff(orders.ClaimOrder(name))
        assert (await counter.shopper(call_verbs.CancelRequest(name))).status == "applied"
        order = await counter.order(name)
        assert (order.state, order.reason) == ("cancelled", "shopper")
        assert (await counter.shopping_list()).orders[name].state == "cancelled"
        assert await counter.available("lamp") == 5

    at_the_counter(tmp_path, work)


def test_short_and_substituted_on_the_shoppers_word(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5, sofa=2, stool=4)
        name = await counter.request(lamp=3, sofa=1)
        lamp, sofa = line_of(name, "lamp"), line_of(name, "sofa")
        await counter.staff(
            orders.ClaimOrder(name),
            orders.PickLine(name, lamp),
            orders.ShortLine(name, lamp, "not_found"),
            orders.ProposeSubstitute(name, sofa, "p", "stool", 1),
        )
        level = await counter.level("lamp")
        assert level.shorts == 1
        assert [hold.quantity for hold in level.holds.values()] == [1]
        assert await counter.available("sofa") == 2
        assert await counter.available("stool") == 3
        offers = (await counter.shopping_list()).orders[name].offers
        assert offers[sofa].variant == "stool"
        await counter.shopper(call_verbs.AgreeOffer(name, sofa, agreed=True))
        order = await counter.order(name)
        assert order.line(sofa).substitute.agreed == "yes"
        assert (await counter.shopping_list()).orders[name].offers == {}
        await counter.staff(orders.PickLine(name, sofa), orders.PackOrder(name))
        assert (await counter.order(name)).state == "packed"
        assert await counter.available("stool") == 3

    at_the_counter(tmp_path, work)


def test_a_substitute_nobody_wants_is_free_again(tmp_path):
    async def work(counter):
        await counter.stock(sofa=2, stool=4)
        name = await counter.request(sofa=1)
        sofa = line_of(name, "sofa")
        await counter.staff(orders.ClaimOrder(name), orders.ProposeSubstitute(name, sofa, "p", "stool", 1))
        await counter.shopper(call_verbs.AgreeOffer(name, sofa, agreed=False))
        assert (await counter.order(name)).line(sofa).state == "short"
        assert await counter.available("stool") == 4
        await counter.staff(orders.ReopenLine(name, sofa))
        assert await counter.available("sofa") == 1

    at_the_counter(tmp_path, work)


def test_what_is_not_there_is_a_wish_and_keeps_what_there_is(tmp_path):
    async def work(counter):
        await counter.stock(lamp=2, vase=None)
        name = await counter.request(lamp=3, vase=1)
        assert (await counter.order(name)).state == "new"
        assert await counter.available("lamp") == 0
        assert (await counter.level("vase")).holds == {}

    at_the_counter(tmp_path, work)


def paid(name: str, **fields) -> orders.PlaceOrder:
    lines = [orders.NewLine("p", "lamp", 2, line=fields.pop("line", ""))]
    return orders.PlaceOrder(name, "collect", lines, paid=True, **fields)


def test_what_was_paid_online_leaves_the_stock_when_it_is_handed_over(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.list_of(lamp=2)
        (line,) = (await counter.shopping_list()).lines
        await counter.shop(paid("o", list_id=counter.list_id, line=line.id))
        order = await counter.order("o")
        assert order.promise == "2026-11-26T12:00:00Z"
        await counter.staff(*picked(order), orders.MakeReady("o", "shelf 4"))
        assert (await counter.order("o")).state == "ready_for_pickup"
        wrong = await counter.staff(orders.HandOver("o", "VTP0000"), by=BRUNO)
        assert wrong.reason == "wrong_code"
        assert (await counter.level("lamp")).on_hand == 5
        code = orders.claim_code(counter.hub.keys.token, "o")
        assert (await counter.staff(orders.HandOver("o", code), by=BRUNO)).status == "applied"
        level = await counter.level("lamp")
        assert (level.on_hand, level.holds) == (3, {})
        assert (await counter.shopping_list()).lines[0].bought == 2

    at_the_counter(tmp_path, work)


def test_what_is_carried_to_the_till_is_kept_for_a_while(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        name = await counter.request(lamp=2)
        await counter.staff(*picked(await counter.order(name)), orders.HandOver(name))
        assert (await counter.order(name)).state == "picked_up"
        assert (await counter.level("lamp")).on_hand == 5
        assert await counter.available("lamp") == 3
        counter.later(hours=5)
        assert await counter.available("lamp") == 5

    at_the_counter(tmp_path, work)


@pytest.mark.parametrize("role", ["associate", "stock", "manager"])
def test_nobody_at_a_desk_says_that_an_order_is_paid(tmp_path, role):
    async def work(counter):
        result = await counter.staff(paid("o"), role=role)
        assert (result.status, result.reason) == ("rejected", "forbidden")

    at_the_counter(tmp_path, work)


@pytest.mark.parametrize(("role", "status"), [("associate", "rejected"), ("manager", "applied")])
def test_without_the_claim_code_a_manager_hands_over_and_says_why(tmp_path, role, status):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.shop(paid("o"))
        await counter.staff(*picked(await counter.order("o")), orders.MakeReady("o"))
        result = await counter.staff(orders.HandOver("o", reason="shows the card"), role=role)
        assert result.status == status

    at_the_counter(tmp_path, work)


def test_where_somebody_is_to_come_and_whom_to_ask_for_are_told(tmp_path):
    async def work(counter):
        await counter.list_of(lamp=1)
        await counter.shopper(call_verbs.CallHelp("lamps", "By the sofas", "Anna"))
        asked = (await counter.shopping_list()).help
        call = await counter.call(asked.id)
        assert (call.place, call.name, asked.place) == ("By the sofas", "Anna", "By the sofas")
        await counter.staff(TakeHelp(call.id), scope=scopes.staff(STORE))
        mark = (await counter.shopping_list()).help
        assert (mark.state, mark.place) == ("coming", "By the sofas")

    at_the_counter(tmp_path, work)


def test_a_call_for_help_comes_back_with_a_name(tmp_path):
    async def work(counter):
        await counter.list_of(lamp=1)
        await counter.shopper(call_verbs.CallHelp("lamps"))
        asked = (await counter.shopping_list()).help
        call = await counter.call(asked.id)
        assert (call.state, call.place, call.topic, call.language) == ("waiting", "Kiosk 1", "lamps", "it")
        assert (asked.state, asked.store) == ("waiting", STORE)
        await counter.staff(TakeHelp(call.id), scope=scopes.staff(STORE))
        mark = (await counter.shopping_list()).help
        assert (mark.state, mark.by) == ("coming", "Anna")
        await counter.staff(FinishHelp(call.id), scope=scopes.staff(STORE))
        assert (await counter.shopping_list()).help.state == "done"

    at_the_counter(tmp_path, work)


def test_a_call_taken_back_leaves_the_board(tmp_path):
    async def work(counter):
        await counter.list_of(lamp=1)
        await counter.shopper(call_verbs.CallHelp())
        name = (await counter.shopping_list()).help.id
        await counter.shopper(call_verbs.CancelHelp())
        assert (await counter.call(name)).state == "withdrawn"
        await counter.shopper(call_verbs.CallHelp("sofas"))
        assert (await counter.shopping_list()).help.state == "waiting"

    at_the_counter(tmp_path, work)


def test_an_order_opens_its_customer_to_the_store(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.shop(paid("o", customer="mia", list_id="her-list"))
        opening = await counter.opening("mia")
        assert opening.until == "2026-11-26T22:00:00Z"
        assert opening.lists == ["her-list"]
        assert [look.how for look in opening.looks] == ["order"]

    at_the_counter(tmp_path, work)


def test_a_request_from_nowhere_is_told_so(tmp_path):
    async def work(counter):
        await counter.shopper(list_verbs.CreateList())
        await counter.shopper(list_verbs.AddLine("p", "lamp"))
        kept = counter.hub.storage.load

        async def no_device(scope, key):
            return None if scope.startswith("device:") else await kept(scope, key)

        counter.hub.storage.load = no_device
        await counter.shopper(call_verbs.RequestPreparation())
        (mark,) = (await counter.shopping_list()).orders.values()
        assert (mark.state, mark.reason) == ("rejected", "no_store")

    at_the_counter(tmp_path, work)


def test_who_owns_the_list_is_whose_order_it_is():
    assert customers.of_principal("customer:mia") == "mia"
    assert customers.of_principal("guest:visit") == ""


def test_another_store_that_is_asked_has_the_order_and_keeps_the_pieces(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.list_of(lamp=1)
        verb = call_verbs.RequestPreparation(note="Please keep it.", place="Torino, Kiosk 1", store=STORE)
        assert (await counter.shopper(verb)).status == "applied"
        (mark,) = (await counter.shopping_list()).orders.values()
        order = await counter.order(mark.id)
        assert (order.kind, order.place, order.note) == ("request", "Torino, Kiosk 1", "Please keep it.")
        assert await counter.available("lamp") == 4
        # Nobody waits there: it is promised as what is collected, not as what is brought.
        assert order.promise > "2026-11-26T10:10:00Z"
        assert (await counter.shopper(call_verbs.CancelRequest(mark.id))).status == "applied"
        assert await counter.available("lamp") == 5

    at_the_counter(tmp_path, work)


def test_a_store_that_nobody_knows_is_said_to_be_none(tmp_path):
    async def work(counter):
        await counter.list_of(lamp=1)
        assert (await counter.shopper(call_verbs.RequestPreparation(store="atlantis"))).status == "applied"
        (mark,) = (await counter.shopping_list()).orders.values()
        assert (mark.state, mark.reason) == ("rejected", "no_store")

    at_the_counter(tmp_path, work)


def test_only_a_store_that_is_open_to_pick_up_is_asked_from_elsewhere(tmp_path):
    async def work(counter):
        await counter.stock(lamp=5)
        await counter.list_of(lamp=1)
        stores = [
            Store("torino", "Torino", services=["collect"]),
            Store("depot", "Depot", services=["repair"]),
        ]
        told = [Write("store", one.code, msgspec.json.encode(one)) for one in stores]
        await counter.hub.storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(told))
        await publish(counter.hub.storage, counter.hub.config.data)
        for code in ("torino", "depot"):
            assert (await counter.shopper(call_verbs.RequestPreparation(store=code))).status == "applied"
        asked, refused = (await counter.shopping_list()).orders.values()
        assert (asked.state, asked.store) == ("new", "torino")
        assert (refused.state, refused.reason) == ("rejected", "no_store")

    at_the_counter(tmp_path, work)
