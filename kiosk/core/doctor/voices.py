"""Voices: is every language read aloud?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, ok, warn
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.speech import voices


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say which languages have no voice here."""
    roots = voices.SYSTEM._replace(path=tablet.places.path)
    mute = voices.mute(tablet.languages, roots)
    yield warn("voices.missing", ", ".join(mute)) if mute else ok("voices.all", ", ".join(tablet.languages))
