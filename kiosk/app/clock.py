"""What time it is for a kiosk."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kiosk.ui.shop import utc_now


class Clock(NamedTuple):
    """The wall clock, and the seconds that count idleness; tests give clocks that stand."""

    now: Callable[[], datetime] = utc_now
    seconds: Callable[[], float] = time.monotonic


REAL_TIME = Clock()
