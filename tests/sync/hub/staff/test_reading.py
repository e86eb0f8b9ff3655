"""What a signed-in associate reads and hears, and what ends it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from sync.hub.staff import roster
from sync.hub.storage.port import Write
from sync.protocol import rights, scopes, sessions
from sync.protocol.ids import new_id
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Contact, Line, Order
from sync.protocol.sessions import EndSession
from sync.protocol.staff import HelpCall, Opening, Role
from tests.sync.hub.conftest import Tablet
from tests.sync.hub.staff.conftest import Person, now

SOON = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
LONG_AGO = "2026-01-01T00:00:00.000Z"


def put(write_beside: Any, scope: str, kind: str, identifier: str, document: msgspec.Struct) -> None:
    write_beside(scope, [Write(kind, identifier, msgspec.json.encode(document))])


class Customer:
    """A customer with a list of their own and one that they were found by, and a receipt."""

    def __init__(self) -> None:
        self.id, self.list, self.receipt = new_id(), new_id(), "f" * 32 + new_id().replace("-", "")
        self.own = {scopes.customer(self.id), scopes.person(self.id)}
        self.found = {scopes.shopping_list(self.list), scopes.receipt(self.receipt)}

    def opened(self, until: str) -> Opening:
        return Opening(self.id, until, lists=[self.list], receipts=[self.receipt])


@pytest.fixture
def customer(write_beside: Any) -> Customer:
    there = Customer()
    document = ShoppingList(there.list, owner="guest:somebody")
    put(write_beside, scopes.shopping_list(there.list), "list", there.list, document)
    return there


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_what_the_table_says_and_nothing_else(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any, role: Role
) -> None:
    put(write_beside, "staff:milano", "opening", customer.id, customer.opened(SOON))
    person = new_person(role)
    of_store = {scopes.orders("milano"), scopes.staff("milano"), scopes.stock("milano")}
    elsewhere = {scopes.orders("roma"), scopes.staff("roma")}
    hubs_own = {
        scopes.associate(person.record.id),
        scopes.session(person.session.id),
        scopes.device(person.tablet.device),
        *(f"{kind}:milano" for kind in ("ledger", "chain", "mail", "hook", "key", "client", "share")),
    }
    asked = of_store | elsewhere | hubs_own | customer.own | customer.found
    allowed = {scope for scope in asked if rights.may_read(role, scopes.parse(scope).kind)}
    assert person.reads(*asked) == allowed - elsewhere


def test_without_a_sign_in_nothing_of_it_opens(tablet: Tablet, customer: Customer, write_beside: Any) -> None:
    put(write_beside, "staff:milano", "opening", customer.id, customer.opened(SOON))
    asked = [*customer.own, *customer.found, "orders:milano", "staff:milano"]
    assert set(tablet.sync(cursors=dict.fromkeys(asked, 0)).closed) == set(asked)


def test_a_customer_is_open_until_the_time_is_over(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any
) -> None:
    person = new_person()
    asked = customer.own | customer.found
    assert not person.reads(*asked)
    put(write_beside, "staff:milano", "opening", customer.id, customer.opened(SOON))
    assert person.reads(*asked) == asked
    put(write_beside, "staff:milano", "opening", customer.id, customer.opened(LONG_AGO))
    assert not person.reads(*asked)


def test_an_opening_in_another_store_opens_nothing_here(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any
) -> None:
    put(write_beside, "staff:roma", "opening", customer.id, customer.opened(SOON))
    assert not new_person().reads(*customer.own, *customer.found)


def test_every_list_of_an_open_customer_is_open(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any
) -> None:
    identifier = new_id()
    scope = scopes.shopping_list(identifier)
    put(write_beside, scope, "list", identifier, ShoppingList(identifier, owner=f"customer:{customer.id}"))
    person = new_person()
    assert not person.reads(scope)
    put(write_beside, "staff:milano", "opening", customer.id, Opening(customer.id, SOON))
    assert person.reads(scope) == {scope}


def test_an_order_opens_its_customer_and_list_while_it_is_open(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any
) -> None:
    line = Line("l", "lamp", "lamp-1", 1)
    order = Order(
        new_id(), "A", "milano", "collect", "new", [line], now(), customer=customer.id, list_id=customer.list
    )
    person = new_person()
    asked = customer.own | {scopes.shopping_list(customer.list)}
    for state, allowed in (("new", asked), ("ready_for_pickup", asked), ("picked_up", set())):
        put(write_beside, "orders:milano", "order", order.id, msgspec.structs.replace(order, state=state))
        assert person.reads(*asked) == allowed


def test_a_call_for_help_opens_its_list_until_it_is_done(
    new_person: Callable[..., Person], customer: Customer, write_beside: Any
) -> None:
    person, scope = new_person(), scopes.shopping_list(customer.list)
    call = HelpCall(new_id(), customer.list, "Kiosk 1", now())
    put(write_beside, "staff:milano", "help", call.id, call)
    assert person.reads(scope) == {scope}
    put(write_beside, "staff:milano", "help", call.id, msgspec.structs.replace(call, state="done"))
    assert not person.reads(scope)


def test_a_tablet_reads_for_nobody_who_signed_in_elsewhere(
    new_person: Callable[..., Person], new_tablet: Callable[[], Tablet]
) -> None:
    person = new_person()
    assert person.reads("staff:milano")
    person.tablet = new_tablet()
    assert not person.reads("staff:milano")


def test_signing_out_ends_reading_and_the_lease(new_person: Callable[..., Person]) -> None:
    person = new_person()
    asked = {"proofs": [person.session.secret], "leases": [person.session.id]}
    assert 0 < person.tablet.sync(**asked).leases[person.session.id] <= sessions.LEASE_SECONDS
    assert person.does(scopes.session(person.session.id), EndSession("finish")) == ("applied", "")
    assert not person.reads("staff:milano")
    assert person.tablet.sync(**asked).leases == {person.session.id: 0}


@pytest.mark.parametrize("word", ["leave", "set_pin", "set_role", "set_badge"])
def test_another_pin_badge_or_role_and_leaving_end_what_was_open(
    new_person: Callable[..., Person], beside: Any, word: str
) -> None:
    person = new_person()
    extra = {"set_pin": ["161803"], "set_role": [Role.STOCK], "set_badge": [new_id()]}.get(word, [])
    assert person.reads("staff:milano")
    beside(lambda storage: getattr(roster, word)(storage, person.record, *extra, now()))
    assert not person.reads("staff:milano")
    asked = {"proofs": [person.session.secret], "leases": [person.session.id]}
    assert person.tablet.sync(**asked).leases == {person.session.id: 0}


def test_who_only_prepares_an_order_gets_a_first_name_and_no_contacts(
    new_person: Callable[..., Person], tablet: Tablet, write_beside: Any
) -> None:
    scope = scopes.orders("milano")
    contact = Contact("Giulia Esposito", "giulia@example.com", "+39 02 1234", "it")
    order = Order(
        new_id(), "4107", "milano", "collect", "new", [Line("l", "p", "v", 1)], now(), contact=contact
    )
    put(write_beside, scope, "order", order.id, order)

    def read(*people: Person) -> tuple[str, Contact]:
        answer = tablet.sync(cursors={scope: 0}, proofs=[one.session.secret for one in people])
        (change,) = [one for one in answer.changes if one.id == order.id]
        document = msgspec.json.decode(change.body, type=Order)
        assert document.lines == order.lines
        return answer.checksums.get(scope, ""), document.contact

    stock = new_person(Role.STOCK, tablet)
    assert read(stock) == ("", Contact("Giulia", language="it"))
    anna = new_person(Role.ASSOCIATE, tablet)
    checksum, whole = read(stock, anna)
    assert (bool(checksum), whole) == (True, contact)
