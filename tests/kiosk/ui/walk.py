"""What a walk over a page looks at: sizes to touch, contrast of painted pixels, the order of the keyboard."""

import itertools
from collections import Counter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QImage

from sync.brand.contrast import CONTROL_MINIMUM, TEXT_MINIMUM, luminance, luminance_ratio

TARGET = 68
"""Units: 11.6 mm at 0.17 mm each (see `kiosk.core.settings`), and more than 44 pixels."""
PRIMARY = 88
"""Units: 15 mm."""
LARGE_TEXT, LARGE_BOLD = 24, 18.66
"""Pixels from which 3:1 will do for text (WCAG 2.2, 1.4.3: 18 pt, 14 pt in bold)."""
BOLD = 700
NEAR = 48
"""Of 255, per channel: how far thin strokes may be painted from the colour that was asked for."""
SLACK = 0.5
GROWN = 3
"""Pixels around a control in which its border and what lies around it are seen."""


def controls(robot):
    """Return what can be pressed and is not behind a question."""
    return [item for item in reachable(robot) if item.inherits("QQuickAbstractButton") and item.isEnabled()]


def fields(robot):
    """Return what can be written into."""
    writable = ("QQuickTextInput", "QQuickTextEdit")
    items = [item for item in reachable(robot) if any(item.inherits(kind) for kind in writable)]
    return [item for item in items if item.isEnabled() and not item.property("readOnly")]


def reachable(robot):
    """Return the items that are not behind a question."""
    visible = list(robot._visible())
    asked = [item for item in visible if item.property("cardWidth") is not None]
    return [item for item in visible if not asked or is_in(item, asked)]


def is_in(item, above):
    """Whether an item stands in one of some others."""
    while item and item not in above:
        item = item.parentItem()
    return bool(item)


def place(item):
    """Return where an item stands in the window, in pixels."""
    return QRectF(
        item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height()))
    ).normalized()


def touched(item):
    """Return where a touch meets a control, in pixels."""
    mask = item.property("containmentMask")
    return place(mask) if mask else place(item)


def seen(item):
    """Return the part of an item that no frame around it cuts off."""
    shown = place(item)
    above = item.parentItem()
    while above:
        if above.property("clip"):
            shown = shown.intersected(place(above))
        above = above.parentItem()
    return shown


def lacks_size(robot, scale=1.0):
    """Return the controls that are smaller to touch than a finger is wide; the main one is larger."""
    wrong = []
    for item in controls(robot):
        area = touched(item)
        least = PRIMARY if item.property("kind") == "primary" else TARGET
        if area.height() < least * scale - SLACK or area.width() < TARGET * scale - SLACK:
            wrong.append((robot.name(item), round(area.width()), round(area.height())))
    return wrong


def lacks_room(robot):
    """Return pairs of controls of which one can be touched on the other; what lies over another hides it."""
    found = [(item, touched(item), seen(item)) for item in controls(robot)]
    return [
        (robot.name(one), robot.name(other))
        for one, area, _ in found
        for other, _, shown in found
        if one is not other
        and not is_in(one, [other])
        and not is_in(other, [one])
        and area.adjusted(1, 1, -1, -1).intersects(shown.adjusted(1, 1, -1, -1))
        and not place(one).adjusted(1, 1, -1, -1).intersects(shown)
    ]


def lacks_name(robot):
    """Return what can be pressed or written into without saying what it is."""
    items = [*controls(robot), *fields(robot)]
    return [item for item in items if not robot.name(item).strip()]


class Painted:
    """The pixels of a window."""

    def __init__(self, window):
        self._image = window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)
        self._pixels = memoryview(self._image.constBits()).cast("I")
        self._across = self._image.bytesPerLine() // 4
        self._whole = QRectF(0, 0, self._image.width(), self._image.height())

    def colours(self, area):
        """Count the colours in a part of the window."""
        inside = area.intersected(self._whole)
        left, right = int(inside.left()), int(inside.right())
        counted = Counter()
        for row in range(int(inside.top()), int(inside.bottom())):
            counted.update(self._pixels[row * self._across + left : row * self._across + right])
        return {colour & 0xFFFFFF: count for colour, count in counted.items()}


