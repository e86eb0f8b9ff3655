"""The composition root: the only place that builds the app's objects and connects them."""

from kiosk.app.kiosk import Clock, Kiosk
from kiosk.app.start import open_offscreen, run_shopper

__all__ = ["Clock", "Kiosk", "open_offscreen", "run_shopper"]
