"""The desk's pages for people: every control has a name in words, a size, a key and a visible focus."""

import pytest

from sync.protocol import scopes
from sync.protocol.persons import Person
from tests.kiosk.ui import walk
from tests.kiosk.ui.desk import test_customer, test_list, test_returns


def to_customers(kiosk, tell):
    tell(kiosk.desk.work.people, "opening", test_customer.OPENING)
    kiosk.desk.model.go("customers")


def to_keys(kiosk, _tell):
    kiosk.desk.model.go("customers")
    kiosk.desk.model.customers.keypad.show()


def to_customer(kiosk, tell):
    tell(test_customer.CUSTOMER, "customer", test_customer.ANNA)
    tell(test_customer.PERSON, "person", Person(test_customer.ID, {"given": "Anna"}))
    for happened in test_customer.HAPPENED:
        tell(test_customer.PERSON, "interaction", happened)
    tell(scopes.shopping_list(test_customer.LIST), "list", test_customer.SHARED)
    kiosk.desk.model.show("customer", test_customer.ID)
    kiosk.desk.model.customer.correct()


def to_list(kiosk, tell):
    tell(test_list.SCOPE, "list", test_list.a_list())
    kiosk.desk.model.show("list", test_list.ID)
    kiosk.desk.model.sharedList.pick(test_list.SOFA)


def to_writing(kiosk, tell):
    to_list(kiosk, tell)
    kiosk.desk.model.sharedList.answer("q1")


def to_receipts(kiosk, _tell):
    kiosk.desk.model.go("return")


def to_return(kiosk, tell):
    tell(test_returns.SCOPE, "receipt", test_returns.receipt(case=test_returns.CASE, until="2026-11-01"))
    kiosk.desk.model.show("return", test_returns.ID)


def check_controls(robot):
    """Each control has a name that is translated; `.com` is a key, and `10.1″` a measure."""
    found = walk.controls(robot)
    assert found
    for item in found:
        name = robot.name(item)
        assert name.strip(), item
        # What a text goes by begins with a letter.
        words = name != ".com" and not name[0].isdigit()
        assert not words or "." not in name or " " in name, f"an untranslated text: {name}"


PAGES = [to_customers, to_keys, to_customer, to_list, to_writing, to_receipts, to_return]


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.usefixtures("desk")
def test_controls_have_a_name_and_a_size(kiosk, robot, tell, go, language):
    kiosk.model.speak(language)
    go(kiosk, tell)
    robot.painted()
    check_controls(robot)


def walk_with_tab(robot):
    """Go round the page with Tab: every control is reached, and shows that it is."""
    wanted = {item: robot.name(item) for item in walk.controls(robot)}
    went = walk.Round(robot)
    for _step in range(4 * len(wanted) + 20):
        item = robot.tab()
        if item and item.inherits("QQuickAbstractButton"):
            assert item.property("visualFocus"), robot.name(item)
            went.note(item)
    assert went.missed(wanted) == []
    assert went.backward == []
    assert went.hidden == []


@pytest.mark.parametrize("go", PAGES)
@pytest.mark.usefixtures("desk")
def test_tab_reaches_every_control_and_shows_where_it_is(kiosk, robot, tell, go):
    kiosk.window.requestActivate()
    go(kiosk, tell)
    robot.work_for(50)
    walk_with_tab(robot)
