from kiosk.core.staff.reasons import Reasons


def test_a_thing_is_kept_as_long_as_any_reason_stands() -> None:
    reasons = Reasons()
    reasons.give("order", "1", ("lamp", "sofa"))
    reasons.give("call", "1", ("lamp",))
    reasons.give("order", "1", ("sofa",))
    assert "lamp" in reasons
    reasons.give("call", "1", ())
    assert "lamp" not in reasons
    assert "sofa" in reasons


def test_only_what_a_reason_came_to_or_left_is_touched() -> None:
    reasons = Reasons()
    reasons.give("order", "1", ("lamp", "sofa"))
    assert reasons.touched() == {"lamp", "sofa"}
    reasons.give("order", "1", ("lamp", "sofa"))
    assert reasons.touched() == set()
    reasons.give_all("order", {"2": ("sofa",)})
    assert reasons.touched() == {"lamp", "sofa"}
    assert "sofa" in reasons
    assert reasons.touched() == set()


def test_a_thing_that_is_taken_twice_and_let_go_once_stays() -> None:
    reasons = Reasons()
    reasons.give_all("order", {"1": ("lamp",), "2": ("lamp",)})
    reasons.give_all("order", {"2": ("lamp",)})
    assert "lamp" in reasons
    reasons.give_all("order", {})
    assert "lamp" not in reasons
