"""Qt: does it start, on a screen, and do the pages load?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.sight import Blind
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how Qt is."""
    sight = tablet.sight
    if isinstance(sight, Blind):
        yield bad(f"qt.{sight.why}", sight.detail)
        return
    if sight.pages:
        yield bad("qt.pages", sight.pages)
    if sight.in_memory:
        yield unknown("qt.in_memory", sight.qt)
    elif not sight.pages:
        yield ok("qt.right", sight.qt, sight.platform)
