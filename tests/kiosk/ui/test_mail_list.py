"""A shopper mails the list to themselves: own keys, an address that is checked, and what came of it."""

import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer

SOFA = "SOF-moss-2120"
NOW = "2026-11-22T09:00:00+00:00"
ADDRESS = "a_b@c-d.it"


@pytest.fixture
def asked(kiosk, robot):
    """The list page, asking for an address."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.tap("E-mail it")
    robot.wait(lambda: robot.find("Mail the list to yourself") is not None, "the question")
    return robot


def type_on_screen(robot, text):
    names = {"_": "Underscore", "@": "At sign", "-": "Dash", ".": "Full stop"}
    for sign in text:
        robot.tap(names.get(sign, sign))


def last_op(kiosk):
    return kiosk._replica.pending(100)[-1].op


def hub_says(kiosk, state):
    document = kiosk.list.document
    mails = {name: replace(mark, state=state) for name, mark in document.mails.items()}
    scope = scopes.shopping_list(document.id)
    body = msgspec.Raw(msgspec.json.encode(replace(document, mails=mails)))
    kiosk._replica.receive(SyncAnswer("epoch", NOW, changes=[Change(scope, "list", document.id, 1, body)]))
    kiosk._news.changed.emit(frozenset({scope}))


def test_an_address_is_typed_on_the_screen_and_the_field_keeps_the_keyboard(kiosk, asked):
    field = asked.window.activeFocusItem()
    type_on_screen(asked, "a_b@c-d")
    asked.tap("Ends with .com")
    assert kiosk.model.mail.address == "a_b@c-d.com"
    assert asked.window.activeFocusItem() is field
    asked.tap("Send it")
    asked.wait(lambda: kiosk.model.mail.state == "asked", "the letter")
    assert last_op(kiosk).args == {"verb": "MailList", "email": "a_b@c-d.com", "language": "en"}
    assert asked.name(asked.window.activeFocusItem()) == "Close"


@pytest.mark.parametrize(
    ("language", "endings"),
    [("en", [".com", ".net", ".org"]), ("it", [".it", ".com", ".eu"]), ("ja", [".jp", ".co.jp", ".com"])],
)
def test_the_endings_are_those_of_the_language(kiosk, asked, language, endings):
    kiosk.model.speak(language)
    assert kiosk.model.mail.keypad.endings.split("\n") == endings
    assert not kiosk.model.mail.keypad.hasKana
    assert all(asked.find(kiosk.model.mail.keypad.spoken(ending)) is not None for ending in endings)


def test_what_is_no_address_is_said_and_nothing_is_sent(kiosk, asked):
    field = asked.window.activeFocusItem()
    type_on_screen(asked, "anna@shop")
    asked.tap("Send it")
    asked.wait(lambda: asked.find("That is no e-mail address yet. Please check it.") is not None, "the word")
    assert kiosk.list.document.mails == {}
    assert asked.window.activeFocusItem() is field
    asked.tap("Ends with .com")
    assert not kiosk.model.mail.wrong
    asked.tap("Send it")
    asked.wait(lambda: kiosk.model.mail.state == "asked", "the letter")


def test_without_the_hub_it_goes_later_and_that_is_said(kiosk, asked):
    kiosk.model.tell_news(online=False, last_news=None)
    kiosk.model.mail.write(ADDRESS)
    asked.tap("Send it")
    asked.wait(lambda: asked.find("We send it as soon as we’re online") is not None, "what is true")
    assert not any(ADDRESS in text for text in asked.texts())
    kiosk.model.tell_news(online=True, last_news=None)
    asked.wait(lambda: asked.find("On its way") is not None, "the hub")


@pytest.mark.parametrize(("state", "title"), [("sent", "Sent"), ("failed", "This letter did not go")])
def test_what_became_of_it_is_told(kiosk, asked, state, title):
    kiosk.model.mail.write(ADDRESS)
    asked.tap("Send it")
    asked.wait(lambda: kiosk.model.mail.state == "asked", "the letter")
    hub_says(kiosk, state)
    asked.wait(lambda: asked.find(title) is not None, title)
    asked.tap("Send it to another address")
    asked.wait(lambda: asked.find("Mail the list to yourself") is not None, "the question")
    assert kiosk.model.mail.address == ""


def test_never_mind_forgets_what_was_typed(kiosk, asked):
    kiosk.model.mail.write(ADDRESS)
    asked.tap("Never mind")
    asked.wait(lambda: not kiosk.model.mail.shown, "the page")
    assert kiosk.model.mail.address == ""
    assert kiosk.list.document.mails == {}


def test_the_rule_of_the_list_says_no_in_words(kiosk, asked):
    for number in range(6):
        kiosk.model.mail.open()
        kiosk.model.mail.again()
        kiosk.model.mail.write(f"a{number}@example.com")
        kiosk.model.mail.send()
    asked.wait(lambda: any("mailed often enough" in text for text in asked.texts()), "the rule")
    assert not kiosk.model.mail.shown


def test_the_end_of_the_visit_leaves_nothing_of_the_address(kiosk, asked):
    kiosk.model.mail.write(ADDRESS)
    asked.tap("Send it")
    asked.wait(lambda: kiosk.model.mail.state == "asked", "the letter")
    data = kiosk._data
    assert any(ADDRESS.encode() in path.read_bytes() for path in data.rglob("*.db*"))
    kiosk.visit.finish()
    mail = kiosk.model.mail
    assert (mail.shown, mail.address, mail.state) == (False, "", "")
    assert ADDRESS not in mail.text
    assert [
        path for path in data.rglob("*") if path.is_file() and ADDRESS.encode() in path.read_bytes()
    ] == []


def test_who_was_asked_whether_they_are_still_here_types_on(kiosk, asked, clock, middle):
    field = asked.window.activeFocusItem()
    type_on_screen(asked, "anna")
    clock.seconds += 66
    kiosk.visit.tick()
    asked.wait(lambda: "Still here?" in asked.texts(), "the question")
    middle(asked.window, 5, 5)
    asked.wait(lambda: not kiosk.visit.warning, "the answer")
    asked.work_for(100)
    assert asked.window.activeFocusItem() is field
    for key in "bel":
        asked.press(key.upper())
    asked.wait(lambda: kiosk.model.mail.address == "annabel", "the address")
