"""What a shopper is told of opening hours: open until when, or when again."""

from datetime import datetime, timedelta

from kiosk.core.open_hours import open_hours
from kiosk.ui.words import MINUTE, Words
from sync.protocol import opening
from sync.protocol.products import Store

SOON = timedelta(minutes=60)
"""Before it closes within this time the minutes are counted: somebody has to hurry."""


def hours_words(words: Words, store: Store, now: datetime) -> str:
    """Say whether a store is open, by its own clock: `open until 19:30`, `closes in 25 min`.

    '' where its hours are not known.
    """
    known = open_hours(store, now)
    if known is None:
        return ""
    if known.changes is None:
        return words.texts.get("hours.always" if known.open else "hours.closed")
    there = known.changes.astimezone(opening.zone_of(store))
    return _closing(words, there, now) if known.open else _opening(words, there, now)


def _closing(words: Words, there: datetime, now: datetime) -> str:
    left = there - now
    if left < SOON:
        return words.texts.get("hours.soon", count=max(1, int(left.total_seconds() // MINUTE)))
    return words.texts.get("hours.open", there.strftime("%H:%M"))


def _opening(words: Words, there: datetime, now: datetime) -> str:
    clock, days = there.strftime("%H:%M"), (there.date() - now.astimezone(there.tzinfo).date()).days
    if days == 0:
        return words.texts.get("hours.opens", clock)
    if days == 1:
        return words.texts.get("hours.opens_tomorrow", clock)
    return words.texts.get("hours.opens_on", words.display.day_name(there.date()), clock)
