"""The desk holds who has open work here or was opened today, and nobody else."""

from typing import Any

import pytest

from kiosk.core.staff.open_work import LOOKED_AT, OpenWork
from sync.protocol.customers import Customer
from sync.protocol.list_verbs import CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Line, Order
from sync.protocol.staff import HelpCall, Opening, Role
from tests.kiosk.core.staff.conftest import Counter, Door
from tests.kiosk.core.staff.test_desk import PIN, put

OWN = {"staff:milano", "orders:milano"}
SOON, EARLIER = "2026-05-04T13:00:00Z", "2026-05-04T11:59:59Z"


@pytest.fixture
def work(counter: Counter, door: Door) -> OpenWork:
    door.employ("Giulia", PIN)
    counter.desk.sign_in(PIN, name="Giulia")
    return OpenWork(counter.replica, counter.desk, now=counter.clock.now, clock=counter.clock)


def wanted(counter: Counter) -> set[str]:
    return set(counter.replica.desk.wanted()) - OWN


def order(state: Any) -> Order:
    line = Line("l", "lamp", "lamp-1", 1)
    return Order("o", "A", "milano", "collect", state, [line], "", customer="anna", list_id="annas")


def test_whoever_was_opened_today_is_held_until_the_time_is_over(counter: Counter, work: OpenWork) -> None:
    opening = Opening("anna", SOON, lists=["found"], receipts=["paid"])
    put(counter, "staff:milano", "opening", "anna", opening)
    work.follow()
    assert wanted(counter) == {"customer:anna", "person:anna", "list:found", "receipt:paid"}
    put(counter, "customer:anna", "customer", "anna", Customer("anna", lists=["kitchen", "found"]))
    put(counter, "list:kitchen", "list", "kitchen", ShoppingList("kitchen", "customer:anna", "Kitchen of A"))
    work.follow()
    assert "list:kitchen" in wanted(counter)
    assert counter.traces("Kitchen of A")
    counter.clock.pass_by(3600)
    assert work.follow() == {
        "customer:anna",
        "person:anna",
        "list:found",
        "receipt:paid",
        "list:kitchen",
    }
    assert wanted(counter) == set()
    assert not counter.traces("Kitchen of A")


def test_an_open_order_and_a_call_for_help_hold_who_they_are_about(counter: Counter, work: OpenWork) -> None:
    put(counter, "orders:milano", "order", "o", order("new"))
    put(counter, "staff:milano", "help", "h", HelpCall("h", "called", "Kiosk 1", ""))
    work.follow()
    assert wanted(counter) == {"customer:anna", "person:anna", "list:annas", "list:called"}
    put(counter, "orders:milano", "order", "o", order("picked_up"))
    put(counter, "staff:milano", "help", "h", HelpCall("h", "called", "Kiosk 1", "", state="done"))
    work.follow()
    assert wanted(counter) == set()


def test_what_was_found_waits_for_the_hubs_word(counter: Counter, work: OpenWork) -> None:
    work.look_at("customer:anna")
    assert wanted(counter) == {"customer:anna"}
    counter.clock.pass_by(LOOKED_AT)
    work.follow()
    assert wanted(counter) == set()


def test_a_list_that_was_begun_here_stays(counter: Counter, work: OpenWork) -> None:
    counter.desk.commit("list:new", CreateList("For Anna"))
    work.follow()
    assert wanted(counter) == {"list:new"}


def test_who_may_not_read_of_customers_holds_none(counter: Counter, work: OpenWork, door: Door) -> None:
    put(counter, "staff:milano", "opening", "anna", Opening("anna", SOON))
    work.follow()
    door.employ("Piero", "161803", Role.STOCK)
    counter.desk.sign_in("161803", name="Piero")
    work.follow()
    assert wanted(counter) == {"customer:anna", "person:anna"}
    counter.desk.sign_in(PIN, name="Giulia")
    counter.desk.sign_out()
    work.follow()
    assert wanted(counter) == set()


def test_an_opening_of_yesterday_holds_nobody(counter: Counter, work: OpenWork) -> None:
    put(counter, "staff:milano", "opening", "anna", Opening("anna", EARLIER))
    work.follow()
    assert wanted(counter) == set()


def test_a_closed_desk_wants_nothing(counter: Counter, work: OpenWork) -> None:
    counter.desk.close()
    assert work.follow() == frozenset()
    assert counter.replica.progress().cursors == {}


def test_only_news_of_the_stores_own_and_of_customers_matter(work: OpenWork) -> None:
    assert work.concerns(["stock:milano", "staff:milano"])
    assert work.concerns(["customer:anna"])
    assert not work.concerns(["stock:milano", "list:one"])


def test_what_is_wanted_now_is_asked_for_at_once(counter: Counter, work: OpenWork) -> None:
    nudges: list[bool] = []
    counter.replica.on_commit = lambda: nudges.append(True)
    work.look_at("receipt:paid")
    assert nudges == [True]
    work.follow()
    assert nudges == [True]


def test_a_guests_receipt_opens_no_customer(counter: Counter, work: OpenWork) -> None:
    opening = Opening("receipt:paid", SOON, receipts=["paid"])
    put(counter, "staff:milano", "opening", opening.id, opening)
    work.follow()
    assert wanted(counter) == {"receipt:paid"}


def test_a_call_from_no_list_holds_none(counter: Counter, work: OpenWork) -> None:
    put(counter, "staff:milano", "help", "h", HelpCall("h", "", "Kiosk 1", ""))
    work.follow()
    assert wanted(counter) == set()
