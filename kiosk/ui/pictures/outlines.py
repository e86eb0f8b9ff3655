"""Dashed outlines of chips: `image://outline/<radius>/<rrggbb>` with the chip's size as `sourceSize`.

An image and no vector shape, because those are drawn over everything above them when there is no GPU.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickImageProvider

NAME = "outline"

WIDTH = 1.2
DASHES = (3.0, 2.6)
"""Lengths of dash and gap, in line widths."""


class OutlinePictures(QQuickImageProvider):
    """Serves dashed rounded rectangles."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002 - Qt's name
        """Return an outline that fills `requested_size`."""
        radius, colour = id.split("/")
        image = draw(requested_size.expandedTo(QSize(1, 1)), float(radius), QColor(f"#{colour}"))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def draw(size: QSize, radius: float, colour: QColor) -> QImage:
    """Return a dashed rounded rectangle just inside `size`."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    pen = QPen(colour, WIDTH)
    pen.setDashPattern(list(DASHES))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    inside = QRectF(0, 0, size.width(), size.height()).adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
    corner = min(radius, inside.height() / 2)
    painter.drawRoundedRect(inside, corner, corner)
    painter.end()
    return image
