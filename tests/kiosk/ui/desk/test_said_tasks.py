"""Orders in words: said anew where they read otherwise, and only there."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kiosk.core import today
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.said_tasks import SaidTasks
from sync.protocol.lists import Actor
from sync.protocol.moments import write
from sync.protocol.orders import Contact, Line, Order

NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)


def at(minutes):
    return write(NOW + timedelta(minutes=minutes))


def order(number, minutes, kind="collect", state="new", **fields):
    lines = [Line("l1", "sofa", "moss-2120", 2)]
    contact = Contact("Anna B.")
    return Order(number, number, "milano", kind, state, lines, at(-7), at(minutes), contact=contact, **fields)


ORDERS = (
    order("late", -30),
    order("soon", 12),
    order("later", 300),
    order("asked", 5, "request", place="Kiosk 2"),
    order("ready", -5, state="ready_for_pickup", expires=at(2000)),
    order("picked", 90, state="picking", claimed=Actor("associate:luca", "associate", "Luca", "Milano")),
    replace(order("whenever", 0), promise=""),
)


@pytest.fixture
def shop(kiosk, monkeypatch):
    """The shop, with a clock that the tests set."""
    monkeypatch.setattr(kiosk.shop, "now", lambda: NOW)
    return kiosk.shop


def tasks(shop, orders=ORDERS):
    return today.tasks(orders, [], [], shop.now())


def fresh(shop, found):
    return {task.key: today_rows.today_row(shop, task) for task in found}


def test_what_reads_the_same_is_not_said_again(shop):
    said, found = SaidTasks(), tasks(shop)
    first = said.rows(shop, found)
    assert first == fresh(shop, found)
    changed = [replace(ORDERS[0], contact=Contact("Luca F.")), *ORDERS[1:]]
    second = said.rows(shop, tasks(shop, changed))
    assert [key for key in first if second[key] is not first[key]] == ["order late"]
    assert "Luca" in second["order late"].title


@pytest.mark.parametrize("seconds", [1, 59, 60, 61, 299, 3_600, 7_200, 43_200, 100_000])
def test_as_time_passes_every_row_says_what_it_would_say_anew(shop, monkeypatch, seconds):
    said = SaidTasks()
    said.rows(shop, tasks(shop))
    monkeypatch.setattr(shop, "now", lambda: NOW + timedelta(seconds=seconds))
    found = tasks(shop)
    assert said.rows(shop, found) == fresh(shop, found)


def test_another_language_says_all_of_it_anew(kiosk, shop):
    said, found = SaidTasks(), tasks(shop)
    english = said.rows(shop, found)
    kiosk.model.speak("it")
    italian = said.rows(shop, found)
    assert italian == fresh(shop, found)
    assert italian["order late"].title != english["order late"].title


def test_what_is_done_with_is_held_no_longer(shop):
    said = SaidTasks()
    (first,) = said.rows(shop, tasks(shop, ORDERS[:1])).values()
    assert said.rows(shop, []) == {}
    (again,) = said.rows(shop, tasks(shop, ORDERS[:1])).values()
    assert again == first
    assert again is not first
