"""The command `vetrina shopper` on a tablet that is nobody's yet, with somebody before it.

Its keeper, its page and the kiosk that opens behind that are the real ones; standard input says what to do, a
line an act, as for `driven_kiosk`. An act must be short: while one is done the start does not go on.
"""

import json
import os
import sys
from pathlib import Path

from kiosk.keeper import Ties, keep


class Glass:
    """The window that is in front: of the page, then of the kiosk."""

    @property
    def window(self):
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - not in the keeper

        return next(window for window in reversed(QGuiApplication.topLevelWindows()) if window.isVisible())


def opened(ties: Ties) -> int:
    """Start as the command does, and do what standard input says meanwhile."""
    from PySide6.QtCore import QSocketNotifier  # noqa: PLC0415 - as above
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.app import Manner, run_shopper  # noqa: PLC0415
    from tests.flow.driven_kiosk import LONGEST_LINE, Shopper, answer  # noqa: PLC0415

    data, hub, code = sys.argv[1:]
    app = QGuiApplication([])
    glass = Glass()

    def act() -> None:
        line = os.read(sys.stdin.fileno(), LONGEST_LINE)
        if line:
            sys.stdout.write(json.dumps(answer(Shopper(glass), line)) + "\n")
            sys.stdout.flush()
        else:
            app.quit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(act)
    status = run_shopper(Path(data), hub=hub, code=code, manner=Manner(windowed=True, ties=ties))
    notifier.setEnabled(False)
    return status


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(keep(opened))
