"""Shadows under cards, notes and dialogs as nine-patch images: the same look with and without a GPU.

`image://shade/<blur>-<percent>/<radius>`: a soft rounded square, `margin(blur)` wider than its card on every
side, with `radius` corners, to be stretched by its middle.
"""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
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
    reach = margin(blur)
    side = 2 * (reach + radius + blur) + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    centre, half = side // 2, side / 2 - reach
    for y in range(centre + 1):
        for x in range(centre + 1):
            shade = strength * _cover(centre - x, centre - y, half, radius, blur / 2)
            colour = QColor(*INK, round(OPAQUE * shade))
            for px, py in ((x, y), (side - 1 - x, y), (x, side - 1 - y), (side - 1 - x, side - 1 - y)):
                image.setPixelColor(px, py, colour)
    return image


def _cover(x: float, y: float, half: float, radius: float, sigma: float) -> float:
    """Return how dark a blurred rounded square is at a point, by the distance to its edge."""
    across, down = abs(x) - (half - radius), abs(y) - (half - radius)
    outside = math.hypot(max(across, 0.0), max(down, 0.0))
    inside = min(max(across, down), 0.0)
    return 0.5 * math.erfc((outside + inside - radius) / (sigma * math.sqrt(2)))
