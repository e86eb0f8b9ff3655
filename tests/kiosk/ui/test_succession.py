"""A kiosk and its successor, with the keeper and the successor played by the test."""

import json
import os
import signal
import socket

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from shiboken6 import delete

from kiosk.app import succession as module
from kiosk.app.channel import DID, OPEN, READY, SHOWN, TAKEN, UNFIT, YOURS
from kiosk.app.succession import Succession
from kiosk.keeper import LONGEST, SUCCESSOR, pair

SOFA = "SOF-moss-2120"
NUMBER = 4_194_305
"""A process number that Linux never gives."""


class Around:
    """The keeper and the successors of one kiosk."""

    def __init__(self, kiosk, robot):
        self._robot = robot
        self._ours, self._theirs = pair()
        self._ours.settimeout(0)
        self._ends = [self._ours, self._theirs]
        self.succession = Succession(kiosk, self._theirs)
        self.succession._ticks.setInterval(5)

    def asked(self):
        """Whether the kiosk has asked for a successor, once more."""
        try:
            return self._ours.recv(LONGEST) == SUCCESSOR
        except BlockingIOError:
            return False

    def give(self):
        """Wait until one is asked for, and give it; return its end of the channel."""
        self._robot.wait(self.asked, "the kiosk to ask")
        old, new = pair()
        new.settimeout(0)
        self._ends += [old, new]
        socket.send_fds(self._ours, [str(NUMBER).encode()], [old.fileno()])
        old.close()
        return new

    def hear(self, end):
        """Wait for the next message."""
        heard = []

        def came():
            try:
                heard.append(json.loads(end.recv(1 << 16)))
            except BlockingIOError:
                return False
            return True

        self._robot.wait(came, "a message")
        return heard[0]

    def say(self, end, *words):
        end.send(json.dumps(words).encode())

    def close(self):
        # The kiosk first: it would ask for others, give up, and end Qt's event loops for later tests too.
        if self.succession._successor:
            self.succession._successor.close()
        delete(self.succession)
        for end in self._ends:
            end.close()


@pytest.fixture
def around(kiosk, robot):
    around = Around(kiosk, robot)
    robot.painted()
    kiosk.model.begin()
    kiosk.visit.finish()
    kiosk.model.toAttract()
    yield around
    around.close()


@pytest.fixture
def ends(monkeypatch):
    """The exit statuses that the kiosk wanted."""
    statuses = []
    monkeypatch.setattr(QCoreApplication, "quit", lambda: statuses.append(0))
    monkeypatch.setattr(QCoreApplication, "exit", lambda status=0: statuses.append(status))
    return statuses


def test_a_change_in_its_order(kiosk, around, robot, ends):
    new = around.give()
    around.say(new, READY)
    place = kiosk.window.geometry()
    assert around.hear(new) == [OPEN, place.x(), place.y(), place.width(), place.height()]
    robot.press(Qt.Key.Key_1)
    around.say(new, SHOWN)
    assert [around.hear(new)[1][1] for _ in "du"] == [True, False]
    assert around.hear(new) == [YOURS, []]
    robot.press(Qt.Key.Key_2)
    assert [around.hear(new)[1][1] for _ in "du"] == [True, False]
    assert ends == []
    around.say(new, TAKEN)
    robot.wait(lambda: ends == [0], "the end")


def test_one_that_nobody_has_used_asks_for_none(kiosk, robot):
    around = Around(kiosk, robot)
    robot.painted()
    robot.work_for(200)
    assert not around.asked()
    around.close()


def test_other_settings_from_the_hub_make_even_an_unused_one_ask_once_nobody_is_there(kiosk, robot):
    around = Around(kiosk, robot)
    robot.painted()
    taken = []
    kiosk.afar.taken.connect(taken.append)
    kiosk.model.begin()
    kiosk._news.settings.emit()
    assert taken == []
    kiosk.visit.finish()
    kiosk.model.toAttract()
    robot.wait(lambda: len(taken) == 1, "the settings to be taken up")
    robot.wait(around.asked, "the kiosk to ask")
    around.close()


def test_settings_from_the_hub_are_taken_up_where_nobody_is(kiosk, robot):
    around = Around(kiosk, robot)
    robot.painted()
    kiosk._news.settings.emit()
    robot.wait(around.asked, "the kiosk to ask")
    around.close()


def test_who_comes_while_the_successor_loads_keeps_the_kiosk(kiosk, around, robot, ends):
    new = around.give()
    kiosk.scan(SOFA)
    around.say(new, READY)
    robot.work_for(200)
    with pytest.raises(BlockingIOError):
        new.recv(1)
    kiosk.visit.finish()
    kiosk.model.toAttract()
    assert around.hear(new)[0] == OPEN


def test_one_that_dies_before_its_turn_is_asked_for_again_later(kiosk, around, robot, ends, monkeypatch):
    around.give().close()
    robot.wait(lambda: around.succession._successor is None, "the end of it")
    robot.work_for(200)
    assert not around.asked()
    around.succession._not_before = 0.0
    around.give()
    kiosk.scan(SOFA)
    assert kiosk.model.page == "product"


def test_those_that_die_with_the_data_are_followed_at_once_and_hear_all_until_the_kiosk_ends(
    kiosk, around, robot, ends
):
    for died in range(module.TRIES):
        new = around.give()
        around.say(new, READY)
        assert around.hear(new)[0] == OPEN
        if not died:
            robot.press(Qt.Key.Key_1)
        around.say(new, SHOWN)
        assert [around.hear(new)[0] for _ in "du"] == [DID, DID]
        assert ends == []
        new.close()
    robot.wait(lambda: ends == [1], "the end")


def test_one_that_hangs_is_ended(around, robot, ends, monkeypatch):
    killed = []
    monkeypatch.setattr(os, "kill", lambda *how: killed.append(how))
    around.give()
    robot.wait(lambda: around.succession._successor is not None, "the successor")
    around.succession._patience.start(0)
    robot.wait(lambda: bool(killed), "the end of it")
    assert killed == [(NUMBER, signal.SIGKILL)]


def test_the_kiosk_never_waits_for_one_that_hangs_with_the_data(around, robot, ends, monkeypatch):
    killed = []
    monkeypatch.setattr(os, "kill", lambda *how: killed.append(how))
    new = around.give()
    around.say(new, READY)
    assert around.hear(new)[0] == OPEN
    # More than a channel holds that nobody reads.
    for _ in range(1_000):
        around.succession._hand_on(["key", True, 0x31, 0, "1", False, 0, ""])
    around.succession._patience.start(0)
    robot.wait(lambda: killed == [(NUMBER, signal.SIGKILL)], "the end of it")


def test_one_that_hangs_after_it_was_left_everything_is_ended_too(around, robot, ends):
    new = around.give()
    around.say(new, READY)
    assert around.hear(new)[0] == OPEN
    around.say(new, SHOWN)
    assert around.hear(new) == [YOURS, []]
    robot.wait(around.succession._patience.isActive, "the time that it has for that")


def test_the_reason_why_one_would_not_open_is_said_once(kiosk, around, robot, ends, caplog):
    for _ in range(2):
        new = around.give()
        around.say(new, UNFIT, "settings.toml: no such key")
        new.close()
        robot.wait(lambda: around.succession._successor is None, "the end of it")
        around.succession._not_before = 0.0
    assert [record.getMessage().endswith("settings.toml: no such key") for record in caplog.records] == [True]
    kiosk.scan(SOFA)
    assert kiosk.model.page == "product"
