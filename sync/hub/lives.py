"""Which life of a tablet is speaking: its own next run, or a copy of its folder.

The hub keeps the newest run of every incarnation. A tablet tells its runs since the last one that the hub
acknowledged; when the hub's newest is among them, it is the same tablet, however often it was started in
between. When it is not, somebody else has spoken under this name: a copied folder, or a newer state of one
that was put back. Then the one that speaks now, the later one, gets an incarnation of its own.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.problems import HttpProblem
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded
from sync.protocol import scopes
from sync.protocol.devices import LOST, RETIRED, RUN_BYTES, Device, Life

MAX_LIVES = 16
"""Incarnations kept of one device; beyond that the oldest that nobody confirmed is let go."""

DELIVERS = timedelta(hours=72)
"""How long a retired device may still bring what it holds."""


async def recognise(hub: Hub, device: Device, incarnation: str, runs: Sequence[str]) -> tuple[Device, str]:
    """Note who speaks, durably; return the device's record with it, and the incarnation that speaks.

    Two that speak at once under one name are told apart by the order of their commits.
    """
    if not (incarnation and runs):
        return device, ""
    fresh = secrets.token_hex(RUN_BYTES)
    key = Key("device", device.id)
    noted, speaking = device, ""

    def decide(loaded: Loaded) -> Decision:
        nonlocal noted, speaking
        known = documents.parse(loaded.documents.get(key), Device) or device
        speaking = _who(known, incarnation, runs, hub.epoch) or fresh
        noted = _with_life(known, speaking, runs[-1], hub)
        return Decision([documents.write(key, noted, loaded.documents.get(key))] if noted != known else [])

    await hub.storage.commit(scopes.device(device.id), [key], [], decide)
    return noted, speaking


def _who(device: Device, incarnation: str, runs: Sequence[str], epoch: str) -> str:
    """Return the incarnation that tells these runs; '' for one that was not seen yet."""
    own = device.lives.get(incarnation)
    if own is None or own.run in runs or own.epoch != epoch:
        return incarnation
    # The answer that named a new incarnation was lost: it is found again by the run that it was made for.
    answered = (name for name, life in device.lives.items() if life.run in runs and life.epoch == epoch)
    return next(answered, "")


def _with_life(device: Device, incarnation: str, run: str, hub: Hub) -> Device:
    """Return the record with the newest run of an incarnation; the first of a device needs nobody's word."""
    known = device.lives.get(incarnation)
    if known and (known.run, known.epoch) == (run, hub.epoch):
        return device
    confirmed = known.confirmed if known else not device.lives
    lives = {**device.lives, incarnation: Life(run, hub.now(), hub.epoch, confirmed=confirmed)}
    if len(lives) > MAX_LIVES:
        unconfirmed = (name for name, life in lives.items() if not life.confirmed and name != incarnation)
        lives.pop(next(unconfirmed, next(iter(lives))))
    return replace(device, lives=lives)


def require_welcome(device: Device, now: datetime) -> None:
    """Let in a device that may at least deliver.

    Raises:
        HttpProblem: 403; it was reported lost, or its time after retirement is over.
    """
    if device.status == LOST:
        raise HttpProblem(403, "device_lost", "this device was reported lost")
    if device.status == RETIRED and datetime.fromisoformat(device.status_since) + DELIVERS < now:
        raise HttpProblem(403, "device_retired", "this device was taken out of service")
