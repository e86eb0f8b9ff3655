"""How a tablet was: the last heartbeat, and the last days by the hour, in a bounded number of documents."""

import datetime as dt

from sync.hub.fleet import health
from sync.hub.fleet.health import KEPT_DAYS, Hour
from sync.protocol.heartbeat import Heartbeat
from sync.protocol.scopes import device
from tests.sync.hub.inside import on_hub

NOON = dt.datetime(2026, 5, 4, 12, 10, tzinfo=dt.UTC)


def beat(**said) -> Heartbeat:
    return Heartbeat(clock=0, version="0.1.0", **said)


def test_nothing_is_known_before_a_tablet_speaks(tmp_path):
    async def look(hub):
        return await health.read(hub.storage, "tablet", NOON), await health.latest(hub.storage, "tablet")

    assert on_hub(tmp_path, look) == (health.Health(None, []), None)


def test_the_last_heartbeat_stands_and_an_hour_tells_its_worst(tmp_path):
    async def speak(hub):
        five = dt.timedelta(minutes=5)
        await health.note(hub.storage, "tablet", beat(outbox=7, catalogue_age=10), -90_000, NOON)
        await health.note(hub.storage, "tablet", beat(quarantine=1, findings=["disk"]), 500, NOON + five)
        await health.note(hub.storage, "tablet", beat(findings=["clock", "disk"]), 0, NOON + 12 * five)
        return await health.read(hub.storage, "tablet", NOON + 12 * five)

    found = on_hub(tmp_path, speak)
    assert (found.latest.at, found.latest.beat.findings) == ("2026-05-04T13:10:00Z", ["clock", "disk"])
    [day] = found.days
    assert (day.day, day.findings) == ("2026-05-04", ["disk", "clock"])
    assert day.hours == {"12": Hour(2, 7, 1, -90_000, 10), "13": Hour(1)}


def test_what_is_kept_of_a_tablet_never_grows(tmp_path):
    async def speak(hub):
        for days in range(3 * KEPT_DAYS):
            await health.note(hub.storage, "tablet", beat(), 0, NOON + dt.timedelta(days=days))
        now = NOON + dt.timedelta(days=3 * KEPT_DAYS - 1)
        kept = await hub.storage.changes(device("tablet"), 0, 1000)
        after_a_week = await health.read(hub.storage, "tablet", now + dt.timedelta(days=7))
        return len(kept), await health.read(hub.storage, "tablet", now), after_a_week

    documents, found, after_a_week = on_hub(tmp_path, speak)
    assert documents == KEPT_DAYS + 1
    assert [day.day for day in found.days][:: KEPT_DAYS - 1] == ["2026-06-01", "2026-06-14"]
    assert [day.day for day in after_a_week.days][::6] == ["2026-06-08", "2026-06-14"]
