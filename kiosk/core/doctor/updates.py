"""Updates: who brings them; where it is the tablet, does it believe who signs them, and did one fail here?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, warn
from kiosk.core.doctor.tablet import Tablet, Updates


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the tablet stands with updates; what another program (apt, Intune) brings is not seen here."""
    seen = tablet.updates
    if seen is None:
        yield ok("updates.managed")
        return
    if seen.unreadable:
        yield bad("updates.unreadable", seen.unreadable)
    if seen.failed:
        yield warn("updates.went_back", ", ".join(seen.failed))
    yield _trust(seen, tablet)


def _trust(seen: Updates, tablet: Tablet) -> Finding:
    if seen.root_until is None:
        return bad("updates.no_trust")
    until = f"{seen.root_until:%Y-%m-%d}"
    if seen.root_until < tablet.now:
        return bad("updates.root_expired", until)
    if not seen.launched:
        return bad("updates.not_launched")
    if seen.word_until is not None and seen.word_until < tablet.now:
        return warn("updates.no_word", f"{seen.word_until:%Y-%m-%d}")
    return ok("updates.trusted", seen.serving, until)
