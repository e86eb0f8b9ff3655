"""Photos: fitted to their frame, rounded, and forgotten when the visit ends."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kiosk.ui.pictures.media import MediaPictures, framed, placed
from sync.client.pictures.media import Item, MediaCache

SHA, OTHER = "ab" * 32, "cd" * 32


def photo(width, height, tone="#336699"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(tone))
    return image


@pytest.fixture
def pictures(tmp_path, qapp):
    cache = MediaCache(tmp_path)
    path = tmp_path / "photo.jpg"
    photo(600, 400).save(str(path))
    cache.store(Item(SHA, "400"), path.read_bytes())
    return MediaPictures(cache, lambda *item: wanted.append(item), cache_bytes=1_000_000)


wanted = []


def test_what_has_not_arrived_is_asked_for(pictures):
    wanted.clear()
    assert pictures.full_url(SHA) == ""
    assert wanted == [(SHA, "full")]
    assert pictures.url(SHA) == f"image://media/{SHA}/400"
    assert pictures.url("") == ""
    assert pictures.drawing_url(SHA) == f"image://media/{SHA}/400/drawn"
    assert pictures.drawing_url("") == ""


def test_a_drawing_to_scale_is_in_no_colour_and_as_transparent_as_it_was(pictures, tmp_path):
    drawing = QImage(8, 8, QImage.Format.Format_ARGB32)
    drawing.fill(QColor(0, 0, 0, 0))
    drawing.setPixelColor(4, 4, QColor(180, 60, 30, 128))
    path = tmp_path / "drawing.png"
    drawing.save(str(path))
    pictures._media.store(Item(OTHER, "400"), path.read_bytes())
    image = pictures.requestImage(f"{OTHER}/400/drawn", QSize(), QSize())
    assert image.pixelColor(0, 0).alpha() == 0
    seen = image.pixelColor(4, 4)
    assert (seen.alpha(), seen.saturation()) == (128, 0)
    assert 60 < seen.red() < 140


def test_a_photo_fills_its_frame_exactly(pictures):
    size = QSize()
    image = pictures.requestImage(f"{SHA}/400/12", size, QSize(300, 200))
    assert (image.width(), image.height()) == (300, 200) == (size.width(), size.height())
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(150, 100).alpha() == 255


def test_a_thumbnail_fills_its_frame_whatever_that_cuts_off(pictures):
    whole = pictures.requestImage(f"{SHA}/400/0", QSize(), QSize(60, 60))
    cropped = pictures.requestImage(f"{SHA}/400/0/crop", QSize(), QSize(60, 60))
    assert whole.size() == cropped.size() == QSize(60, 60)
    assert placed(QSize(600, 400), QSize(60, 60), 1.0).height() == 60
    assert placed(QSize(600, 400), QSize(60, 60)).height() == 40


def test_the_cache_has_a_limit_and_can_be_cleared(pictures):
    for side in range(100, 200, 10):
        pictures.requestImage(f"{SHA}/400/0", QSize(), QSize(side * 2, side))
    assert pictures._used <= 1_000_000
    assert len(pictures._cache) > 1
    pictures.clear()
    assert pictures._used == 0
    assert not pictures._cache


def test_what_was_not_here_is_looked_for_again(pictures, tmp_path):
    assert pictures.requestImage(f"{SHA}/full/0", QSize(), QSize(300, 200)).isNull()
    MediaCache(tmp_path).store(Item(SHA, "full"), (tmp_path / "photo.jpg").read_bytes())
    assert not pictures.requestImage(f"{SHA}/full/0", QSize(), QSize(300, 200)).isNull()


@pytest.mark.parametrize("frame", [QSize(300, 100), QSize(100, 300)])
def test_a_photo_of_another_shape_is_shown_whole_on_its_own_backdrop(frame, qapp):
    image = framed(photo(200, 200, "#e6e3db"), frame, 0)
    tone = QColor("#e6e3db")
    for x, y in ((1, 1), (frame.width() - 2, frame.height() - 2), (frame.width() // 2, frame.height() // 2)):
        assert abs(image.pixelColor(x, y).red() - tone.red()) <= 2


@pytest.mark.parametrize("frame", [QSize(301, 100), QSize(100, 301), QSize(201, 200), QSize(200, 201)])
def test_a_frame_is_covered_to_its_last_pixel(frame, qapp):
    image = framed(photo(200, 200), frame, 0)
    tone = QColor("#336699")
    for x in (0, frame.width() - 1):
        for y in (0, frame.height() - 1):
            assert image.pixelColor(x, y) == tone
    assert image.pixelColor(frame.width() // 2, frame.height() - 1) == tone


def test_a_photo_is_decoded_ahead_in_the_frame_that_was_asked_for_last(pictures, tmp_path):
    pictures._media.store(Item(OTHER, "400"), (tmp_path / "photo.jpg").read_bytes())
    pictures.prepare(pictures.url(OTHER))
    assert not pictures._cache, "in no frame yet"
    pictures.requestImage(f"{SHA}/400/12", QSize(), QSize(300, 200))
    pictures.prepare(pictures.url(OTHER))
    pictures.prepare("")
    assert len(pictures._cache) == 2
    pictures._media.discard(pictures._media.path(OTHER, "400"))
    assert not pictures.requestImage(f"{OTHER}/400/12", QSize(), QSize(300, 200)).isNull()
    assert pictures.requestImage(f"{OTHER}/400/12", QSize(), QSize(30, 20)).isNull()


def test_what_was_begun_before_a_wipe_is_not_kept_after_it(pictures, monkeypatch):
    pictures.requestImage(f"{SHA}/400/12", QSize(), QSize(300, 200))
    made = pictures._make

    def make(key):
        pictures.clear()
        return made(key)

    monkeypatch.setattr(pictures, "_make", make)
    pictures._cache.clear()
    pictures.prepare(pictures.url(SHA))
    assert (len(pictures._cache), pictures._used) == (0, 0)
