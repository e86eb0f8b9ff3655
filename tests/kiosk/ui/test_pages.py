"""A shopper's ways through the pages, on the real window."""

import pytest
from msgspec.structs import replace

from sync.protocol import own_codes
from sync.protocol.money import Price
from sync.protocol.products import Rating
from tests.kiosk.ui.conftest import VASE

SOFA = "SOF-moss-2120"


def test_touching_the_attract_page_begins(kiosk, robot):
    robot.tap("Begin")
    assert kiosk.model.page == "home"
    robot.wait(lambda: "Good morning" in robot.texts(), "the greeting")


def test_a_scan_shows_the_product_with_its_variant_chosen(kiosk, robot):
    robot.scan(SOFA)
    robot.wait(lambda: "Larch sofa" in robot.texts(), "the product")
    assert kiosk.model.page == "product"
    assert {"€1,290", "€1,490", "Moss", "212 cm", "Sofas"} <= set(robot.texts())


def test_stock_is_told_with_place_and_age(kiosk, robot, count):
    count("milano", "moss-2120", 4)
    count("torino", "moss-2120", 1, minutes=14)
    kiosk.scan(SOFA)
    texts = robot.texts()
    assert "4 here" in texts
    assert " · aisle 7" in texts
    assert "counted 6 min ago" in texts
    assert "1 in Torino" in texts
    assert "Online" in texts
    assert " · not known just now" in texts


def test_what_is_not_here_says_so_and_can_still_be_chosen(kiosk, robot, count):
    count("milano", "moss-1800", 0)
    kiosk.scan(SOFA)
    robot.tap("Width, 180 cm, not here just now")
    assert kiosk.product.code == "SOF-moss-1800"
    assert "Not in this store in this choice. See below where it is." in robot.texts()


