"""The outbox: does what was done here reach the hub?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet

SLOW, STUCK = timedelta(hours=1), timedelta(days=1)
"""The age of what waits longest: a line that is away for an hour is worth a look, for a day it is a fault."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say what waits, and for how long."""
    inside = tablet.inside
    waiting = inside.overview.waiting
    if not inside.readable:
        yield unknown("outbox.not_known")
    elif not waiting:
        yield ok("outbox.empty")
    else:
        oldest = datetime.fromtimestamp(inside.oldest, UTC) if inside.oldest else tablet.now
        yield _judge(waiting, oldest, tablet.now - oldest)


def _judge(waiting: int, oldest: datetime, age: timedelta) -> Finding:
    since = f"{oldest:%Y-%m-%d %H:%M} UTC"
    if age >= STUCK:
        return bad("outbox.stuck", since, count=waiting)
    if age >= SLOW:
        return warn("outbox.slow", since, count=waiting)
    return Finding("outbox.going", "ok", count=waiting)
