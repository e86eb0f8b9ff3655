"""How the desk stands, line by line, in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from kiosk.core import health
from kiosk.core.health import Level, Machine
from kiosk.ui.desk.refusal_words import refusal_words
from kiosk.ui.staff_rows import DeviceRow
from kiosk.ui.words import Words
from sync.client.listeners import EngineState
from sync.client.store.late import REASON, Late
from sync.client.store.quarantine import Trouble
from sync.protocol import moments
from sync.protocol.devices import ACTIVE

GIGABYTE = 1_000_000_000
MINUTE = 60
HOUR = 60 * MINUTE
MINUTES_UNTIL = 2 * HOUR
"""Seconds up to which a difference is told in minutes; beyond, nobody counts in them."""


class HealthRow(msgspec.Struct, frozen=True):
    """One matter; `deed` is what can be done about it, '' for nothing."""

    key: str
    symbol: str
    level: str
    title: str
    detail: str
    deed: str = ""


class Standing(NamedTuple):
    """What the engine says, and what the hub's clock says."""

    state: EngineState
    last_news: datetime | None
    offset: float | None
    now: datetime


def hub_rows(words: Words, standing: Standing, *, selling: bool) -> list[HealthRow]:
    """Return how the desk stands with the hub; `selling` says whether a catalogue has come."""
    return [
        *_sync(words, standing),
        *([] if selling else [_no_catalogue(words)]),
        _outbox(words, standing.state),
        *_standing(words, standing.state),
        *(_trouble(words, trouble) for trouble in standing.state.troubles),
        *_reports(words, standing.state),
    ]


def _sync(words: Words, standing: Standing) -> Iterator[HealthRow]:
    """Say whether news come in; where the hub answers and gives this tablet none, `_standing` says so."""
    texts, state = words.texts, standing.state
    if state.online and state.standing == ACTIVE:
        yield HealthRow("sync", "health", "fine", texts.get("health.sync"), texts.get("health.sync_fine"))
    elif not state.online:
        last = standing.last_news
        since = texts.get("desk.news_from", words.clock(last, standing.now)) if last else ""
        detail = since or texts.get("desk.never")
        yield HealthRow("sync", "offline", "note", texts.get("health.away"), detail)


def _no_catalogue(words: Words) -> HealthRow:
    texts = words.texts
    return HealthRow(
        "catalogue", "tag", "bad", texts.get("health.no_catalogue"), texts.get("health.no_catalogue_way")
    )


def _outbox(words: Words, state: EngineState) -> HealthRow:
    texts = words.texts
    if not state.pending:
        return HealthRow(
            "outbox", "share", "fine", texts.get("health.outbox"), texts.get("health.outbox_empty")
        )
    detail = texts.get("health.outbox_waits", count=state.pending)
    return HealthRow("outbox", "share", "note", texts.get("health.outbox"), detail)


def _standing(words: Words, state: EngineState) -> Iterator[HealthRow]:
    if state.standing != ACTIVE:
        title = words.texts.get(f"health.standing_{state.standing}")
        yield HealthRow("standing", "lock", "bad", title, words.texts.get("health.standing_way"))
    if state.outdated:
        title = words.texts.get(f"health.outdated_{state.outdated}")
        yield HealthRow("outdated", "settings", "bad", title, words.texts.get("health.outdated_way"))


def _trouble(words: Words, trouble: Trouble) -> HealthRow:
    texts, what = words.texts, _what(words, trouble.scope)
    why = refusal_words(texts, trouble.reason)
    if trouble.quarantined:
        detail = texts.get("health.aside", why, count=trouble.operations)
        return HealthRow(f"queue {trouble.scope}", "bell", "bad", what, detail, "retry")
    detail = texts.get("health.trying", why, count=trouble.tries)
    return HealthRow(f"queue {trouble.scope}", "clock", "note", what, detail)


def late_rows(words: Words, late: list[Late], now: datetime) -> list[HealthRow]:
    """Return what was refused because the shift was over, and nobody has seen yet."""
    why = refusal_words(words.texts, REASON)
    return [
        HealthRow(
            f"late {one.scope}",
            "bell",
            "bad",
            _what(words, one.scope),
            words.texts.get(
                "health.late", why, words.clock(moments.parse(one.at), now), count=one.operations
            ),
            "seen",
        )
        for one in late
    ]


def _what(words: Words, scope: str) -> str:
    kind = scope.partition(":")[0]
    return words.texts.raw(f"health.queue_{kind}") or words.texts.get("health.queue_else")


def _reports(words: Words, state: EngineState) -> Iterator[HealthRow]:
    for report in state.reports:
        detail = words.texts.get(f"health.report_{report.what}", report.scope)
        yield HealthRow(f"report {report.scope}", "bell", "note", words.texts.get("health.report"), detail)


def machine_rows(
    words: Words, machine: Machine, standing: Standing, devices: list[DeviceRow], mute: list[str]
) -> list[HealthRow]:
    """Return how the machine stands; `mute` are the names of languages that no voice reads here."""
    texts = words.texts
    room = texts.get("health.disk_free", words.display.number(machine.free // GIGABYTE))
    keys = "key_store" if machine.key_store else "key_file"
    return [
        _scanners(words, devices),
        HealthRow(
            "printer",
            "print",
            "fine" if machine.prints else "note",
            texts.get("health.printer"),
            texts.get("health.printer_there" if machine.prints else "health.printer_none"),
        ),
        HealthRow("disk", "box", health.disk(machine), texts.get("health.disk"), room),
        _clock(words, standing),
        _voices(words, mute),
        HealthRow("keys", "lock", "fine", texts.get("health.keys"), texts.get(f"health.{keys}")),
    ]


def _scanners(words: Words, devices: list[DeviceRow]) -> HealthRow:
    level: Level = "fine" if all(device.fine for device in devices) else "note"
    detail = words.texts.get("list.and").join(device.title for device in devices)
    return HealthRow("scanners", "scan", level, words.texts.get("scanners.title"), detail, "scanners")


def _voices(words: Words, mute: list[str]) -> HealthRow:
    texts = words.texts
    detail = texts.get("health.voices_none", texts.get("list.and").join(mute)) if mute else ""
    return HealthRow(
        "voices",
        "speech",
        "note" if mute else "fine",
        texts.get("health.voices"),
        detail or texts.get("health.voices_all"),
    )


def _clock(words: Words, standing: Standing) -> HealthRow:
    texts = words.texts
    level = health.clock(standing.offset)
    time = words.display.time(standing.now)
    if level == "fine" and (standing.offset is None or not standing.state.online):
        level = "note"
        last = standing.last_news
        since = words.clock(last, standing.now) if last else ""
        detail = texts.get("health.clock_unknown_since" if since else "health.clock_unknown", time, since)
    elif level == "fine":
        detail = texts.get("health.clock_fine", time)
    else:
        detail = _difference(words, time, abs(standing.offset or 0))
    return HealthRow("clock", "clock", level, texts.get("health.clock"), detail)


def _difference(words: Words, time: str, seconds: float) -> str:
    """Say how far the clock is off: in minutes, or in hours."""
    if seconds < MINUTES_UNTIL:
        return words.texts.get("health.clock_off", time, count=max(1, round(seconds / MINUTE)))
    return words.texts.get("health.clock_off_hours", time, count=round(seconds / HOUR))
