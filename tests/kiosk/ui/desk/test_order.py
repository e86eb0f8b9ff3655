"""An associate prepares an order: by scanning, with what is missing, and hands it over."""

import tempfile

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from kiosk.core.scanners.decode import read_symbols
from sync.protocol import own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.orders import Contact, Line, Order, Substitute, basket_code
from sync.protocol.stock import StockLevel

SOFA, VASE = "SOF-moss-2120", "VASE-1"
CODE = own_codes.write("order", "7K3M9QABCD")
NOW = "2026-11-22T09:00:00+00:00"
IVO = Actor("associate:ivo", "associate", "Ivo", "Milano Brera")


@pytest.fixture
def me(kiosk, desk):
    return kiosk.desk.work.actor


@pytest.fixture
def show(kiosk, desk, tell, me):
    """Open an order's page, as the hub has the order."""

    def open_one(**changes):
        named = {"claimed": me, "state": "accepted", "kind": "collect", "lines": lines(), **changes}
        order = Order("o1", "4107", "milano", placed=NOW, **{"contact": Contact("Luca B."), **named})
        tell(kiosk.desk.work.orders, "order", order)
        kiosk.desk.work.wanted.emit("order", "o1")
        return desk.order

    return open_one


@pytest.fixture
def stored(kiosk):
    def read():
        return kiosk._replica.document(kiosk.desk.work.orders, "order", "o1", Order)

    return read


def lines():
    return [
        Line("a", "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"}),
        Line("b", "vase", "vase", 2),
    ]


def test_a_scan_picks_and_the_next_line_is_in_work(kiosk, robot, show, stored):
    show()
    robot.scan(VASE)
    robot.wait(lambda: stored().line("b").picked == 1, "one vase")
    robot.scan(VASE)
    robot.wait(lambda: stored().line("b").state == "picked", "both")
    assert stored().state == "picking"
    robot.wait(lambda: "1 of 2 done" in robot.texts(), "the progress")
    assert "Larch sofa" in robot.texts()


def test_the_wrong_thing_is_refused_and_named(kiosk, robot, show, stored):
    show()
    before = stored()
    kiosk.scan("LAMP-1")
    robot.wait(lambda: "That is Lamp. It is not in this order." in robot.texts(), "what it is")
    kiosk.scan("SOF-sand-2120")
    robot.wait(lambda: any("the right product in another choice" in each for each in robot.texts()), "choice")
    assert stored() == before
    kiosk.scan(VASE)
    robot.wait(lambda: not any("It is not in this order" in each for each in robot.texts()), "it to go")


def test_more_than_was_ordered_is_refused(kiosk, robot, show, stored):
    show()
    for _ in range(3):
        kiosk.scan(VASE)
    robot.wait(lambda: "That is Vase. There are enough of it already." in robot.texts(), "enough")
    assert stored().line("b").picked == 2


def test_the_line_in_work_is_brought_into_sight_however_long_the_order(robot, show):
    order = show(lines=[Line(f"v{at:02}", "vase", "vase", 1) for at in range(20)])
    assert order.at == 0
    order.choose("v19")
    assert order.at == 19
    robot.wait(lambda: robot.find("Missing") is not None, "what may be wrong with it")
    robot.painted()
    button = robot.find("Missing")
    below = button.mapToScene(QPointF(0, button.height())).y()
    assert 0 < below < robot.window.height() - 112, "above the bottom bar"


def test_what_was_picked_can_be_taken_back(robot, show, stored):
    order = show()
    order.takeByHand()
    robot.wait(lambda: stored().line("a").state == "picked", "the sofa")
    robot.tap("Undo")
    robot.wait(lambda: stored().line("a").state == "open", "the undo")


def test_undo_gives_back_one_piece_not_all(kiosk, robot, show, stored):
    show()
    kiosk.scan(VASE)
    kiosk.scan(VASE)
    robot.wait(lambda: stored().line("b").picked == 2, "both")
    kiosk.desk.model.order.undo()
    assert stored().line("b").picked == 1


