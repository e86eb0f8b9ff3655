"""Sound: is there anything to play on?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the tablet can be heard. Reading aloud needs it even where the short sounds are off."""
    sight = tablet.seen
    if sight is None:
        yield unknown("sound.not_seen")
    elif not sight.outputs:
        yield warn("sound.none")
    elif not tablet.settings.sound.volume:
        yield ok("sound.silent", sight.outputs[0])
    else:
        yield ok("sound.there", sight.outputs[0])
