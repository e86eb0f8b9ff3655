"""When a store is open: the spans of its hours, by the clock on its own wall."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync.protocol.products import Store

DAYS_AHEAD = 400
"""Whoever is closed for longer says nothing by opening hours."""

MIDNIGHT = "24:00"

Span = tuple[dt.datetime, dt.datetime]


def spans(store: Store, now: dt.datetime, days: int = DAYS_AHEAD) -> Iterator[Span]:
    """Yield the spans in which a store is open and that end after `now`, in order, in UTC.

    Nothing where its hours are not known. `days` is how far to look ahead.
    """
    if not store.hours:
        return
    zone = zone_of(store)
    # From yesterday on: some close after midnight.
    first = now.astimezone(zone).date() - dt.timedelta(days=1)
    for ahead in range(days + 1):
        day = first + dt.timedelta(days=ahead)
        hours = sorted((hours.opens, hours.closes) for hours in store.hours if hours.day == day.weekday())
        for opens, closes in hours:
            begin, end = _at(day, opens, zone), _at(day, closes, zone)
            if end <= begin:
                end = _at(day + dt.timedelta(days=1), closes, zone)
            if end > now:
                yield begin, end


def zone_of(store: Store) -> dt.tzinfo:
    """Return the time zone of a store; UTC where its name says nothing."""
    try:
        return ZoneInfo(store.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC


def _at(day: dt.date, clock: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment of a wall clock's time on a day, in UTC."""
    if clock == MIDNIGHT:
        day, clock = day + dt.timedelta(days=1), "00:00"
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone).astimezone(dt.UTC)