def test_one_missing_keeps_the_others_and_says_why(robot, show, stored):
    order = show()
    order.choose("b")
    robot.tap("Missing")
    robot.tap("Not found")
    robot.wait(lambda: stored().line("b").state == "short", "the missing one")
    assert (stored().line("b").picked, stored().line("b").reason) == (1, "not_found")
    robot.wait(lambda: "1 short: not found" in robot.texts(), "the words")


def test_something_alike_that_is_here_is_offered_instead(kiosk, robot, show, stored, tell):
    scope = scopes.stock("milano")
    for variant, on_hand in (("sand-2120", 2), ("moss-1800", 0)):
        tell(scope, "stock", StockLevel(variant, on_hand, NOW, aisle="7"), variant)
    order = show()
    order.choose("a")
    robot.tap("Substitute")
    robot.tap("Larch sofa, Sand, 212 cm")
    robot.wait(lambda: stored().line("a").waits, "the offer")
    assert stored().line("a").substitute.variant == "sand-2120"
    robot.wait(lambda: "Asked: Larch sofa instead?" in robot.texts(), "the words")


def test_what_the_shopper_agreed_to_is_picked_by_scanning_it(kiosk, robot, show, stored):
    offered = Substitute("vase", "vase", 1, agreed="yes", by=IVO.id)
    first = Line("a", "sofa", "moss-2120", 1, {"colour": "moss", "width": "2120"}, substitute=offered)
    show(lines=[first])
    assert "instead of Larch sofa" in " ".join(robot.texts())
    kiosk.scan(VASE)
    robot.wait(lambda: stored().line("a").state == "substituted", "the other one")


def test_a_shopper_who_stands_here_says_yes_or_no(robot, show, stored):
    first = Line("a", "sofa", "moss-2120", 1, substitute=Substitute("vase", "vase", 1, by=IVO.id))
    order = show(lines=[first])
    order.choose("a")
    robot.tap("They want it")
    robot.wait(lambda: stored().line("a").substitute.agreed == "yes", "the word")


def test_a_line_that_is_settled_can_be_begun_again(kiosk, robot, show, stored):
    order = show()
    kiosk.scan(SOFA)
    order.choose("a")
    robot.tap("Begin again")
    robot.wait(lambda: stored().line("a").state == "open", "the line")


def test_it_is_packed_laid_aside_and_handed_over_for_its_code(kiosk, robot, show, stored):
    order = show(lines=[Line("b", "vase", "vase", 1)], claim=digest(CODE))
    kiosk.scan(VASE)
    robot.tap("All together")
    robot.tap("Ready, it lies …")
    robot.tap("Pick-up shelf 3")
    robot.wait(lambda: stored().state == "ready_for_pickup", "to be ready")
    assert stored().place == "Pick-up shelf 3"
    order.goOn()
    order.questions.enter(own_codes.write("order", "AAAAAAAAAA"))
    robot.wait(lambda: "That is the code of another order." in robot.texts(), "the refusal")
    kiosk.scan(CODE)
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")
    robot.wait(lambda: "Handed over" in robot.texts(), "the words")


def test_a_manager_hands_over_without_a_code_and_says_why(robot, show, stored):
    order = show(
        state="ready_for_pickup",
        claim=digest(CODE),
        lines=[Line("b", "vase", "vase", 1, picked=1, state="picked")],
    )
    order.goOn()
    robot.tap("I know the shopper")
    robot.wait(lambda: stored().state == "picked_up", "the hand-over")
    assert stored().history[-1].reason == "known"


def test_enter_after_a_wrong_code_leaves_the_refusal_to_be_read(kiosk, robot, show):
    kiosk.window.requestActivate()
    order = show(
        state="ready_for_pickup",
        claim=digest(CODE),
        lines=[Line("b", "vase", "vase", 1, picked=1, state="picked")],
    )
    order.goOn()
    for each in [*"VTP0000", Qt.Key.Key_Return]:
        robot.work_for(60)
        robot.press(each)
    robot.work_for(100)
    assert order.questions.kind == "hand_over"
    assert order.questions.wrong == "That is no pick-up code, or it was misread."


def test_the_code_of_what_is_not_ready_says_so(kiosk, robot, show, stored):
    show(claim=digest(CODE))
    kiosk.scan(CODE)
    robot.wait(lambda: "It is their order, but not ready yet" in robot.texts(), "the words")
    assert stored().state == "accepted"


