"""Icons, shadows and outlines: drawn in the brand's colours at the size they are shown in."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from kiosk.ui.pictures import corners, icons, outlines, shades

FOLDER = Path(__file__).parents[4] / "resources" / "icons"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_takes_the_colour_it_is_asked_for(path, qapp):
    image = icons.draw(path.read_bytes(), "a23f17", QSize(48, 48))
    assert max(image.width(), image.height()) == 48
    opaque = [
        colour
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).alpha() == 255
    ]
    assert opaque
    assert {colour.name() for colour in opaque} == {"#a23f17"}


def test_a_size_of_nothing_is_no_error(qapp):
    assert icons.draw((FOLDER / "list.svg").read_bytes(), "000000", QSize(0, 0)).width() == 1


def test_a_shadow_is_dark_in_its_middle_and_gone_at_its_edge(qapp):
    image = shades.draw(20, 0.22, 16)
    middle = image.width() // 2
    assert image.pixelColor(middle, middle).alpha() == pytest.approx(255 * 0.22, abs=2)
    assert image.pixelColor(0, 0).alpha() <= 1
    assert image.pixelColor(middle, 0).alpha() <= 1


def test_an_outline_is_dashed(qapp):
    image = outlines.draw(QSize(120, 56), 28, QColor("#7c837d"))
    top = [image.pixelColor(x, 1).alpha() > 60 for x in range(30, 90)]
    assert any(top)
    assert not all(top)


def test_corners_cover_what_is_outside_the_arc(qapp):
    image = corners.draw(16, QColor("#f5f3ee"))
    assert image.width() == 33
    assert image.pixelColor(0, 0).name() == "#f5f3ee"
    assert image.pixelColor(16, 16).alpha() == 0
    assert image.pixelColor(16, 0).alpha() == 0
