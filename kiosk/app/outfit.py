"""What a kiosk goes by besides the tablet's data."""

from typing import NamedTuple

from kiosk.core.settings import Told
from sync.brand import Brand
from sync.protocol.tablet_settings import Settings


class Outfit(NamedTuple):
    """Settings and brand, and what was told at the start beside the tablet's data.

    The brand was judged, and all fonts were loaded; None is for the one that the settings name.
    """

    settings: Settings
    brand: Brand | None = None
    told: Told = Told()
