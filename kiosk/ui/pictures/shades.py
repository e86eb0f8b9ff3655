"""Shadows under cards, notes and dialogs as nine-patch images: the same look with and without a GPU.

`image://shade/<blur>-<percent>/<radius>`: a soft rounded square, `margin(blur)` wider than its card on every
side, with `radius` corners, to be stretched by its middle.
"""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

NAME = "shade"

INK = (20, 24, 20)
"""A shadow is a little warmer than black."""

OPAQUE = 255


def margin(blur: int) -> int:
    """Return how far a shadow reaches beyond its card: three standard deviations of its blur."""
    return math.ceil(blur * 1.5)


class ShadePictures(QQuickImageProvider):
    """Serves shadows; each is drawn once and kept by Qt."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, _requested_size: QSize) -> QImage:  # noqa: A002 - Qt's names
        """Return the smallest image that holds the four corners of a shadow."""
        kind, radius = id.split("/")
        blur, percent = (int(part) for part in kind.split("-"))
        image = draw(blur, percent / 100, round(float(radius)))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def draw(blur: int, strength: float, radius: int) -> QImage:
    """Return a blurred rounded square.

    Args:
        blur: Blur radius in pixels, as in CSS (two standard deviations).
        strength: Opacity in the middle, 0.0 to 1.0.
        radius: Corner radius of the card.
    """
    reach, depth = margin(blur), radius + blur
    side = 2 * (reach + depth) + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setPen(Qt.PenStyle.NoPen)
    # From the outside in, one ring a pixel: Qt fills faster than Python counts.
    for ring in range(reach + depth):
        outside = reach - ring
        painter.setBrush(QColor(*INK, round(OPAQUE * strength * _cover(outside - 0.5, blur / 2))))
        corner = max(0, radius + outside)
        painter.drawRoundedRect(QRectF(image.rect()).adjusted(ring, ring, -ring, -ring), corner, corner)
    painter.end()
    return image


def _cover(outside: float, sigma: float) -> float:
    """Return how dark a blurred edge is at a distance from it (inside the card the distance is negative)."""
    return 0.5 * math.erfc(outside / (sigma * math.sqrt(2)))
