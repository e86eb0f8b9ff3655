"""What the farewell says of how far the visit's changes have come."""

import pytest

SOFA = "SOF-moss-2120"
ON_ITS_WAY = "Everything is on its way to the shop"
ARRIVED = "Everything has reached the shop"


@pytest.fixture
def farewell(kiosk):
    """A visit with a list that is over; the answer says what is kept of it."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.visit.finish()
    return lambda: [row.text for row in kiosk.visit.kept[:]]


def hub_takes(kiosk, monkeypatch, left):
    monkeypatch.setattr(kiosk._replica, "pending_count", lambda _visit="": left)


def test_what_was_just_sent_is_on_its_way_until_the_hub_has_it(kiosk, farewell, monkeypatch):
    assert farewell()[-1] == ON_ITS_WAY
    kiosk.visit.tell_news(online=True)
    assert farewell()[-1] == ON_ITS_WAY
    hub_takes(kiosk, monkeypatch, 0)
    kiosk.visit.tell_news(online=True)
    assert farewell()[-1] == ARRIVED


def test_what_has_waited_a_moment_is_said_to_wait(kiosk, qtbot):
    kiosk.visit._delivery._moment.setInterval(1)
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.visit.finish()
    qtbot.waitUntil(lambda: kiosk.visit.kept[-1].text.endswith("sealed and follow later"))


def test_without_the_hub_it_waits_from_the_first(kiosk, robot):
    kiosk.visit.tell_news(online=False)
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.visit.finish()
    assert "sealed and follow later" in kiosk.visit.kept[-1].text


def test_the_hub_goes_away_and_comes_back_while_it_is_read(kiosk, farewell, monkeypatch):
    kiosk.visit.tell_news(online=False)
    assert farewell()[-1].endswith("sealed and follow later")
    hub_takes(kiosk, monkeypatch, 0)
    kiosk.visit.tell_news(online=True)
    assert farewell()[-1] == ARRIVED


def test_only_that_visits_operations_count(kiosk, farewell):
    session = kiosk.visit._session
    waiting = session.unsent()
    assert waiting > 0
    kiosk.model.toAttract()
    kiosk.scan(SOFA)
    kiosk.product.add()
    assert session.unsent() == waiting < kiosk._replica.pending_count()
