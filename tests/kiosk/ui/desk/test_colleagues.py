"""The manager's page: who cannot sign in, since when, and letting them try again."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt

from sync.client.errors import Offline
from sync.protocol.errors import Rejected
from sync.protocol.staff import Colleague, Colleagues, ShowColleagues, Unlock
from tests.kiosk.ui.desk.conftest import GIULIA, MARCO, SARA

LOCKED = Colleague(GIULIA, "locked", "2026-11-22T08:40:00Z")
WAITS = Colleague(SARA, "waits", "2026-11-22T08:55:00Z", 61)


@pytest.fixture
def hub_says(hub_door):
    """Let the hub show these colleagues from now on, and let anybody try again who is named."""
    unlocked = []

    def say(*colleagues):
        hub_door.answers["/v1/staff/colleagues"] = lambda _body: Colleagues(list(colleagues))
        hub_door.answers["/v1/staff/unlocks"] = lambda body: unlocked.append(body.associate) or GIULIA

    say(Colleague(MARCO), WAITS, LOCKED)
    say.unlocked = unlocked
    return say


def rows(desk):
    return [(row.name, row.shut) for row in desk.colleagues.rows[:]]


def test_who_is_shut_out_stands_first_and_says_since_when(desk, hub_says, robot):
    desk.show("colleagues")
    robot.wait(lambda: rows(desk) == [("Giulia", True), ("Sara", True), ("Marco", False)], "everybody")
    details = [row.detail for row in desk.colleagues.rows[:]]
    assert "Locked out" in details[0]
    assert "last:" in details[0]
    assert "in 2 minutes" in details[1]
    assert details[2] == "Can sign in"


def test_a_manager_lets_a_colleague_try_again_by_keyboard(kiosk, desk, hub_says, robot):
    kiosk.window.requestActivate()
    desk.go("health")
    robot.wait(kiosk.window.isActive, "the keyboard")
    robot.wait(lambda: robot.find("Colleagues") is not None, "the way there")
    tab_to(kiosk, robot, "Colleagues")
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "colleagues" and rows(desk)[:1] == [("Giulia", True)], "the page")
    assert desk.place == "health"
    tab_to(kiosk, robot, "Let them try again")
    hub_says(Colleague(MARCO), WAITS, Colleague(GIULIA))
    robot.press(Qt.Key.Key_Return)
    robot.wait(lambda: rows(desk)[:1] == [("Sara", True)], "the hub's word")
    assert hub_says.unlocked == [GIULIA.id]
    assert desk.said == "Giulia may try again"
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: desk.page == "health", "the way back")


def tab_to(kiosk, robot, name):
    for _step in range(40):
        item = kiosk.window.activeFocusItem()
        if item and robot.name(item) == name:
            return
        robot.tab()
    raise AssertionError(f"Tab does not lead to {name}")


def test_without_the_hub_it_says_so_and_keeps_nobody(desk, hub_says, hub_door, robot):
    hub_door.down = True
    desk.show("colleagues")
    robot.wait(lambda: "can’t reach the hub" in desk.colleagues.trouble, "the words")
    hub_door.down = False
    robot.tap("Look again")
    robot.wait(lambda: len(rows(desk)) == 3, "everybody")
    assert desk.colleagues.trouble == ""
    desk.lock()
    assert rows(desk) == []


@pytest.mark.parametrize("name", ["Giulia", "Sara"])
def test_nobody_but_a_manager_asks_or_sees_the_way_there(kiosk, sign_in, hub_door, robot, name):
    kiosk.model.toDesk()
    sign_in(name)
    desk = kiosk.desk.model
    desk.go("health")
    robot.painted()
    assert robot.find("Colleagues") is None
    desk.show("colleagues")
    robot.wait(lambda: desk.colleagues.trouble != "", "the words")
    for ask in (kiosk.desk.staff.colleagues, lambda: kiosk.desk.staff.let_try_again(GIULIA.id)):
        with pytest.raises(Rejected, match="forbidden"):
            ask()
    assert not [body for _, body in hub_door.asked if isinstance(body, ShowColleagues | Unlock)]


@pytest.mark.usefixtures("hub_says")
@pytest.mark.parametrize(("asks", "about"), [("ask", ()), ("letIn", (GIULIA.id,))])
def test_a_late_answer_shows_nothing_to_the_next_one(desk, robot, asks, about):
    desk.show("colleagues")
    robot.wait(lambda: len(rows(desk)) == 3, "everybody")
    late = Future()
    work = desk._work
    staff = work.staff
    at_once, staff._ask = staff._ask, lambda *_asked: late
    getattr(desk.colleagues, asks)(*about)
    staff._ask = at_once
    desk.show("health")
    desk.show("colleagues")
    robot.wait(lambda: len(rows(desk)) == 3, "everybody again")
    late.set_exception(Offline("no line"))
    answered = []
    work.tasks.call(answered.append, "after it")
    robot.wait(lambda: answered != [], "the late answer")
    assert desk.colleagues.trouble == ""
