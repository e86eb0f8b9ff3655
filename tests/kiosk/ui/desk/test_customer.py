"""The customer page: masked until asked, with reasons, attributed, and gone when the page is."""

import pytest

from kiosk.core.desk_scan import goods_key
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Consent, Customer
from sync.protocol.fits import Fit, Tally, key
from sync.protocol.interactions import Interaction
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.staff import Look, Opening
from sync.protocol.stock import StockLevel

ID, LIST = "anna-c", "list-a"
CUSTOMER, PERSON = scopes.customer(ID), scopes.person(ID)
AT = "2026-11-22T08:55:00Z"
GIULIA = Actor("associate:giulia", "associate", "Giulia", "Milano Brera")
SHOES = key("size", "shoes", "Norda")
ANNA = Customer(
    ID,
    language="it",
    preferences={"colour": "moss"},
    consents={
        "reminder:email": Consent("reminder", "email", given=True, wording="v1", at=AT, place="online")
    },
    lists=[LIST],
    fits={SHOES: Fit("size", "shoes", "Norda", {"9.5": Tally(bought=4, returned=1)})},
)
HAPPENED = [
    Interaction("i1", "2026-11-18T10:00:00Z", "chat", "question", "Asked: does wool pill?", "No.", GIULIA),
    Interaction("i2", "2026-11-12T10:00:00Z", "store", "order", "order_picked_up", order="o1"),
    Interaction("i3", "2026-11-02T10:00:00Z", "store", "purchase", "purchase", receipt="r1"),
]
ORDER = Order("o1", "4107", "milano", "collect", "picked_up", [], AT, customer=ID)
OPENING = Opening(ID, "2026-11-22T20:00:00Z", [Look("m", AT, "card")])
SHARED = ShoppingList(
    LIST,
    f"customer:{ID}",
    title="Living room",
    store="milano",
    lines=[Line("l1", "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"}, by=GIULIA.id, at=AT)],
    actors={GIULIA.id: GIULIA},
)


@pytest.fixture
def shown(kiosk, desk, tell, robot):
    """Anna's page."""
    tell(kiosk.desk.work.people, "opening", OPENING)
    tell(CUSTOMER, "customer", ANNA)
    tell(PERSON, "person", Person(ID, {"given": "Anna", "family": "Ferri"}, {"email": "anna@example.com"}))
    for happened in HAPPENED:
        tell(PERSON, "interaction", happened)
    tell(kiosk.desk.work.orders, "order", ORDER)
    tell(scopes.shopping_list(LIST), "list", SHARED)
    desk.show("customer", ID)
    robot.painted()
    return desk.customer


def customer(kiosk):
    return kiosk._replica.document(CUSTOMER, "customer", ID, Customer)


def timeline(kiosk):
    return kiosk._replica.documents(PERSON, "interaction", Interaction)


def test_it_tells_what_is_known_with_its_reason(shown, robot):
    # Suggestions come a moment after the list.
    robot.wait(lambda: len(shown.lists.suggestions) > 0, "what goes with it")
    robot.painted()
    texts = " ".join(robot.texts())
    for words in (
        "shoes, Norda: 9.5",
        "Kept in 3 of 4 purchases",
        "Colour moss",
        "Reminders by e-mail",
        "Asked: does wool pill?",
        "Order 4107: handed over",
        "Living room",
        "Larch sofa",
        "goes with Larch sofa",
        "Opened by loyalty card, 5 min ago",
    ):
        assert words in texts, words


def test_who_it_is_stays_masked_until_somebody_asks_and_that_is_kept(kiosk, shown, robot):
    assert "A*** F***" in robot.texts()
    assert not any("Anna" in text or "anna@" in text for text in robot.texts())
    robot.tap("Show who it is")
    robot.wait(lambda: "Anna Ferri" in robot.texts(), "the name")
    assert any("anna@example.com" in text for text in robot.texts())
    kept = next(one for one in timeline(kiosk) if one.title == "revealed")
    assert (kept.channel, kept.place) == ("store", "Milano Brera")
    robot.tap("Hide")
    robot.wait(lambda: "A*** F***" in robot.texts(), "the mask")


def test_a_size_is_corrected_and_forgotten(kiosk, shown, robot):
    shown.correct()
    shown.say(SHOES)
    robot.painted()
    shown.writing.write("10")
    shown.writing.accept()
    assert customer(kiosk).fits[SHOES].said == "10"
    assert any("Told us so" in text for text in robot.texts())
    shown.forget(SHOES)
    assert not any(row.axis for row in shown.fits[:])
    shown.forget("like|colour")
    assert customer(kiosk).preferences == {}


def test_yes_and_no_are_written_down_with_place_and_words(kiosk, shown):
    shown.agree("service:store")
    shown.disagree("reminder:email")
    found = customer(kiosk).consents
    assert (found["service:store"].given, found["service:store"].place) == (True, "Milano Brera")
    assert (found["reminder:email"].given, found["reminder:email"].wording) == (False, "desk-1")


def test_a_note_warns_that_the_customer_reads_it(kiosk, shown, robot):
    robot.tap("Write a note")
    robot.wait(lambda: "The customer can read this." in robot.texts(), "the warning")
    shown.writing.write("Prefers oak\nand low lamps")
    shown.writing.accept()
    note = next(one for one in timeline(kiosk) if one.topic == "note")
    assert (note.title, note.text, note.channel) == ("Prefers oak", "Prefers oak\nand low lamps", "note")


def test_the_timeline_leads_to_what_it_is_about(kiosk, desk, shown):
    shown.follow("i3")
    assert (desk.page, desk.returns.key) == ("return", "r1")
    desk.back()
    shown.takeBack()
    assert desk.page == "return"


def test_a_scan_and_a_suggestion_go_on_the_list(kiosk, desk, shown, robot):
    kiosk.scan("LAMP-1")
    robot.wait(lambda: len(shown.lists.lines) == 2, "the lamp on the list")
    shown.lists.add(goods_key("vase", ""))
    robot.wait(lambda: len(shown.lists.lines) == 3, "the vase on the list")
    desk.undo()
    robot.wait(lambda: len(shown.lists.lines) == 2, "the vase taken off again")
    shown.lists.open()
    assert (desk.page, desk.sharedList.key) == ("list", LIST)


def test_in_place_of_what_is_not_here_something_alike_is_suggested_with_the_reason(kiosk, shown, tell, robot):
    for variant, on_hand in (("moss-2120", 0), ("sand-2120", 2)):
        level = StockLevel(variant, on_hand, kiosk.shop.now().isoformat(), aisle="7")
        tell(scopes.stock("milano"), "stock", level, variant)
    tell(scopes.shopping_list(LIST), "list", SHARED)
    robot.wait(lambda: len(shown.lists.suggestions) > 1, "what is alike")
    alike = shown.lists.suggestions[0]
    assert alike.name == "Larch sofa, Sand, 212 cm"
    assert alike.reason == "like Larch sofa, which is not here"
    shown.lists.add(alike.key)
    robot.wait(lambda: len(shown.lists.lines) == 2, "the other sofa on the list")
    stored = kiosk._replica.document(scopes.shopping_list(LIST), "list", LIST, ShoppingList)
    assert [line.variant for line in stored.present] == ["moss-2120", "sand-2120"]


def test_nothing_of_it_is_left_when_the_page_is_closed(desk, shown):
    desk.go("today")
    for rows in (shown.fits, shown.consents, shown.timeline, shown.lists.rows, shown.lists.lines):
        assert len(rows) == 0
    assert (shown.identity.name, shown.key) == ("Customer", "")
