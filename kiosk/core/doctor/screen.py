"""The screen: is it large enough for the pages, and measured rightly?"""

import math
from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.sight import Sight
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.settings import LEAST_HEIGHT, LEAST_WIDTH, panel_scale

SLACK = 0.12
"""Share by which a diagonal may differ from what the panel tells: buttons are that much smaller or larger."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the screen is."""
    sight = tablet.seen
    if sight is None or sight.in_memory or not sight.width:
        yield unknown("screen.not_seen")
        return
    panel = tablet.settings.panel
    scale = panel_scale(panel, sight.width, sight.height)
    if sight.width / scale < LEAST_WIDTH or sight.height / scale < LEAST_HEIGHT:
        yield bad("screen.small", sight.width, sight.height, LEAST_WIDTH, LEAST_HEIGHT)
        return
    told = _diagonal(sight)
    if panel.diagonal_mm and told and abs(told / panel.diagonal_mm - 1) > SLACK:
        yield warn("screen.measure", panel.diagonal_mm, told)
    else:
        yield ok("screen.right", sight.width, sight.height)


def _diagonal(sight: Sight) -> int:
    """Return the diagonal in mm that the panel tells itself, 0 when it tells none."""
    return round(math.hypot(sight.width_mm, sight.height_mm))
