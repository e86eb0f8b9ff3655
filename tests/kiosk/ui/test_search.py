"""Searching at the kiosk: type on the screen or on keys, look along shelves, narrow down, find nothing."""

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.app.kiosk import RESOURCES
from kiosk.ui import search_words
from kiosk.ui.searcher import Question, _Finder
from sync.brand import load
from sync.catalogue.build import build
from sync.catalogue.search import Query, Result
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.money import Price
from sync.protocol.products import Category, Product, Variant
from tests.kiosk.ui.conftest import VASE

SOFA = "SOF-moss-2120"


@pytest.fixture
def page(kiosk, robot):
    """The search page, with the catalogue's three products."""
    robot.tap("Begin")
    robot.tap("Search")
    assert kiosk.model.page == "search"
    return robot


def type_on_screen(robot, text):
    for key in text:
        robot.tap("Space" if key == " " else key)


def test_the_shop_can_be_looked_through_without_typing(kiosk, page):
    assert [row.name for row in kiosk.search.shelves[:]] == ["Sofas"]
    assert {"Look around", "Sofas", "Popular here", "Vase"} <= set(page.texts())
    page.tap("Sofas, 1 product")
    assert list(kiosk.search.hits.ids) == ["sofa"]
    page.tap("Remove Sofas")
    assert kiosk.search.browsing


def test_what_a_brand_puts_first_comes_before_what_there_is_more_of(data, qapp):
    """Seating is what there is most of; the fashion house begins with what one wears."""
    products = [
        Product(name, {"en": name}, [Variant(name, name, {}, {"EUR": Price(100)})], category=category)
        for name, category in (("chair", "seating"), ("stool", "seating"), ("coat", "wear"))
    ]
    documents = [("product", product.id, product) for product in products]
    documents += [("category", name, Category(name, {"en": name})) for name in ("seating", "wear")]
    rows = [
        CatalogueRow(kind, identifier, at, msgspec.Raw(msgspec.json.encode(body)))
        for at, (kind, identifier, body) in enumerate(documents, 1)
    ]
    build(data / "two.db", rows, len(rows))
    orders = []
    for name in ("olmaia", "vesperi"):
        finder = _Finder(lambda _path: [], load(RESOURCES / "brand" / f"{name}.toml"))
        answer = finder.answer(Question(data / "two.db", Query(limit=1), browse=True))
        orders.append([shelf.id for shelf in answer.shelves])
        finder.close()
    assert orders == [["seating", "wear"], ["wear", "seating"]]


def test_keys_on_the_screen_find_as_one_types(kiosk, page):
    kiosk.search.showKeys()
    type_on_screen(page, "lam")
    assert kiosk.search.text == "lam"
    assert list(kiosk.search.hits.ids) == ["lamp"]
    page.wait(lambda: "1 product for “lam”" in page.texts(), "the summary")
    page.tap("Delete")
    assert kiosk.search.text == "la"
    page.tap("Hide keys")
    assert not kiosk.search.typing


def test_a_tap_on_a_key_leaves_the_keyboard_in_the_field(kiosk, page):
    kiosk.window.requestActivate()
    page.painted()
    kiosk.search.showKeys()
    page.tap("v")
    page.window.requestActivate()
    assert page.window.activeFocusItem().inherits("QQuickTextInput")
    for key in (Qt.Key.Key_A, Qt.Key.Key_S):
        QTest.keyClick(page.window, key)
        page.work_for(60)
    assert kiosk.search.text == "vas"
    assert list(kiosk.search.hits.ids) == ["vase"]


def test_kana_are_typed_with_their_marks(kiosk, page):
    kiosk.shop.speak("ja")
    kiosk.search.showKeys()
    for key in ("は", "な", "ひ", "濁点", "ん"):
        page.tap(key)
    assert kiosk.search.text == "はなびん"
    page.tap("ABC")
    page.tap("q")
    assert kiosk.search.text == "はなびんq"
    page.tap("かな")
    assert kiosk.search.keypad.kana


def test_a_product_found_opens_and_the_search_is_still_there(kiosk, page):
    kiosk.search.write("vase")
    page.tap("Vase, €29")
    assert kiosk.model.page == "product"
    page.tap("Search")
    assert (kiosk.model.page, kiosk.search.text) == ("search", "vase")


def test_what_is_scanned_meanwhile_opens_as_anywhere(kiosk, page):
    kiosk.search.showKeys()
    page.scan(SOFA)
    page.wait(lambda: kiosk.model.page == "product", "the product")
    assert kiosk.search.text == ""


def test_nothing_found_says_what_to_do_and_leads_back(kiosk, page):
    kiosk.search.write("zzzzqqq")
    assert kiosk.search.empty
    assert "Nothing found for “zzzzqqq”" in page.texts()
    assert any("ask one of us" in text for text in page.texts())
    page.tap("Show everything")
    assert kiosk.search.home
    assert len(kiosk.search.hits) == 3


def test_what_was_typed_may_have_been_meant(kiosk, page):
    kiosk.search.write("vaze")
    page.wait(lambda: "You typed “vaze”" in page.texts(), "the correction")
    page.tap("Search for just that")
    assert "Nothing found for “vaze”" in page.texts()
    kiosk.search.write("vasee")
    assert list(kiosk.search.hits.ids) == ["vase"]


