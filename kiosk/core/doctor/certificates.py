"""Certificates: does the hub show one that this tablet believes, and for how long yet?"""

from collections.abc import Iterator
from datetime import timedelta

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet
from sync.client.transport.door import Door

SOON = timedelta(days=14)
"""By then a new one should be there: who renews by themselves do it a month before."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the line is safe."""
    door = tablet.door
    if door and door.unread:
        yield bad("certificates.file", tablet.settings.network.ca_file, door.unread)
    if door is None or door.failed in {"address", "name", "connection", "proxy"}:
        yield unknown("certificates.no_line")
    elif not door.secure:
        yield ok("certificates.same_machine") if door.here else warn("certificates.open", door.host)
    elif door.failed == "certificate":
        yield bad(f"certificates.{door.why}", door.host, door.detail)
    else:
        yield _good(door, tablet)


def _good(door: Door, tablet: Tablet) -> Finding:
    shown = door.certificate
    if shown is None:
        return ok("certificates.believed")
    until = f"{shown.until:%Y-%m-%d}"
    if shown.until - tablet.now < SOON:
        return warn("certificates.soon", until)
    return ok("certificates.good", until, shown.issuer)
