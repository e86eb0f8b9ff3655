"""A camera's frames for the decoder: the brightness alone, from where each pixel format has it."""

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

Format = QVideoFrameFormat.PixelFormat

BRIGHTNESS_FIRST = frozenset(
    {Format.Format_NV12, Format.Format_NV21, Format.Format_YUV420P, Format.Format_YUV422P, Format.Format_YV12}
    | {Format.Format_IMC1, Format.Format_IMC2, Format.Format_IMC3, Format.Format_IMC4, Format.Format_Y8}
)
"""Formats whose first plane is the brightness, a byte a pixel."""
EVERY_SECOND = {Format.Format_YUYV: 0, Format.Format_UYVY: 1}
"""Formats in which every second byte is brightness, beginning at this one: what webcams send uncompressed."""


def grey(frame: QVideoFrame) -> Image.Image:
    """Return a frame's brightness; one that cannot be read is an empty picture.

    Takes about a millisecond for 1280 x 720; meant for the decoder's thread.
    """
    kind = frame.pixelFormat()
    if (kind in BRIGHTNESS_FIRST or kind in EVERY_SECOND) and frame.map(QVideoFrame.MapMode.ReadOnly):
        try:
            # A copy: the camera takes the memory back.
            return _brightness(bytes(frame.bits(0)), frame.bytesPerLine(0), frame)
        finally:
            frame.unmap()
    return _of_image(frame.toImage())


def _brightness(pixels: bytes, line: int, frame: QVideoFrame) -> Image.Image:
    first = EVERY_SECOND.get(frame.pixelFormat())
    if first is not None:
        pixels, line = pixels[first::2], line // 2
    size = (frame.width(), frame.height())
    return Image.frombuffer("L", size, pixels, "raw", "L", line, 1)


def _of_image(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if plain.isNull():
        return Image.new("L", (1, 1))
    # `constBits` does not keep the picture alive.
    pixels = bytes(plain.constBits())
    return Image.frombuffer("L", (plain.width(), plain.height()), pixels, "raw", "L", plain.bytesPerLine(), 1)