def test_a_colleague_who_has_it_is_named_and_it_can_be_taken_over(kiosk, robot, show, stored, me):
    show(claimed=IVO)
    robot.wait(lambda: any(text.startswith("Ivo has it") for text in robot.texts()), "who has it")
    kiosk.scan(VASE)
    assert stored().line("b").picked == 0
    robot.tap("Take it over from Ivo")
    robot.wait(lambda: stored().has(me.id), "the order")


def test_a_new_order_is_taken_with_its_first_piece(kiosk, robot, show, stored, me):
    show(claimed=None, state="new")
    robot.wait(lambda: robot.find("I’ll do it") is not None, "the primary")
    kiosk.scan(VASE)
    robot.wait(lambda: stored().line("b").picked == 1, "the vase")
    assert stored().has(me.id)


def test_holding_and_going_on(robot, show, stored):
    order = show()
    order.ask("hold")
    robot.tap("It takes two people")
    robot.wait(lambda: stored().state == "on_hold", "to wait")
    assert stored().reason == "two_people"
    robot.tap("Go on with it")
    robot.wait(lambda: stored().state == "accepted", "to go on")


def test_the_reason_for_a_rejection_is_a_code_whatever_language_is_spoken(robot, show, stored):
    order = show(contact=Contact("Luca B.", language="it"))
    order.ask("reject")
    robot.tap("It is sold out")
    robot.wait(lambda: stored().state == "rejected", "the rejection")
    assert stored().reason == "sold_out"


@pytest.mark.parametrize(
    ("reason", "remark", "words"),
    [
        ("goods_come", "", "On hold: The goods are still on their way"),
        ("goods_come", "Friday", "On hold: The goods are still on their way: Friday"),
        ("other", "The lift is broken", "On hold: The lift is broken"),
        ("flood", "", "On hold: a reason that this version cannot name yet"),
        ("Der Aufzug steht", "", "On hold: Der Aufzug steht"),
    ],
)
def test_why_it_waits_is_said_in_words(robot, show, reason, remark, words):
    show(state="on_hold", held="picking", reason=reason, remark=remark)
    robot.wait(lambda: words in robot.texts(), words)


def test_what_was_done_is_told(robot, show, kiosk):
    order = show()
    kiosk.scan(VASE)
    order.ask("history")
    robot.wait(lambda: "In hand: Vase" in robot.texts(), "the step")


def test_nothing_of_the_order_is_left_when_another_page_is_shown(kiosk, show, desk):
    order = show()
    desk.go("today")
    assert not order.head.there
    assert not order.lines.count


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A printer that keeps what it is sent: `lp` as a shell script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "lp"
    command.write_text(f'#!/bin/sh\ncat > {folder}/printed\necho "$@" > {folder}/how\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return folder


def test_the_slip_is_printed_and_is_never_on_the_disk(robot, show, printer, tmp_path, monkeypatch):
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    order = show(contact=Contact("Luca Bianchi", language="ja"))
    order.ask("menu")
    robot.tap("Print the slip")
    robot.wait(lambda: "The slip is printed" in robot.texts(), "the slip")
    assert (printer / "printed").read_bytes()[:4] == b"%PDF"
    assert (printer / "how").read_text().strip() == "", "no file is named: it came as a stream"
    assert list(files.iterdir()) == []


def test_without_a_printer_the_desk_says_so(robot, show, monkeypatch):
    monkeypatch.setenv("PATH", "")
    show().ask("slip")
    robot.wait(lambda: "There is no printer at this desk" in robot.texts(), "the words")


def test_the_till_reads_the_basket_from_the_screen_as_bars_and_as_a_square(kiosk, robot, show):
    basket = basket_code("o1")
    show(state="packed", basket=basket, lines=[Line("b", "vase", "vase", 1, picked=1, state="picked")])

    def read():
        grabbed = kiosk.window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
        size = (grabbed.width(), grabbed.height())
        picture = Image.frombuffer("L", size, grabbed.constBits(), "raw", "L", grabbed.bytesPerLine(), 1)
        return {symbol.text for symbol in read_symbols(picture)}

    robot.wait(lambda: {f"]C0{basket}", f"]Q1{basket}"} <= read(), "both codes on the screen")
