"""What a shopper does by keys on the pages where something is written, chosen or asked."""

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.access.rows import looks
from kiosk.ui.access.script import Action, Line, Script, lines
from tests.kiosk.ui.access.scenes import to_filters, to_my_sizes
from tests.kiosk.ui.ways import (
    SOFA,
    to_asking,
    to_claim,
    to_digits,
    to_joining,
    to_list,
    to_mail,
    to_question,
    to_sign_in,
    to_stores,
)

Key = Qt.Key
PRIMARY = 6


def cells(kiosk):
    return [cell.text for cell in kiosk.access.cells[:]]


def test_a_code_is_written_with_the_controls(kiosk, begin, press):
    begin(to_claim)
    assert cells(kiosk)[:6] == ["2-9", "ABCDEF", "GHJKLM", "NPQRST", "UVWXYZ", "Back"]
    press(2, 3)
    assert kiosk.model.claim.typed == "K"
    press(0, 1, 1)
    assert kiosk.model.claim.typed == "K7"
    assert kiosk.access.title == "K7"
    press(5)
    assert kiosk.model.claim.typed == "K"


def test_a_code_is_written_with_a_keyboard_figures_too(kiosk, begin, write, reader):
    begin(to_claim)
    write(Key.Key_K, Key.Key_7, Key.Key_M)
    assert kiosk.model.claim.typed == "K7M"
    assert reader.speaking == "K 7 M"
    write(Key.Key_Backspace)
    assert kiosk.model.claim.typed == "K7"
    write(Key.Key_Escape)
    assert kiosk.model.page != "claim"
    assert kiosk.model.claim.typed == ""


def test_the_first_page_leads_to_a_list_that_waits(kiosk, begin, press):
    begin(lambda kiosk: kiosk.model.go("attract"))
    press(5)
    assert kiosk.model.page == "claim"


def test_the_number_is_read_and_the_code_is_on_the_screen(kiosk, begin, reader):
    begin(to_sign_in)
    assert kiosk.access.title == "Your number: 47"
    assert kiosk.access.codePath == kiosk.sign_in.path != ""
    assert "Choose 47 on your phone" in reader.finish_all()


def test_the_mailed_digits_are_written_either_way(kiosk, begin, press, write):
    begin(to_digits)
    press(2, 0)
    assert kiosk.sign_in.digits == "47"
    write(Key.Key_1)
    assert kiosk.sign_in.digits == "471"
    assert kiosk.access.title == "4 7 1"


def test_the_question_is_said_without_stars(kiosk, begin, press, reader):
    begin(to_question)
    assert kiosk.access.title == "Hello A***, is this you?"
    assert "Hello A, is this you?" in reader.finish_all()
    press(0)
    assert kiosk.model.page != "sign_in"
    assert not kiosk.known.signedIn


def test_help_leads_to_signing_in(kiosk, begin, press):
    begin(to_list)
    press(3)
    assert cells(kiosk)[3] == "Sign in"
    press(3)
    assert kiosk.model.page == "sign_in"
    assert not kiosk.service.asked


def test_the_list_joins_line_by_line(kiosk, robot, begin, press):
    begin(to_joining)
    joining = kiosk.known.joining
    assert joining.count == 2
    press(1, PRIMARY)
    assert joining.count == 1
    press(4)
    assert cells(kiosk)[PRIMARY] == "Join 1 line"
    press(PRIMARY)
    robot.wait(lambda: joining.undoable, "the line on their list")
    assert joining.count == 1


def test_a_size_is_said_anew(kiosk, robot, begin, press):
    begin(to_my_sizes)
    press(PRIMARY)
    assert kiosk.access.title == "M"
    press(1, PRIMARY)
    robot.wait(lambda: [fit.size for fit in kiosk.known.mine.fits[:]] == ["L"], "the size")


