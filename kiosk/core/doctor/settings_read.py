"""Settings: can they be read, and do they say what they may?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the settings can be used."""
    for fault in tablet.faults.settings:
        if fault.name:
            yield bad("settings.wrong", fault.place, fault.name, fault.why)
        elif fault.kept:
            yield bad("settings.kept", fault.place, fault.why)
        else:
            yield bad("settings.unread", fault.place, fault.why)
    if not tablet.faults.settings:
        yield ok("settings.right")
