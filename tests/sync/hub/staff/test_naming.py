"""What an associate's operation names beside its scope has to be open, too: the hub does what follows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sync.hub.staff.roster import stamp
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Line, NewLine, Order, PlaceOrder
from sync.protocol.receipts import Receipt, Return, Returned, Sold, TakeBack, UndoReturn
from sync.protocol.staff import Opening, Role
from tests.sync.hub.staff.conftest import Person, now
from tests.sync.hub.staff.test_reading import LONG_AGO, SOON, put

ORDERS = scopes.orders("milano")
LINE = NewLine("lamp", "lamp-1")
FORBIDDEN = ("rejected", "forbidden")


@pytest.fixture
def customer(write_beside: Any) -> str:
    identifier = new_id()
    put(write_beside, scopes.customer(identifier), "customer", identifier, Customer(identifier))
    return identifier


@pytest.mark.parametrize("known_by", ["nothing", "an old look", "an old order"])
def test_an_order_opens_no_customer_who_is_not_open(
    new_person: Callable[..., Person], customer: str, write_beside: Any, known_by: str
) -> None:
    if known_by == "an old look":
        put(write_beside, "staff:milano", "opening", customer, Opening(customer, LONG_AGO))
    if known_by == "an old order":
        lines = [Line("l", "lamp", "lamp-1", 1)]
        old = Order(new_id(), "A", "milano", "collect", "picked_up", lines, LONG_AGO, customer=customer)
        put(write_beside, ORDERS, "order", old.id, old)
    person = new_person()
    assert person.does(ORDERS, PlaceOrder(new_id(), "desk", [LINE], customer=customer)) == FORBIDDEN
    assert not person.reads(scopes.customer(customer), scopes.person(customer))


def test_an_order_opens_no_list_that_is_not_open(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person, strangers = new_person(), new_id()
    scope = scopes.shopping_list(strangers)
    put(write_beside, scope, "list", strangers, ShoppingList(strangers, owner="guest:somebody"))
    assert person.does(ORDERS, PlaceOrder(new_id(), "desk", [LINE], list_id=strangers)) == FORBIDDEN
    assert not person.reads(scope)


def test_who_is_open_or_was_when_it_was_made_is_ordered_for(
    new_person: Callable[..., Person], customer: str, write_beside: Any
) -> None:
    person = new_person()
    for until in (SOON, stamp(datetime.now(UTC) - timedelta(hours=1))):
        put(write_beside, "staff:milano", "opening", customer, Opening(customer, until))
        placed = PlaceOrder(new_id(), "desk", [LINE], customer=customer)
        assert person.does(ORDERS, placed)[0] == "applied"


def test_a_list_that_an_associate_began_is_ordered_from(new_person: Callable[..., Person]) -> None:
    person, listed = new_person(), new_id()
    assert person.does(scopes.shopping_list(listed), CreateList())[0] == "applied"
    assert person.does(ORDERS, PlaceOrder(new_id(), "desk", [LINE], list_id=listed))[0] == "applied"


def test_what_comes_back_goes_on_no_other_stores_shelf(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person, code = new_person(), "f" * 32 + new_id().replace("-", "")
    sold = [Sold("1", "lamp", "lamp-1", 2, 4_900, {}, "Lamp")]
    receipt = Receipt(code, "0017", "milano", "store", now(), "EUR", sold)
    put(write_beside, scopes.receipt(code), "receipt", code, receipt)
    put(write_beside, "staff:milano", "opening", code, Opening(code, SOON, receipts=[code]))
    back = [Returned("1", 1, "damaged")]
    assert person.does(scopes.receipt(code), TakeBack(back, "roma")) == FORBIDDEN
    assert person.does(scopes.receipt(code), TakeBack(back)) == ("rejected", "no_store")
    assert person.does(scopes.receipt(code), TakeBack(back, "milano"))[0] == "applied"


@pytest.mark.parametrize(
    ("who", "store", "answer"),
    [
        ("self", "milano", "applied"),
        ("colleague", "milano", "not_your_return"),
        ("manager", "milano", "applied"),
        ("manager", "roma", "forbidden"),
    ],
)
def test_a_return_is_undone_by_who_took_it_or_a_manager_of_that_store(
    new_person: Callable[..., Person], write_beside: Any, who: str, store: str, answer: str
) -> None:
    giulia = new_person()
    person = {"self": lambda: giulia, "manager": lambda: new_person(Role.MANAGER)}.get(who, new_person)()
    code = "e" * 32 + new_id().replace("-", "")
    by = f"associate:{giulia.record.id}"
    done = Return("op", now(), by, store, [Returned("1", 1, "damaged")], 4_900, taken=now())
    sold = [Sold("1", "lamp", "lamp-1", 2, 4_900, {}, "Lamp", returned=1)]
    receipt = Receipt(code, "0017", "milano", "store", now(), "EUR", sold, returns=[done])
    put(write_beside, scopes.receipt(code), "receipt", code, receipt)
    put(write_beside, "staff:milano", "opening", code, Opening(code, SOON, receipts=[code]))
    status, reason = person.does(scopes.receipt(code), UndoReturn("op"))
    assert (reason or status) == answer


@pytest.mark.parametrize("field", [{"price": 10**30}, {"price": -1}, {"quantity": -1}, {"quantity": 10**9}])
def test_an_order_of_impossible_figures_is_none(
    new_person: Callable[..., Person], field: dict[str, int]
) -> None:
    lines = [{"product": "lamp", "variant": "lamp-1", **field}]
    placed = {"verb": "PlaceOrder", "order": new_id(), "kind": "desk", "lines": lines}
    assert new_person().does(ORDERS, placed) == ("rejected", "malformed")
