"""Quarantine: was work set aside or refused, and does the store have something to report?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say what staff have to decide. Of a queue only its kind is told: the rest of its name is somebody's."""
    if not tablet.inside.readable:
        yield unknown("quarantine.not_known")
        return
    overview = tablet.inside.overview
    found = list(_found(tablet))
    yield from found or [ok("quarantine.none")]
    for what in sorted({report.what for report in overview.reports}):
        yield warn(f"quarantine.{what}")


def _found(tablet: Tablet) -> Iterator[Finding]:
    overview = tablet.inside.overview
    aside = [trouble for trouble in overview.troubles if trouble.quarantined]
    if aside:
        kinds = ", ".join(sorted({trouble.scope.partition(":")[0] for trouble in aside}))
        yield bad("quarantine.aside", kinds, count=sum(trouble.operations for trouble in aside))
    if overview.refused:
        yield warn("quarantine.refused", count=len(overview.refused))
