"""Icons in the brand's colours: `image://icon/<name>/<rrggbb>`, drawn at the size they are shown in."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

NAME = "icon"
LOGO = "logo"
"""The name under which the brand's logo is served."""

WRITTEN = (b"#000000", b"currentColor")
"""How a drawing names the one colour it has (resources/icons/README.md, the brand file)."""


class IconPictures(QQuickImageProvider):
    """Serves the icons of one folder and the logo of one brand."""

    def __init__(self, folder: Path, logo: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._logo = logo

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002 - Qt's names
        """Return an icon, drawn within `requested_size`."""
        name, colour = id.split("/")
        path = self._logo if name == LOGO else self._folder / f"{name}.svg"
        image = draw(path.read_bytes(), colour, requested_size)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def draw(drawing: bytes, colour: str, size: QSize) -> QImage:
    """Return an SVG drawing in one colour (`rrggbb`), as large as fits into `size`."""
    for written in WRITTEN:
        drawing = drawing.replace(written, f"#{colour}".encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    box = renderer.defaultSize().scaled(size, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    image = QImage(box, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, box.width(), box.height()))
    painter.end()
    return image
