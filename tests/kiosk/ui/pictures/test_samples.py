import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.ui.pictures.samples import sample
from sync.brand.photo import SAMPLES


def test_a_picture_of_any_shape_is_read_from_its_upper_left(tmp_path):
    image = QImage(900, 1600, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    for x in range(450):
        for y in range(800):
            image.setPixelColor(x, y, QColor("#c0a080"))
    image.save(str(tmp_path / "photo.png"))
    pixels = sample(tmp_path / "photo.png")
    width, height = SAMPLES
    assert len(pixels) == 3 * width * height
    row = 3 * width
    assert pixels[:3] == pixels[row : row + 3] == bytes.fromhex("c0a080")
    assert pixels[row - 3 : row] == pixels[-3:] == bytes.fromhex("204060")


def test_what_is_no_picture_is_told(tmp_path):
    (tmp_path / "note.png").write_text("not a picture")
    with pytest.raises(OSError, match=r"\w"):
        sample(tmp_path / "note.png")
