"""What a shopper does by keys on the sheets that lie over a page, and what is said of a list that waits."""

import pytest
from PySide6.QtCore import Qt

from kiosk.core.space import Space
from tests.kiosk.ui.access.scenes import SCENES, to_photo, to_space
from tests.kiosk.ui.known_shopper import Hub
from tests.kiosk.ui.test_sizes import coat
from tests.kiosk.ui.ways import (
    SOFA,
    to_asking,
    to_bringing,
    to_carrying,
    to_idle,
    to_line,
    to_list,
    to_mine,
    to_note,
)

Key = Qt.Key
PRIMARY = 6
ASKED = {
    "space": "space",
    "length": "space",
    "photo": "photos",
    "part_of_photo": "photos",
    "line": "line",
    "more_of_line": "line",
    "note": "writing",
    "asking": "writing",
    "bringing": "writing",
    "carrying": "lists",
    "idle": "idle",
    "beside": "product",
}
"""Scenes, and the script that each must have led to."""


def cells(kiosk):
    return [cell.text for cell in kiosk.access.cells[:]]


def thing(kiosk, settle, text):
    """Press a control by its word, behind More where it is not on the first page."""
    for _turn in range(5):
        if text in cells(kiosk):
            kiosk.access.press(cells(kiosk).index(text))
            settle()
            return
        kiosk.access.press(5)
        settle()
    raise AssertionError((text, cells(kiosk)))


def words(kiosk):
    """Everything that all looks of the page show."""
    return " ".join(text for look in kiosk.access._shown.looks for unit in look for text in unit.rows)


@pytest.mark.parametrize(("scene", "name"), ASKED.items())
def test_each_sheet_has_a_script(begin, kiosk, scene, name):
    begin(SCENES[scene])
    assert kiosk.access._shown.script.key[0] == name
    assert len(kiosk.access._shown.script.key) > 1 or name == "idle"


def test_a_space_is_typed_and_every_product_says_whether_it_fits(kiosk, settle, begin, press, write):
    begin(lambda kiosk: kiosk.scan(SOFA))
    thing(kiosk, settle, "More")
    thing(kiosk, settle, "My space")
    assert kiosk.access.title == "Width: any"
    press(PRIMARY)
    write(Key.Key_2, Key.Key_4)
    press(3)
    assert kiosk.access.title == "Width: 240 cm"
    press(PRIMARY)
    assert cells(kiosk)[PRIMARY] == "See what fits"
    press(PRIMARY)
    assert kiosk.shop.space == Space(2400)
    assert "Fits your space" in words(kiosk)


def test_another_length_another_unit_and_forgetting(kiosk, settle, begin, press):
    kiosk.shop.measure(Space(2400))
    begin(to_space)
    press(1)
    assert kiosk.access.title == "Depth: any"
    press(5)
    assert "94.5 in" in words(kiosk)
    thing(kiosk, settle, "Forget")
    assert not kiosk.shop.space.known


def to_coat(kiosk):
    kiosk.product.open("sera")
    kiosk.model.go("product", "sera")
    kiosk.product.pick("size", "M")
    kiosk.product.add()
    kiosk.product.open("alba")


def test_a_remembered_size_is_said_with_its_reason_and_changed(kiosk, settle, begin, press, publish):
    for name in ("sera", "alba"):
        publish(coat(name))
    begin(to_coat)
    assert "You chose M before" in words(kiosk)
    thing(kiosk, settle, "More")
    thing(kiosk, settle, "My size")
    assert kiosk.access.title == "M"
    press(1)
    said = kiosk.access.title
    press(PRIMARY, 4)
    assert f"You said {said}" in words(kiosk)


def test_a_note_with_a_blank_is_written_on_a_keyboard(kiosk, begin, press, write):
    begin(to_note)
    write(Key.Key_B, Key.Key_A, Key.Key_Y, Key.Key_Space, Key.Key_W)
    assert kiosk.model.line.writing.text == "bay w"
    press(PRIMARY)
    assert kiosk.access._shown.script.key[0] == "line"
    assert "Note: bay w" in words(kiosk)


def test_what_is_written_is_said_word_by_word(begin, write, reader):
    begin(to_note)
    write(Key.Key_B, Key.Key_A, Key.Key_Y, Key.Key_Space, Key.Key_W)
    assert reader.speaking == "w"


