"""Where a tablet's settings are kept and told, beside what they may be (`sync.protocol.tablet_settings`)."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sync.protocol.tablet_settings import Panel

NAME = "settings.toml"
"""The file in a tablet's data folder that staff, and IT by hand, write."""

DESIGN_PPI = 149.4
"""Pixels per inch the layout is drawn for: 1280 x 800 on a 10.1-inch panel, so that one unit is 0.17 mm."""

LEAST_WIDTH, LEAST_HEIGHT = 1280, 800
"""Units that a page needs; a panel is never scaled so far that it has fewer."""

MILLIMETRES_PER_INCH = 25.4
LEAST_SCALE, MOST_SCALE = 0.75, 3.0


class SettingsError(Exception):
    """The settings file cannot be used; the message says what to change."""


class Told(NamedTuple):
    """What is told at the start, apart from the data folder; '' leaves what the settings say.

    `cache`, `brand` and `hub` have flags of their own, `others` are `NAME=VALUE` for any setting.
    `environment` are the variables of the process, `policy` the file of this machine's IT.
    """

    cache: str = ""
    brand: str = ""
    hub: str = ""
    others: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    policy: Path | None = None


def panel_scale(panel: Panel, width: int, height: int) -> float:
    """Return how many pixels one layout unit takes, so that controls keep their size in millimetres.

    Args:
        panel: The screen's physical size; unmeasured panels are not scaled.
        width: Pixels across.
        height: Pixels down.

    >>> panel_scale(Panel(diagonal_mm=257), 2560, 1600)
    1.997
    """
    if not panel.diagonal_mm or not width or not height:
        return 1.0
    ppi = math.hypot(width, height) / (panel.diagonal_mm / MILLIMETRES_PER_INCH)
    widest = max(LEAST_SCALE, min(MOST_SCALE, width / LEAST_WIDTH, height / LEAST_HEIGHT))
    return round(min(max(ppi / DESIGN_PPI, LEAST_SCALE), widest), 3)
