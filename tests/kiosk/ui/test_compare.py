"""Two or three products side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.protocol.spaces import Space

SOFA = "SOF-moss-2120"


@pytest.fixture
def comparison(kiosk, robot):
    """The sofa, to be compared."""
    kiosk.model.begin()
    kiosk.scan(SOFA)
    robot.tap("Compare")
    assert kiosk.model.page == "compare"
    return kiosk.model.comparison


def products(comparison):
    return [row.product for row in comparison.columns[:]]


def test_the_choice_that_was_looked_at_is_what_is_compared(comparison):
    [row] = comparison.columns[:]
    assert (row.name, row.options, row.price) == (
        "Larch sofa",
        "Moss, 212 cm",
        "€1,290",
    )
    assert (row.wide, row.tall) == (2120, 830)
    assert len(comparison.different) == 0


def test_another_is_looked_for_and_tapped(kiosk, robot, comparison):
    robot.tap("Look for another")
    assert kiosk.model.page == "category"
    assert "Choose what to compare with Larch sofa" in robot.texts()
    kiosk.model.toSearch()
    kiosk.search.erase()
    kiosk.search.write("vase")
    robot.tap("Vase, €29")
    assert kiosk.model.page == "compare"
    assert products(comparison) == ["sofa", "vase"]
    assert not comparison.picking


def test_what_is_compared_already_is_no_answer_to_what_to_compare_it_with(kiosk, robot, comparison):
    robot.tap("Look for another")
    robot.wait(lambda: robot.find("Larch sofa") is not None, "the shelf")
    sofa = next(item for item in robot._visible() if item.property("product") == "sofa")
    assert (sofa.property("enabled"), sofa.property("chosen")) == (False, True)
    comparison.stop_picking()
    assert (sofa.property("enabled"), sofa.property("chosen")) == (True, False)


def test_a_scan_while_something_is_looked_for_is_compared(kiosk, comparison):
    kiosk.model.pickToCompare("")
    kiosk.scan("VASE-1")
    assert (kiosk.model.page, products(comparison)) == ("compare", ["sofa", "vase"])


def test_a_scan_on_the_page_is_put_beside_the_others_while_there_is_room(kiosk, comparison, publish, another):
    publish(another("sofa2"))
    for code in ("VASE-1", "LAMP-1"):
        kiosk.scan(code)
    assert (kiosk.model.page, products(comparison)) == ("compare", ["sofa", "vase", "lamp"])
    kiosk.scan("sofa2-SOF-moss-2120")
    assert kiosk.model.page == "product"
    assert kiosk.product.identifier == "sofa2"
    kiosk.model.back()
    assert products(comparison) == ["sofa", "vase", "lamp"]


def test_what_is_compared_already_is_looked_at_and_another_choice_takes_its_place(kiosk, comparison):
    kiosk.scan("SOF-sand-1800")
    assert (kiosk.model.page, [row.options for row in comparison.columns[:]]) == ("compare", ["Sand, 180 cm"])
    kiosk.scan("SOF-sand-1800")
    assert (kiosk.model.page, kiosk.product.name) == ("product", "Larch sofa")


def test_who_goes_elsewhere_looks_for_nothing_to_compare_any_more(kiosk, comparison):
    kiosk.model.pickToCompare("")
    kiosk.model.toHome()
    kiosk.search.openProduct("vase")
    assert kiosk.model.page == "product"


def test_what_differs_comes_first_and_what_is_the_same_is_folded(kiosk, robot, comparison):
    comparison.add("vase")
    different = {row.name: (row.first, row.second) for row in comparison.different[:]}
    assert different["Width"] == ("212\N{NO-BREAK SPACE}cm", "16\N{NO-BREAK SPACE}cm")
    assert different["Good to know"] == ("Wool", "not told")
    comparison.remove("vase")
    comparison.add("sofa", "sand-1800")
    assert products(comparison) == ["sofa"]
    comparison.add("lamp")
    assert "Width" in [row.name for row in comparison.different[:]]


def test_whether_it_fits_the_shoppers_space_is_told_first(kiosk, comparison):
    comparison.add("vase")
    kiosk.shop.measure(Space(width=2000))
    told = comparison.different[0]
    assert (told.name, told.first, told.second) == ("Your space", "Fits turned", "Fits")


def test_one_of_them_goes_on_the_list_from_here(kiosk, robot, comparison):
    comparison.add("vase")
    robot.tap("Add to list", 1)
    robot.wait(lambda: kiosk.pieces == 1, "the line")
    assert kiosk.list.document.present[0].product == "vase"
    assert kiosk.model.page == "compare"


def test_one_is_put_in_place_of_another_and_taken_away(kiosk, robot, comparison):
    comparison.add("vase")
    robot.tap("Put another in place of Larch sofa")
    kiosk.scan("LAMP-1")
    assert products(comparison) == ["lamp", "vase"]
    robot.tap("Stop comparing Vase")
    assert products(comparison) == ["lamp"]


def test_what_is_like_it_on_the_list_is_offered(kiosk, robot, comparison, publish, another):
    publish(another("sofa2"))
    kiosk.search.openProduct("sofa2")
    kiosk.product.add()
    kiosk.model.back()
    assert [row.product for row in comparison.offers[:]] == ["sofa2"]
    comparison.offer("sofa2")
    assert products(comparison) == ["sofa", "sofa2"]
    assert comparison.sameText.endswith("are the same")
    comparison.fold()
    robot.wait(lambda: "Hide what is the same" in robot.texts(), "the rest")


def test_it_speaks_the_language_that_is_chosen(kiosk, comparison):
    comparison.add("vase")
    kiosk.model.speak("ja")
    assert "幅" in [row.name for row in comparison.different[:]]


def test_the_end_of_a_visit_leaves_nothing_to_compare(kiosk, comparison):
    kiosk.visit.finish()
    assert products(comparison) == []
    assert (comparison.tallest, comparison.widest) == (0, 0)


def test_what_to_compare_is_gathered_from_the_search_and_the_list(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.scan("LAMP-1")
    kiosk.product.add()
    robot.wait(lambda: kiosk.pieces == 2, "the lines")
    comparison = kiosk.model.comparison
    kiosk.model.toSearch()
    kiosk.search.write("vase")
    kiosk.search.hideKeys()
    robot.tap("Compare")
    robot.wait(lambda: "Tap two or three things to compare" in robot.texts(), "what to do")
    robot.tap("Vase, €29")
    assert (kiosk.model.page, products(comparison)) == ("search", ["vase"])
    assert not comparison.enough
    kiosk.model.toList()
    robot.tap("Larch sofa")
    assert kiosk.model.page == "list"
    assert [(row.product, row.options) for row in comparison.columns[:]] == [
        ("vase", ""),
        ("sofa", "Moss, 212 cm"),
    ]
    robot.tap("Compare")
    assert (kiosk.model.page, comparison.gathering) == ("compare", False)
    assert len(comparison.different) > 0


def test_a_long_press_on_a_line_begins_to_gather(kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.wait(lambda: kiosk.pieces == 1, "the line")
    robot.wait(lambda: bool(robot._controls("Larch sofa")), "the line")
    robot.painted()
    line = robot._controls("Larch sofa")[0]
    at = line.mapToScene(line.boundingRect().center()).toPoint()
    QTest.mousePress(kiosk.window, Qt.MouseButton.LeftButton, pos=at)
    robot.wait(lambda: kiosk.model.comparison.gathering, "the tray")
    QTest.mouseRelease(kiosk.window, Qt.MouseButton.LeftButton, pos=at)
    assert kiosk.model.page == "list"
    assert products(kiosk.model.comparison) == ["sofa"]
    assert "And one more" in robot.texts()


def test_a_tap_more_lets_go_of_it_and_cancel_of_all(kiosk, robot):
    comparison = kiosk.model.comparison
    kiosk.model.toSearch()
    comparison.gather()
    for product in ("sofa", "vase", "vase"):
        kiosk.search.openProduct(product)
    assert products(comparison) == ["sofa"]
    kiosk.scan("VASE-1")
    assert (kiosk.model.page, products(comparison)) == ("search", ["sofa", "vase"])
    robot.tap("Stop comparing Larch sofa")
    assert products(comparison) == ["vase"]
    robot.tap("Cancel")
    assert (comparison.gathering, products(comparison)) == (False, [])
    kiosk.search.openProduct("vase")
    assert kiosk.model.page == "product"


def test_a_fourth_is_not_taken_and_it_is_said_why(kiosk, publish, another):
    publish(another("sofa2"))
    comparison = kiosk.model.comparison
    kiosk.model.toSearch()
    comparison.gather()
    for product in ("sofa", "vase", "lamp", "sofa2"):
        kiosk.search.openProduct(product)
    assert products(comparison) == ["sofa", "vase", "lamp"]
    assert kiosk.model.said == "Three at most: let go of one first"


def test_who_goes_home_gathers_no_more_and_the_end_of_a_visit_forgets_it(kiosk):
    comparison = kiosk.model.comparison
    kiosk.model.toSearch()
    comparison.gatherWith("vase")
    kiosk.model.toHome()
    assert (comparison.gathering, products(comparison)) == (False, ["vase"])
    kiosk.visit.finish()
    assert products(comparison) == []
