"""The way back: one step at a time, never in circles, never past the beginning of a visit."""

import pytest

from kiosk.ui.trail import LONGEST, Step, Trail

SOFA = "SOF-moss-2120"


def walk(*pages):
    trail = Trail()
    for page in pages:
        trail.leave(Step(page))
    return trail


def back(trail):
    steps = []
    while step := trail.back():
        steps.append(step.page)
    return steps


@pytest.mark.parametrize(
    ("walked", "led"),
    [
        ([], []),
        (["home"], ["home"]),
        (["home", "search", "product"], ["product", "search", "home"]),
        (["home", "list", "home", "list"], ["list", "home"]),
    ],
)
def test_the_way_leads_back_and_never_in_circles(walked, led):
    assert back(walk(*walked)) == led


def test_things_of_one_page_are_steps_of_their_own():
    trail = Trail()
    for product in ("sofa", "vase"):
        trail.leave(Step("product", product))
    assert trail.back() == Step("product", "vase")
    assert trail.back() == Step("product", "sofa")
    assert trail.back() is None


def test_a_long_way_forgets_its_beginning():
    trail = Trail()
    for number in range(LONGEST + 5):
        trail.leave(Step("product", str(number)))
    kept = [step.key for step in iter(trail.back, None)]
    assert kept == [str(number) for number in reversed(range(5, LONGEST + 5))]


def test_back_leads_where_one_came_from(kiosk):
    kiosk.model.begin()
    kiosk.model.toSearch()
    kiosk.scan(SOFA)
    kiosk.scan("VASE-1")
    kiosk.model.toList()
    for page, product in (("product", "vase"), ("product", "sofa"), ("search", "sofa"), ("home", "sofa")):
        kiosk.model.back()
        assert (kiosk.model.page, kiosk.product.identifier) == (page, product)
    kiosk.model.back()
    assert kiosk.model.page == "home"


def test_the_end_of_a_visit_ends_the_way_back(kiosk):
    kiosk.scan(SOFA)
    kiosk.model.toList()
    kiosk.visit.finish()
    kiosk.model.toAttract()
    kiosk.model.toSearch()
    kiosk.model.back()
    assert kiosk.model.page == "home"


def test_the_page_of_the_staff_is_no_step(kiosk):
    kiosk.model.begin()
    kiosk.model.toList()
    kiosk.model.toDesk()
    kiosk.model.leaveDesk()
    assert kiosk.model.page == "attract"
    kiosk.model.begin()
    kiosk.model.back()
    assert kiosk.model.page == "home"
