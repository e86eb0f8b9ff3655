"""Back along the way through the desk's pages, and back to it after stepping away."""

from kiosk.core.steps import MOST, Step, Steps

TODAY, ORDERS, ORDER = Step("today", ""), Step("orders", ""), Step("order", "o1")


def test_back_leads_along_the_way_to_its_beginning():
    steps = Steps()
    steps.add(TODAY)
    steps.add(ORDERS)
    assert [steps.back(), steps.back(), steps.back()] == [ORDERS, TODAY, None]


def test_a_new_way_has_nothing_to_go_back_to():
    steps = Steps()
    steps.add(TODAY)
    steps.begin()
    assert steps.back() is None


def test_the_last_pages_of_a_long_way_are_remembered():
    steps = Steps()
    for number in range(MOST + 5):
        steps.add(Step("order", str(number)))
    way = [step.key for step in iter(steps.back, None)]
    assert way == [str(number) for number in reversed(range(5, MOST + 5))]


def test_who_stepped_away_finds_page_and_way_again_once_and_nobody_else_does():
    steps = Steps()
    steps.add(ORDERS)
    steps.leave("marco", ORDER)
    assert steps.back() is None
    assert steps.return_to("giulia") is None
    assert steps.return_to("marco") == ORDER
    assert steps.back() == ORDERS
    assert steps.return_to("marco") is None


def test_no_place_is_kept_of_who_has_gone():
    steps = Steps()
    steps.leave("marco", ORDER)
    steps.leave("giulia", ORDERS)
    steps.forget(without=["giulia"])
    assert (steps.return_to("marco"), steps.return_to("giulia")) == (None, ORDERS)
    steps.leave("giulia", ORDERS)
    steps.forget()
    assert steps.return_to("giulia") is None