def test_a_space_is_kept_and_forgotten(kiosk, robot, begin, press):
    kiosk.space.ask()
    kiosk.space.press("9")
    kiosk.space.save()
    begin(to_my_sizes)
    press(1)
    assert kiosk.access.title == "Width 9\N{NO-BREAK SPACE}cm"
    assert cells(kiosk)[PRIMARY] == "Keep it"
    press(PRIMARY)
    robot.wait(lambda: kiosk.space.own, "it to be theirs")
    assert cells(kiosk)[PRIMARY] == "Forget"
    press(PRIMARY)
    robot.wait(lambda: not kiosk.space.known, "it to be forgotten")


def test_the_list_is_mailed_by_keys(kiosk, robot, begin, press, write):
    begin(to_mail)
    write(Key.Key_A, Key.Key_1, Key.Key_At, Key.Key_B)
    press(4, 5, 0)
    assert kiosk.model.mail.address == "a1@b.com"
    press(PRIMARY)
    robot.wait(lambda: not kiosk.model.mail.typing, "the letter on its way")
    assert kiosk.access.title == kiosk.model.mail.title


def test_filters_are_chosen_one_by_one(kiosk, robot, begin, press):
    begin(to_filters)
    press(0)
    robot.wait(lambda: kiosk.search.narrowed and kiosk.searcher.idle, "the answer")
    press(PRIMARY)
    assert not kiosk.search.filtering
    assert cells(kiosk)[PRIMARY] == "Look at it"


def test_a_product_leads_to_the_comparison_and_the_stores(kiosk, begin, press, settle):
    begin(lambda kiosk: kiosk.scan(SOFA))
    press(5)
    assert cells(kiosk)[0] == "List"
    press(1)
    assert kiosk.model.page == "compare"
    kiosk.access.back()
    settle()
    press(5, 3)
    assert kiosk.model.stores.shown


def test_the_stores_are_gone_through_and_left(kiosk, begin, press):
    begin(to_stores)
    assert kiosk.access.title == kiosk.model.stores.title
    assert cells(kiosk)[PRIMARY] == "Back"
    assert cells(kiosk)[4] == ""
    press(PRIMARY)
    assert not kiosk.model.stores.shown


def test_what_is_compared_is_not_offered_again(kiosk, begin, press, robot):
    begin(lambda kiosk: kiosk.scan(SOFA))
    press(5, 1, 3)
    robot.wait(lambda: kiosk.searcher.idle, "the shelf")
    assert kiosk.model.comparison.picking
    assert kiosk.access.title != "Larch sofa"
    kiosk.access.back()
    kiosk.model.toShelf("sofas")
    robot.wait(lambda: kiosk.access.title == "Larch sofa", "the shelf as it is")


def test_a_question_is_taken_back(kiosk, begin, press, write):
    begin(to_asking)
    write(Key.Key_H, Key.Key_I)
    press(PRIMARY)
    [asked] = kiosk.model.questions.asked[:]
    kiosk.model.toList()
    press(PRIMARY, 5)
    said = [cell.spoken for cell in kiosk.access.cells[:]]
    press(said.index("Take my question back"))
    assert not kiosk.model.questions.any
    assert "Take my question back" not in [cell.spoken for cell in kiosk.access.cells[:]]
    assert asked.line == ""


def test_home_asks_for_a_list_that_waits_while_there_is_none(kiosk, begin, press, settle):
    begin(lambda kiosk: kiosk.model.begin())
    assert kiosk.access.cells[5].spoken == "I have a list"
    press(5)
    assert kiosk.model.page == "claim"
    kiosk.access.back()
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toHome()
    settle()
    press(5)
    assert kiosk.model.page == "list"


@pytest.mark.usefixtures("qapp")
def test_a_place_alone_takes_no_second_look():
    """What is 1 of 4 stands beside the price where there would be a row too many."""
    script = Script(
        key=("one",),
        title="A name that takes two rows here",
        lines=lines("€1,290", "Three of them are here", Line("1 of 4", aside=True)),
        cells=(),
        primary=Action("check", "Go", lambda: None),
        picture="x",
    )
    [look] = looks(script, "Inter", 720)
    assert [row for unit in look for row in unit.rows][2:] == ["€1,290 · 1 of 4", "Three of them are here"]
    assert look[1].spoken == "€1,290, 1 of 4"
