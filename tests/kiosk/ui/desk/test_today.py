"""Today: what is to be done, by urgency, and the next step of it."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.lists import Line, Question, ShoppingList
from sync.protocol.orders import Contact, Order
from sync.protocol.orders import Line as OrderLine
from sync.protocol.staff import HelpCall

LUCA = Actor("associate:luca", "associate", "Luca", "Milano Brera")


@pytest.fixture
def at(kiosk):
    """A moment, in minutes from now."""
    return lambda minutes: (kiosk.shop.now() + timedelta(minutes=minutes)).isoformat()


@pytest.fixture
def order(at):
    """An order as the hub sends it."""

    def make(identifier, minutes, kind="collect", state="new", **fields):
        lines = [OrderLine("l1", "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"})]
        return Order(
            identifier,
            fields.pop("number", identifier),
            "milano",
            kind,
            state,
            fields.pop("lines", lines),
            at(-10),
            at(minutes),
            **fields,
        )

    return make


def titles(desk):
    return [(row.section, row.title) for row in desk.today.rows[:]]


def test_what_is_late_first_comes_first_and_what_waits_comes_last(kiosk, desk, tell, order, at):
    work = kiosk.desk.work
    tell(work.orders, "order", order("4110", 150, contact=Contact("Sara M.")))
    tell(work.orders, "order", order("4107", 42, contact=Contact("Luca B.")))
    tell(work.orders, "order", order("r1", 1, "request", contact=Contact("Anna"), place="Kiosk 2"))
    tell(work.orders, "order", order("4101", -30, state="ready_for_pickup", expires=at(600)))
    tell(work.people, "help", HelpCall("h1", "", "Kiosk 5", at(-1), language="ja"))
    assert titles(desk) == [
        ("Now", "Bring 1 piece to Anna"),
        ("Now", "Help: Kiosk 5"),
        ("Now", "Order 4107, Luca B."),
        ("Later today", "Order 4110, Sara M."),
        ("Waits for somebody", "Order 4101"),
    ]
    assert desk.waiting == 4
    assert [mark.count for mark in desk.today.marks[:]] == [1, 1, 1]


def test_a_name_from_right_to_left_turns_nothing_but_itself(kiosk, desk, tell, order, robot):
    mine = Actor("associate:noa", "associate", "נועה", "Milano Brera")
    tell(kiosk.desk.work.orders, "order", order("4112", 170, state="accepted", claimed=mine))
    for number, name in (("4110", "שרה כהן"), ("4111", "سارة 12")):
        tell(kiosk.desk.work.orders, "order", order(number, 150, contact=Contact(name)))
        title = f"Order {number}, \u2068{name}\u2069"
        assert ("Later today", title) in titles(desk)
        robot.wait(lambda title=title: title in robot.texts(), "the name on the screen")
        layout = QTextLayout(f"{title}, 3 pieces")
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        layout.endLayout()
        places = [line.cursorToX(layout.text().index(word))[0] for word in ("Order", number, "3 pieces")]
        assert places == sorted(places)
    assert any("\u2068נועה\u2069" in row.detail for row in desk.today.rows[:])


def test_in_japanese_every_customer_is_named_with_respect(kiosk, desk, tell, order, at):
    kiosk.model.speak("ja")
    tell(kiosk.desk.work.orders, "order", order("4110", 150, contact=Contact("サラ")))
    tell(kiosk.desk.work.orders, "order", order("r1", 1, "request", contact=Contact("アンナ")))
    assert [title for _section, title in titles(desk)] == ["アンナ様へ1点をお持ちする", "注文 4110、サラ様"]
    assert desk.today.previewTitle == "サラ様"
    desk.go("orders")
    assert [row.title for row in desk.orders.rows[:]] == ["1点をお持ちする、アンナ様", "注文 4110、サラ様"]
    desk.show("order", "4110")
    assert desk.order.head.subtitle.startswith("サラ様が店頭で受け取り")


def test_enter_takes_what_is_chosen_and_opens_it(kiosk, desk, robot, tell, order):
    kiosk.window.requestActivate()
    tell(kiosk.desk.work.orders, "order", order("r1", 2, "request", contact=Contact("Anna")))
    robot.painted()
    assert robot.find("I’ll bring it")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.page == "order", "the order")
    assert desk.order.key == "r1"


def test_arrows_choose(kiosk, desk, robot, tell, order):
    kiosk.window.requestActivate()
    for at, minutes in enumerate((5, 10, 15)):
        tell(kiosk.desk.work.orders, "order", order(f"41{at}", minutes))
    robot.painted()
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    assert desk.today.previewTitle == "Order 412"
    QTest.keyClick(kiosk.window, Qt.Key.Key_Up)
    assert desk.today.previewTitle == "Order 411"


def test_a_call_is_heard_and_seen_on_every_page_and_leads_to_today(kiosk, desk, robot, tell, at):
    heard = []
    kiosk.desk.work.sounded.connect(heard.append)
    desk.go("stock")
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(0)))
    assert heard == ["request"]
    assert desk.rung == "Help: Kiosk 5"
    robot.tap("Show")
    assert desk.page == "today"
    assert desk.today.action == "I’m coming"
    assert desk.rung == ""
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(0), "sofa"))
    assert heard == ["request"], "what changes is not new"


def test_what_a_colleague_has_taken_meanwhile_is_shown_as_new_no_more(kiosk, desk, tell, at):
    desk.go("stock")
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(0)))
    assert desk.rung == "Help: Kiosk 5"
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(0), state="coming"))
    assert desk.rung == ""


def test_a_call_is_shown_with_how_long_they_have_waited_and_what_about(kiosk, desk, tell, at):
    call = HelpCall("h1", "", "Kiosk 5", at(-4), "sofa", language="ja")
    tell(kiosk.desk.work.people, "help", call)
    assert desk.today.previewTitle == "Kiosk 5"
    assert "4 min" in desk.today.previewDetail
    assert "Japanese" in desk.today.previewDetail
    assert desk.today.quote == "About Larch sofa"
    assert [row.name for row in desk.today.pieces[:]] == ["Larch sofa"]
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(-4)))
    assert desk.today.quote == "Asks for a person"


def test_who_called_by_name_from_elsewhere_is_named_with_the_place(kiosk, desk, tell, at):
    call = HelpCall("h1", "", "By the sofas", at(-4), language="ja", name="Anna")
    tell(kiosk.desk.work.people, "help", call)
    assert titles(desk) == [("Now", "Help for Anna")]
    assert "By the sofas" in desk.today.rows[0].detail
    assert desk.today.previewTitle == "Anna"
    assert desk.today.previewDetail.startswith("By the sofas")
    assert "Japanese" in desk.today.previewDetail


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", r"[A-Z][a-z]+day "),
        ("it", r"(Domenica|[A-Z][a-z]+dì|Sabato) \d+ [a-z]{5,}$"),
        ("ja", r".+曜日$"),
    ],
)
def test_the_day_is_written_in_full(kiosk, desk, language, day):
    kiosk.model.speak(language)
    assert re.match(day, desk.today.day), desk.today.day


def test_who_comes_is_told_and_can_say_that_it_is_done(kiosk, desk, tell, at):
    call = HelpCall("h1", "", "Kiosk 5", at(-5), state="coming", by=LUCA)
    tell(kiosk.desk.work.people, "help", call)
    assert desk.today.rows[0].detail == "Luca is on the way"
    assert desk.today.rows[0].haste == "fine"
    assert desk.today.action == "Helped"


def test_a_question_from_the_phone_leads_to_its_list(kiosk, desk, tell, order, at):
    listed = ShoppingList(
        "l1",
        "guest:1",
        lines=[Line("x", "sofa", "moss-2120", 1, by="phone:1")],
        actors={"phone:1": Actor("phone:1", "phone", "Giulia")},
        questions=[Question("q1", "Does it come in walnut?", "phone:1", at(-23), "x")],
    )
    tell(scopes.shopping_list("l1"), "list", listed)
    assert titles(desk) == [("Later today", "Giulia asks")]
    assert desk.today.quote == "“Does it come in walnut?”"
    desk.today.act()
    assert (desk.page, desk.sharedList.key) == ("list", "l1")


def test_signing_out_leaves_nothing_of_it(kiosk, desk, tell, order):
    tell(kiosk.desk.work.orders, "order", order("4107", 42, contact=Contact("Luca B.")))
    desk.end()
    assert len(desk.today.rows) == 0
    assert desk.today.previewTitle == ""
    assert desk._board.tasks == []
    assert not desk.today.known, "whether there is anything to do"


def test_news_touches_only_the_lines_that_it_is_about(kiosk, desk, robot, tell, order):
    for at, minutes in enumerate((5, 10, 15)):
        tell(kiosk.desk.work.orders, "order", order(f"41{at}", minutes))
    desk.today.choose(1)
    robot.painted()
    lines = {name: robot.find(name) for name in robot.names() if name.startswith("Order 41")}
    told = []
    rows = desk.today.rows
    for signal in (rows.rowsInserted, rows.rowsRemoved, rows.rowsMoved, rows.modelReset):
        signal.connect(lambda *arguments: told.append(arguments[1:]))
    rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    tell(kiosk.desk.work.orders, "order", order("409", 1))
    assert told == [(0, 0)], "one line is new"
    assert (desk.today.chosen, desk.today.previewTitle) == (2, "Order 411")
    robot.painted()
    assert all(robot.find(name) == line for name, line in lines.items()), "the others are the same ones"
    told.clear()
    tell(kiosk.desk.work.orders, "order", order("411", 10, state="picking"))
    assert told == [(2, 2)], "one line changed"


def test_passing_time_is_said_once(kiosk, desk, clock, tell, order):
    tell(kiosk.desk.work.orders, "order", order("4107", 42))
    told = []
    desk.today.changed.connect(lambda: told.append(desk.today.rows[0].promise))
    clock.seconds += 120
    kiosk.shop.stocked.emit()
    assert len(told) == 1
    assert "40 min" in told[0]


def test_another_language_is_spoken_in_every_line(kiosk, desk, tell, order, at):
    tell(kiosk.desk.work.orders, "order", order("4107", 42))
    tell(kiosk.desk.work.people, "help", HelpCall("h1", "", "Kiosk 5", at(-1)))
    kiosk.model.speak("it")
    assert {title for _, title in titles(desk)} == {"Ordine 4107", "Aiuto: Kiosk 5"}
