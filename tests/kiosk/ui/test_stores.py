"""A choice that is not here: where it is, until when that is open, and what can be asked of it."""

import pytest

from kiosk.ui.hours_words import hours_words
from sync.protocol import scopes
from sync.protocol.products import Opening, Store

SOFA = "SOF-moss-2120"
AWAY = "Width, 180 cm, not here just now"


@pytest.fixture
def away(kiosk, robot, count):
    """180 cm is in Torino and not here, 212 cm is here."""
    count("milano", "moss-1800", 0)
    count("milano", "moss-2120", 4)
    count("torino", "moss-1800", 1, minutes=14)
    count("online", "moss-1800", 30)
    kiosk.scan(SOFA)
    robot.tap(AWAY)
    robot.wait(lambda: kiosk.stores.shown and "180 cm is not here just now" in robot.texts(), "the sheet")


@pytest.mark.usefixtures("away")
def test_it_tells_where_it_is_with_distance_and_age_and_what_is_here(kiosk, robot):
    assert "1 in Torino, 125\N{NO-BREAK SPACE}km, 14 min ago" in robot.names()
    assert any(name.startswith("20+ online") for name in robot.names())
    assert any(name.startswith("None here") for name in robot.names())
    robot.tap("Width, 212 cm", index=1)
    assert not kiosk.stores.shown
    assert kiosk.product.code == SOFA


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    ("button", "note"),
    [
        ("Have it kept: 1 in Torino", "Asked for at Milano Brera: please keep it for collection."),
        ("Have it sent here: 1 in Torino", "Asked for at Milano Brera: please send it there."),
    ],
)
def test_a_store_is_asked_for_it_and_the_list_tells_what_comes_of_it(kiosk, robot, button, note):
    robot.tap(button)
    robot.wait(lambda: "Asked for" in robot.texts(), "the request")
    assert robot.find(button) is None
    assert kiosk.model.said == "Asked for. Your list tells what comes of it"
    [mark] = kiosk.list.document.orders.values()
    assert (mark.state, mark.store, mark.place) == ("asked", "torino", "Milano Brera, Kiosk 1")
    [line] = kiosk.list.document.present
    assert line.variant == "moss-1800"
    [asked] = [waiting.op for waiting in kiosk._replica.pending(10) if "RequestPrep" in str(waiting.op)]
    assert (asked.scope, asked.args["note"]) == (scopes.shopping_list(kiosk.list.document.id), note)
    kiosk.model.toList()
    assert not kiosk.stores.shown
    robot.wait(lambda: "Asked for in Torino" in robot.texts(), "the list")


@pytest.mark.usefixtures("away")
def test_without_the_hub_it_says_that_a_request_waits(kiosk, robot):
    assert "A request, until the store says yes. It stands on your list." in robot.texts()
    kiosk.model.tell_news(online=False, last_news=None)
    text = "We can’t reach the other stores now. A request waits here and goes out as soon as we can."
    robot.wait(lambda: text in robot.texts(), "what is true")


@pytest.mark.usefixtures("away")
def test_what_is_online_is_taken_along_on_the_list(kiosk, robot):
    robot.tap("Take it with you")
    robot.wait(lambda: kiosk.model.page == "take", "the code for the phone")
    assert [line.variant for line in kiosk.list.document.present] == ["moss-1800"]


@pytest.mark.usefixtures("away")
def test_only_places_that_have_it(kiosk, robot):
    robot.tap("Only where it is")
    assert [row.key for row in kiosk.stores.rows[:]] == ["torino", "online"]
    robot.tap("Close")
    assert not kiosk.stores.shown


def test_all_stores_leads_to_the_same_sheet_and_a_scan_puts_it_away(kiosk, robot, count):
    count("milano", "moss-2120", 4)
    kiosk.scan(SOFA)
    robot.tap("All stores")
    robot.wait(lambda: kiosk.stores.shown, "the sheet")
    assert [row.key for row in kiosk.stores.rows[:]] == ["milano", "torino", "online"]
    assert not kiosk.stores.away
    kiosk.scan("VASE-1")
    assert not kiosk.stores.shown


def test_only_a_fresh_figure_is_called_the_last(kiosk, robot, count):
    count("milano", "moss-2120", 1)
    kiosk.scan(SOFA)
    assert "Only 1 left here" in robot.texts()
    count("milano", "moss-2120", 1, minutes=25 * 60)
    assert "Only 1 left here" not in robot.texts()


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([Opening(6, "09:00", "19:30")], "open until 19:30"),
        ([Opening(6, "09:00", "10:25")], "closes in 25 min"),
        ([Opening(6, "11:00", "19:30")], "opens at 11:00"),
        ([Opening(0, "10:00", "19:30")], "opens tomorrow at 10:00"),
        ([Opening(2, "10:00", "19:30")], "opens Wednesday at 10:00"),
        ([Opening(day, "00:00", "24:00") for day in range(7)], "always open"),
        ([], ""),
    ],
)
def test_opening_hours_by_the_stores_own_clock(kiosk, hours, words):
    store = Store("torino", "Torino", timezone="Europe/Rome", hours=hours)
    assert hours_words(kiosk.shop.words, store, kiosk.shop.now()) == words
