"""Finding a customer: by what is typed or scanned, several at once, nobody, no hub; and who is open here."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QMetaObject, Qt

from kiosk.ui.models.desk.customers import MOST
from sync.client.errors import Offline, Refused
from sync.protocol import moments, own_codes, scopes
from sync.protocol.customers import Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.hashes import digest
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Found, Look, LookedUp, Opening

LOOK_UPS = "/v1/staff/look-ups"
AT = "2026-11-22T08:55:00Z"
ANNA = Found("customer", "anna-c", "anna-c", "A***, m***@e***.com")
BEN = Found("customer", "ben-c", "ben-c", "B***, b***@e***.com")
LIST = Found("list", "list-a", "", "Living room")


@pytest.fixture
def page(desk, robot):
    desk.go("customers")
    robot.painted()
    return desk.customers


@pytest.fixture
def finds(hub_door):
    """Have the hub find something."""

    def answer(*found):
        hub_door.answers[LOOK_UPS] = lambda _body: LookedUp(list(found))

    return answer


def test_the_one_who_is_found_is_gone_to(kiosk, desk, page, finds, robot):
    finds(ANNA)
    page.write("anna@example.com")
    page.seek()
    robot.wait(lambda: desk.page == "customer", "Anna's page")
    assert desk.customer.key == "anna-c"
    wanted = kiosk._replica.progress().cursors
    assert {scopes.customer("anna-c"), scopes.person("anna-c")} <= set(wanted)


def test_the_hub_is_asked_in_the_associates_name(page, finds, hub_door):
    finds()
    page.write(" anna@example.com ")
    page.seek()
    path, body = hub_door.asked[-1]
    assert (path, body.text) == (LOOK_UPS, "anna@example.com")
    assert body.proof


def test_enter_in_the_field_asks_once(kiosk, page, finds, hub_door, robot):
    finds()
    kiosk.window.requestActivate()
    robot.wait(lambda: robot.name(kiosk.window.activeFocusItem()) == "Who is it?", "the field")
    for each in "ANNA":
        robot.press(each)
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: page.note != "", "the answer")
    robot.work_for(100)
    assert [body.text for path, body in hub_door.asked if path == LOOK_UPS] == ["anna"]


def test_of_several_one_is_chosen(desk, page, finds, robot):
    finds(ANNA, BEN, LIST)
    page.write("4107")
    page.seek()
    robot.wait(lambda: len(page.found) == 3, "three finds")
    robot.painted()
    assert "B***, b***@e***.com" in robot.texts()
    robot.tap("Living room, List")
    robot.wait(lambda: desk.page == "list", "the list")
    assert desk.sharedList.key == "list-a"


def test_nobody_found_says_who_is_found_by_an_address(page, finds, robot):
    finds()
    page.write("ben@example.com")
    page.seek()
    robot.wait(lambda: "who agreed to it" in page.note, "the reason")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Offline("no line"), "cannot be reached"),
        (Offline("slow down", 30), "wait a moment"),
        (Refused("403", "forbidden"), "may not be looked up"),
    ],
)
def test_what_stands_in_the_way_is_said(page, hub_door, robot, error, words):
    def answer(_body):
        raise error

    hub_door.answers[LOOK_UPS] = answer
    page.write("anna@example.com")
    page.seek()
    robot.wait(lambda: words in page.note, words)
    assert not page.busy


def test_what_was_typed_elsewhere_is_looked_up_at_once(desk, page, finds, robot):
    finds(ANNA)
    desk.go("today")
    desk.show("customers", "VTC7K3M9QR")
    robot.wait(lambda: desk.page == "customer", "Anna's page")


def test_who_is_open_here_is_there_masked_without_the_hub(kiosk, desk, tell, page, robot):
    people = kiosk.desk.work.people
    tell(people, "opening", Opening("anna-c", "2026-11-22T20:00:00Z", [Look("m", AT, "card")]))
    tell(people, "opening", Opening("old", "2026-11-22T08:00:00Z", [Look("m", AT, "card")]))
    tell(people, "opening", Opening("list:x", "2026-11-22T20:00:00Z", [Look("m", AT, "list")]))
    tell(scopes.person("anna-c"), "person", Person("anna-c", {"given": "Anna"}))
    robot.wait(lambda: len(page.openHere) == 1, "Anna alone")
    robot.painted()
    assert "A***" in robot.texts()
    robot.tap("A***, Opened by loyalty card, 5 min ago")
    robot.wait(lambda: desk.page == "customer", "Anna's page")


@pytest.fixture
def crowd(kiosk, desk):
    """Open so many customers to the desk, each looked at a second after the one before."""

    def come(count):
        work, replica = kiosk.desk.work, kiosk._replica
        begun = kiosk.shop.now() - timedelta(hours=1)
        changes = []
        for number in range(count):
            looked = moments.write(begun + timedelta(seconds=number))
            opening = Opening(f"c{number:04}", "2026-11-22T20:00:00Z", [Look("m", looked, "card")])
            body = msgspec.Raw(msgspec.json.encode(opening))
            changes.append(Change(work.people, "opening", opening.id, number + 1, body))
        replica.receive(SyncAnswer("epoch", kiosk.shop.now().isoformat(), changes=changes))
        work.changed.emit(frozenset({work.people}))

    return come


def keys(page):
    return [row.key for row in page.openHere[:]]


def test_of_many_who_are_open_here_those_looked_at_last_are_listed(page, crowd):
    crowd(1200)
    assert keys(page) == [f"c{number:04}" for number in range(1199, 1149, -1)]
    assert page.others == "1150 more are open here: find them by what they show."


def test_who_scrolls_sees_more_up_to_a_length(page, crowd):
    crowd(1200)
    told = []
    page.openHere.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    page.showMore()
    assert told == [(50, 99)], "what is listed stays"
    for _ in range(20):
        page.showMore()
    assert len(page.openHere) == MOST
    assert page.others == "700 more are open here: find them by what they show."


def test_the_end_of_the_list_asks_for_more(page, crowd, robot):
    crowd(120)
    robot.painted()
    named = robot.find_all("Open here today")
    assert len(page.openHere) == 50, "nobody has scrolled yet"
    opened = next(item for item in named if item.inherits("QQuickListView"))
    QMetaObject.invokeMethod(opened, "positionViewAtEnd")
    robot.wait(lambda: len(page.openHere) == 120, "all of them")
    assert page.others == ""


def test_nothing_that_was_typed_stays(desk, page):
    page.write("anna@example.com")
    desk.go("today")
    assert (page.text, page.note, len(page.openHere)) == ("", "", 0)


def test_without_the_hub_who_is_open_here_is_found_all_the_same(desk, tell, page, hub_door, robot):
    def away(_body):
        raise Offline("no line")

    hub_door.answers[LOOK_UPS] = away
    opened = Opening("anna-c", "2026-11-22T20:00:00Z", [Look("m", AT, "card")])
    tell(scopes.staff("milano"), "opening", opened)
    tell(scopes.customer("anna-c"), "customer", Customer("anna-c", cards=["7K3M9Q"]))
    tell(scopes.person("anna-c"), "person", Person("anna-c", {"given": "Anna", "family": "Rossi"}))
    robot.wait(lambda: len(page.openHere) == 1, "Anna alone")
    page.write("rossi")
    page.seek()
    robot.wait(lambda: desk.page == "customer", "Anna's page")
    assert desk.customer.key == "anna-c"


TOKEN = "q7Hs2mWd"
RECEIPT = own_codes.write("receipt", "R3C31PT7")


@pytest.fixture
def open_here(desk, tell, hub_door):
    """Anna is open here with a card, a list and a receipt; then the hub goes away."""
    hub_door.down = True
    look = [Look("m", AT, "card")]
    opened = Opening("anna-c", "2026-11-22T20:00:00Z", look, ["list-a"], [digest(RECEIPT)])
    tell(scopes.customer("anna-c"), "customer", Customer("anna-c", cards=["7K3M9Q"]))
    shared = ShoppingList("list-a", "customer:anna-c", "Living room", shares={digest(TOKEN): True})
    tell(scopes.shopping_list("list-a"), "list", shared)
    bought = Receipt(digest(RECEIPT), "0017", "milano", "store", AT, "EUR", [], customer="anna-c")
    tell(scopes.receipt(digest(RECEIPT)), "receipt", bought)
    tell(scopes.staff("milano"), "opening", opened)


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        (("today", "customer"), own_codes.write("customer", "7K3M9Q")),
        (("orders", "list"), f"https://lists.example/l/{TOKEN}"),
        (("stock", "list"), f"HTTPS://LISTS.EXAMPLE/l/{TOKEN}?from=phone"),
        (("health", "return"), RECEIPT),
    ],
)
@pytest.mark.usefixtures("open_here")
def test_a_scan_leads_to_who_is_open_here_without_the_hub(kiosk, desk, robot, pages, code):
    begun, reached = pages
    desk.go(begun)
    kiosk.scan(code)
    robot.wait(lambda: desk.page == reached, reached)


@pytest.mark.usefixtures("open_here")
def test_a_scan_of_somebody_else_says_that_only_the_hub_knows(kiosk, desk, robot):
    desk.go("today")
    kiosk.scan(own_codes.write("customer", "9X9X9X"))
    robot.wait(lambda: any("Only the hub knows" in text for text in robot.texts()), "why not")
    assert desk.page == "today"
