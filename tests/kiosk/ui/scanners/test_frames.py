"""The brightness of a frame, from every layout of memory that cameras use."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.core.scanners.decode import read_symbols
from kiosk.ui.scanners.frames import grey
from tests.symbols import SYMBOLS, draw, frame

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "Couldn't (load|resolve)")
"""Qt says once that it works without a graphics card, and without its video library."""


Format = QVideoFrameFormat.PixelFormat


def video(picture, kind):
    """A frame as a camera hands it over, in one pixel format."""
    result = QVideoFrame(QVideoFrameFormat(QSize(*picture.size), kind))
    assert result.map(QVideoFrame.MapMode.WriteOnly)
    memory, line = result.bits(0), result.bytesPerLine(0)
    width, height = picture.size
    pixels = picture.tobytes()
    for row in range(height):
        bright = pixels[row * width : (row + 1) * width]
        if kind in {Format.Format_YUYV, Format.Format_UYVY}:
            mixed = bytearray(b"\x80" * (2 * width))
            mixed[0 if kind == Format.Format_YUYV else 1 :: 2] = bright
            bright = bytes(mixed)
        memory[row * line : row * line + len(bright)] = bright
    result.unmap()
    return result


@pytest.mark.parametrize(
    "kind",
    [
        *(Format.Format_NV12, Format.Format_NV21, Format.Format_YUV420P, Format.Format_YV12),
        *(Format.Format_Y8, Format.Format_YUYV, Format.Format_UYVY),
    ],
)
@pytest.mark.parametrize("size", [(1280, 720), (642, 482)])
def test_brightness_comes_as_it_was(qapp, kind, size):
    picture = frame(draw("EAN-13"), size)
    found = grey(video(picture, kind))
    assert found.size == size
    assert found.tobytes() == picture.tobytes()


def test_a_coloured_frame_is_made_grey(qapp):
    picture = frame(draw("QR")).convert("RGBA")
    image = QImage(picture.tobytes(), *picture.size, QImage.Format.Format_RGBA8888)
    found = grey(QVideoFrame(image))
    assert read_symbols(found)[0].text == SYMBOLS["QR"][2]


def test_a_frame_of_nothing_is_an_empty_picture(qapp):
    assert read_symbols(grey(QVideoFrame())) == []
