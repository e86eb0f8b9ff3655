"""Stock at the desk: looked up by scan or word, counted, received, corrected; and who may."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol import scopes
from sync.protocol.stock import Hold, Move, StockLevel

SOFA = "SOF-moss-2120"
STOCK = scopes.stock("milano")


@pytest.fixture
def level(kiosk, tell):
    """Tell the desk how a variant stands."""

    def send(variant="moss-2120", on_hand=4, **fields):
        document = StockLevel(variant, on_hand, kiosk.shop.now().isoformat(), aisle="7", **fields)
        tell(STOCK, "stock", document, variant)

    return send


def held(kiosk, variant="moss-2120"):
    return kiosk._replica.document(STOCK, "stock", variant, StockLevel)


def test_a_scan_from_any_page_shows_its_stock(kiosk, desk, level, robot):
    level(holds={"o1": Hold(1)}, moves=[Move("m1", "sale", -1, kiosk.shop.now().isoformat())])
    desk.go("health")
    kiosk.scan(SOFA)
    assert desk.page == "stock"
    robot.wait(lambda: robot.find("Larch sofa") is not None, "the sofa")
    stock = desk.stock
    assert (stock.available, stock.kept) == ("3", "4 stand here, 1 is kept for somebody")
    assert stock.trust == "sure"
    assert [(row.what, row.delta) for row in stock.moves[:]] == [("Sold", "−1")]
    assert [row.key for row in stock.places[:]]


def test_enter_counts_digits_type_the_figure_and_enter_keeps_it(kiosk, desk, level, robot):
    kiosk.window.requestActivate()
    level()
    kiosk.scan(SOFA)
    robot.painted()
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.deed == "count", "the question")
    robot.painted()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(kiosk.window, key)
        robot.work_for(60)
    assert desk.stock.figure == 12
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.deed == "", "the answer")
    assert held(kiosk).on_hand == 12
    assert desk.stock.available == "12"
    assert desk.said == "Noted"


def test_goods_come_in_and_figures_are_corrected_with_a_reason(kiosk, desk, level):
    level()
    kiosk.scan(SOFA)
    desk.stock.begin("receive")
    desk.stock.digit(5)
    desk.stock.confirm()
    assert held(kiosk).on_hand == 9
    desk.stock.begin("correct")
    desk.stock.digit(2)
    desk.stock.because("damaged")
    desk.stock.confirm()
    assert held(kiosk).on_hand == 7
    assert desk.stock.moves[0].what == "Corrected, damaged"


def test_a_note_is_written_beside_the_figure_and_stands_in_the_history(kiosk, desk, level, robot):
    kiosk.window.requestActivate()
    level()
    kiosk.scan(SOFA)
    desk.stock.begin("correct")
    robot.painted()
    robot.tap("Add a note")
    robot.wait(lambda: desk.stock.writing.shown, "where it is written")
    robot.painted()
    for key in (Qt.Key.Key_W, Qt.Key.Key_E, Qt.Key.Key_T):
        QTest.keyClick(kiosk.window, key)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.note == "wet", "the note")
    robot.painted()
    assert robot.find("Change the note")
    assert robot.find("wet")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    robot.wait(lambda: desk.stock.deed == "", "the answer")
    assert (held(kiosk).on_hand, held(kiosk).moves[-1].note) == (3, "wet")
    assert desk.stock.moves[0].what == "Corrected, damaged: wet"


@pytest.mark.parametrize(
    ("deed", "said"), [("count", "Counted, Two boxes"), ("receive", "Came in, Two boxes")]
)
def test_a_note_goes_with_a_count_and_with_what_came_in(kiosk, desk, level, deed, said):
    level()
    kiosk.scan(SOFA)
    desk.stock.begin(deed)
    desk.stock.remark()
    desk.stock.writing.write("Two\nboxes")
    desk.stock.writing.accept()
    desk.stock.confirm()
    assert desk.stock.moves[0].what == said
    desk.stock.begin(deed)
    assert desk.stock.note == ""
    desk.stock.remark()
    desk.stock.clear()
    assert not desk.stock.writing.shown


def test_an_associate_looks_up_and_changes_nothing(kiosk, desk, sign_in, level, robot):
    level()
    sign_in("Giulia")
    kiosk.scan(SOFA)
    assert not desk.stock.mayWrite
    desk.stock.begin("count")
    assert desk.stock.deed == ""
    robot.painted()
    assert robot.find("Count") is None


def test_arrows_go_through_the_choices(kiosk, desk, robot):
    kiosk.window.requestActivate()
    kiosk.scan("SOF-moss-1800")
    robot.painted()
    first = desk.stock.variantName
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    assert desk.stock.variantName != first
    QTest.keyClick(kiosk.window, Qt.Key.Key_Up)
    assert desk.stock.variantName == first
