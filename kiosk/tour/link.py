"""Reading the code on the tablet's screen as a phone's camera does."""

import tempfile
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.ui.robot import Robot, RobotError

QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def read_link(robot: Robot) -> str:
    """Return the address in the QR code that the window shows.

    Raises:
        RobotError: There is no code, or it cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "screen.png"

        def seen() -> bool:
            robot.look(path)
            return bool(_codes(path))

        robot.wait(seen, "a QR code that can be read")
        found = _codes(path)
    if not found[0].startswith("http"):
        raise RobotError("the code on the screen is no link")
    return found[0]


def _codes(path: Path) -> list[str]:
    with Image.open(path) as image:
        codes = zxingcpp.read_barcodes(image, formats=QR)
    return [code.text for code in codes]