def light(colour):
    """Return the luminance of a pixel."""
    return luminance((colour >> 16, colour >> 8 & 0xFF, colour & 0xFF))


def is_near(colour, wanted):
    """Whether a pixel has a colour, or nearly."""
    asked = (wanted.red(), wanted.green(), wanted.blue())
    return all(
        abs((colour >> shift & 0xFF) - one) <= NEAR for shift, one in zip((16, 8, 0), asked, strict=True)
    )


def lacks_contrast(robot, image):
    """Return the texts that do not stand out from what they are painted on, with their ratio.

    A text of which nothing is seen (it is scrolled away, or something lies over it) is not judged.
    """
    wrong = []
    for item in reachable(robot):
        text = item.property("text") if item.inherits("QQuickText") else ""
        if not text or not _is_on(item):
            continue
        counted = image.colours(seen(item).adjusted(-1, -1, 1, 1))
        strokes = [colour for colour in counted if is_near(colour, item.property("color"))]
        if not strokes:
            continue
        ground = _ground({colour: count for colour, count in counted.items() if colour not in strokes})
        ratio = max(luminance_ratio(light(colour), ground) for colour in strokes)
        if ratio < _least(item):
            wrong.append((text, round(ratio, 2)))
    return wrong


def _ground(counted):
    """Return the luminance in the middle of what is painted: of a plain ground its own."""
    if not counted:
        return 0.0
    lights = sorted((light(colour), count) for colour, count in counted.items())
    half, passed = sum(count for _, count in lights) / 2, 0
    for one, count in lights:
        passed += count
        if passed >= half:
            return one
    return lights[-1][0]


def lacks_outline(robot, image):
    """Return the controls of which nothing stands out from what lies around them.

    A photo is what it is (WCAG 2.2, 1.4.11: essential); what is chosen of several has a frame.
    """
    wrong = []
    for item in controls(robot):
        shown = seen(item)
        if not _is_on(item) or _is_photo(item) or min(shown.width(), shown.height()) < GROWN:
            continue
        counted = image.colours(shown.adjusted(-GROWN, -GROWN, GROWN, GROWN))
        ground = light(max(counted, key=counted.__getitem__))
        ratio = max(luminance_ratio(light(colour), ground) for colour in counted)
        if ratio < CONTROL_MINIMUM:
            wrong.append((robot.name(item), round(ratio, 2)))
    return wrong


def _is_on(item):
    """Whether nothing fades it: what cannot be pressed now may be pale (WCAG 2.2, 1.4.3)."""
    while item:
        if item.opacity() < 1 or not item.isEnabled():
            return False
        item = item.parentItem()
    return True


def _is_photo(item):
    """Whether a photo is the control, or on it."""
    return any(child.property("crops") is not None or _is_photo(child) for child in item.childItems())


def _least(item):
    font = item.property("font")
    size, weight = font.pixelSize(), int(font.weight())
    return CONTROL_MINIMUM if size >= (LARGE_BOLD if weight >= BOLD else LARGE_TEXT) else TEXT_MINIMUM


def goes_back(robot, items):
    """Return the steps of a round with Tab that lead against the order in which one reads.

    One reads along a row, then down; from the foot of a column to the head of the next one. So no step leads
    up within a column, or left within a row; the one from the last to the first is the only exception.

    Args:
        robot: Whose window it is.
        items: What had the keyboard, one after the other, each once.
    """
    wrong = []
    for one, other in itertools.pairwise(items):
        here, there = place(one), place(other)
        above = there.bottom() <= here.top() + SLACK
        left = there.right() <= here.left() + SLACK
        beside = there.left() < here.right() and there.right() > here.left()
        level = there.top() < here.bottom() and there.bottom() > here.top()
        if (above and (beside or left)) or (left and level):
            wrong.append((robot.name(one), robot.name(other)))
    return wrong


def role(item):
    """Return what a control says it is."""
    return QAccessible.queryAccessibleInterface(item).role()
