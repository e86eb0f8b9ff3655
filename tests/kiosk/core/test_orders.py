"""What comes first on Today, and what may be done about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import orders as desk
from kiosk.core.orders import Bucket
from sync.protocol import moments, orders
from sync.protocol.actors import Actor
from sync.protocol.orders import Line, Order, Substitute
from sync.protocol.staff import Role
from sync.protocol.stock import Hold, StockLevel

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ANNA = Actor("anna", "associate", "Anna", "Milano")
BRUNO = Actor("bruno", "associate", "Bruno", "Milano")


def at(minutes: float) -> str:
    return moments.write(NOW + timedelta(minutes=minutes))


def order(name: str = "o", *, promise: float | None = 30, placed: float = -5, **fields: Any) -> Order:
    whole: dict[str, Any] = {
        "kind": "collect",
        "state": "new",
        "lines": [Line("l", "p", "v", 2)],
        "promise": "" if promise is None else at(promise),
        **fields,
    }
    return Order(id=name, number=name, store="milano", placed=at(placed), **whole)


def names(documents: list[Order], me: str = "") -> list[str]:
    return [row.order.id for row in desk.queue(documents, NOW, me)]


def test_the_most_urgent_comes_first_and_what_waits_comes_last() -> None:
    documents = [
        order("tonight", promise=300),
        order("ready", promise=-50, state="ready_for_pickup"),
        order("late", promise=-3),
        order("soon", promise=10),
        order("request", promise=8, kind="request"),
        order("over", state="picked_up"),
    ]
    assert names(documents) == ["late", "request", "soon", "tonight", "ready"]
    rows = desk.queue(documents, NOW)
    assert [row.bucket for row in rows] == [Bucket.NOW] * 3 + [Bucket.LATER, Bucket.WAITING]
    assert [row.haste for row in rows] == ["late", "soon", "soon", "fine", "fine"]
    assert rows[0].left == timedelta(minutes=-3)
    assert rows[0].age == timedelta(minutes=5)


def test_what_a_till_sold_of_an_order_comes_before_everything() -> None:
    sold = [Line("l", "p", "lamp", 1, state="picked", picked=1, sold=1)]
    robbed = order("robbed", promise=600, state="packed", lines=sold)
    first, _ = desk.queue([order("late", promise=-30), robbed], NOW)
    assert (first.order.id, first.bucket, first.haste) == ("robbed", desk.Bucket.NOW, "late")


def test_what_was_fetched_and_not_paid_is_to_be_paid_until_the_till_has_sold_it() -> None:
    whole: dict[str, Any] = {"lines": [Line("l", "p", "lamp", 1, state="picked", picked=1)], "promise": None}
    carried = order("o", state="picked_up", expires=at(60), **whole)
    (kept,) = orders.held(carried, NOW)
    there = {"lamp": StockLevel("lamp", 1, at(0), holds={kept.hold: Hold(1, reference="o")})}
    sold = {"lamp": StockLevel("lamp", 0, at(0))}
    assert desk.owes(order("o", **whole), sold, NOW)
    assert desk.owes(carried, there, NOW)
    assert desk.owes(carried, {}, NOW)  # this desk knows nothing else
    assert not desk.owes(carried, sold, NOW)
    assert not desk.owes(carried, there, NOW + timedelta(hours=2))
    assert not desk.owes(order("o", state="picked_up", paid=True, **whole), there, NOW)
    assert not desk.owes(order("o", paid=True, **whole), there, NOW)


def test_what_i_have_begun_is_work_for_now() -> None:
    mine = order("mine", promise=600, state="picking", claimed=ANNA)
    assert desk.due(mine, NOW, "anna").bucket is Bucket.NOW
    assert desk.due(mine, NOW, "bruno").bucket is Bucket.LATER


def test_without_a_promise_the_oldest_comes_first() -> None:
    assert names([order("young", promise=None), order("old", promise=None, placed=-90)]) == ["old", "young"]


@given(st.lists(st.tuples(st.integers(-600, 600), st.sampled_from([*orders.OPEN])), max_size=12))
def test_no_open_order_is_missing_on_today(rows: list[tuple[int, Any]]) -> None:
    documents = [order(str(n), promise=promise, state=state) for n, (promise, state) in enumerate(rows)]
    assert sorted(names(documents)) == sorted(document.id for document in documents)


def test_the_time_line_joins_what_is_due_together() -> None:
    rows = desk.queue(
        [
            order("a", promise=10),
            order("b", promise=20, state="picking"),
            order("c", promise=200, state="picking"),
            order("d", promise=400),
            order("e", promise=30, state="on_hold"),
        ],
        NOW,
    )
    marks = desk.time_line(rows)
    assert [(mark.count, mark.state) for mark in marks] == [(2, "soon"), (1, "picking"), (1, "open")]
    assert marks[0].orders == ["a", "b"]


def test_what_may_be_done_depends_on_state_person_and_role() -> None:
    document = order(state="picking", claimed=ANNA)
    assert orders.PickLine in desk.may_do(document, ANNA, Role.STOCK)
    assert orders.ProposeSubstitute not in desk.may_do(document, ANNA, Role.STOCK)
    assert orders.ProposeSubstitute in desk.may_do(document, ANNA, Role.ASSOCIATE)
    assert orders.PickLine not in desk.may_do(document, BRUNO, Role.ASSOCIATE)
    assert orders.TakeOver in desk.may_do(document, BRUNO, Role.ASSOCIATE)
    assert orders.ExpireOrder not in desk.may_do(order(state="ready_for_pickup"), ANNA, Role.MANAGER)


PICKED = Line("l", "p", "v", 2, state="picked", picked=2)
ASKED = Line("l", "p", "v", 2, substitute=Substitute("p", "w", 2))


@pytest.mark.parametrize(
    ("document", "step"),
    [
        (order(), orders.ClaimOrder),
        (order(state="picking", claimed=ANNA), orders.PickLine),
        (order(state="picking"), orders.ClaimOrder),
        (order(state="picking", claimed=BRUNO), None),
        (order(state="picking", claimed=ANNA, lines=[PICKED]), orders.PackOrder),
        (order(state="picking", claimed=ANNA, lines=[ASKED]), None),
        (order(state="packed", claimed=ANNA, lines=[PICKED]), orders.MakeReady),
        (order(state="packed", kind="request", lines=[PICKED]), orders.HandOver),
        (order(state="ready_for_pickup", lines=[PICKED]), orders.HandOver),
        (order(state="on_hold", held="picking"), orders.ResumeOrder),
        (order(state="picked_up"), None),
    ],
)
def test_the_next_step_is_the_one_that_brings_it_on(document: Order, step: Any) -> None:
    assert desk.next_step(document, ANNA, Role.ASSOCIATE) is step


def test_who_does_not_serve_hands_nothing_over() -> None:
    assert desk.next_step(order(state="ready_for_pickup"), ANNA, Role.STOCK) is None


def test_progress_counts_lines_that_are_settled() -> None:
    assert desk.progress(order(lines=[PICKED, Line("m", "p", "w", 1)])) == (1, 2)
