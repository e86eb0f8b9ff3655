"""What stands around every page is said when it changes, and asked for by the page that is seen."""

from datetime import UTC, datetime

import pytest

AROUND = ("toasted", "rang", "synced", "manned", "counted")


@pytest.fixture
def told(desk):
    said = []
    for name in AROUND:
        getattr(desk, name).connect(lambda name=name: said.append(name))
    return said


def test_turning_pages_says_nothing_of_what_stands_around_them(desk, told):
    for page in ("stock", "orders", "today"):
        desk.go(page)
    assert told == []


def test_news_of_the_hub_is_said_once(kiosk, desk, told):
    now = kiosk.shop.now()
    desk.tell_news(online=True, last_news=now)
    desk.tell_news(online=True, last_news=now)
    assert told == ["synced"]
    assert desk.inStep


def test_the_page_that_is_seen_shows_how_old_the_news_is_in_the_language_that_is_spoken(kiosk, desk, robot):
    desk.tell_news(online=False, last_news=datetime(2026, 1, 5, 9, tzinfo=UTC))
    for page in ("stock", "today"):
        desk.go(page)
        robot.wait(lambda: desk.sync in robot.texts(), "the age of the news")
    english = desk.sync
    kiosk.model.speak("it")
    assert desk.sync != english
    robot.wait(lambda: desk.sync in robot.texts(), "the age of the news")


def test_what_is_said_in_passing_stands_on_the_page_that_is_seen(kiosk, desk, robot, told):
    desk.go("stock")
    kiosk.desk.work.warn("find.unknown")
    robot.wait(lambda: desk.said in robot.texts(), "the toast")
    desk.go("orders")
    assert desk.said == ""
    assert told == ["toasted", "toasted"]


def test_who_is_here_is_said_as_people_change(kiosk, desk, robot, sign_in, told):
    assert (desk.who, desk.mark, desk.serves) == ("Marco", "M", True)
    desk.lock()
    sign_in("Sara")
    robot.wait(lambda: desk.who == "Sara", "Sara")
    assert (desk.mark, desk.serves) == ("S", False)
    assert told.count("manned") == 1
