"""Several lists in one visit: begun, named, switched between, and things taken from one to another."""

import pytest

from sync.protocol.lists import ShoppingList

SOFA = "SOF-moss-2120"


@pytest.fixture
def listed(kiosk, robot):
    """The list page: a sofa, wanted much and noted, on the only list."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    line = kiosk.list.document.present[0]
    kiosk.list.change(lambda: kiosk.list._keeper.set_note(line, "by the window"))
    kiosk.list.change(lambda: kiosk.list._keeper.set_priority(line, "must"))
    kiosk.model.toList()
    return robot


def held(kiosk) -> dict[str, ShoppingList]:
    return {one.title: one for one in kiosk.list._keeper.all()}


def begin(kiosk, robot, title):
    robot.tap("All lists")
    robot.tap("New list")
    robot.wait(lambda: kiosk.model.lists.writing.shown, "the question")
    kiosk.model.lists.writing.write(title)
    kiosk.model.lists.writing.accept()
    robot.wait(lambda: kiosk.list.title == title, "the new list")


def test_another_list_is_begun_and_one_goes_back_to_the_first(kiosk, listed):
    begin(kiosk, listed, "Hall")
    assert kiosk.list.empty
    listed.tap("All lists")
    kiosk.model.lists.close()
    kiosk.list.add("vase", "vase", {})
    kiosk.model.lists.open()
    told = {row.title: row.chosen for row in kiosk.model.lists.rows[:]}
    assert told == {"Hall": True, "Your list": False}
    listed.tap("Your list, 1 piece")
    listed.wait(lambda: kiosk.list.title == "", "the first list")
    assert [line.variant for line in kiosk.list.document.present] == ["moss-2120"]
    assert not kiosk.model.lists.shown


def test_a_list_gets_a_name_that_can_be_taken_back(kiosk, listed):
    listed.tap("All lists")
    listed.tap("Rename this one")
    kiosk.model.lists.writing.write("Living room")
    kiosk.model.lists.writing.accept()
    listed.wait(lambda: "Living room" in listed.texts(), "the name")
    kiosk.list.undo()
    assert kiosk.list.title == ""


@pytest.mark.parametrize(("act", "stays"), [("Move it to Hall", 0), ("Put it on Hall too", 1)])
def test_a_thing_goes_to_another_list_with_its_note_and_how_much_it_is_wanted(kiosk, listed, act, stays):
    begin(kiosk, listed, "Hall")
    first = held(kiosk)[""]
    kiosk.model.lists.choose(first.id)
    listed.wait(lambda: kiosk.list.title == "", "the first list")
    kiosk.model.line.open(first.present[0].id)
    listed.tap("Other list")
    listed.tap(act)
    listed.wait(lambda: held(kiosk)["Hall"].pieces == 1, "the thing on the other list")
    (line,) = held(kiosk)["Hall"].present
    assert (line.variant, line.note, line.priority) == ("moss-2120", "by the window", "must")
    assert held(kiosk)[""].pieces == stays


def test_the_next_shopper_begins_with_no_list_at_all(kiosk, listed):
    begin(kiosk, listed, "Hall")
    kiosk.model.lists.open()
    kiosk.visit.finish()
    assert kiosk.list._keeper.all() == []
    assert len(kiosk.model.lists.rows) == 0
    kiosk.model.toAttract()
    kiosk.scan(SOFA)
    kiosk.product.add()
    assert [one.title for one in kiosk.list._keeper.all()] == [""]
