"""What a walk over a page looks at: sizes to touch, contrast of painted pixels, the order of the keyboard."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

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
OPAQUE = 255
GROWN = 3
"""Pixels around a control in which its border and what lies around it are seen."""


def controls(robot):
    """Return what can be pressed and is not behind a question, or another layer."""
    return [item for item in reachable(robot) if item.inherits("QQuickAbstractButton") and item.isEnabled()]


def fields(robot):
    """Return what can be written into."""
    writable = ("QQuickTextInput", "QQuickTextEdit")
    items = [item for item in reachable(robot) if any(item.inherits(kind) for kind in writable)]
    return [item for item in items if item.isEnabled() and not item.property("readOnly")]


def reachable(robot):
    """Return the items that are not behind a question."""
    visible = list(robot._visible())
    asked = [item for item in visible if item.property("lifted") is not None]
    found = [item for item in visible if not asked or is_in(item, asked)]
    panes = [(at, item, place(item)) for at, item in enumerate(found) if _is_pane(item)]
    return [item for at, item in enumerate(found) if not _is_covered(at, item, panes)]


def _is_pane(item):
    """Whether nothing is seen through an item: the bar at the foot of a page is one."""
    return (
        item.inherits("QQuickRectangle") and item.property("color").alpha() == OPAQUE and item.opacity() == 1
    )


def _is_covered(at, item, panes):
    """Whether the middle of an item lies under a pane that is painted after it and is no part of it."""
    middle = place(item).center()
    return any(
        later > at and area.contains(middle) and not is_in(pane, [item]) for later, pane, area in panes
    )


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
    above_keys = [item for item in reachable(robot) if item.property("lifted")]
    for item in controls(robot):
        area = touched(item)
        # Above the keys on the screen there is no room for more.
        main = item.property("kind") == "primary" and not is_in(item, above_keys)
        least = PRIMARY if main else TARGET
        if area.height() < least * scale - SLACK or area.width() < TARGET * scale - SLACK:
            wrong.append((robot.name(item), round(area.width()), round(area.height())))
    return wrong


def lacks_room(robot):
    """Return pairs of controls of which one can be touched on the other; what lies over another hides it."""
    found = [(item, touched(item), seen(item)) for item in controls(robot)]
    found = [each for each in found if not each[2].isEmpty()]
    return [
        (robot.name(one), robot.name(other))
        for one, area, _ in found
        for other, _, shown in found
        if one is not other
        and pane_of(one) == pane_of(other)
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
        # What is scrolled half away is judged where all of it is seen.
        if not _is_on(item) or _is_photo(item) or 2 * shown.height() < place(item).height():
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


def lacks(robot, window):
    """Return all that is wrong with what is on the screen, by what it lacks."""
    image = Painted(window)
    found = {
        "name": lacks_name(robot),
        "size": lacks_size(robot),
        "room": lacks_room(robot),
        "contrast of words": lacks_contrast(robot, image),
        "contrast of controls": lacks_outline(robot, image),
    }
    return {what: items for what, items in found.items() if items}


class Round:
    """A round with Tab: which controls had the keyboard, one after the other, and where each stood then."""

    def __init__(self, robot):
        self._robot = robot
        self._went = {}

    def note(self, item):
        """This has the keyboard now; it has scrolled to where it is seen."""
        if item not in self._went:
            self._robot.painted()
            self._went[item] = place(item), seen(item), pane_of(item), unscrolled(item)

    def missed(self, items):
        """Return those of some controls that never had it, by their names of before."""
        return [name for item, name in items.items() if item not in self._went]

    @property
    def hidden(self):
        """What had the keyboard where nobody sees it (WCAG 2.2, 2.4.11)."""
        window = QRectF(0, 0, self._robot.window.width(), self._robot.window.height())
        return [
            self._robot.name(item)
            for item, (_, shown, _, _) in self._went.items()
            if shown.intersected(window).height() < min(item.height() / 2, TARGET / 2)
        ]

    @property
    def backward(self):
        """The steps that lead against the order in which one reads, but for the one to where a round begins.

        One reads along a row, then down; from the foot of a column to the head of the next one. So no step
        leads up within a column, or left within a row.
        """
        went = list(self._went.items())
        steps = list(zip(went, went[1:] + went[:1], strict=True))
        back = [
            (self._robot.name(one), self._robot.name(other))
            for (one, here), (other, there) in steps
            if _is_back(here, there)
        ]
        return back if len(back) > 1 else []


def pane_of(item):
    """Return what an item scrolls in, None for nothing."""
    while item and not item.inherits("QQuickFlickable"):
        item = item.parentItem()
    return item


def unscrolled(item):
    """Return where an item stands in what it scrolls in; None where it does not."""
    pane = pane_of(item)
    if not pane:
        return None
    return place(item).translated(pane.property("contentX"), pane.property("contentY"))


def _is_back(one, other):
    """Whether a step leads back; two that scroll together are compared as if nothing had been scrolled."""
    together = one[2] is not None and one[2] is other[2]
    here, there = (one[3], other[3]) if together else (one[0], other[0])
    above = there.bottom() <= here.top() + SLACK
    left = there.right() <= here.left() + SLACK
    beside = there.left() < here.right() and there.right() > here.left()
    level = there.top() < here.bottom() and there.bottom() > here.top()
    return (above and (beside or left)) or (left and level)
