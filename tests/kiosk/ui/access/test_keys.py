"""Access mode with keys alone: arrows, Enter, Escape, the figures; every control is said."""

import pytest
from PySide6.QtCore import Qt

from tests.kiosk.ui.access.scenes import to_keys
from tests.kiosk.ui.ways import SOFA, to_list

Key = Qt.Key


@pytest.fixture
def press(kiosk, robot, settle):
    """Press a key of the keyboard and let it work."""
    robot.wait(kiosk.window.isActive, "the keyboard")

    def press_one(*keys):
        for key in keys:
            robot.press(key)
            # A keyboard scanner's keys are told from a hand's by what follows, or does not.
            robot.wait(lambda: not kiosk._rack.reading, "the key to be a hand's")
            settle()

    return press_one


@pytest.fixture
def product(kiosk, settle):
    kiosk.scan(SOFA)
    kiosk.access.switch.toggle()
    settle()
    return kiosk


def focused(kiosk, robot):
    return robot.name(kiosk.window.activeFocusItem())


def test_arrows_go_in_reading_order_and_say_where(product, robot, press, reader):
    assert focused(product, robot) == "Add to list"
    went = []
    for _key in range(7):
        press(Key.Key_Right)
        went.append(focused(product, robot))
        assert reader.speaking == went[-1]
    assert went == ["Colour", "Width", "Read on", "Help", "Back", "More", "Add to list"]
    press(Key.Key_Left)
    assert focused(product, robot) == "More"
    press(Key.Key_Up)
    assert focused(product, robot) == "Width"
    press(Key.Key_Down)
    assert focused(product, robot) == "More"


def test_tab_goes_the_same_way(product, robot, press, reader):
    press(Key.Key_Tab)
    assert focused(product, robot) == reader.speaking == "Colour"
    press(Key.Key_Backtab)
    assert focused(product, robot) == reader.speaking == "Add to list"


def test_enter_presses_escape_goes_back(product, robot, press):
    press(Key.Key_Right, Key.Key_Return)
    assert product.access.title == "Colour: Moss"
    press(Key.Key_Escape)
    assert product.access.title == "Larch sofa"
    press(Key.Key_Escape)
    assert product.model.page == "home"


def test_figures_press_at_once_and_say_what(product, press, reader):
    press(Key.Key_7)
    assert product.pieces == 1
    assert reader.speaking == "Add to list. On your list"
    press(Key.Key_1, Key.Key_2)
    assert product.access.title == "Colour: Sand"
    press(Key.Key_7)
    assert product.product.code == "SOF-sand-2120"


def test_going_through_many_leaves_the_keyboard_where_it_is(kiosk, robot, press, settle):
    to_list(kiosk)
    kiosk.access.switch.toggle()
    settle()
    press(Key.Key_3)
    assert focused(kiosk, robot) == "Next"
    assert kiosk.access.title == "Vase"
    press(Key.Key_Return)
    assert kiosk.access.title == "Larch sofa"


def test_words_are_written_with_seven_keys(kiosk, press, settle, reader):
    kiosk.access.switch.toggle()
    to_keys(kiosk)
    settle()
    for letter in "vase":
        group = next(at for at, cell in enumerate(kiosk.access.cells[:]) if letter in cell.text)
        press(Key(Key.Key_1 + group))
        at = next(at for at, cell in enumerate(kiosk.access.cells[:]) if cell.text == letter)
        press(Key(Key.Key_1 + at))
    assert kiosk.search.text == "vase"
    assert kiosk.access.title == "vase"
    press(Key.Key_6)
    assert kiosk.search.text == "vas"
    press(Key.Key_7)
    assert kiosk.access.title == "Vase"
    press(Key.Key_7)
    assert kiosk.model.page == "product"


def test_a_keyboard_writes_too(kiosk, press, settle):
    kiosk.access.switch.toggle()
    to_keys(kiosk)
    settle()
    press(Key.Key_V, Key.Key_A, Key.Key_X, Key.Key_Backspace)
    assert kiosk.search.text == "va"


def test_back_pressed_twice_does_not_finish_the_visit(kiosk, robot, press, settle):
    kiosk.model.begin()
    kiosk.access.switch.toggle()
    settle()
    press(Key.Key_1, Key.Key_5)
    assert kiosk.access.cells[4].text == "Finish"
    assert focused(kiosk, robot) == "Search"
