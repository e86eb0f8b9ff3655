"""The shopper says once how much room there is, and every product says whether it fits."""

import pytest
from PySide6.QtCore import Qt

from sync.protocol.spaces import Space

SOFA = "SOF-moss-2120"
ASK = "Does it fit your space?"


@pytest.fixture
def asked(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap(ASK)
    robot.wait(lambda: "Your space" in robot.texts(), "the question")


def press(robot, *keys):
    for key in keys:
        robot.tap(key)


@pytest.mark.usefixtures("asked")
def test_a_wall_typed_on_the_keys_and_the_sofa_fits_it(kiosk, robot):
    press(robot, "2", "4", "0", "See what fits")
    assert kiosk.shop.space == Space(2400)
    robot.wait(lambda: "Fits your space" in robot.texts(), "the answer")
    assert (
        "14\N{NO-BREAK SPACE}cm free on each side\nNeeds an opening of 85\N{NO-BREAK SPACE}cm"
        in robot.texts()
    )
    assert "your space 240\N{NO-BREAK SPACE}cm" in robot.texts()
    assert "Measure another space" in robot.texts()


@pytest.mark.usefixtures("asked")
def test_what_does_not_fit_says_by_how_much_and_what_fits_turned_says_so(kiosk, robot):
    press(robot, "2", "0", "0", "Depth, any", "9", "0", "See what fits")
    robot.wait(lambda: "Too large for your space" in robot.texts(), "the answer")
    assert (
        "12\N{NO-BREAK SPACE}cm too wide\n2\N{NO-BREAK SPACE}cm too deep\n"
        "Needs an opening of 85\N{NO-BREAK SPACE}cm" in robot.texts()
    )
    kiosk.shop.measure(Space(1000, 2200))
    assert "Fits your space, turned" in robot.texts()


def item(root, name):
    """Return the item of a drawing with this object name."""
    found = [root] if root.objectName() == name else []
    return next(iter(found + [each for child in root.childItems() if (each := item(child, name))]), None)


def test_what_fits_turned_is_drawn_turned_from_the_side_and_from_above(kiosk, robot):
    kiosk.scan(SOFA)
    scale = kiosk.product.scale
    assert not scale.turned
    kiosk.shop.measure(Space(1000, 2200))
    assert (scale.turned, scale.width, scale.depth, scale.spaceDepth) == (True, 920, 2120, 2200)
    assert scale.drawing == "", "its front is not what is seen"
    robot.wait(lambda: "From above" in robot.texts(), "the drawing")
    robot.painted()
    room, foot = (item(kiosk.window.contentItem(), name) for name in ("room", "footprint"))
    assert room.width() / room.height() == pytest.approx(1000 / 2200, rel=0.01)
    assert foot.width() / room.width() == pytest.approx(920 / 1000, rel=0.01)
    assert (foot.height() + 2) / room.height() == pytest.approx(2120 / 2200, rel=0.01)
    kiosk.shop.measure(Space(2400))
    assert not scale.turned
    robot.wait(lambda: "From above" not in robot.texts(), "the door")


@pytest.mark.usefixtures("asked")
def test_keys_of_a_keyboard_type_as_well_and_inches_are_inches(kiosk, robot):
    press(robot, "Inches")
    robot.wait(robot.window.isActive, "the keyboard")
    for key in (
        Qt.Key.Key_9,
        Qt.Key.Key_4,
        Qt.Key.Key_Period,
        Qt.Key.Key_7,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_5,
    ):
        robot.press(key)
    robot.wait(lambda: kiosk.space.width == "94.5", "the keys")
    press(robot, "Centimetres")
    assert kiosk.space.width == "240"
    press(robot, "Inches", "See what fits")
    assert kiosk.shop.space == Space(2400, unit="in")
    assert (
        "5.5\N{NO-BREAK SPACE}in free on each side\nNeeds an opening of 85\N{NO-BREAK SPACE}cm"
        in robot.texts()
    )


@pytest.mark.usefixtures("asked")
def test_tiles_and_lines_say_it_too(kiosk, robot):
    press(robot, "2", "4", "0", "See what fits")
    assert [tile.fit for tile in kiosk.product.beside.tiles[:]] == ["Fits"]
    kiosk.product.add()
    kiosk.model.toList()
    assert [line.fit for line in kiosk.list.lines[:]] == ["Fits"]
    kiosk.shop.measure(Space(2000))
    assert [line.fit for line in kiosk.list.lines[:]] == ["Fits turned"]
    kiosk.shop.measure(Space(2000, 900))
    assert [line.fit for line in kiosk.list.lines[:]] == ["12\N{NO-BREAK SPACE}cm too wide"]


@pytest.mark.usefixtures("asked")
def test_it_is_forgotten_on_request_and_with_the_visit(kiosk, robot):
    press(robot, "2", "4", "0", "See what fits", "Measure another space", "Forget it")
    assert kiosk.shop.space == Space()
    robot.tap(ASK)
    press(robot, "3", "0", "0", "See what fits")
    kiosk.visit.finish()
    assert kiosk.shop.space == Space()
    assert kiosk.space.width == ""


def test_a_crash_keeps_it(kiosk, open_kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.space.ask()
    kiosk.space.press("9")
    kiosk.space.save()
    again = open_kiosk()
    assert again.visit.offered
    assert again.shop.space == Space()
    again.visit.goOn()
    assert again.shop.space == Space(90)


def test_escape_leaves_everything_as_it_was(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.space.ask()
    robot.wait(lambda: "Your space" in robot.texts(), "the question")
    kiosk.space.press("9")
    robot.wait(robot.window.isActive, "the keyboard")
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: not kiosk.space.asked, "the page")
    assert kiosk.shop.space == Space()


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_what_is_said_of_the_size_keeps_off_the_edges_of_its_card(kiosk, robot, language):
    kiosk.shop.speak(language)
    kiosk.scan(SOFA)
    robot.painted()
    title = next(item for item in robot._visible() if robot.name(item) == kiosk.product.scale.title)
    words = title.parentItem()
    card = words.parentItem()
    assert words.y() >= 12
    assert words.y() + words.height() <= card.height() - 4
