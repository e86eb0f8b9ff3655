"""The list page of the desk: what the shopper sees, with the store's hand in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, Question, ShoppingList

ANNA = Actor("phone:anna", "phone", "Anna", number=1)
ID = "0123456789ab"
SCOPE = scopes.shopping_list(ID)
SOFA = line_id(ID, "moss-2120", {"colour": "moss", "width": "2120"})
VASE = line_id(ID, "vase", {})
AT = "2026-11-22T08:55:00Z"


def a_list(**changed):
    lines = [
        Line(SOFA, "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"}, by=ANNA.id, at=AT),
        Line(VASE, "vase", "vase", 2, by=ANNA.id, at=AT, note="For the hall"),
    ]
    asked = [Question("q1", "Does wool pill?", ANNA.id, AT, SOFA)]
    whole = {
        "title": "Living room",
        "language": "en",
        "store": "milano",
        "lines": lines,
        "actors": {ANNA.id: ANNA},
        "questions": asked,
    }
    return ShoppingList(ID, "guest:1", **{**whole, **changed})


@pytest.fixture
def shown(desk, tell, robot):
    """The list page with Anna's list."""
    tell(SCOPE, "list", a_list())
    desk.show("list", ID)
    robot.painted()
    return desk.sharedList


def document(kiosk):
    return kiosk._replica.document(SCOPE, "list", ID, ShoppingList)


def test_it_shows_what_the_shopper_sees(shown, robot):
    texts = " ".join(robot.texts())
    for words in ("Living room", "Larch sofa", "Vase", "Does wool pill?", "Anna", "3 pieces"):
        assert words in texts
    assert shown.total.endswith("1,348")


def test_nothing_is_called_no_longer_sold_without_a_catalogue_that_would_know(kiosk, desk, tell, shown):
    gone = [Line("g-1", "gone", "g-1", 1, {}, by=ANNA.id, at=AT)]
    tell(SCOPE, "list", a_list(lines=gone))
    assert [row.options for row in shown.lines[:]] == ["No longer sold"]
    kiosk.shop.catalogue = None
    shown.refresh()
    assert [row.options for row in shown.lines[:]] == [""]


def test_a_scan_puts_it_on_the_list_under_the_associates_name(kiosk, shown, robot):
    kiosk.scan("LAMP-1")
    robot.wait(lambda: len(shown.lines) == 3, "the lamp on the list")
    line = document(kiosk).lines[-1]
    assert (line.variant, line.by) == ("lamp", "associate:marco")
    assert document(kiosk).actors["associate:marco"].name == "Marco"
    # The list is somebody else's.
    robot.wait(lambda: "On the list" in robot.texts(), "the word on it")
    shown.undo()
    robot.wait(lambda: len(shown.lines) == 2, "the lamp taken off again")


def test_what_is_found_by_a_word_is_added(kiosk, shown, robot):
    shown.goods.seek("lam")
    robot.wait(lambda: len(shown.goods.hits) == 1, "the lamp to be found")
    shown.goods.pickFirst()
    robot.wait(lambda: len(shown.lines) == 3, "the lamp on the list")
    assert shown.goods.text == ""


def test_pieces_notes_and_order_are_changed(kiosk, shown, robot):
    shown.more(VASE)
    shown.up(VASE)
    shown.note(SOFA)
    assert shown.writing.shown
    shown.writing.write("By the window")
    shown.writing.accept()
    seen = document(kiosk)
    assert [line.id for line in seen.present] == [VASE, SOFA]
    assert (seen.line(VASE).quantity, seen.line(SOFA).note) == (3, "By the window")
    shown.down(VASE)
    assert [line.id for line in document(kiosk).present] == [SOFA, VASE]


def test_a_question_is_answered_in_the_associates_name(kiosk, shown, robot):
    shown.answer("q1")
    robot.painted()
    shown.writing.write("No, brush it twice a year.")
    shown.writing.accept()
    (question,) = document(kiosk).questions
    assert (question.answer, question.answered_by) == ("No, brush it twice a year.", "associate:marco")
    assert "No, brush it twice a year." in robot.texts()


def test_a_line_that_is_looked_at_says_who_helped(kiosk, shown, robot):
    shown.more(SOFA)
    shown.pick(SOFA)
    robot.painted()
    assert shown.helped == "Helped by Marco"
    assert any("212" in text for text in robot.texts())


def test_it_is_driven_by_keys_alone(kiosk, shown, robot):
    kiosk.window.requestActivate()
    robot.painted()

    def key(which):
        QTest.keyClick(kiosk.window, which)
        robot.work_for(60)

    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Plus)
    robot.wait(lambda: document(kiosk).line(VASE).quantity == 3, "one vase more")
    key(Qt.Key.Key_N)
    robot.wait(lambda: shown.writing.shown, "the note to be written")
    key(Qt.Key.Key_Escape)
    assert not shown.writing.shown


def test_words_of_a_shopper_are_shown_as_they_were_written(tell, shown, robot):
    attack = "<b>Eve</b><img src=x>"
    tell(SCOPE, "list", a_list(title=attack))
    robot.painted()
    assert attack in robot.texts()


def test_nothing_is_left_when_the_page_is_closed(desk, shown, robot):
    desk.go("today")
    assert (len(shown.lines), len(shown.questions), shown.key) == (0, 0, "")


def test_what_is_to_be_got_together_becomes_an_order(kiosk, desk, shown, robot):
    shown.prepare()
    robot.wait(lambda: desk.page == "order", "the order's page")
