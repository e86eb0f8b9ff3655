"""A list is put in order, told more of, and taken back change by change: by buttons, by dragging, by keys."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.ui.history_rows import step_rows
from sync.protocol.actors import Actor
from sync.protocol.lists import Entry

SOFA, OTHER = "SOF-moss-2120", "SOF-sand-1800"
BEHIND = 1
"""So many controls of the page behind a sheet are called the same."""
ANNA = Actor("phone:anna", "phone", "Anna")


@pytest.fixture
def listed(kiosk, robot):
    """The list page with three lines, being edited."""
    for code in (SOFA, OTHER):
        kiosk.scan(code)
        kiosk.product.add()
    kiosk.list.add("vase", "vase", {})
    kiosk.model.toList()
    robot.tap("Edit")
    robot.wait(lambda: robot.find("Move Vase up") is not None, "the arrows")
    return robot


def variants(kiosk):
    return [line.variant for line in kiosk.list.document.present]


def last_op(kiosk):
    return kiosk._replica.pending(100)[-1].op


def test_arrows_move_a_line_and_those_at_the_ends_say_that_there_is_no_further(kiosk, listed):
    listed.tap("Move Vase up")
    assert variants(kiosk) == ["moss-2120", "vase", "sand-1800"]
    listed.tap("Move Vase up")
    assert variants(kiosk) == ["vase", "moss-2120", "sand-1800"]
    listed.wait(lambda: not listed.find("Move Vase up").isEnabled(), "the end")
    listed.tap("Move Vase down")
    assert variants(kiosk) == ["moss-2120", "vase", "sand-1800"]
    assert kiosk.list.undoable


def test_a_line_is_dragged_by_its_photo(kiosk, listed):
    listed.painted()
    rows = [item for item in listed._visible() if item.property("arranging") and item.property("key")]
    rows.sort(key=lambda item: item.y())
    assert len(rows) == 3

    def at(item, share):
        return item.mapToScene(QPointF(60, item.height() * share)).toPoint()

    held = at(rows[0], 0.5)
    QTest.mousePress(kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, held)
    for step in (0.3, 0.8, 1.2, 2.0):
        QTest.mouseMove(kiosk.window, held + QPoint(0, round(step * rows[0].height())))
    let_go = held + QPoint(0, round(2.0 * rows[0].height()))
    QTest.mouseRelease(kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, let_go)
    assert variants(kiosk) == ["sand-1800", "vase", "moss-2120"]


def test_how_much_it_is_wanted_is_one_tap_and_one_more_takes_it_back(kiosk, listed):
    listed.tap("More about Vase: note, how much it is wanted")
    listed.tap("Must have")
    assert last_op(kiosk).args["priority"] == "must"
    listed.tap("Done", BEHIND)
    listed.wait(lambda: not kiosk.model.line.shown, "the page")
    listed.wait(lambda: "Must have" in listed.texts(), "the wish on the line")
    kiosk.list.undo()
    assert kiosk.list.document.present[2].priority == ""
    kiosk.model.line.open(kiosk.list.document.present[2].id)
    kiosk.model.line.want("maybe")
    kiosk.model.line.want("maybe")
    assert kiosk.list.document.present[2].priority == ""


def test_a_note_is_written_on_keys_of_the_screen(kiosk, listed):
    listed.tap("More about Vase: note, how much it is wanted")
    listed.tap("Write a note")
    listed.wait(lambda: kiosk.model.line.writing.keypad.shown, "the keys")
    for key in "hall":
        listed.tap(key)
    listed.tap("Done", BEHIND)
    listed.wait(lambda: kiosk.list.document.present[2].note == "hall", "the note")
    assert last_op(kiosk).args["verb"] == "SetNote"


def test_any_change_made_here_is_taken_back_however_long_ago(kiosk, listed):
    first = kiosk.list.document.history[0]
    listed.tap("What was done")
    listed.tap("Take back: Larch sofa: 1 more", 1)
    listed.wait(lambda: "moss-2120" not in variants(kiosk), "the first change to be taken back")
    assert next(entry for entry in kiosk.list.document.history if entry.op == first.op).undone
    assert "Taken back" in listed.texts()


def test_what_somebody_else_did_is_told_and_not_for_taking_back_here(kiosk, listed):
    document = kiosk.list.document
    at, line = "2026-11-22T08:58:00Z", document.lines[0].id
    entry = Entry("phone-1", "SetNote", ANNA.id, at, line, after="x")
    told = replace(document, history=[*document.history, entry], actors={**document.actors, ANNA.id: ANNA})
    (latest, *_) = step_rows(kiosk.shop, told, kiosk.list._own)
    assert (latest.words, latest.by, latest.mine) == ("Note on Larch sofa: “x”", "Anna, 2 min ago", False)


def test_the_end_of_the_visit_closes_every_sheet(kiosk, listed):
    kiosk.model.line.open(kiosk.list.document.present[0].id)
    kiosk.model.line.write()
    kiosk.model.history.open()
    kiosk.visit.finish()
    assert not kiosk.model.line.shown
    assert not kiosk.model.line.writing.shown
    assert not kiosk.model.history.shown
    assert not kiosk.list.arranging
    assert len(kiosk.model.history.steps) == 0


def test_editing_ends_where_the_page_is_left_and_done_stands_once(kiosk, listed):
    assert len(listed._controls("Done")) == 1
    assert listed.find("Edit") is None
    kiosk.model.toHome()
    kiosk.model.toList()
    listed.wait(lambda: listed.find("Edit") is not None, "the list as it is read")
    assert not kiosk.list.arranging


def test_the_keyboard_goes_on_from_edit_to_done_and_back(kiosk, listed):
    listed.tap("Done")
    listed.wait(lambda: listed.name(kiosk.window.activeFocusItem()) == "Edit", "Edit")
    listed.tap("Edit")
    listed.wait(lambda: listed.name(kiosk.window.activeFocusItem()) == "Done", "Done")
