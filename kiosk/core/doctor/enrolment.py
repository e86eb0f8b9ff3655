"""Enrolment: does the hub know this tablet, and let it in?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet
from sync.client.identity import Identity
from sync.client.transport.asking import Word
from sync.protocol.devices import ACTIVE

REFUSALS = {
    "assertion_refused": "enrolment.refused",
    "device_lost": "enrolment.lost",
    "device_retired": "enrolment.retired",
    "device_unconfirmed": "enrolment.unconfirmed",
}


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the tablet stands."""
    if tablet.faults.identity:
        yield bad("enrolment.damaged", tablet.faults.identity)
    elif tablet.identity is None:
        yield bad("enrolment.none")
    else:
        yield _standing(tablet.identity, tablet.word)


def _standing(identity: Identity, word: Word | None) -> Finding:
    if identity.standing != ACTIVE:
        # A copy is known by its runs, of which the doctor tells none: what the kiosk heard counts.
        return bad(f"enrolment.{identity.standing}")
    if word is None or not word.heard:
        return unknown("enrolment.not_asked")
    if word.problem:
        code = REFUSALS.get(word.problem)
        return bad(code) if code else unknown("enrolment.odd", word.problem)
    return ok("enrolment.known", identity.store)
