"""How tablets are: what each said last, and what of it somebody should look at."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from typing import Literal, NamedTuple

from sync.hub import devices
from sync.hub.fleet import health
from sync.hub.fleet.health import Heard
from sync.hub.storage.port import Storage
from sync.protocol import moments
from sync.protocol.devices import ACTIVE, Device
from sync.protocol.heartbeat import EVERY, MILLISECONDS

QUIET_AFTER = dt.timedelta(seconds=3 * EVERY)
"""Three heartbeats that did not come."""

CLOCK_OFF = 120 * MILLISECONDS
"""From here on a tablet's signatures are refused (`sync.hub.tokens`)."""

CATALOGUE_OLD = 24 * 3600
"""Seconds since the hub said that a tablet's catalogue is the newest."""

Trouble = Literal["silent", "quiet", "aside", "clock", "catalogue", "findings"]


class Condition(NamedTuple):
    """A tablet, and what it said last: None where it never spoke."""

    device: Device
    heard: Heard | None

    @property
    def in_service(self) -> bool:
        """Whether it is meant to work."""
        return self.device.status == ACTIVE

    def is_heard(self, now: dt.datetime) -> bool:
        """Say whether it spoke a moment ago."""
        return self.heard is not None and now - moments.parse(self.heard.at) <= QUIET_AFTER

    def troubles(self, now: dt.datetime) -> list[Trouble]:
        """Return what somebody should look at, the most urgent first; of one out of service nothing."""
        if not self.in_service:
            return []
        if self.heard is None:
            return ["silent"]
        beat = self.heard.beat
        found: Mapping[Trouble, bool] = {
            "quiet": not self.is_heard(now),
            "aside": beat.quarantine > 0,
            "clock": abs(self.heard.clock_skew) >= CLOCK_OFF,
            "catalogue": beat.catalogue_age is not None and beat.catalogue_age > CATALOGUE_OLD,
            "findings": bool(beat.findings),
        }
        return [trouble for trouble, is_so in found.items() if is_so]


async def every(storage: Storage) -> AsyncIterator[Condition]:
    """Go through all tablets with what they said last.

    Raises:
        StorageError: The store is out of reach.
    """
    async for device in devices.every(storage):
        yield Condition(device, await health.latest(storage, device.id))
