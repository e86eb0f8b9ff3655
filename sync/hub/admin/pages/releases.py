"""Releases of the tablets' program: how far each is open, and how many tablets run it.

They are changed by `vetrina-hub release`, with keys that the hub must not have: so nothing is changed here.
"""

import asyncio
from collections import Counter

from sync.hub.admin.markup import Html, State, join, paragraph, state, table, text
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Page, Served, Turn
from sync.hub.fleet import condition
from sync.hub.releases.keys import ReleaseError
from sync.hub.releases.places import FOLDER
from sync.hub.releases.repository import Repository
from sync.protocol.releases import PLACES, Channel, Release, number

HERE = "releases"
PERCENT = PLACES // 100


async def show(turn: Turn) -> Answer:
    """`GET /admin/releases`."""
    title = turn.get("nav.releases")
    running: Counter[str] = Counter()
    async for one in condition.every(turn.hub.storage):
        if one.in_service and one.heard and turn.guest.sees(one.device.store):
            running[one.heard.beat.version] += 1
    try:
        channels = await asyncio.to_thread(_channels, turn)
    except ReleaseError:
        return Page(title, paragraph(turn.get("releases.unreadable"), "lack"), HERE)
    rows = [
        _row(turn, channel, release, running)
        for channel in channels
        for release in sorted(channel.releases, key=lambda one: number(one.version), reverse=True)
    ]
    about = paragraph(turn.get("releases.text"))
    offered = {release.version for channel in channels for release in channel.releases}
    others = [
        [text(version), text(many)] for version, many in sorted(running.items()) if version not in offered
    ]
    heads = [turn.get(f"releases.{one}") for one in ("version", "platform", "rings", "standing", "tablets")]
    parts = [
        about,
        table(heads, rows, frozenset({4})) if rows else paragraph(turn.get("releases.none"), "none"),
    ]
    if others:
        parts.append(paragraph(turn.get("releases.others")))
        parts.append(table([heads[0], heads[4]], others, frozenset({1})))
    return Page(title, join(parts), HERE)


def _channels(turn: Turn) -> list[Channel]:
    repository = Repository(turn.hub.config.data / FOLDER, turn.hub.clock)
    return repository.channels() if repository.exists else []


def _row(turn: Turn, channel: Channel, release: Release, running: Counter[str]) -> list[Html]:
    kind, words = _standing(release)
    return [
        text(release.version),
        text(channel.platform),
        text(_rings(turn, release)),
        state(kind, turn.get(f"releases.{words}")),
        text(running[release.version]),
    ]


def _rings(turn: Turn, release: Release) -> str:
    reached = f"{release.shares[release.open - 1] / PERCENT:g}" if release.open else "0"
    return turn.get("releases.open", release.open, len(release.shares), reached)


def _standing(release: Release) -> tuple[State, str]:
    if release.withdrawn:
        return "bad", "withdrawn"
    if release.paused:
        return "wait", "paused"
    if not release.open:
        return "out", "closed"
    return ("wait", "candidate") if release.candidate else ("good", "offered")


SERVED: tuple[Served, ...] = ((HERE, "GET", Right.SEE_DEVICES, show),)
