"""Health: what stands well, what does not, and what can be done about it."""

import msgspec
import pytest

from kiosk.core import health
from kiosk.core.health import Machine
from kiosk.ui.models.desk.health import EXPORT
from sync.catalogue.schema import CatalogueError
from sync.client.listeners import EngineState
from sync.client.store.quarantine import Trouble

ASIDE = Trouble("orders:milano", "500 broken", 10, "2026-11-22T08:00:00Z", quarantined=True, operations=3)


@pytest.fixture
def page(desk):
    """The health page."""
    desk.go("health")
    return desk.health


def state(**fields):
    return EngineState(**{"online": True, "last_news": None, "pending": 0, **fields})


def levels(rows):
    return {row.key: row.level for row in rows[:]}


def test_all_is_well_when_the_hub_answers_and_nothing_waits(kiosk, page, robot):
    kiosk._news.state.emit(state())
    assert levels(page.hub) == {"sync": "fine", "outbox": "fine"}
    assert set(levels(page.here)) == {"scanners", "printer", "disk", "clock", "voices", "keys"}
    robot.wait(lambda: robot.find("Scanner test") is not None, "the scanners")


def test_it_names_the_languages_that_no_voice_reads(page):
    for mute, level, detail in (
        (("it", "ja"), "note", "No voice for: Italiano, 日本語"),
        ((), "fine", "Every language has a voice"),
    ):
        page._seen(msgspec.structs.replace(page._machine, mute=mute))
        row = next(row for row in page.here[:] if row.key == "voices")
        assert (row.level, row.detail) == (level, detail)


def test_a_desk_without_a_catalogue_says_so(kiosk, page):
    kiosk.shop.give_up(CatalogueError("damaged"))
    kiosk._news.state.emit(state())
    assert levels(page.hub)["catalogue"] == "bad"


def test_what_was_set_aside_is_offered_again_and_put_into_a_file(kiosk, page, data, monkeypatch):
    released = []
    monkeypatch.setattr(kiosk._replica, "release", released.extend)
    kiosk._news.state.emit(state(pending=3, troubles=(ASIDE,)))
    assert levels(page.hub) == {"sync": "fine", "outbox": "note", "queue orders:milano": "bad"}
    assert page.hub[2].title == "The orders"
    page.retry()
    assert released == ["orders:milano"]
    page.export()
    assert (data / EXPORT).is_file()
    assert str(data / EXPORT) in page.said


@pytest.mark.parametrize(
    "case",
    [
        (0.5, True, "fine", "like the hub’s"),
        (0.5, False, "note", "not compared with the hub’s since"),
        (None, True, "note", "not compared with the hub’s yet"),
        (-120.0, True, "bad", "2 minutes off"),
        (-120.0, False, "bad", "2 minutes off"),
        (90_000.0, True, "bad", "25 hours off"),
    ],
)
def test_the_clock_is_like_the_hub_s_only_while_the_hub_says_so(kiosk, page, robot, case):
    offset, online, level, words = case
    robot.wait(lambda: len(page.here) > 0, "the look at the machine")
    kiosk._replica.clock_offset = offset
    kiosk._news.state.emit(state(online=online, last_news=None if offset is None else kiosk.shop.now()))
    clock = next(row for row in page.here[:] if row.key == "clock")
    assert clock.level == level
    assert words in clock.detail


@pytest.mark.parametrize("standing", ["unconfirmed", "retired", "lost", "unknown"])
def test_a_tablet_that_the_hub_does_not_let_in_says_so(kiosk, page, standing):
    kiosk._news.state.emit(state(standing=standing))
    # Not in step as well: it gets no news.
    assert levels(page.hub) == {"outbox": "fine", "standing": "bad"}
    kiosk._news.state.emit(state(standing=standing, online=False))
    assert levels(page.hub)["sync"] == "note"


def test_the_scanner_test_leads_back_to_the_desk(kiosk, page, robot):
    robot.tap("Scanner test")
    assert kiosk.model.page == "staff"
    kiosk.model.leaveStaff()
    assert (kiosk.model.page, kiosk.desk.model.page) == ("desk", "health")


def test_a_full_disk_and_a_wrong_clock_need_somebody():
    assert health.disk(Machine(1, prints=True, key_store=True)) == "bad"
    assert health.disk(Machine(health.LEAST_FREE, prints=True, key_store=True)) == "fine"
    assert health.clock(None) == "fine"
    assert health.clock(-61.0) == "bad"
