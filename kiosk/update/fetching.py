"""Bringing a release into the slot that is not in use: the whole of it, verified, before anything says so.

It runs in a process of its own beside the kiosk, and may be ended at any point: nothing but the state's word
`staged` makes a slot count, and that is written last.
"""

import logging
import shutil
from typing import Literal, NamedTuple

import msgspec

from kiosk import lock
from kiosk.update import slots, state
from kiosk.update.client import Client
from kiosk.update.places import FACTORY, Places, this_platform
from kiosk.update.slots import SlotError
from kiosk.update.sources import Source
from kiosk.update.state import State
from sync.client.errors import NoRoom
from sync.protocol.releases import Channel, Release, choose, number, ring

ROOM = 128 << 20
"""Bytes that have to be free beyond what is fetched and unpacked: the kiosk itself needs some."""

What = Literal["nothing", "staged", "waiting", "trying"]

log = logging.getLogger(__name__)


class Found(NamedTuple):
    """What came of a look: nothing newer for this tablet, a version staged now or before, or one in trial."""

    what: What
    version: str = ""


class Tablet(NamedTuple):
    """Whom releases are looked for: the tablet's id, and the version that came with its launcher."""

    device: str
    installed: str


def fetch(places: Places, source: Source, root: bytes, tablet: Tablet) -> Found:
    """Look what a source offers, and stage what this tablet shall have.

    Args:
        places: The folder of updates.
        source: Where releases come from.
        root: What trust begins with.
        tablet: Whom for.

    Raises:
        HubError: The source is out of reach, or not to be trusted.
        NoRoom: The disk is too full.
        SlotError: The archive is signed, and not what a slot takes.
        LockError: Somebody fetches already.
        OSError: The disk does not work.
    """
    places.make()
    with lock.held(places.downloads, patience=0.0):
        now = state.load(places) or State()
        if now.trial:
            return Found("trying", now.trial.version)
        client = Client(places.trust, places.downloads, root, source)
        client.refresh()
        channel = client.channel(this_platform())
        _note_ring(places, channel, tablet.device)
        running = running_version(places, now, tablet.installed)
        release = choose(channel, tablet.device, running, now.bad)
        if now.staged and (release is None or release.version != now.staged.version):
            # Paused, withdrawn, or overtaken by a newer one.
            state.change(places, state.unstage)
        if release is None:
            _clear(places)
            return Found("nothing", running)
        if now.staged and now.staged.version == release.version:
            return Found("waiting", release.version)
        return _stage(places, client, release)


def _note_ring(places: Places, channel: Channel, device: str) -> None:
    newest = max(channel.releases, key=lambda one: number(one.version), default=None)
    told = str(ring(newest, device)) if newest else ""
    state.change(places, lambda one: msgspec.structs.replace(one, ring=told))


def running_version(places: Places, now: State, installed: str) -> str:
    """Return the version that serves: what is in the slot in use."""
    card = slots.read(places, now.current) if now.current != FACTORY else None
    return card.version if card else installed


def _stage(places: Places, client: Client, release: Release) -> Found:
    now = state.change(places, _make_way)
    if now.trial:
        # Begun while the source was read: the slot that looks free is the one it is tried in.
        return Found("trying", now.trial.version)
    slot = slots.free(now)
    slots.clear(places, slot)
    _require_room(places, client.size(release) + release.unpacked)
    archive = client.download(release)
    try:
        slots.fill(places, slot, release, archive)
    except (OSError, SlotError):
        slots.clear(places, slot)
        raise
    finally:
        # One that cannot be unpacked will not be better next time; one that can is not needed any more.
        archive.unlink(missing_ok=True)
    state.change(places, lambda one: one if one.trial else state.stage(one, slot, release.version))
    _clear(places)
    log.info("version %s waits in slot %s", release.version, slot)
    return Found("staged", release.version)


def _make_way(now: State) -> State:
    """Let nothing need the slot that is not in use; a trial, which does, stays as it is."""
    return now if now.trial else state.empty(state.unstage(now), slots.free(now))


def _require_room(places: Places, needed: int) -> None:
    free = shutil.disk_usage(places.root).free
    if free < needed + ROOM:
        raise NoRoom(f"{(needed + ROOM) >> 20} MB have to be free for an update, and {free >> 20} are")


def _clear(places: Places) -> None:
    """Remove what was fetched and is of no use any more."""
    for path in places.fetched():
        path.unlink(missing_ok=True)
