"""A few points of a picture, to judge by what colours it has where words will stand."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from sync.brand.photo import SAMPLES


def sample(path: Path) -> bytes:
    """Return the mean colours of a picture on the grid of `SAMPLES`, three bytes (sRGB) a point.

    Raises:
        OSError: The file is no picture that can be read.
    """
    width, height = SAMPLES
    reader = QImageReader(str(path))
    # Made smaller while it is decoded: a JPEG is read in a fraction of the time.
    reader.setScaledSize(QSize(2 * width, 2 * height))
    image = reader.read()
    if image.isNull():
        raise OSError(reader.errorString())
    small = image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    stride, rows = small.bytesPerLine(), bytes(small.constBits())
    return b"".join(rows[row * stride : row * stride + 3 * width] for row in range(height))
