"""The real kiosk with its keeper, driven by lines on a socket, as `driven_kiosk` by its input.

Each kiosk tells its process number first. One that is `held` waits for a line before it says that it is
loaded, and before it opens the tablet's data.
"""

import json
import logging
import os
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk
from kiosk.app.heir import Heir
from kiosk.app.start import quit_on_signals, tie
from kiosk.core.settings import Idle, Network, Scanners, SerialPort, Settings
from kiosk.keeper import Ties
from sync.client import identity
from tests.flow.driven_kiosk import LONGEST_LINE, Shopper, answer

LET = b"go\n"
"""Lets one that is held go on; read alone, since the first act may come right behind it."""


class Counted(Shopper):
    """Also says how often somebody has begun, and how many scans have been answered."""

    def __init__(self, tablet: Kiosk) -> None:
        super().__init__(tablet)
        self._counts = [0, 0]
        tablet.model.begun.connect(lambda: self._count(0))
        tablet.model.scanned.connect(lambda _known: self._count(1))

    def counts(self) -> list[int]:
        """Return both."""
        return self._counts

    def _count(self, which: int) -> None:
        self._counts[which] += 1


def opened(ties: Ties) -> int:
    """Open a kiosk, do what it is told, and return its exit status."""
    data, door, how, *ports = sys.argv[1:]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    logging.basicConfig(level=logging.INFO)
    app = QGuiApplication([])
    driver = socket.socket(socket.AF_UNIX)
    driver.connect(door)
    driver.sendall(f"{os.getpid()}\n".encode())
    heir, place = Heir(ties) if ties.before else None, None
    if heir:
        if how == "held":
            driver.recv(len(LET))
        place = heir.wait()
        if how == "held":
            driver.sendall(b"going\n")
            driver.recv(len(LET))
    settings = Settings(
        language="en",
        idle=Idle(60, 30),
        network=Network(spread=0),
        scanners=Scanners(serial=[SerialPort(each) for each in ports]),
    )
    who = identity.load(Path(data))
    assert who
    tablet = Kiosk(Path(data), who, settings, app)
    tablet.start(full_screen=False, place=place)
    tie(tablet, ties, heir)
    shopper = Counted(tablet)

    def act() -> None:
        said = driver.recv(LONGEST_LINE)
        if said:
            driver.sendall(json.dumps(answer(shopper, said)).encode() + b"\n")
        else:
            # Whoever drives it wants it dead, at once.
            os._exit(9)

    notifier = QSocketNotifier(driver.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(act)
    quit_on_signals(app)
    status = app.exec()
    notifier.setEnabled(False)
    tablet.close()
    return status
