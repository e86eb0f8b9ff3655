"""A kiosk that a launcher runs: its signs of life, and when it ends for an update."""

import os
import time

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.app import beats
from kiosk.app.beats import LONGEST_DELIVERY_SECONDS, Beats
from kiosk.update import health
from sync.client.store.quarantine import MOST_TRIES
from sync.protocol import sessions
from sync.protocol.list_verbs import CreateList
from sync.protocol.scopes import shopping_list


@pytest.fixture
def run(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def ended(monkeypatch):
    """With which statuses the kiosk wanted to end."""
    statuses = []
    monkeypatch.setattr(QCoreApplication, "exit", statuses.append)
    return statuses


@pytest.fixture
def beating(kiosk, robot, run, ended, monkeypatch):
    """A kiosk at rest that beats quickly."""
    monkeypatch.setattr(beats, "TICK_MS", 20)
    monkeypatch.setattr(beats, "REST_TICKS", 3)
    robot.wait(lambda: kiosk.at_rest, "the kiosk to rest")
    made = Beats(kiosk, run)
    made._begin()
    return made


@pytest.fixture
def delivered(kiosk, monkeypatch):
    """Let so many acts be on their way to the hub; return the kiosk."""

    def undelivered(count):
        monkeypatch.setattr(type(kiosk), "undelivered", property(lambda _: count))
        return kiosk

    return undelivered


def test_it_shows_that_it_lives(beating, robot, run):
    first = health.last_beat(run)
    robot.wait(lambda: health.last_beat(run) != first, "another sign of life")
    assert first.split()[0] == str(os.getpid())


def test_it_ends_for_an_update_once_nobody_is_there(beating, robot, run, ended):
    robot.work_for(200)
    assert ended == []
    health.want(run, wanted=True)
    robot.wait(lambda: ended, "the end")
    assert ended == [health.HAND_OVER]


def test_it_never_ends_under_a_shoppers_hands(beating, delivered, robot, run, ended):
    kiosk = delivered(0)
    kiosk.model.begin()
    health.want(run, wanted=True)
    robot.work_for(300)
    assert ended == []
    kiosk.visit.finish()
    kiosk.model.toAttract()
    robot.wait(lambda: ended, "the end after the visit")


def test_what_is_unsent_is_waited_for_and_not_for_ever(beating, delivered, robot, run, ended):
    delivered(2)
    health.want(run, wanted=True)
    robot.work_for(300)
    assert ended == []
    long_ago = time.time() - LONGEST_DELIVERY_SECONDS - 60
    os.utime(run / "wanted", (long_ago, long_ago))
    robot.wait(lambda: ended, "the end of a day without the hub")


def test_what_is_set_aside_for_staff_keeps_no_update_back(kiosk):
    replica, session, scope = kiosk._replica, sessions.begin(), shopping_list("one")
    replica.begin(session)
    replica.commit(session.id, scope, CreateList(title="Kitchen"))
    assert kiosk.undelivered == kiosk.unsent == 1
    for _ in range(MOST_TRIES):
        replica.stumble(scope, "the hub cannot take it")
    assert (kiosk.undelivered, kiosk.unsent) == (0, 1)


def test_a_full_disk_ends_no_kiosk(beating, robot, run, ended, caplog):
    for path in run.iterdir():
        path.unlink()
    run.rmdir()
    robot.wait(lambda: "no sign of life" in caplog.text, "a word in the log")
    assert ended == []
    run.mkdir()
