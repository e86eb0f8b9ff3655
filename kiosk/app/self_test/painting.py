"""The whole kiosk on a folder of its own: its first page is painted, a product scanned, its page painted."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.app.kiosk import Kiosk
from kiosk.app.self_test.check import need
from kiosk.app.self_test.stores import GTIN
from sync.client.identity import load
from sync.protocol.tablet_settings import Settings

PATIENCE_MS = 20_000
"""A slow tablet's first frame, many times over."""
LOOK_MS = 20
EVERY = 8
"""Pixels between two that are looked at."""
COLOURS = 12
"""Fewer are no page: a bare ground, or one whose words and pictures did not come."""


def painted(data: Path, app: QGuiApplication, *, full_screen: bool) -> str:
    """Open the kiosk and have it paint; `data` holds a tablet's identity and a catalogue with `GTIN`."""
    identity = load(data)
    assert identity
    kiosk = Kiosk(data, identity, Settings(), app)
    try:
        kiosk.open(full_screen=full_screen)
        first = _picture(kiosk.window, "the first page")
        kiosk.scan(GTIN)
        _wait(lambda: kiosk.model.property("page") == "product", "a scanned product's page did not open")
        second = _picture(kiosk.window, "the product's page")
        size = kiosk.window.size()
    finally:
        kiosk.close()
    return f"{size.width()} x {size.height()}, {first} and {second} colours, on {app.platformName()}"


def _picture(window: QQuickWindow, what: str) -> int:
    """Return of how many colours a page is made, once it is."""
    _wait(lambda: _colours(window.grabWindow()) >= COLOURS, f"{what} was not painted")
    return _colours(window.grabWindow())


def _colours(image: QImage) -> int:
    across, down = range(0, image.width(), EVERY), range(0, image.height(), EVERY)
    return len(Counter(image.pixel(x, y) for y in down for x in across))


def _wait(until: Callable[[], bool], fault: str) -> None:
    """Let the kiosk live until something is so.

    Raises:
        Fault: It took too long.
    """
    loop = QEventLoop()
    alarm = QTimer(singleShot=True, interval=PATIENCE_MS)
    look = QTimer(interval=LOOK_MS)
    alarm.timeout.connect(loop.quit)
    look.timeout.connect(lambda: loop.quit() if until() else None)
    alarm.start()
    look.start()
    loop.exec()
    there = alarm.isActive()
    for each in (alarm, look):
        each.stop()
    need(there, fault)
