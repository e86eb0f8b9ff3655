"""Looks at screen, fonts, sound, cameras and ports through Qt, and opens none: the kiosk has them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCameraPermission, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QRawFont
from PySide6.QtMultimedia import QMediaDevices

from kiosk.core.doctor.sight import Port, Sight
from kiosk.ui.scanners.serial import find
from kiosk.ui.stage import FONT_ENDINGS, StageError, check_pages

JAPANESE = "日"
SIZE = 20


def look(ports: Sequence[str], fonts: Path) -> Sight:
    """Be an application, and return what it finds.

    Args:
        ports: The serial ports to look for.
        fonts: The folder of the fonts that ship.
    """
    app = QGuiApplication([])
    screen = app.primaryScreen()
    size, measure = screen.size(), screen.physicalSize()
    damaged, families, japanese = _fonts(fonts)
    return Sight(
        qt=qVersion(),
        platform=app.platformName(),
        width=round(size.width() * screen.devicePixelRatio()),
        height=round(size.height() * screen.devicePixelRatio()),
        width_mm=round(measure.width()),
        height_mm=round(measure.height()),
        pages=_pages(),
        damaged_fonts=damaged,
        families=families,
        japanese=japanese,
        outputs=[device.description() for device in QMediaDevices.audioOutputs()],
        cameras=[device.description() for device in QMediaDevices.videoInputs()],
        camera_denied=app.checkPermission(QCameraPermission()) == Qt.PermissionStatus.Denied,
        ports=[Port(port, _location(port)) for port in ports],
    )


def _pages() -> str:
    try:
        check_pages()
    except StageError as error:
        return str(error)
    return ""


def _fonts(folder: Path) -> tuple[list[str], list[str], bool]:
    """Return the files that are no fonts, the families of the others, and whether one draws Japanese."""
    damaged: list[str] = []
    families: set[str] = set()
    japanese = False
    for path in sorted(path for ending in FONT_ENDINGS for path in folder.glob(ending)):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            damaged.append(path.name)
        else:
            families.update(QFontDatabase.applicationFontFamilies(number))
            japanese = japanese or QRawFont(str(path), SIZE).supportsCharacter(ord(JAPANESE))
    return damaged, sorted(families), japanese


def _location(port: str) -> str:
    """Return where a port is as a path; a bare name is one of the system's own."""
    found = find(port)
    return f"/dev/{found}" if found and "/" not in found and not found.startswith("COM") else found
