"""Contrast of access mode, from the pixels that are painted."""

from collections import Counter

import pytest

from sync.brand.contrast import luminance, luminance_ratio
from tests.kiosk.ui.access.scenes import SCENES

TEXT = 7.0
"""More than the 4.5 that is asked for: the palette has 13 and above, thin strokes are painted softer."""
BORDER = 3.0


def pixels(image, left, top, right, bottom):
    """Count the colours in a part of a picture."""
    counted = Counter()
    for y in range(int(top), int(bottom)):
        for x in range(int(left), int(right)):
            counted[image.pixel(x, y) & 0xFFFFFF] += 1
    return counted


def light(colour):
    return luminance((colour >> 16, colour >> 8 & 0xFF, colour & 0xFF))


def ratio(counted):
    """Return the contrast between the colour that is most of it and the one furthest from that."""
    ground = light(counted.most_common(1)[0][0])
    return max(luminance_ratio(light(colour), ground) for colour in counted)


def part(item):
    corner = item.mapToScene(item.boundingRect().topLeft())
    return corner.x(), corner.y(), corner.x() + item.width(), corner.y() + item.height()


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_word_and_every_border_stands_out(kiosk, robot, settle, scene):
    kiosk.model.begin()
    kiosk.access.switch.toggle()
    scene(kiosk)
    settle()
    robot.painted()
    image = kiosk.window.grabWindow()
    cells = [item for item in robot._visible() if item.property("lit") is not None]
    rows = [item for item in robot._visible() if item.property("indented") is not None]
    rows = [item for item in rows if item.property("text")]
    for item in rows:
        left, top, _, bottom = part(item)
        assert ratio(pixels(image, left, top, left + item.implicitWidth(), bottom)) >= TEXT, item.property(
            "text"
        )
    for item in cells:
        left, top, right, bottom = part(item)
        inside = pixels(image, left + 24, top + 24, right - 24, bottom - 24)
        assert ratio(inside) >= TEXT, robot.name(item)
        edge = pixels(image, left - 3, (top + bottom) / 2, left + 12, (top + bottom) / 2 + 1)
        assert ratio(edge) >= BORDER, robot.name(item)


def test_the_ring_is_six_wide_and_six_away(kiosk, robot, settle):
    kiosk.model.begin()
    kiosk.access.switch.toggle()
    settle()
    robot.painted()
    image = kiosk.window.grabWindow()
    item = kiosk.window.activeFocusItem()
    left, top, _, bottom = part(item)
    middle = int((top + bottom) / 2)
    across = [image.pixel(int(left) + away, middle) & 0xFFFFFF for away in range(-14, 2)]
    assert across == [0, 0, *[0xFFFFFF] * 6, *[0] * 6, 0xFFD84D, 0xFFD84D]
