"""Updates: does this tablet believe who signs them, and did one fail here?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the tablet stands with updates by Vetrina itself; another's (apt, Intune) are not seen."""
    seen = tablet.updates
    if seen is None:
        yield unknown("updates.not_set_up")
        return
    if seen.unreadable:
        yield bad("updates.unreadable", seen.unreadable)
    if seen.failed:
        yield warn("updates.went_back", ", ".join(seen.failed))
    if seen.root_until is None:
        yield warn("updates.no_trust")
    elif seen.root_until < tablet.now:
        yield bad("updates.root_expired", f"{seen.root_until:%Y-%m-%d}")
    elif seen.word_until is not None and seen.word_until < tablet.now:
        yield warn("updates.no_word", f"{seen.word_until:%Y-%m-%d}")
    else:
        yield ok("updates.trusted", seen.serving, f"{seen.root_until:%Y-%m-%d}")
