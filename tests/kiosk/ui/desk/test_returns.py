"""The return page: by receipt from any channel, with reasons, going on from a chat, refused in words."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import moments, scopes
from sync.protocol.receipts import UNDO_WINDOW, Case, Receipt, Return, Returned, Sold
from sync.protocol.staff import Found, LookedUp, Opening

ID = "ab" * 32
SCOPE = scopes.receipt(ID)
LINES = [
    Sold("a", "sofa", "moss-2120", 1, 129000),
    Sold("b", "vase", "vase", 3, 2900, returned=1),
    Sold("c", "gone", "gone-1", 1, 500, name="Old stool", final=True),
]
CASE = Case("chat", "2026-11-21T10:00:00Z", "bot", [Returned("b", 1, "not_as_expected")], "Too bright.")


def receipt(**changed):
    whole = {"until": "2026-12-12", **changed}
    return Receipt(ID, "0017", "milano", "online", "2026-11-12T10:00:00Z", "EUR", LINES, **whole)


@pytest.fixture
def page(desk, tell, robot):
    tell(SCOPE, "receipt", receipt())
    desk.show("return", ID)
    robot.painted()
    return desk.returns


def document(kiosk):
    return kiosk._replica.document(SCOPE, "receipt", ID, Receipt)


def test_it_says_what_was_bought_where_and_how_long_it_can_come_back(page, robot):
    texts = " ".join(robot.texts())
    for words in ("Receipt 0017", "online", "can come back until 12 December", "Larch sofa", "1 came back"):
        assert words in texts, words
    assert "Old stool" in texts
    assert "final sale" in texts


@pytest.mark.parametrize(
    ("until", "words"),
    [("2026-12-12T22:00:00Z", "can come back until 12 December"), ("soon", "no last day")],
)
def test_whatever_a_hub_wrote_as_the_last_day_the_page_comes(desk, tell, robot, until, words):
    tell(SCOPE, "receipt", receipt(until=until))
    desk.show("return", ID)
    robot.wait(lambda: words in " ".join(robot.texts()), words)


def test_it_is_taken_back_once_everything_is_said(kiosk, desk, page, robot):
    desk.tell_news(online=True, last_news=None)
    page.more("b")
    page.more("b")
    page.more("b")
    assert (page.head.pieces, page.ready) == (2, False)
    robot.painted()
    assert "Why does it come back?" in robot.texts()
    page.because("b", "too_small")
    page.foundIn("b", "opened")
    assert page.ready
    assert page.head.refund.endswith("58")
    robot.tap("Take back")
    robot.wait(lambda: document(kiosk).returns != [], "the return")
    (done,) = document(kiosk).returns
    assert (done.by, done.place, done.refund) == ("associate:marco", "milano", 5800)
    assert [(one.quantity, one.reason, one.condition, one.restock) for one in done.lines] == [
        (2, "too_small", "opened", True)
    ]
    robot.wait(lambda: page.head.pieces == 0, "nothing chosen any more")
    robot.wait(lambda: any("Taken back" in text for text in robot.texts()), "the word on it")


def test_without_the_hub_nobody_is_said_to_be_told(kiosk, desk, page, robot):
    desk.tell_news(online=False, last_news=None)
    page.more("b")
    page.because("b", "too_small")
    page.takeBack()
    robot.wait(lambda: any("not settled" in text for text in robot.texts()), "what it is as yet")
    page.undo()
    robot.wait(lambda: any(text.startswith("Undone here") for text in robot.texts()), "the undoing")


def test_what_was_taken_back_by_mistake_is_undone_from_the_word_on_it(kiosk, page, robot):
    before = document(kiosk)
    page.more("b")
    page.because("b", "too_small")
    page.takeBack()
    robot.wait(lambda: "1 piece came back" in page.taken.told, "what can be undone")
    robot.wait(lambda: "Undo" in robot.texts(), "the word on it")
    robot.tap("Undo")
    robot.wait(lambda: document(kiosk).lines == before.lines, "all as before")
    assert document(kiosk).returns[0].undone
    robot.wait(lambda: any(text.startswith("Undone") for text in robot.texts()), "the word on that")
    assert page.taken.told == ""


def test_the_page_offers_to_undo_the_latest_return_while_that_can_be(kiosk, desk, tell, page, robot):
    def told(**changed):
        whole = {"taken": moments.write(kiosk.desk.work.shop.now()), **changed}
        lines = [Returned("b", 1, "late")]
        back = Return("op", "2026-11-22T10:00:00Z", "associate:marco", "milano", lines, 2900, **whole)
        tell(SCOPE, "receipt", receipt(returns=[back], case=CASE))
        robot.painted()
        return page.taken.told

    assert told(undone="2026-11-22T10:00:00Z") == ""
    assert told(taken=moments.write(kiosk.desk.work.shop.now() - UNDO_WINDOW - timedelta(seconds=1))) == ""
    assert told().startswith("1 piece came back, €")
    robot.tap("Undo the return")
    robot.wait(lambda: document(kiosk).returns[0].undone, "undone")


def test_a_scan_chooses_a_piece_and_what_is_not_on_it_is_said(kiosk, page, robot):
    kiosk.scan("VASE-1")
    robot.wait(lambda: page.head.pieces == 1, "the vase chosen")
    kiosk.scan("LAMP-1")
    robot.wait(lambda: "not on this receipt" in " ".join(robot.texts()), "why not")


def test_what_was_begun_in_a_chat_goes_on_here(kiosk, tell, page, robot):
    tell(SCOPE, "receipt", receipt(case=CASE))
    robot.wait(lambda: page.head.pieces == 1, "what was said in the chat")
    robot.painted()
    texts = robot.texts()
    assert "Too bright." in texts
    assert any(text.startswith("Begun: Chat") for text in texts)
    page.more("b")
    page.keep()
    assert document(kiosk).case.lines[0].quantity == 2
    assert document(kiosk).case.channel == "chat"
    page.drop()
    assert document(kiosk).case is None
    assert page.head.begun == ""


def test_after_the_last_day_it_is_taken_only_when_somebody_allows_it(kiosk, tell, page, robot):
    tell(SCOPE, "receipt", receipt(until="2026-11-01"))
    page.more("b")
    page.because("b", "other")
    robot.painted()
    assert (page.head.late, page.ready) == (True, False)
    robot.tap("Take it all the same")
    robot.wait(lambda: page.ready, "it may be taken")


def test_a_receipt_is_found_by_its_number(desk, hub_door, robot):
    hub_door.answers["/v1/staff/look-ups"] = lambda _body: LookedUp([Found("receipt", ID, "", "0017")])
    desk.go("return")
    robot.painted()
    robot.tap("Find a receipt")
    desk.returns.writing.write("0017")
    desk.returns.writing.accept()
    robot.wait(lambda: desk.returns.key == ID, "the receipt")


def test_receipts_that_are_open_here_are_offered_those_with_a_case_first(kiosk, desk, tell, robot):
    other = "cd" * 32
    opening = Opening("anna-c", "2026-11-22T20:00:00Z", receipts=[ID, other])
    tell(kiosk.desk.work.people, "opening", opening)
    tell(SCOPE, "receipt", receipt())
    second = Receipt(other, "0016", "milano", "store", "2026-11-02T10:00:00Z", "EUR", LINES, case=CASE)
    tell(scopes.receipt(other), "receipt", second)
    desk.go("return")
    robot.wait(lambda: len(desk.returns.receipts) == 2, "both receipts")
    assert [row.title for row in desk.returns.receipts[:]] == ["Receipt 0016", "Receipt 0017"]


def test_keys_alone_take_something_back(kiosk, page, robot):
    kiosk.window.requestActivate()
    robot.painted()
    QTest.keyClick(kiosk.window, Qt.Key.Key_Plus)
    robot.wait(lambda: page.head.pieces == 1, "the sofa chosen")
    page.because("a", "changed_mind")
    robot.work_for(60)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: document(kiosk).returns != [], "the return")


def test_nothing_stays_when_the_page_is_closed(desk, page):
    page.more("a")
    desk.go("today")
    assert (page.known, page.head.pieces, len(page.lines)) == (False, 0, 0)
