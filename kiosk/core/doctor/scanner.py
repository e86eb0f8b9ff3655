"""The scanner: is one there, and may the kiosk read it?

A scanner that types is a keyboard to the system; which keyboard is one nobody can say from here, only that
there is any.
"""

import os
import re
from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.sight import Port
from kiosk.core.doctor.tablet import Places, Tablet

REPEATS = 1 << 20
"""Set among the kinds of events (EV) of what types; a power button sends keys, too, but repeats none."""

NAME = re.compile(r'^N: Name="(.*)"$', re.MULTILINE)
EVENTS = re.compile(r"^B: EV=([0-9a-f]+)$", re.MULTILINE)


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the scanners are."""
    serial = tablet.settings.scanners.serial
    if serial and tablet.seen is None:
        yield unknown("scanner.not_seen")
    elif serial and tablet.seen:
        yield from [_port(port) for port in tablet.seen.ports]
    keyboards = _keyboards(tablet.places)
    if keyboards:
        yield ok("scanner.keyboards", ", ".join(keyboards))
    elif not serial and not tablet.settings.scanners.camera.use:
        yield unknown("scanner.not_known") if keyboards is None else bad("scanner.none")


def _port(port: Port) -> Finding:
    if not port.location or not os.path.exists(port.location):  # noqa: PTH110 - `COM3` is no path
        return bad("scanner.absent", port.name)
    if not os.access(port.location, os.R_OK | os.W_OK):
        return bad("scanner.refused", port.name)
    return ok("scanner.port", port.name)


def _keyboards(places: Places) -> list[str] | None:
    """Return the names of all that types; None where the system does not say."""
    try:
        text = (places.proc / "bus" / "input" / "devices").read_text()
    except OSError:
        return None
    return [name[1] for block in text.split("\n\n") if _types(block) and (name := NAME.search(block))]


def _types(block: str) -> bool:
    events = EVENTS.search(block)
    return events is not None and bool(int(events[1], 16) & REPEATS) and " kbd" in block
