"""The doctor's round: every check in turn, in the order in which one fault explains another."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType

from kiosk.core.doctor import (
    brand,
    camera,
    catalogue,
    certificates,
    clock,
    database,
    disk,
    dns,
    encryption,
    enrolment,
    fonts,
    hub,
    outbox,
    permissions,
    printer,
    proxy,
    qt,
    quarantine,
    scanner,
    screen,
    settings_read,
    sound,
    updates,
    voices,
)
from kiosk.core.doctor.finding import Finding, unknown
from kiosk.core.doctor.tablet import Tablet

Examine = Callable[[Tablet], Iterable[Finding]]

CHECKS: dict[str, ModuleType] = {
    "settings": settings_read,
    "permissions": permissions,
    "disk": disk,
    "encryption": encryption,
    "enrolment": enrolment,
    "dns": dns,
    "proxy": proxy,
    "certificates": certificates,
    "hub": hub,
    "clock": clock,
    "database": database,
    "catalogue": catalogue,
    "outbox": outbox,
    "quarantine": quarantine,
    "brand": brand,
    "qt": qt,
    "screen": screen,
    "fonts": fonts,
    "scanner": scanner,
    "camera": camera,
    "printer": printer,
    "sound": sound,
    "voices": voices,
    "updates": updates,
}
"""By the name that their findings begin with."""

log = logging.getLogger(__name__)


def examine(tablet: Tablet, names: Iterable[str] = tuple(CHECKS)) -> list[Finding]:
    """Make the round, or some checks of it.

    What a check cannot cope with is a finding of its own, and the others go on.
    """
    return [finding for name in names for finding in attempt(name, CHECKS[name].examine, tablet)]


def attempt(name: str, check: Examine, tablet: Tablet) -> Iterator[Finding]:
    """Make one check."""
    try:
        yield from list(check(tablet))
    except Exception as error:  # noqa: BLE001 - a doctor that falls over what it came to find is of no use
        log.warning("the check %s failed: %s", name, type(error).__name__)
        yield unknown(f"{name}.failed", type(error).__name__)


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return what somebody should look at, as codes without words: for the heartbeat."""
    return [finding.code for finding in findings if finding.level in {"warn", "bad"}]
