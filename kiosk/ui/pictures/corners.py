"""Rounded corners over photos that Qt loads itself: `image://corner/<radius>/<rrggbb>`, a nine-patch frame.

The corners outside the arc have the colour of what lies around the photo; everything else is transparent.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtQuick import QQuickImageProvider

NAME = "corner"


class CornerPictures(QQuickImageProvider):
    """Serves corner frames."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, _requested_size: QSize) -> QImage:  # noqa: A002 - Qt's name
        """Return the smallest frame with these corners."""
        radius, colour = id.split("/")
        image = draw(round(float(radius)), QColor(f"#{colour}"))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def draw(radius: int, colour: QColor) -> QImage:
    """Return a square of twice `radius` and one pixel, filled outside its rounded rectangle."""
    side = 2 * radius + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    outside = QPainterPath()
    outside.addRect(QRectF(0, 0, side, side))
    outside.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outside, colour)
    painter.end()
    return image
