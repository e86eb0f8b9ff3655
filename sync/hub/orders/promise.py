"""When an order is promised: so many minutes of opening hours from now, by the clock on the store's wall."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync.protocol.products import Store

DAYS_AHEAD = 400
"""Whoever is closed for longer promises nothing by opening hours."""

MIDNIGHT = "24:00"


def after(minutes: int, now: dt.datetime, store: Store | None) -> dt.datetime:
    """Return the moment at which a store has worked for some minutes from `now` on.

    Where its hours are not known every hour counts.
    """
    left = dt.timedelta(minutes=minutes)
    for opens, closes in _open_from(now, store):
        worked = closes - max(opens, now)
        if worked >= left:
            return max(opens, now) + left
        left -= worked
    return now + dt.timedelta(minutes=minutes)


def _open_from(now: dt.datetime, store: Store | None) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the spans in which a store is open and that end after `now`, in order, in UTC."""
    if store is None or not store.hours:
        return
    zone = _zone(store.timezone)
    # From yesterday on: some close after midnight.
    first = now.astimezone(zone).date() - dt.timedelta(days=1)
    for ahead in range(DAYS_AHEAD):
        day = first + dt.timedelta(days=ahead)
        hours = sorted((hours.opens, hours.closes) for hours in store.hours if hours.day == day.weekday())
        for opens, closes in hours:
            begin, end = _at(day, opens, zone), _at(day, closes, zone)
            if end <= begin:
                end = _at(day + dt.timedelta(days=1), closes, zone)
            if end > now:
                yield begin, end


def _at(day: dt.date, clock: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment of a wall clock's time on a day, in UTC."""
    if clock == MIDNIGHT:
        day, clock = day + dt.timedelta(days=1), "00:00"
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone).astimezone(dt.UTC)


def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC
