"""The desk holds who has open work here or was opened today, and nobody else."""

from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.core.staff.open_work import LOOKED_AT, OpenWork
from sync.client.errors import ReplicaError
from sync.client.store import recount
from sync.protocol.checksums import spell
from sync.protocol.customers import Customer
from sync.protocol.list_verbs import CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Contact, Line, Order
from sync.protocol.staff import HelpCall, Opening, Role
from tests.kiosk.core.staff.conftest import Counter, Door
from tests.kiosk.core.staff.test_desk import PIN, put

OWN = {"staff:milano", "orders:milano"}
ORDERS = "orders:milano"
FAMILY, MAIL, PHONE = "Cacciaguida", "posta.example", "+39347765"
SECRETS = (FAMILY, MAIL, PHONE)
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


def addressed(number: int) -> Order:
    contact = Contact(f"Anna {FAMILY} {number}", f"anna{number}@{MAIL}", f"{PHONE}{number:03}", "it")
    line = Line("l", "lamp", "lamp-1", 1, note="x" * (number * 37 % 900))
    return Order(f"o{number}", str(number), "milano", "collect", "new", [line], "", contact=contact)


def test_contacts_go_from_the_disk_once_nobody_is_there_who_may_read_them(
    counter: Counter, door: Door, work: OpenWork
) -> None:
    for turn in (1, 2):
        for number in range(60):
            put(counter, ORDERS, "order", f"o{number}", replace(addressed(number), number=f"{turn}{number}"))
    # Who prepares orders comes beside her: the tablet holds what the most trusted one may read.
    door.employ("Sara", "918273", Role.STOCK)
    counter.desk.sign_in("918273", name="Sara")
    assert work.follow() == frozenset()
    assert counter.traces(*SECRETS) == set(SECRETS)
    giulia = next(one for one in counter.replica.desk.people() if one.associate.name == "Giulia")
    counter.replica.wipe(giulia.session, "over")
    assert work.follow() == {ORDERS}
    assert counter.traces(*SECRETS) == set()
    kept = counter.replica.document(ORDERS, "order", "o7", Order)
    assert kept is not None
    assert (kept.contact, kept.number) == (Contact("Anna", language="it"), "27")
    assert work.follow() == frozenset()


def test_an_answer_that_was_on_its_way_leaves_no_contacts_either(
    counter: Counter, door: Door, work: OpenWork
) -> None:
    door.employ("Sara", "918273", Role.STOCK)
    counter.desk.sign_out()
    counter.desk.sign_in("918273", name="Sara")
    work.follow()
    put(counter, ORDERS, "order", "o1", addressed(1))
    assert counter.traces(*SECRETS) == set(SECRETS)
    assert work.follow(frozenset({ORDERS})) == {ORDERS}
    assert counter.traces(*SECRETS) == set()


def test_a_crash_before_the_log_was_cut_is_made_good_at_the_next_start(
    counter: Counter, door: Door, work: OpenWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(counter, ORDERS, "order", "o1", addressed(1))
    door.employ("Sara", "918273", Role.STOCK)
    counter.desk.sign_in("918273", name="Sara")
    giulia = next(one for one in counter.replica.desk.people() if one.associate.name == "Giulia")
    counter.replica.wipe(giulia.session, "over")

    def fail() -> None:
        raise ReplicaError("the power went")

    monkeypatch.setattr(counter.replica._database, "forget", fail)
    with pytest.raises(ReplicaError):
        work.follow()
    assert counter.traces(*SECRETS)
    counter.restart()
    OpenWork(counter.replica, counter.desk, now=counter.clock.now, clock=counter.clock).follow()
    assert counter.traces(*SECRETS) == set()


def test_what_was_taken_out_is_counted_as_it_is_now(counter: Counter, door: Door, work: OpenWork) -> None:
    def checksum() -> str:
        rows = counter.replica._database.read("SELECT checksum FROM scope WHERE scope = ?", (ORDERS,))
        return str(rows[0][0])

    def counted() -> str:
        counts = recount.count(counter.replica._database.read)
        return next(spell(one.checksum) for one in counts if one.scope == ORDERS)

    put(counter, ORDERS, "order", "o1", addressed(1))
    whole = checksum()
    door.employ("Sara", "918273", Role.STOCK)
    counter.desk.sign_in("918273", name="Sara")
    giulia = next(one for one in counter.replica.desk.people() if one.associate.name == "Giulia")
    counter.replica.wipe(giulia.session, "over")
    assert checksum() == whole
    work.follow()
    # Else the hub's would not differ once somebody comes who may read them, and they would stay away.
    assert checksum() == counted() != whole
    put(counter, ORDERS, "order", "o1", replace(addressed(1), number="2"))
    assert checksum() == counted()
