"""How tablets are and were: the last heartbeat of each, and an hourly summary of the last days.

Both stand in the tablet's own scope. A day's summary takes the place of the one of `KEPT_DAYS` ago, so that
what is kept of a tablet never grows.
"""

import datetime as dt

import msgspec
from msgspec.structs import replace

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.protocol import moments, scopes
from sync.protocol.heartbeat import MAX_FINDINGS, Heartbeat

KEPT_DAYS = 14
LATEST = Key("heartbeat", "latest")
DAY = "health_day"
PAGE = 100


class Heard(msgspec.Struct, frozen=True):
    """The last heartbeat: when it was heard (ISO 8601 UTC), and by how many ms the clock was ahead."""

    at: str
    clock_skew: int
    beat: Heartbeat


class Hour(msgspec.Struct, frozen=True, array_like=True):
    """What the heartbeats of an hour said at worst: all largest, the clock's difference (ms) by its size.

    `catalogue_age` is in seconds, -1 where there was no catalogue.
    """

    beats: int = 0
    outbox: int = 0
    quarantine: int = 0
    clock_skew: int = 0
    catalogue_age: int = -1

    def with_beat(self, beat: Heartbeat, skew: int) -> "Hour":
        """Return the hour with another heartbeat in it."""
        age = -1 if beat.catalogue_age is None else beat.catalogue_age
        return Hour(
            self.beats + 1,
            max(self.outbox, beat.outbox),
            max(self.quarantine, beat.quarantine),
            max(self.clock_skew, skew, key=abs),
            max(self.catalogue_age, age),
        )


class Day(msgspec.Struct, frozen=True):
    """One day (UTC, ISO 8601): its hours by their number ("0" to "23"), and the findings that were named."""

    day: str
    hours: dict[str, Hour] = {}
    findings: list[str] = []

    def with_beat(self, beat: Heartbeat, skew: int, hour: int) -> "Day":
        """Return the day with another heartbeat in it."""
        name = str(hour)
        named = [*self.findings, *(code for code in beat.findings if code not in self.findings)]
        return replace(
            self,
            hours={**self.hours, name: self.hours.get(name, Hour()).with_beat(beat, skew)},
            findings=named[:MAX_FINDINGS],
        )


class Health(msgspec.Struct, frozen=True):
    """All that is kept of a tablet: its last heartbeat, None before any, and its days, the oldest first."""

    latest: Heard | None
    days: list[Day]


async def note(storage: Storage, device: str, beat: Heartbeat, skew: int, now: dt.datetime) -> Heard:
    """Keep a heartbeat of a device (its id), heard `now`; `skew` is the clock's difference in ms.

    Raises:
        StorageError: It is not kept.
    """
    today = now.astimezone(dt.UTC)
    key, name = _key_of(today.date()), today.date().isoformat()
    heard = Heard(moments.write(today.replace(microsecond=0)), skew, beat)

    def decide(loaded: Loaded) -> Decision:
        day = documents.parse(loaded.documents.get(key), Day)
        if day is None or day.day != name:
            day = Day(name)
        day = day.with_beat(beat, skew, today.hour)
        return Decision([documents.write(LATEST, heard), documents.write(key, day)])

    await storage.commit(scopes.device(device), [key], [], decide)
    return heard


async def latest(storage: Storage, device: str) -> Heard | None:
    """Return the last heartbeat of a device (its id), None before any.

    Raises:
        StorageError: The store is out of reach.
    """
    return await documents.load(storage, scopes.device(device), LATEST, Heard)


async def read(storage: Storage, device: str, now: dt.datetime) -> Health:
    """Return all that is kept of a device (its id); a day without a heartbeat is not among its days.

    Raises:
        StorageError: The store is out of reach.
    """
    scope, after, heard, days = scopes.device(device), 0, None, list[Day]()
    # All of a tablet's scope at once: asking for each day by itself takes ten times as long.
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        days += [day for one in page if one.kind == DAY and (day := documents.parse(one, Day))]
        heard = next((documents.parse(one, Heard) for one in page if one.kind == LATEST.kind), heard)
    first = (now.astimezone(dt.UTC).date() - dt.timedelta(days=KEPT_DAYS - 1)).isoformat()
    return Health(heard, sorted((day for day in days if day.day >= first), key=lambda day: day.day))


def _key_of(day: dt.date) -> Key:
    return Key(DAY, str(day.toordinal() % KEPT_DAYS))
