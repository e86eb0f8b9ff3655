"""How a fresh tablet's line is seen: of another hub nothing is said by what was asked of the last one."""

from concurrent.futures import Executor, Future

import pytest
from PySide6.QtCore import QObject

from kiosk.ui.pairing import line
from kiosk.ui.pairing.line import NETWORK, REACHED, UNKNOWN, HubLook, Seen
from kiosk.ui.tasks import Tasks
from sync.client.way import STRAIGHT


class Held(Executor):
    """Holds what it is to do until it is told to work."""

    def __init__(self):
        self._waiting = []

    def submit(self, work, *arguments, **named):
        self._waiting.append(lambda: work(*arguments, **named))
        return Future()

    def work(self):
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one()


@pytest.fixture
def held():
    return Held()


@pytest.fixture
def look(qapp, held, monkeypatch):
    """Reaches every hub, and without one sees a network."""
    monkeypatch.setattr(line, "_seen", lambda hub, _way: Seen(REACHED if hub else NETWORK))
    parent = QObject()
    yield HubLook(Tasks(held, parent), STRAIGHT, parent)
    parent.deleteLater()


def test_what_was_asked_of_the_last_hub_says_nothing_of_the_next(look, held):
    look.look("https://first.example")
    look.forget()
    held.work()
    assert look.state == UNKNOWN
    look.look("")
    held.work()
    assert look.state == NETWORK


def test_one_look_at_a_time(look, held):
    look.look("https://first.example")
    look.look("")
    held.work()
    assert look.state == REACHED
