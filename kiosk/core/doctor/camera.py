"""The camera: where it is used, is it there, and may the kiosk look through it?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the camera is. It is not opened: the kiosk may be looking through it."""
    wanted = tablet.settings.scanners.camera
    sight = tablet.seen
    if not wanted.use:
        yield ok("camera.not_used")
    elif sight is None:
        yield unknown("camera.not_seen")
    elif sight.camera_denied:
        yield bad("camera.denied")
    elif not sight.cameras:
        yield bad("camera.none")
    elif not any(wanted.name in name for name in sight.cameras):
        yield bad("camera.missing", wanted.name, ", ".join(sight.cameras))
    else:
        yield ok("camera.there", next(name for name in sight.cameras if wanted.name in name))
