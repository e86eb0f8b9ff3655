"""The real kiosk with its keeper, driven by lines on a socket, as `driven_kiosk` by its input.

Each kiosk tells its process number first. One that is `held` waits for a line before it says that it is
loaded, and before it opens the tablet's data. One that is `hasty` asks again soon where a successor failed.
"""

import json
import logging
import os
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk, succession
from kiosk.app.heir import Heir
from kiosk.app.outfit import Outfit
from kiosk.app.rehearsal import rehearse, renewed
from kiosk.app.start import quit_on_signals, tie
from kiosk.core import settings_order
from kiosk.core.settings import Told
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
    folder, door, how = sys.argv[1:]
    data = Path(folder)
    if how == "hasty":
        succession.AGAIN_SECONDS = 1.0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    logging.basicConfig(level=logging.INFO)
    app = QGuiApplication([])
    driver = socket.socket(socket.AF_UNIX)
    driver.connect(door)
    driver.sendall(f"{os.getpid()}\n".encode())
    heir, place = Heir(ties) if ties.before else None, None
    if heir:
        outfit = heir.prepare(lambda: rehearse(data, Told()))
        if how == "held":
            driver.recv(len(LET))
        place = heir.wait()
        if how == "held":
            driver.sendall(b"going\n")
            driver.recv(len(LET))
        outfit = renewed(outfit, data, Told())
    else:
        outfit = Outfit(settings_order.read(data).settings)
    who = identity.load(data)
    assert who
    tablet = Kiosk(data, who, outfit, app)
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
