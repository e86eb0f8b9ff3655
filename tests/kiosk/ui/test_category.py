"""The category page: where a shelf lies, what is on it, narrowing it down, and the way back."""

import pytest
from PySide6.QtCore import Qt

from sync.protocol.products import Category
from sync.protocol.suggestions import Popular
from tests.kiosk.ui.conftest import names


@pytest.fixture
def shelf(kiosk, robot, learn):
    """The shelf of sofas, which lies in that of seats."""
    learn("category", "seats", Category("seats", names("Seats", "Sedute", "いす")))
    learn("category", "sofas", Category("sofas", names("Sofas", "Divani", "ソファ"), "seats"))
    kiosk.model.begin()
    kiosk.model.toShelf("sofas")
    robot.wait(lambda: list(kiosk.model.category.tiles.ids) == ["sofa"], "the shelf")
    return kiosk.model.category


def test_it_says_where_it_lies_and_leads_up(kiosk, robot, shelf):
    assert (shelf.title, shelf.summary) == ("Sofas", "1 product")
    assert [row.name for row in shelf.crumbs[:]] == ["Seats"]
    robot.tap("Seats")
    assert shelf.title == "Seats"
    assert len(shelf.crumbs) == 0
    kiosk.model.back()
    assert shelf.title == "Sofas"
    kiosk.model.back()
    assert kiosk.model.page == "home"


def test_what_is_below_is_one_tap_away(kiosk, robot, shelf):
    kiosk.model.toShelf("seats")
    robot.tap("Sofas, 1")
    robot.wait(lambda: shelf.title == "Sofas", "the shelf below")


def test_it_speaks_the_language_that_is_chosen(kiosk, shelf):
    kiosk.model.speak("it")
    assert shelf.title == "Divani"
    assert [row.name for row in shelf.crumbs[:]] == ["Sedute"]


def test_a_product_and_back_leaves_the_shelf_as_it_was_narrowed(kiosk, robot, shelf):
    kiosk.search.toggle("colour", "green")
    kiosk.scan("VASE-1")
    kiosk.model.back()
    assert kiosk.model.page == "category"
    assert [chip.value for chip in kiosk.search.filters.chosen[:]] == ["sofas", "green"]


def test_filters_that_leave_nothing_lead_back_to_the_whole_shelf(kiosk, robot, shelf):
    kiosk.search.toggle("price", "100")
    robot.wait(lambda: kiosk.search.empty, "the empty shelf")
    robot.tap("Show everything on this shelf")
    robot.wait(lambda: list(shelf.tiles.ids) == ["sofa"], "the shelf")


def test_the_search_is_on_the_shelf_only_when_one_comes_from_it(kiosk, shelf):
    kiosk.model.toSearch()
    assert kiosk.search.shelf == "sofas"
    kiosk.model.toHome()
    kiosk.model.toSearch()
    assert kiosk.search.home


def test_all_of_a_suggestion_is_shown_with_its_reason(kiosk, robot, shelf, learn, another):
    for number in range(6):
        learn("product", f"stool{number}", another(f"stool{number}"))
    learn("popular", "milano", Popular([f"stool{number}" for number in range(6)]))
    kiosk.model.toHome()
    assert len(kiosk.home.first.tiles) == 4
    robot.tap("More")
    robot.wait(lambda: kiosk.model.page == "category", "all of them")
    assert (shelf.title, shelf.summary) == ("Popular here", "often chosen")
    assert len(shelf.tiles) == 6
    assert not shelf.narrows
    kiosk.model.toShelf("sofas")
    kiosk.model.back()
    assert shelf.title == "Popular here"


def test_escape_leads_back(kiosk, robot, shelf):
    kiosk.window.requestActivate()
    robot.painted()
    robot.press(Qt.Key.Key_Escape)
    robot.wait(lambda: kiosk.model.page == "home", "the way back")


def test_the_end_of_a_visit_leaves_no_shelf(kiosk, shelf):
    kiosk.visit.finish()
    assert (shelf.title, len(shelf.crumbs), len(shelf.tiles)) == ("", 0, 0)
