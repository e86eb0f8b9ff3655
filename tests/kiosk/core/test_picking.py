"""Which shelf first, whose piece it is, and what goes into which bag."""

import random
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import picking
from sync.protocol import orders
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.orders import Line, Order, Substitute
from sync.protocol.stock import StockLevel

ANNA = Actor("anna", "associate", "Anna")
NOW = "2026-11-26T10:00:00Z"
LEVELS = {
    variant: StockLevel(variant, 5, NOW, aisle)
    for variant, aisle in {"a": "10-1", "b": "2-3", "c": "2-1", "d": "Warehouse B"}.items()
}


def order(name: str, wanted: dict[str, int], promise: str = "2026-11-26T11:00:00Z", **fields: Any) -> Order:
    lines = [Line(f"{name}-{variant}", "p", variant, count) for variant, count in wanted.items()]
    whole: dict[str, Any] = {"kind": "collect", "state": "picking", "claimed": ANNA, "lines": lines, **fields}
    return Order(id=name, number=name, store="milano", placed=NOW, promise=promise, **whole)


def test_the_way_follows_the_shelf_and_ends_with_what_nobody_knows_the_place_of() -> None:
    stops = picking.route([order("o", {"a": 1, "x": 1, "d": 1, "b": 1, "c": 2})], LEVELS)
    assert [stop.aisle for stop in stops] == ["2-1", "2-3", "10-1", "Warehouse B", ""]
    lines = picking.in_shelf_order(order("o", {"a": 1, "b": 1}), LEVELS)
    assert [line.variant for line in lines] == ["b", "a"]


def test_several_orders_are_picked_in_one_walk() -> None:
    first = order("first", {"a": 2, "b": 1})
    late = order("late", {"a": 3}, promise="2026-11-26T10:30:00Z")
    (_, at_a) = picking.route([first, late], LEVELS)
    (pick,) = at_a.picks
    assert pick.quantity == 5
    assert [(share.order, share.quantity) for share in pick.shares] == [("late", 3), ("first", 2)]


def test_a_scan_belongs_to_the_most_urgent_order_that_still_wants_it() -> None:
    first = order("first", {"a": 1})
    late = order("late", {"a": 1}, promise="2026-11-26T10:30:00Z")
    assert picking.taken([first, late], "a", code="123") == [orders.PickLine("late", "late-a", 1, "123")]
    assert [verb.order for verb in picking.taken([first, late], "a", 2)] == ["late", "first"]
    assert picking.taken([first, late], "a", 3) == []
    assert picking.taken([first, late], "b") == []


def test_a_substitute_is_picked_once_the_shopper_agreed() -> None:
    line = Line("l", "p", "a", 2, picked=1, substitute=Substitute("q", "b", 1))
    assert picking.route([order("o", {}, lines=[line])], LEVELS) == []
    assert picking.taken([order("o", {}, lines=[line])], "b") == []
    line = Line("l", "p", "a", 2, picked=1, substitute=Substitute("q", "b", 1, agreed="yes"))
    (stop,) = picking.route([order("o", {}, lines=[line])], LEVELS)
    assert (stop.aisle, stop.picks[0].product, stop.picks[0].shares[0].substitute) == ("2-3", "q", True)
    assert picking.taken([order("o", {}, lines=[line])], "b") == [orders.PickLine("o", "l", 1)]
    assert picking.taken([order("o", {}, lines=[line])], "a") == []


def test_a_wave_is_what_one_person_carries() -> None:
    free = {"state": "new", "claimed": None}
    documents = [order(str(n), {"a": 2}, promise=f"2026-11-26T{11 + n}:00:00Z", **free) for n in range(8)]
    documents.append(order("request", {"a": 1}, kind="request", **free))
    documents.append(order("his", {"a": 1}, claimed=Actor("bruno", "associate")))
    documents.append(order("heavy", {"a": 99}, promise="2026-11-26T10:30:00Z", **free))
    assert [one.id for one in picking.suggested_wave(documents, "anna")] == list("012345")
    assert picking.suggested_wave(documents[:1], "anna") == []


waves = st.lists(
    st.dictionaries(st.sampled_from(list("abcdx")), st.integers(1, 4), min_size=1), min_size=1, max_size=4
)


@given(waves, st.integers(0, 999))
def test_whoever_walks_the_way_and_scans_it_all_has_every_bag_full(
    wanted: list[dict[str, int]], seed: int
) -> None:
    documents = {str(n): order(str(n), lines) for n, lines in enumerate(wanted)}
    stops = picking.route([*documents.values()], LEVELS)
    pieces = [pick.variant for stop in stops for pick in stop.picks for _ in range(pick.quantity)]
    random.Random(seed).shuffle(pieces)
    assert Counter(pieces) == sum((Counter(lines) for lines in wanted), Counter())
    for number, variant in enumerate(pieces):
        (verb,) = picking.taken([*documents.values()], variant)
        act = Act(f"op-{number}", ANNA, "staff:a", NOW, NOW, verb)
        documents[verb.order] = orders.apply(documents[verb.order], act, order_id=verb.order, store="milano")
    bags = picking.sort_out([*documents.values()])
    assert {bag.order: {line.variant: line.pieces for line in bag.lines} for bag in bags} == {
        str(n): lines for n, lines in enumerate(wanted)
    }
    assert picking.route([*documents.values()], LEVELS) == []
