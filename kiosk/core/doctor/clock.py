"""The clock: does it show what the hub's shows?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.health import CLOCK_OFF

SLACK = 5.0
"""Seconds: so far apart are clocks that somebody sets; who is farther off is not set by the network."""

MINUTE = 60
HOUR = 60 * MINUTE
MINUTES_UNTIL = 2 * HOUR


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how far the clock is off."""
    offset = tablet.door.offset if tablet.door else None
    if offset is None:
        early = tablet.door is not None and (tablet.door.failed, tablet.door.why) == ("certificate", "early")
        yield bad("clock.before_certificate") if early else unknown("clock.not_known")
    elif abs(offset) < SLACK:
        yield ok("clock.right")
    elif abs(offset) < CLOCK_OFF:
        yield warn("clock.drifting", count=round(abs(offset)))
    else:
        yield _off("fast" if offset > 0 else "slow", abs(offset))


def _off(way: str, seconds: float) -> Finding:
    """Say it in minutes, or in hours where nobody counts in those."""
    if seconds < MINUTES_UNTIL:
        return bad(f"clock.{way}", count=round(seconds / MINUTE))
    return bad(f"clock.{way}_hours", count=round(seconds / HOUR))
