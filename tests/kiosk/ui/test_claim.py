"""`I have a list`: typed or scanned, found or not."""

from concurrent.futures import Future

import msgspec
import pytest
from PySide6.QtCore import Qt

from sync.client.errors import Gone, Offline
from sync.protocol import own_codes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.parking import Claimed

CODE = "K7M4QXP2H"


@pytest.fixture
def hub(kiosk, monkeypatch):
    """Say what the hub answers; the list comes with the next news."""

    class Hub:
        def __init__(self):
            self.answer = Claimed(["waited"])
            self.asked = []

        def ask(self, _path, body, _kind):
            self.asked.append(body.code)
            done = Future()
            if isinstance(self.answer, Exception):
                done.set_exception(self.answer)
            else:
                done.set_result(self.answer)
            return done

        def bring(self):
            document = ShoppingList(
                "waited", "guest:x", "Living room", lines=[Line("l1", "sofa", "moss-2120", 2)]
            )
            change = Change("list:waited", "list", "waited", 1, msgspec.Raw(msgspec.json.encode(document)))
            received = kiosk._replica.receive(
                SyncAnswer("e", "2026-11-22T09:00:00Z", changes=[change], heads={"list:waited": 1})
            )
            kiosk._news.changed.emit(received.changed)

    made = Hub()
    monkeypatch.setattr(kiosk.model.claim, "_ask", made.ask)
    return made


def type_code(robot, code):
    for sign in code:
        robot.tap(sign)


def test_a_list_is_found_by_its_code(kiosk, robot, hub):
    robot.tap("I have a list")
    assert kiosk.model.page == "claim"
    type_code(robot, CODE)
    assert hub.asked == [CODE]
    assert "Found. It is on its way …" in robot.texts()
    hub.bring()
    assert kiosk.model.page == "list"
    assert (kiosk.list.title, kiosk.pieces) == ("Living room", 2)
    assert kiosk.model.claim.typed == ""


def test_a_list_that_was_found_can_be_taken_along(kiosk, robot, hub):
    kiosk.scan("VASE-1")
    kiosk.product.add()
    kiosk.model.toList()
    own = kiosk.take.path
    kiosk.model.toClaim()
    type_code(robot, CODE)
    hub.bring()
    robot.wait(lambda: kiosk.take.ready, "the code for the phone")
    assert kiosk.take.path != own
    kiosk.list.refresh()
    assert list(kiosk.list.document.shares.values()) == [True]


@pytest.mark.parametrize("text", [f"https://lists.example/c/{CODE}", own_codes.write("claim", CODE)])
def test_a_code_can_be_scanned(kiosk, hub, text):
    kiosk.scan(text)
    assert hub.asked == [CODE]
    hub.bring()
    assert kiosk.model.page == "list"


def test_a_code_on_paper_that_is_none_is_said(kiosk, robot, hub):
    kiosk.scan("https://lists.example/c/nonsense")
    assert hub.asked == []
    assert any("Nothing waits under this code" in text for text in robot.texts())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Gone("404", "no_claim"), "Nothing waits under this code"),
        (Offline("429", code="too_many"), "Please wait a minute"),
        (Offline("nobody"), "We can’t look for it right now"),
    ],
)
def test_why_nothing_was_found_is_said(kiosk, robot, hub, error, words):
    hub.answer = error
    robot.tap("I have a list")
    type_code(robot, CODE)
    assert any(words in text for text in robot.texts())
    robot.tap("Delete")
    assert kiosk.model.claim.typed == CODE[:-1]
    assert not any(words in text for text in robot.texts())
    hub.answer = Claimed(["waited"])
    robot.tap(CODE[-1])
    hub.bring()
    assert kiosk.model.page == "list"


def test_keys_of_a_keyboard_type_it_too(kiosk, robot, hub):
    robot.tap("I have a list")
    robot.tab()
    for sign in CODE[:3].lower():
        kiosk.model.claim.press(sign)
    for sign in "01OI!":
        kiosk.model.claim.press(sign)
    assert kiosk.model.claim.typed == CODE[:3]


def test_the_wipe_takes_what_was_typed_and_what_was_awaited(kiosk, robot, hub):
    robot.tap("I have a list")
    type_code(robot, CODE)
    kiosk.visit.finish()
    assert kiosk.model.claim.typed == ""
    kiosk.model.toAttract()
    hub.bring()
    assert kiosk.model.page == "attract"


def test_half_a_code_is_asked_for_the_rest(kiosk, robot, hub):
    robot.tap("I have a list")
    robot.tap("K")
    robot.tap("Find my list")
    assert hub.asked == []
    assert "A code has nine letters and digits." in robot.texts()


def test_back_from_there(kiosk, robot):
    robot.tap("I have a list")
    robot.tab()
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: kiosk.model.page == "home", "the home page")


def test_an_answer_that_comes_after_the_end_is_not_told_to_the_next(kiosk, robot, hub, monkeypatch):
    def ask(*how):
        kiosk.visit.finish()
        return hub.ask(*how)

    monkeypatch.setattr(kiosk.model.claim, "_ask", ask)
    robot.tap("I have a list")
    type_code(robot, CODE)
    assert hub.asked == [CODE]
    assert kiosk.model.claim.said == kiosk.model.said == ""
    assert kiosk.model.page == "finish"
    hub.bring()
    assert kiosk.model.page == "finish"
    assert kiosk.pieces == 0
