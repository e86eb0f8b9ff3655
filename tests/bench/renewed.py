"""A kiosk that its keeper started: one visit, then the next kiosk."""

import os
import time
from pathlib import Path

from processes import resident
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from visiting import READY_SECONDS, Visitor, shelf_codes

from kiosk.app import Kiosk
from kiosk.app.heir import Heir
from kiosk.app.start import quit_on_signals, tie
from kiosk.keeper import Ties
from kiosk.ui.robot import Robot
from sync.client import identity
from sync.protocol.tablet_settings import Network, Settings

GONE_SECONDS = 20.0


def opened(ties: Ties, folder: str, until: str) -> int:
    """Have a visit, and print the bytes that this kiosk and the keeper hold behind it; return the status.

    Args:
        ties: To the keeper and the kiosk before.
        folder: The tablet's data.
        until: From this time on (`time.monotonic`) there is no next one.
    """
    data = Path(folder)
    app = QGuiApplication([])
    heir = Heir(ties) if ties.before else None
    place = heir.wait() if heir else None
    who = identity.load(data)
    assert who
    kiosk = Kiosk(data, who, Settings(language="en", network=Network(spread=0)), app)
    kiosk.start(full_screen=False, place=place)
    tie(kiosk, ties, heir)
    quit_on_signals(app)

    def visit() -> None:
        robot = Robot(kiosk.window)
        robot.wait(lambda: kiosk.ready, "the catalogue", READY_SECONDS)
        robot.wait(lambda: _others() == 0, "the kiosk before to be gone", GONE_SECONDS)
        Visitor(robot, shelf_codes(data)).visit()
        print(resident(os.getpid()), resident(os.getppid()), flush=True)
        if time.monotonic() >= float(until):
            app.quit()

    QTimer.singleShot(0, kiosk, visit)
    status = app.exec()
    kiosk.close()
    return status


def _others() -> int:
    """Return how many kiosks the keeper has besides this one."""
    children = Path(f"/proc/{os.getppid()}/task/{os.getppid()}/children").read_text(encoding="ascii")
    return len(children.split()) - 1