def test_a_line_says_how_much_it_is_wanted_and_goes_to_another_list(kiosk, settle, begin, press):
    begin(to_line)
    thing(kiosk, settle, "Wish")
    assert "How much do you want it? Must have" in words(kiosk)
    thing(kiosk, settle, "Other list")
    assert kiosk.model.lists.carrying
    assert not kiosk.model.line.shown
    press(PRIMARY)
    assert kiosk.model.lists.writing.shown


def test_a_removed_line_comes_back_from_the_more_of_another(kiosk, settle, begin, press):
    begin(to_list)
    lines = len(kiosk.list.lines)
    press(2, 0)
    assert len(kiosk.list.lines) == lines - 1
    thing(kiosk, settle, "More")
    thing(kiosk, settle, "Undo")
    assert len(kiosk.list.lines) == lines


def test_a_question_is_asked_from_the_help_and_its_fate_is_read_at_the_end(
    kiosk, settle, begin, press, write
):
    begin(to_list)
    press(3)
    thing(kiosk, settle, "Ask us")
    write(Key.Key_P, Key.Key_I, Key.Key_L, Key.Key_L)
    press(PRIMARY)
    press(PRIMARY)
    assert "“pill” We have passed it on. The answer comes here." in words(kiosk)


def test_nothing_written_is_said(kiosk, settle, begin, press, reader):
    begin(to_asking)
    press(PRIMARY)
    assert "Nothing is written yet" in reader.speaking
    assert kiosk.model.questions.writing.shown


def test_it_is_brought_to_whom_they_say_and_called_off(kiosk, settle, begin, press, write):
    begin(to_bringing)
    assert "Where" in words(kiosk)
    press(PRIMARY)
    write(Key.Key_A, Key.Key_N, Key.Key_N, Key.Key_A)
    press(PRIMARY)
    assert len(kiosk.service.orders) == 1
    press(PRIMARY)
    thing(kiosk, settle, "More")
    thing(kiosk, settle, "Call it off")
    assert not [row for row in kiosk.service.orders[:] if row.stoppable]


def test_a_photo_comes_closer_part_by_part(kiosk, settle, begin, press):
    begin(to_photo)
    assert (kiosk.access.nearTimes, kiosk.access.nearPart) == (1, 0)
    press(1)
    assert (kiosk.access.nearTimes, kiosk.access.nearPart) == (2, 0)
    press(0, 0)
    assert kiosk.access.nearPart == 2
    assert "Part 3 of 4" in words(kiosk)
    press(3)
    assert kiosk.access.nearTimes == 1
    photo = kiosk.product.gallery.photo
    press(0)
    assert kiosk.product.gallery.photo != photo
    press(4)
    assert kiosk.access.nearTimes == 0


def test_what_goes_with_it_is_looked_at(kiosk, robot, settle, begin, press):
    begin(lambda kiosk: kiosk.scan(SOFA))
    robot.wait(lambda: kiosk.product.beside.shown, "what goes with it")
    thing(kiosk, settle, "More")
    thing(kiosk, settle, "Goes with")
    assert kiosk.access.title == "Vase"
    press(PRIMARY)
    assert kiosk.product.name == "Vase"


def test_a_line_in_hand_names_the_other_lists(kiosk, begin):
    begin(to_carrying)
    assert kiosk.access._shown.script.key[0] == "lists"


def test_the_code_is_said_sign_by_sign_when_nobody_answers_and_at_the_end(kiosk, begin, press, reader):
    begin(to_idle)
    code = kiosk.visit.code
    spelled = ", ".join(" ".join(group) for group in code.split())
    assert code in words(kiosk)
    assert kiosk.access.codePath == kiosk.visit.codePath != ""
    said = reader.finish_all()
    press(2)
    said += reader.finish_all()
    press(2)
    said += reader.finish_all()
    assert spelled in said
    press(0)
    assert kiosk.model.page == "finish"
    assert kiosk.visit.code in words(kiosk)
    assert kiosk.access.codePath == kiosk.visit.codePath != ""


def test_who_is_known_is_told_that_their_lists_stay_theirs(kiosk, begin):
    def idle(kiosk):
        Hub(kiosk).enter()
        to_idle(kiosk)

    begin(idle)
    assert "we sign you out and clear this screen" in words(kiosk)


def test_signing_out_ends_the_visit(kiosk, robot, settle, begin):
    begin(to_mine)
    thing(kiosk, settle, "Sign out")
    robot.wait(lambda: not kiosk.known.signedIn, "the end of the visit")
