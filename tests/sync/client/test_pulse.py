"""What a tablet says of itself, when, and what it makes of the answer."""

import json
import threading
import time

import pytest

from sync.catalogue import current
from sync.client.engine import Engine
from sync.client.errors import Gone
from sync.client.pulse import Beats
from sync.protocol.heartbeat import PATH, HeartbeatAnswer
from sync.version import installed
from tests.fakes import FakeLink

PATIENCE = 5.0


class Heard:
    """The hub's side: takes heartbeats, and lets a test wait for them."""

    def __init__(self, skew=0):
        self.beats = []
        self._skew = skew
        self._news = threading.Condition()

    def __call__(self, beat):
        with self._news:
            self.beats.append(beat)
            self._news.notify_all()
        return HeartbeatAnswer("2026-05-04T12:00:00Z", self._skew)

    def wait(self, count):
        with self._news:
            assert self._news.wait_for(lambda: len(self.beats) >= count, PATIENCE)
        return self.beats


@pytest.fixture
def link(hub) -> FakeLink:
    return FakeLink(hub)


def engine(tablet, link, **beats) -> Engine:
    how = Beats(**{"every": 0.05, "first_within": 0.0, **beats})
    return Engine(tablet.data, tablet.replica, link=lambda _: link, tick=0.05, beats=how)


def test_a_tablet_says_every_now_and_then_how_it_is(tablet, link):
    heard = link.answers[PATH] = Heard()
    made = engine(tablet, link, findings=lambda: ["disk", "clock", "disk"], program=lambda: ("b", "2"))
    made.start()
    beat = heard.wait(3)[-1]
    made.stop()
    assert beat.version == installed()
    assert beat.findings == ["clock", "disk"]
    assert (beat.slot, beat.ring) == ("b", "2")
    assert abs(beat.clock / 1000 - time.time()) < 60
    assert (beat.outbox, beat.quarantine, beat.catalogue, beat.catalogue_age) == (0, 0, 0, None)
    assert beat.exchange_age < 60


def _fail():
    raise OSError("no such check")


def test_checks_that_fail_and_codes_that_are_none_cost_no_heartbeat(tablet, link):
    heard = link.answers[PATH] = Heard()
    made = engine(tablet, link, findings=_fail)
    made.start()
    assert heard.wait(2)[-1].findings == ["any.failed"]
    made.stop()
    heard = link.answers[PATH] = Heard()
    made = engine(tablet, link, findings=lambda: ["disk", "Anna rang", "x" * 200])
    made.start()
    assert heard.wait(1)[-1].findings == ["disk"]
    made.stop()


def test_what_waits_and_what_is_set_aside_is_counted(tablet, link, hub):
    heard = link.answers[PATH] = Heard()
    tablet.create()
    hub.retry.add(tablet.scope)
    for _ in range(10):
        tablet.replica.stumble(tablet.scope, "fault")
    made = engine(tablet, link)
    made.start()
    beat = heard.wait(1)[0]
    made.stop()
    assert (beat.outbox, beat.quarantine) == (1, 1)


def test_the_catalogue_is_as_old_as_its_file_until_the_hub_has_spoken_of_it(tablet, link):
    heard = link.answers[PATH] = Heard()
    place = current.folder(tablet.data) / current.NAME
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({"file": "gone.db", "version": 4}))
    made = engine(tablet, link)
    made.start()
    beat = heard.wait(1)[0]
    made.stop()
    assert beat.catalogue_age < 60
    assert beat.catalogue == 0, "what cannot be opened is not sold from"


def test_the_hub_says_how_far_the_clock_is_off(tablet, link):
    heard = link.answers[PATH] = Heard(skew=-90_500)
    made = engine(tablet, link)
    made.start()
    heard.wait(2)
    made.stop()
    assert tablet.replica.clock_offset == -90.5


def test_a_hub_that_knows_of_no_heartbeats_is_left_in_peace(tablet, link):
    asked = []

    def refuse(beat):
        asked.append(beat)
        raise Gone("404 not_found")

    link.answers[PATH] = refuse
    made = engine(tablet, link, every=0.01)
    made.start()
    deadline = time.monotonic() + PATIENCE
    while not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    tries = link.tries
    while link.tries < tries + 5:
        time.sleep(0.01)
    made.stop()
    assert len(asked) == 1
