"""How the tablets are and were: what somebody should look at, and pictures of the last days."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from sync.hub.admin import charts
from sync.hub.admin.charts import HOURS, Figures
from sync.hub.admin.markup import (
    NOTHING,
    Html,
    dated,
    facts,
    folded,
    heading,
    join,
    link,
    paragraph,
    state,
    table,
    text,
)
from sync.hub.admin.pages import asking, findings
from sync.hub.admin.rights import Right
from sync.hub.admin.turn import Answer, Page, Served, Turn
from sync.hub.fleet import condition, health
from sync.hub.fleet.condition import Condition
from sync.hub.fleet.health import KEPT_DAYS, Day, Hour
from sync.protocol import moments
from sync.protocol.devices import Device
from sync.protocol.heartbeat import MILLISECONDS

HERE = "health"
HOUR_SECONDS = 3600

Read = Callable[[Hour], int]


async def show(turn: Turn) -> Answer:
    """`GET /admin/health`."""
    seen = [one async for one in condition.every(turn.hub.storage) if turn.guest.sees(one.device.store)]
    store = turn.asked("store")
    shown = [one for one in seen if store in {"", one.device.store} and one.in_service]
    now = turn.hub.clock()
    kept = [(await health.read(turn.hub.storage, one.device.id, now)).days for one in shown]
    parts = [
        asking.for_store(turn, HERE, (one.device.store for one in seen)),
        _counts(turn, shown, now),
        _attention(turn, shown, now),
        _aside(turn, shown),
        heading(turn.get("health.days", KEPT_DAYS)),
        *_pictures(turn, kept, len(shown), now),
    ]
    return Page(turn.get("nav.health"), join(parts), HERE)


def of_one(turn: Turn, device: Device, known: health.Health, now: dt.datetime) -> Html:
    """Return what is known of one tablet: what it said last, and its last days."""
    if known.latest is None:
        return join([heading(turn.get("nav.health")), paragraph(turn.get("health.silent"))])
    beat, latest = known.latest.beat, known.latest
    passed = max(0, int((now - moments.parse(latest.at)).total_seconds()))
    said = facts(
        [
            (turn.get("health.heard"), turn.moment(latest.at)),
            (turn.get("health.attention"), troubles(turn, Condition(device, latest), now)),
            (turn.get("health.version"), text(beat.version)),
            (turn.get("health.slot"), text(beat.slot or "–")),  # noqa: RUF001 - what people read
            (turn.get("health.ring"), text(beat.ring or "–")),  # noqa: RUF001 - likewise
            (turn.get("health.outbox"), text(beat.outbox)),
            (turn.get("health.aside"), text(beat.quarantine)),
            (turn.get("health.clock"), text(_clock(turn, latest.clock_skew))),
            (turn.get("health.catalogue"), text(_age(turn, beat.catalogue_age, passed))),
            (turn.get("health.exchange"), text(_age(turn, beat.exchange_age, passed))),
            (turn.get("health.findings"), findings.told(beat.findings, turn.language)),
        ]
    )
    reads: Sequence[tuple[str, Read]] = (
        ("beats", lambda hour: hour.beats),
        ("outbox", lambda hour: hour.outbox),
        ("clock", lambda hour: abs(hour.clock_skew) // MILLISECONDS),
    )
    first, hours = _window(now)
    drawn = [
        _drawn(turn, Figures(turn.get(f"chart.{name}"), first, _summed([known.days], read, first, hours)))
        for name, read in reads
    ]
    return join([heading(turn.get("nav.health")), said, *drawn])


def heard(turn: Turn, one: Condition) -> Html:
    """Return when a tablet was heard last."""
    return turn.moment(one.heard.at) if one.heard else text(turn.get("health.never"))


def _counts(turn: Turn, shown: Sequence[Condition], now: dt.datetime) -> Html:
    there = sum(one.is_heard(now) for one in shown)
    waiting = sum(one.heard.beat.outbox for one in shown if one.heard)
    return facts(
        [
            (turn.get("health.there"), text(turn.get("health.of", there, len(shown)))),
            (turn.get("health.outbox"), text(waiting)),
        ]
    )


def _attention(turn: Turn, shown: Sequence[Condition], now: dt.datetime) -> Html:
    wanting = [one for one in shown if one.troubles(now)]
    title = heading(turn.get("health.attention"))
    if not wanting:
        return join([title, paragraph(turn.get("health.well"))])
    heads = [
        turn.get(key)
        for key in ("devices.name", "devices.store", "health.attention", "health.heard", "health.version")
    ]
    rows = [
        [
            _named(turn, one.device),
            text(turn.hub.catalogue.store_name(one.device.store)),
            troubles(turn, one, now),
            heard(turn, one),
            text(one.heard.beat.version if one.heard else ""),
        ]
        for one in wanting
    ]
    return join([title, table(heads, rows)])


def _aside(turn: Turn, shown: Sequence[Condition]) -> Html:
    """Return the tablets that set something aside, which the hub refused again and again."""
    found = [(one, one.heard.beat.quarantine) for one in shown if one.heard and one.heard.beat.quarantine]
    if not found:
        return NOTHING
    heads = [turn.get(key) for key in ("devices.name", "devices.store", "health.aside")]
    rows = [
        [_named(turn, one.device), text(turn.hub.catalogue.store_name(one.device.store)), text(number)]
        for one, number in found
    ]
    about = paragraph(turn.get("health.aside_text"))
    return join([heading(turn.get("health.aside")), about, table(heads, rows, frozenset({2}))])


def _pictures(turn: Turn, kept: Sequence[Sequence[Day]], tablets: int, now: dt.datetime) -> list[Html]:
    first, hours = _window(now)
    reads: Sequence[tuple[str, Read, int]] = (
        ("there", lambda hour: int(hour.beats > 0), tablets),
        ("waiting", lambda hour: hour.outbox, 0),
        ("aside", lambda hour: hour.quarantine, 0),
    )
    return [
        _drawn(turn, Figures(turn.get(f"chart.{name}"), first, _summed(kept, read, first, hours), bound))
        for name, read, bound in reads
    ]


def _drawn(turn: Turn, figures: Figures) -> Html:
    """Return a picture, with its figures behind one touch."""
    known = [one for one in figures.hours if one is not None]
    said = turn.get("chart.said", min(known), max(known)) if known else turn.get("chart.nothing")
    heads = [turn.get(f"chart.{key}") for key in ("day", "least", "most")]
    rows = [
        [
            text(dated(day, turn.language)),
            text(min(each)) if each else NOTHING,
            text(max(each)) if each else NOTHING,
        ]
        for day, each in figures.days()
    ]
    told = folded(turn.get("chart.figures"), table(heads, rows, frozenset({1, 2})))
    return join([charts.draw(figures, said, turn.language), told])


def _window(now: dt.datetime) -> tuple[dt.date, int]:
    """Return the first day that is shown, and how many hours there are from its midnight to now."""
    today = now.astimezone(dt.UTC)
    return today.date() - dt.timedelta(days=KEPT_DAYS - 1), (KEPT_DAYS - 1) * HOURS + today.hour + 1


def _summed(kept: Iterable[Sequence[Day]], read: Read, first: dt.date, hours: int) -> list[int | None]:
    """Return the sum over tablets for each hour; None up to the end of the picture, and where none spoke."""
    found: list[int | None] = [None] * (KEPT_DAYS * HOURS)
    for days in kept:
        for day in days:
            start = (dt.date.fromisoformat(day.day) - first).days * HOURS
            for name, hour in day.hours.items():
                at = start + int(name)
                if 0 <= at < hours:
                    found[at] = (found[at] or 0) + read(hour)
    return found


def troubles(turn: Turn, one: Condition, now: dt.datetime) -> Html:
    """Return what somebody should look at, each in a shape and in words."""
    found = one.troubles(now)
    if not found:
        return state("good", turn.get("trouble.none"))
    grave = {"silent", "quiet", "aside"}
    return join(
        (state("bad" if trouble in grave else "wait", turn.get(f"trouble.{trouble}")) for trouble in found),
        Html("<br>"),
    )


def _named(turn: Turn, device: Device) -> Html:
    return link(turn.where(f"devices/{device.id}"), device.name)


def _clock(turn: Turn, skew: int) -> str:
    """Return how far a clock is off, in words; `skew` is in ms, above zero where it is ahead."""
    seconds = abs(skew) // MILLISECONDS
    if not seconds:
        return turn.get("health.clock_right")
    return turn.get("health.clock_ahead" if skew > 0 else "health.clock_behind", seconds)


def _age(turn: Turn, then: int | None, passed: int) -> str:
    """Return how long ago something is that was `then` seconds ago when a tablet spoke, `passed` ones ago."""
    if then is None:
        return turn.get("health.never")
    seconds = then + passed
    if seconds < HOUR_SECONDS:
        return turn.get("health.minutes", seconds // 60)
    return turn.get("health.hours", seconds // HOUR_SECONDS)


SERVED: tuple[Served, ...] = ((HERE, "GET", Right.SEE_DEVICES, show),)
