"""As `driven_kiosk`, but as a tablet opens it: on the whole screen, locked down; it says how it stands."""

import logging
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.app import Kiosk
from sync.client import identity
from sync.protocol.tablet_settings import Network, Settings
from tests.flow.driven_kiosk import Shopper, serve


class Prisoner(Shopper):
    """Also looks whether the kiosk is still all there is."""

    def stands(self) -> dict[str, Any]:
        """How the window stands, and its number at the X server."""
        window = self._tablet.window
        return {
            "full": window.visibility() == QWindow.Visibility.FullScreen,
            "active": window.isActive(),
            "number": int(window.winId()),
            "windows": sum(each.isVisible() for each in QGuiApplication.topLevelWindows()),
        }


def main() -> None:
    data = Path(sys.argv[1])
    logging.basicConfig(level=logging.INFO)
    app = QGuiApplication([])
    who = identity.load(data)
    assert who
    tablet = Kiosk(data, who, Settings(language="en", network=Network(spread=0)), app)
    tablet.start(full_screen=True)
    tablet.lock_down()
    serve(tablet, Prisoner(tablet))


if __name__ == "__main__":
    main()
