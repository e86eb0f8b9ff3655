"""The disk: has it room?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.health import LEAST_FREE

COMFORTABLE = 3 * LEAST_FREE
"""Bytes: with less a large catalogue and an update at once may find no room."""

MEGABYTE = 1_000_000
GIGABYTE = 1000 * MEGABYTE


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how much room there is."""
    try:
        free = tablet.free(tablet.data)
    except OSError as error:
        yield unknown("disk.not_known", error.strerror)
        return
    if free < LEAST_FREE:
        yield bad("disk.full", free // MEGABYTE)
    elif free < COMFORTABLE:
        yield warn("disk.little", free // MEGABYTE)
    else:
        yield ok("disk.room", free // GIGABYTE)
