"""One start: open a window, say how much memory the process has at the first frame, end."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import collector
from kiosk.ui.robot import Robot

EMPTY = b"import QtQuick\nWindow { width: 1280; height: 800; visible: true }\n"


def tell(app: QGuiApplication) -> None:
    """Print the resident memory in MB, once, and end."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    print(int(kilobytes) / 1024, flush=True)
    app.quit()


def watch(app: QGuiApplication) -> None:
    """Tell at the first frame on which every picture is there."""
    window = next(each for each in QGuiApplication.allWindows() if isinstance(each, QQuickWindow))
    robot = Robot(window)

    def painted() -> None:
        if robot.pictures_ready():
            QTimer.singleShot(0, lambda: tell(app))
        else:
            window.update()

    window.frameSwapped.connect(painted)


def empty(app: QGuiApplication) -> None:
    engine = QQmlApplicationEngine(app)
    engine.loadData(EMPTY, QUrl("empty.qml"))
    # Qt's own window goes while Qt is whole: after the app, it has nobody left to take leave of.
    app.aboutToQuit.connect(engine.deleteLater)


def kiosk(app: QGuiApplication, data: Path) -> None:
    """Start as the command `vetrina shopper` does."""
    collector.pause()
    from kiosk.app import Kiosk
    from kiosk.core import settings_order
    from sync.client import identity

    opened = Kiosk(data, identity.load(data), settings_order.read(data).settings, app)
    opened.open(full_screen=False)
    app.aboutToQuit.connect(opened.close)


def main() -> None:
    app = QGuiApplication([])
    what, data = sys.argv[1], Path(sys.argv[2])
    if what == "empty":
        empty(app)
    else:
        kiosk(app, data)
    watch(app)
    app.exec()


if __name__ == "__main__":
    main()
