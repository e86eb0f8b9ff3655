"""One check, made by itself."""

from kiosk.core.doctor import rounds


def found(tablet, check):
    """What one check finds: codes with their levels."""
    return [(each.code, each.level) for each in rounds.attempt(check, rounds.CHECKS[check].examine, tablet)]
