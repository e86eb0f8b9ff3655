"""What an order keeps of the stock, in every state of its lines."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sync.protocol import orders
from sync.protocol.actors import Actor
from sync.protocol.orders import Line, Order, Substitute

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
LAMP = Line("l", "p", "lamp", 3)


def order(*lines: Line, **fields: Any) -> Order:
    whole: dict[str, Any] = {"kind": "collect", "state": "picking", **fields}
    return Order(id="o", number="o", store="milano", placed="", lines=[*lines], **whole)


def kept(document: Order) -> dict[str, int]:
    return {one.variant: one.quantity for one in orders.held(document, NOW)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LAMP, {"lamp": 3}),
        (Line("l", "p", "lamp", 3, picked=1), {"lamp": 3}),
        (Line("l", "p", "lamp", 3, state="picked", picked=3), {"lamp": 3}),
        (Line("l", "p", "lamp", 3, state="short", picked=1), {"lamp": 1}),
        (Line("l", "p", "lamp", 3, state="rejected"), {}),
        (Line("l", "p", "lamp", 3, picked=1, substitute=Substitute("q", "vase", 2)), {"lamp": 1, "vase": 2}),
        (Line("l", "p", "lamp", 3, state="short", substitute=Substitute("q", "vase", 2, agreed="no")), {}),
        (
            Line("l", "p", "lamp", 3, state="substituted", substitute=Substitute("q", "vase", 2, picked=2)),
            {"vase": 2},
        ),
    ],
)
def test_a_line_keeps_what_is_picked_and_what_is_to_be_picked(line: Line, expected: dict[str, int]) -> None:
    assert kept(order(line)) == expected


def test_each_hold_has_an_id_of_its_own_that_stays() -> None:
    (first,) = orders.held(order(LAMP), NOW)
    replaced = Line("l", "p", "lamp", 3, picked=1, substitute=Substitute("p", "lamp", 2))
    again = orders.held(order(replaced), NOW)
    assert first.hold == again[0].hold != again[1].hold


@pytest.mark.parametrize("state", ["rejected", "cancelled", "expired", "returned"])
def test_what_is_over_keeps_nothing(state: Any) -> None:
    assert kept(order(LAMP, state=state)) == {}


def test_what_was_fetched_is_kept_until_it_is_paid_but_not_for_ever() -> None:
    line = Line("l", "p", "lamp", 3, state="picked", picked=3)
    soon, over = "2026-11-26T11:00:00Z", "2026-11-26T10:00:00Z"
    assert kept(order(line, state="picked_up", claimed=Actor("a", "associate"), expires=soon)) == {"lamp": 3}
    assert kept(order(line, state="picked_up", paid=True, expires=soon)) == {}
    assert kept(order(line, state="picked_up", expires=over)) == {}
    assert orders.held(None, NOW) == []
