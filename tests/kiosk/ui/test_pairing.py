"""The page of a fresh tablet: read, heard, met by a finger and by keys, in every language and both brands."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.app.pairing import PairingApp
from kiosk.core.pairing import Fault
from kiosk.ui.pairing.line import Seen
from kiosk.ui.robot import Robot
from sync.client.identity import Identity
from sync.protocol.tablet_settings import Settings
from tests.kiosk.ui import walk
from tests.kiosk.ui.access.conftest import WrittenVoice

HUB = "https://hub.invalid:8743"
FAULT = Fault("certificate", "hub.invalid:8743")
DONE = Identity("d", "i", "milano", "Kiosk 1", HUB, HUB, "", "")


@pytest.fixture
def unpack(qapp, tmp_path, monkeypatch):
    """Return a function that opens the page; nothing is asked of any network unless a test says so."""
    opened = []
    monkeypatch.setattr("kiosk.ui.pairing.line._seen", lambda _hub, _way: seen[0])
    seen = [Seen("reached")]

    def take(hub=HUB, brand="olmaia", language="en", size=(1280, 800)):
        app = PairingApp(Path(tmp_path), Settings(hub=hub, brand=brand, language=language), qapp)
        app.access.voice.make_speaker = lambda _parent: take.voice
        opened.append(app)
        app.open(full_screen=False)
        app.window.resize(*size)
        robot = Robot(app.window)
        robot.wait(lambda: app.model.facts.key != "", "its key")
        return app, robot

    take.seen, take.voice = seen, WrittenVoice()
    yield take
    for each in opened:
        each.close()


@pytest.mark.parametrize(("brand", "language"), [("olmaia", "en"), ("vesperi", "it"), ("olmaia", "ja")])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("hub", ["", HUB])
def test_everything_stands_out_and_can_be_met(unpack, brand, language, size, hub):
    app, robot = unpack(hub, brand, language, size)
    for fault in (None, FAULT):
        if fault:
            app.model._refuse(fault)
        robot.work_for(150)
        found = walk.lacks(robot, app.window)
        assert not found, found
        cut = [item.property("text") for item in robot._visible() if item.property("truncated")]
        assert cut == []


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("hub", ["", HUB])
def test_keys_alone_reach_everything_in_the_order_in_which_one_reads(unpack, hub, size):
    app, robot = unpack(hub, size=size)
    robot.wait(app.window.isActive, "the keyboard")
    first, went = app.window.activeFocusItem(), walk.Round(robot)
    wanted = {item: robot.name(item) for item in [*walk.controls(robot), *walk.fields(robot)]}
    for _ in range(120):
        item = robot.tab()
        went.note(item)
        if item is first:
            break
    assert went.missed(wanted) == []
    assert went.hidden == []
    assert went.backward == []


def test_a_code_is_typed_on_the_screen_and_on_a_keyboard_alike(unpack):
    app, robot = unpack()
    for sign in "AB":
        robot.tap(sign)
    robot.press("C")
    robot.wait(lambda: app.model.typed == "ABC", "the key, once it is sure that no scanner typed it")
    robot.press("Backspace")
    robot.wait(lambda: app.model.typed == "AB", "one less")
    robot.press("0")
    robot.work_for(150)
    assert app.model.typed == "AB", "no code has that"
    assert "Code A B" in robot.names()


def test_a_code_that_is_not_complete_is_said_and_asked_of_nobody(unpack):
    app, robot = unpack()
    robot.tap("A")
    robot.tap("Enrol")
    robot.wait(lambda: "The code is not complete" in robot.texts(), "that")
    assert not app.model.busy


def test_an_address_that_is_none_is_said_and_one_that_is_leads_on(unpack):
    app, robot = unpack("")
    robot.tap("Go on")
    robot.wait(lambda: "This is no hub’s address" in robot.texts(), "that")
    for sign in "hub":
        robot.tap(sign)
    robot.tap("Ends with .com")
    assert app.model.address == "hub.com"
    robot.tap("Hide keys")
    robot.wait(lambda: robot.find("Tablet") is not None, "what the keys covered")
    robot.tap("Go on")
    robot.wait(lambda: app.model.step == "code", "the code's turn")
    assert "hub.com" in robot.texts()
    robot.tap("Other address")
    robot.wait(lambda: app.model.step == "address", "the address's turn")
    assert app.model.address == "hub.com"


def test_a_clock_that_is_wrong_is_seen_before_anything_fails(unpack):
    unpack.seen[0] = Seen("reached", -1_800)
    _, robot = unpack()
    robot.wait(lambda: any(text.endswith("(30 min off)") for text in robot.texts()), "by how much")


def test_who_it_is_stands_there_before_the_kiosk_opens(unpack):
    app, robot = unpack()
    app.model._came(DONE)
    robot.wait(lambda: "Done: this tablet is Kiosk 1 in milano. It opens now." in robot.texts(), "that")
    assert app.identity == DONE


def test_nobody_closes_it_where_it_is_locked_down(unpack):
    app, robot = unpack()
    app.lock_down()
    app.window.close()
    robot.work_for(100)
    assert app.window.isVisible()
    app.make_room()


class TestAccessMode:
    """Large keys, high contrast, speech."""

    def test_it_is_turned_on_by_button_and_key_and_off_again(self, unpack):
        app, robot = unpack()
        robot.tap("Large text and speech")
        robot.wait(lambda: app.access.property("shown"), "access mode")
        robot.press("F2")
        robot.wait(lambda: not app.access.property("shown"), "the usual page")

    def test_a_code_is_written_with_large_keys(self, unpack):
        app, robot = unpack()
        robot.press("F2")
        robot.tap("Type the code")
        for key in ("A B C D E F", "C", "2 - 9", "2 3 4 5", "4"):
            robot.tap(key)
        assert app.model.typed == "C4"
        robot.tap("Delete")
        assert app.model.typed == "C"

    def test_the_keyboard_writes_there_too(self, unpack):
        app, robot = unpack()
        robot.press("F2")
        robot.wait(lambda: app.access.property("shown"), "access mode")
        for sign in "7AB":
            robot.press(sign)
            robot.work_for(80)
        assert app.model.typed == "7AB"

    def test_what_is_wrong_is_the_first_that_is_read(self, unpack):
        app, robot = unpack()
        robot.press("F2")
        app.model._refuse(FAULT)
        robot.wait(lambda: "not trusted" in app.access.property("title"), "that")
        robot.wait(lambda: any("not trusted" in said for said, _ in unpack.voice.heard), "it to be read")
        robot.press(Qt.Key.Key_Escape)

    def test_an_address_is_written_with_large_keys(self, unpack):
        app, robot = unpack("")
        robot.press("F2")
        robot.tap("Type it")
        for key in ("g h i j k l", "h", "y z Full stop Colon 1", "Full stop"):
            robot.tap(key)
        assert app.model.address == "h."
