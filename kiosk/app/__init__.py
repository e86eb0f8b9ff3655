"""The composition root: the only place that builds the app's objects and connects them."""

from kiosk.app.clock import Clock
from kiosk.app.kiosk import Kiosk
from kiosk.app.start import Manner, open_offscreen, run_shopper

__all__ = ["Clock", "Kiosk", "Manner", "open_offscreen", "run_shopper"]
