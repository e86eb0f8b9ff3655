"""Saying every few minutes how this tablet is, so that somebody far away sees what is wrong with it."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sync import version
from sync.catalogue import current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.client import remote
from sync.client.catalogue.renewal import Renewal
from sync.client.errors import Gone, IdentityError
from sync.client.link import Link
from sync.client.listeners import Listeners
from sync.client.remote import RemoteRefused
from sync.client.replica import Replica, utc_now
from sync.protocol.heartbeat import EVERY, MAX_FINDINGS, MILLISECONDS, PATH, Code, Heartbeat, HeartbeatAnswer
from sync.protocol.remote_settings import SignedSettings
from sync.shapes import ready

FIRST_WITHIN = 60.0
"""Seconds within which the first heartbeat goes out: the tablets of a chain are switched on together."""

SPREAD = 0.1
"""Share of the time between two heartbeats by which each is earlier or later."""

NOT_HEARD = 3600.0
"""Seconds after which a hub that knew of no heartbeats is told again: it may have been updated."""

REFUSED = "settings.refused"
"""The finding of a tablet that did not believe the settings it was given."""

UNCHECKED = "any.failed"
"""The finding of a tablet that could not look at itself."""

log = logging.getLogger(__name__)


def _nothing() -> Sequence[str]:
    return ()


def _managed() -> tuple[str, str]:
    return "", ""


class Beats(NamedTuple):
    """How often to say it (seconds), how soon first, and who finds what somebody should look at (codes).

    `program` tells which slot serves and which ring the tablet is in, both '' where others update it.
    """

    every: float = EVERY
    first_within: float = FIRST_WITHIN
    findings: Callable[[], Sequence[str]] = _nothing
    program: Callable[[], tuple[str, str]] = _managed


class Pulse:
    """The heartbeats of one tablet. For the engine's loop."""

    def __init__(
        self, data: Path, replica: Replica, renewal: Renewal, listeners: Listeners, beats: Beats
    ) -> None:
        self._data = data
        self._listeners = listeners
        self._refused = False
        self._replica = replica
        self._renewal = renewal
        self._beats = beats
        self._begun = False

    async def step(self, link: Link, last_exchange: datetime | None) -> None:
        """Say once how the tablet is, hear how far its clock is off, and wait until it is due again.

        `last_exchange` is when hub and tablet last exchanged anything, by the tablet's clock.
        """
        if not self._begun:
            self._begun = True
            await asyncio.sleep(random.uniform(0, self._beats.first_within))  # noqa: S311 - nothing secret
        beat = await asyncio.to_thread(self.take, last_exchange)
        try:
            answer = await link.ask(PATH, beat, HeartbeatAnswer)
        except Gone:
            log.info("this hub is older and does not ask how its tablets are")
            await asyncio.sleep(NOT_HEARD)
            return
        self._replica.clock_offset = answer.clock_skew / MILLISECONDS
        if answer.settings:
            await asyncio.to_thread(self._take, answer.settings)
        await asyncio.sleep(self._beats.every * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 - likewise

    def _take(self, signed: SignedSettings) -> None:
        """Keep settings that came, if they are the hub's and newer."""
        try:
            remote.take(self._data, self._replica.identity, signed)
        except (RemoteRefused, IdentityError) as error:
            self._refused = True
            log.warning("settings from the hub are not taken over: %s", error)
        else:
            self._refused = False
            self._listeners.on_settings()

    def take(self, last_exchange: datetime | None) -> Heartbeat:
        """Return how the tablet is now. Reads its files."""
        now = utc_now()
        slot, ring = self._beats.program()
        aside = sum(trouble.quarantined for trouble in self._replica.troubles())
        return Heartbeat(
            clock=round(now.timestamp() * MILLISECONDS),
            version=version.installed(),
            slot=slot,
            ring=ring,
            outbox=self._replica.pending_count(),
            quarantine=aside,
            catalogue=_catalogue(self._data),
            catalogue_age=self._catalogue_age(now),
            exchange_age=None if last_exchange is None else _seconds(last_exchange, now),
            settings=remote.version(self._data, self._replica.identity),
            findings=sorted({*self._findings(), *([REFUSED] if self._refused else [])})[:MAX_FINDINGS],
        )

    def _findings(self) -> Iterator[str]:
        """Go through what somebody should look at; checks that fail are one thing more, and cost no beat."""
        try:
            found = self._beats.findings()
        except Exception:
            log.exception("what is wrong with this tablet could not be found out")
            yield UNCHECKED
            return
        for code in found:
            try:
                yield msgspec.convert(code, ready(Code))
            except msgspec.ValidationError:
                # The hub would refuse all of the heartbeat for it.
                log.warning("a finding has no code that the hub takes: %s", code)

    def _catalogue_age(self, now: datetime) -> int | None:
        """Return for how long nobody has said that the catalogue is the newest, or since it came."""
        if self._renewal.confirmed is not None:
            return round(time.monotonic() - self._renewal.confirmed)
        try:
            came = (current.folder(self._data) / current.NAME).stat().st_mtime
        except OSError:
            return None
        return max(0, round(now.timestamp() - came))


def _seconds(since: datetime, now: datetime) -> int:
    """Return the time that has passed; none where the clock was put back meanwhile."""
    return max(0, round((now - since).total_seconds()))


def _catalogue(data: Path) -> int:
    """Return the version of the catalogue in force, 0 where there is none that can be read."""
    try:
        catalogue = Catalogue.open_current(data)
    except CatalogueError:
        return 0
    if catalogue is None:
        return 0
    version_now = catalogue.version
    catalogue.close()
    return version_now