def test_products_with_all_words_are_told_apart_from_those_that_come_close(kiosk):
    result = Result(("a", "b"), 2, near=True, whole=1)
    summary = search_words.summary(kiosk.shop.words, "yoga bag", result)
    assert summary == "1 product for “yoga bag”; others come close"


def test_only_what_is_here_can_be_asked_for(kiosk, page, count):
    assert not kiosk.search.filters.hasHere
    count("milano", "vase", 3)
    kiosk.shop.recounted.emit()
    kiosk.search.write("v")
    assert (kiosk.search.filters.hasHere, kiosk.search.filters.hereCount) == (True, "1")
    page.tap("Available here, 1")
    assert list(kiosk.search.hits.ids) == ["vase"]
    assert "3 here" in page.texts()


def test_tiles_follow_stock_and_language(kiosk, page, count):
    count("milano", "vase", 3)
    kiosk.search.write("vase")
    page.painted()
    count("milano", "vase", 2)
    assert "2 here" in page.texts()
    kiosk.shop.speak("it")
    assert {"Vaso", "2 qui"} <= set(page.texts())


def test_a_tile_adds_up_what_there_is_of_all_choices(kiosk, page, count):
    count("milano", "moss-1800", 1)
    count("milano", "sand-1800", 4)
    count("milano", "sand-2120", 0)
    kiosk.search.write("sofa")
    assert "5 here" in page.texts()


def test_stock_that_nobody_knows_and_prices_that_are_missing_are_told_decently(kiosk, page):
    kiosk.search.write("lamp")
    assert "Price on request" in page.texts()
    assert "This store" not in page.texts()


def test_escape_goes_back_one_step_at_a_time(kiosk, page):
    kiosk.window.requestActivate()
    kiosk.search.write("vase")
    kiosk.search.showKeys()
    page.painted()
    for there in (
        lambda: not kiosk.search.typing and kiosk.search.text == "vase",
        lambda: kiosk.search.home and kiosk.model.page == "search",
        lambda: kiosk.model.page == "home",
    ):
        page.press(Qt.Key.Key_Escape)
        page.wait(there, "one step back")


@pytest.mark.parametrize("end", ["finish", "idle"])
def test_the_end_of_a_visit_forgets_what_was_looked_for(kiosk, page, clock, end):
    kiosk.search.write("vase")
    kiosk.search.toggle("category", "sofas")
    if end == "finish":
        kiosk.visit.finish()
    else:
        clock.seconds += 91
        kiosk.visit.tick()
    assert kiosk.search.text == ""
    assert kiosk.search.home
    assert len(kiosk.search.hits) == 0
    kiosk.model.toSearch()
    assert "vase" not in page.texts()
    assert len(kiosk.search.hits) == 3


def test_an_answer_that_comes_when_the_visit_is_over_is_not_shown(kiosk, page, monkeypatch):
    begun = []
    monkeypatch.setattr(kiosk.searcher._tasks, "run", lambda *task: begun.append(task))
    kiosk.search.write("vase")
    kiosk.visit.finish()
    for work, *told in begun:
        value = work()
        for done in told[:1]:
            done(value)
    assert len(kiosk.search.hits) == 0


def test_what_cannot_be_searched_says_so(kiosk, page, data):
    kiosk.shop.catalogue = None
    kiosk.search.write("vase")
    assert kiosk.search.lost
    assert any("We can’t search just now" in text for text in page.texts())


def test_a_text_that_is_not_on_the_shelf_is_looked_for_everywhere(kiosk, page):
    kiosk.search.toggle("category", "sofas")
    kiosk.search.write("vase")
    assert kiosk.search.empty
    page.tap("Look without filters")
    assert list(kiosk.search.hits.ids) == ["vase"]


def test_many_hits_are_brought_as_the_shopper_scrolls(kiosk, page, publish):
    for at in range(70):
        publish(
            replace(VASE, id=f"vase-{at}", variants=[replace(VASE.variants[0], id=f"v{at}", sku=f"V-{at}")])
        )
    kiosk.search.write("vase")
    assert (kiosk.search.filters.total, len(kiosk.search.hits)) == ("Show 71 products", 60)
    kiosk.search.more()
    assert len(kiosk.search.hits) == len(set(kiosk.search.hits.ids)) == 71
    kiosk.search.more()
    assert len(kiosk.search.hits) == 71


def test_a_search_that_is_open_follows_the_catalogue(kiosk, page, publish):
    kiosk.search.write("vase")
    publish(replace(VASE, variants=[replace(VASE.variants[0], prices={"EUR": Price(2500)})]))
    page.wait(lambda: "€25" in page.texts(), "the new price")


def test_of_a_product_without_anything_to_sell_nothing_is_shown(kiosk, page, publish):
    publish(replace(VASE, variants=[]))
    kiosk.scan("vase")
    assert kiosk.model.page == "search"
    assert any("ask one of us" in text for text in page.texts())


def test_the_scan_button_says_how_where_no_camera_is_offered(kiosk, page):
    assert not kiosk.model.camera.offered
    page.tap("Scan a product")
    page.wait(lambda: any("Hold the tag" in text for text in page.texts()), "the hint")
    kiosk.search.toggleFilters()
    page.tap("Show 3 products")
    assert not kiosk.search.filtering
