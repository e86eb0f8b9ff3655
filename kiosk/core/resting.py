"""A screen that shows the same all day: what moves so that nothing burns in, and how dark it is at night."""

import datetime as dt
from typing import NamedTuple

from kiosk.core.open_hours import open_hours
from sync.protocol.products import Store
from sync.protocol.tablet_settings import Night

REACH = 8
"""Layout units that words and photo move to either side: more than the thickness of a letter's stroke."""
ACROSS, DOWN = 4 * REACH, 4 * REACH - 2
"""Minutes of one way to and fro. They differ, so that the same place comes again after hours only."""
PHOTO_MINUTES = 5
"""So long each of the brand's photos is shown."""
PER_CENT = 100
STAFF_STAY = dt.timedelta(minutes=30)
"""So long before it opens and after it closes somebody may be in a store, and look at the screen."""


class Calm(NamedTuple):
    """How the idle screen stands in one minute: moved by `x` and `y` units, with the photo of this `turn`."""

    x: int
    y: int
    turn: int


def calm(minute: int) -> Calm:
    """Return how the idle screen stands in a minute, counted from anywhere: by a unit from the one before.

    >>> calm(0), calm(1)
    (Calm(x=-8, y=-8, turn=0), Calm(x=-7, y=-7, turn=0))
    """
    return Calm(_to_and_fro(minute, ACROSS), _to_and_fro(minute, DOWN), minute // PHOTO_MINUTES)


def _to_and_fro(minute: int, period: int) -> int:
    at = minute % period
    return min(at, period - at) - REACH


def dimming(night: Night, hour: int) -> float:
    """Return how much darker the idle screen is at an hour (0 to 23) of the store's day: 0.0 is not at all.

    >>> dimming(Night(22, 6, 50), 23), dimming(Night(22, 6, 50), 6)
    (0.5, 0.0)
    """
    begins, ends = night.begins, night.ends
    dark = begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
    return night.darker / PER_CENT if dark else 0.0


def is_off(night: Night, store: Store, now: dt.datetime) -> bool:
    """Say whether the idle screen of a store is off at `now` (with time zone): nobody is in the store."""
    if not night.off_when_closed:
        return False
    around = [open_hours(store, now + way) for way in (-STAFF_STAY, dt.timedelta(), STAFF_STAY)]
    return all(hours is not None and not hours.open for hours in around)