def test_adding_shows_a_toast_that_can_take_it_back(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap("Add to list")
    assert kiosk.pieces == 1
    robot.wait(lambda: "On your list" in robot.texts(), "the toast")
    robot.tap("Undo")
    assert kiosk.pieces == 0


def test_the_list_counts_up_and_down_and_the_cross_takes_off(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.tap("One more")
    assert kiosk.pieces == 2
    assert "€2,580" in robot.texts()
    robot.tap("One less")
    robot.tap("Take Larch sofa off the list")
    assert kiosk.pieces == 0
    kiosk.list.undo()
    assert kiosk.pieces == 1


def test_what_has_no_price_here_is_not_in_the_total(kiosk, robot):
    for code in (SOFA, "LAMP-1"):
        kiosk.scan(code)
        kiosk.product.add()
    kiosk.model.toList()
    assert kiosk.list.total == "€1,290"
    assert "Without the pieces that have no price here" in robot.texts()


def test_the_code_opens_and_closes_the_link(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    assert kiosk.take.ready
    robot.tap("Close this link")
    assert kiosk.take.closed
    assert not kiosk.take.ready
    robot.tap("Make a new link")
    assert kiosk.take.ready


def test_finishing_with_a_list_offers_to_take_it_along_first(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    robot.tap("Finish")
    assert kiosk.model.page == "take"
    robot.tap("I have it")
    assert kiosk.model.page == "finish"
    assert "Your list with 1 piece, under this code" in robot.texts()
    assert kiosk.visit.code in robot.texts()


def test_finishing_without_it_closes_its_link_and_puts_it_aside(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    robot.tap("Finish")
    robot.tap("Finish without it")
    assert "Your list with 1 piece, under this code" in robot.texts()


def test_finishing_an_empty_visit_needs_no_question(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap("Finish")
    assert kiosk.model.page == "finish"
    robot.tap("Next shopper")
    assert kiosk.model.page == "attract"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NO-SUCH-1", "ask one of us"),
        ("9520000000001", "digit was misread"),
        ("https://shop.example/x", "web address"),
        ("x" * 5000, "far too much"),
        ("\x01\x02abc", "cannot read"),
        ("", "Nothing was in it"),
        ("https://lists.example/l/abc", "link of a list"),
        ("(01)09521234567882(17)261331", "printed or read wrong"),
        ("]C100095212345678821236", "something else than a product"),
        ("9812345678902", "a coupon"),
        ("9801234567892", "a receipt"),
        ("VTC7K3M9QR", "a customer card"),
        (own_codes.write("order", "7K3M9Q"), "a pick-up code"),
    ],
)
def test_every_scan_that_leads_nowhere_says_why_and_what_to_do(kiosk, robot, text, words):
    kiosk.scan(text)
    assert any(words in shown for shown in robot.texts())
    robot.tap("Scan another")
    assert kiosk.model.answer.reason == ""


def test_a_tile_leads_to_its_product(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.open("vase")
    robot.wait(lambda: "Vase" in robot.texts(), "the other product")
    assert not any(axis.key for axis in kiosk.product.axes[:])
    assert "Colour" not in robot.texts()


def test_products_that_are_gone_are_no_tiles(kiosk, robot):
    kiosk.scan(SOFA)
    robot.wait(lambda: kiosk.product.beside.tiles.count > 0, "what stands below the fold")
    assert [tile.product for tile in kiosk.product.beside.tiles[:]] == ["vase"]


def test_the_quiet_note_tells_the_time_of_the_last_news(kiosk, robot, clock):
    kiosk.scan(SOFA)
    kiosk.model.tell_news(online=False, last_news=clock.now())
    assert "Last news from other stores 10:00" in robot.texts()
    kiosk.product.add()
    robot.wait(lambda: "On your list. It reaches your phone later" in robot.texts(), "the honest toast")
    kiosk.model.tell_news(online=True, last_news=clock.now())
    assert not any("Last news" in text for text in robot.texts())


def test_stock_that_arrives_is_told_wherever_it_is_shown(kiosk, robot, count):
    kiosk.scan(SOFA)
    robot.wait(lambda: len(kiosk.product.beside.tiles) > 0, "what goes with it")
    count("milano", "vase", 3)
    count("milano", "moss-1800", 0)
    assert [tile.stock for tile in kiosk.product.beside.tiles] == ["3 here"]
    widths = kiosk.product.axes[-1].values
    assert [value.here for value in widths] == [False, True]


def test_a_store_that_counts_nothing_says_in_words_whether_it_is_there(kiosk, robot, count):
    count("milano", "moss-2120", None, status="in_stock")
    count("torino", "moss-2120", None, status="backorder")
    kiosk.scan(SOFA)
    texts = robot.texts()
    assert {"In stock here", "On order in Torino", "counted 6 min ago"} <= set(texts)
    assert not any("None" in text or "+ here" in text for text in texts)


def test_what_has_no_price_asks_to_ask(kiosk, robot):
    kiosk.scan("LAMP-1")
    assert "Price on request, please ask us" in robot.texts()


def tints(robot):
    """How many things on the screen are marked as just changed."""
    return sum(item.objectName() == "fresh" for item in robot._visible())


def test_a_figure_that_changes_by_itself_is_tinted_for_a_moment(kiosk, robot, count):
    count("milano", "moss-2120", 4)
    kiosk.scan(SOFA)
    assert tints(robot) == 0
    count("milano", "moss-2120", 3)
    assert [row.fresh for row in kiosk.product.places.rows[:]] == [1, 0, 0]
    assert tints(robot) == 1
    robot.wait(lambda: tints(robot) == 0, "the tint to fade")
    kiosk.product.pick("width", "1800")
    assert tints(robot) == 0
    assert {row.fresh for row in kiosk.product.places.rows[:]} == {0}


def test_a_price_that_changes_by_itself_is_tinted(kiosk, robot, publish):
    kiosk.scan("VASE-1")
    publish(replace(VASE, variants=[replace(VASE.variants[0], prices={"EUR": Price(2500)})]))
    assert "€25" in robot.texts()
    assert (kiosk.product.freshPrice, tints(robot)) == (1, 1)


def test_ratings_told_as_a_mean_show_no_bars(kiosk, robot, publish):
    sofa = kiosk.shop.product("sofa")
    kiosk.scan(SOFA)
    robot.wait(lambda: len(kiosk.product.reviews.bars) == 5, "the bars")
    publish(replace(sofa, rating=Rating(number=12, average=4.4), reviews=[]))
    robot.wait(lambda: kiosk.product.reviews.count == 12, "the rating")
    assert kiosk.product.reviews.figure == "4.4"
    robot.wait(lambda: len(kiosk.product.reviews.bars) == 0, "what stands below the fold")
