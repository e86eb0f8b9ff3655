"""What who is signed in may see at a tablet that holds more: a colleague's customers, lists and receipts."""

import pytest

from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.lists import Question, ShoppingList
from sync.protocol.orders import Contact, Line, Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.staff import Opening

ANNA, LIST, RECEIPT = "3f" * 16, "5e" * 16, "ab" * 32
FOREVER = "2027-01-01T00:00:00Z"
LUCA = Contact("Luca Bianchi", "luca@example.com", "+39 02 1", "it")
ASKED = Question("q", "Is it washable?", f"customer:{ANNA}", "2026-11-22T08:58:00Z")
PLACES = {"customers": "", "customer": ANNA, "list": LIST, "return": RECEIPT}


@pytest.fixture
def shared(kiosk, desk, tell, sign_in, robot):
    """A desk at which Marco opened a customer, and at which somebody else signs in after him."""
    tell(kiosk.desk.work.people, "opening", Opening(ANNA, FOREVER, [LIST], [RECEIPT]), ANNA)
    tell(scopes.customer(ANNA), "customer", Customer(ANNA, lists=[LIST]))
    tell(scopes.person(ANNA), "person", Person(ANNA, {"first": "Anna"}, {"email": "anna@example.com"}))
    whose = f"customer:{ANNA}"
    tell(scopes.shopping_list(LIST), "list", ShoppingList(LIST, whose, "Den", questions=[ASKED]))
    lines = [Sold("a", "sofa", "moss-2120", 1)]
    bought = Receipt(RECEIPT, "0017", "milano", "store", "2026-11-12T10:00:00Z", "EUR", lines)
    tell(scopes.receipt(RECEIPT), "receipt", bought)
    robot.wait(lambda: desk.today.rows[:] != [], "the shopper's question")

    def change_to(name):
        desk.lock()
        sign_in(name)
        robot.wait(lambda: desk.who == name, name)
        return desk

    return change_to


def test_who_only_prepares_orders_comes_to_no_page_of_customers(shared, robot):
    desk = shared("Sara")
    robot.painted()
    assert not {"Customers", "Returns"} & set(robot.names())
    assert desk.today.rows[:] == []
    for page, key in PLACES.items():
        desk.show(page, key)
        assert (desk.page, desk.said) == ("today", "That did not work: your role may not do this")
        desk.hideToast()
    desk.go("customers")
    assert desk.page == "today"
    desk.find.seek("anna")
    robot.wait(lambda: desk.find.text == "anna", "what is typed")
    robot.work_for(50)
    assert [row for row in desk.find.rows[:] if row.page == "customers"] == []


def test_nor_does_who_only_prepares_orders_find_them_while_the_hub_is_away(shared, hub_door, robot):
    desk = shared("Sara")
    hub_door.down = True
    asked = len(hub_door.asked)
    desk._finder.look_up("anna@example.com")
    robot.wait(lambda: desk.said != "", "why not")
    assert desk.said == "That may not be looked up from here."
    assert (desk.page, len(hub_door.asked)) == ("today", asked)


def test_who_advises_goes_on_with_what_a_colleague_opened(shared, robot):
    desk = shared("Giulia")
    robot.wait(lambda: desk.today.rows[:] != [], "the shopper's question")
    for page, key in PLACES.items():
        desk.show(page, key)
        assert desk.page == page
    assert robot.find("Customers") is not None


def test_who_only_prepares_orders_reads_a_first_name_of_what_came_for_a_colleague(shared, kiosk, tell, robot):
    work = kiosk.desk.work
    lines = [Line("a", "sofa", "moss-2120", 1), Line("b", "vase", "vase", 1)]
    placed = work.shop.now().isoformat()
    for name in ("o1", "o2"):
        tell(
            work.orders, "order", Order(name, "4107", "milano", "collect", "new", lines, placed, contact=LUCA)
        )
    told = {}
    for name in ("Giulia", "Sara"):
        desk = shared(name)
        robot.wait(lambda desk=desk: any("4107" in row.title for row in desk.today.rows[:]), "the order")
        told[name] = [row.title for row in desk.today.rows[:]]
        desk.show("orders")
        robot.wait(lambda desk=desk: desk.orders.rows[:] != [], "the orders")
        told[name] += [row.title for row in desk.orders.rows[:]]
        desk.show("order", "o1")
        robot.wait(lambda desk=desk: desk.order.order is not None, "the order")
        told[name] += [desk.order.head.subtitle]
        contact = desk.order.order.contact
        assert contact == (Contact("Luca", language="it") if name == "Sara" else LUCA)
        desk.show("wave", "o1 o2")
        robot.wait(lambda desk=desk: desk.wave.bags[:] != [], "the bags")
        told[name] += [bag.title for bag in desk.wave.bags[:]]
    assert not any("Bianchi" in text for text in told["Sara"])
    assert (
        sum("Luca" in text for text in told["Sara"])
        == sum("Luca Bianchi" in text for text in told["Giulia"])
        > 3
    )


def test_what_only_a_colleague_might_read_goes_from_the_disk_when_their_session_ends(
    kiosk, shared, tell, robot, data
):
    tell(
        kiosk.desk.work.orders, "order", Order("o9", "4109", "milano", "collect", "new", [], "", contact=LUCA)
    )
    shared("Sara")

    def held():
        files = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
        return any(secret in file for file in files for secret in (b"Bianchi", b"luca@example.com"))

    assert held()
    marco = next(one for one in kiosk._replica.desk.people() if one.associate.name == "Marco")
    kiosk._replica.wipe(marco.session, "role")
    kiosk._news.listeners().on_wiped(frozenset({marco.session}))
    robot.wait(lambda: not held(), "the contacts to go")
    assert kiosk.desk.work.order("o9").contact == Contact("Luca", language="it")
