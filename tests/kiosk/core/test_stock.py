"""Honest stock: every figure with its place, its age and what it is worth."""

from datetime import UTC, datetime

import pytest

from kiosk.core.stock import (
    NEIGHBOURS,
    Availability,
    distance,
    nearest,
    neighbourhood,
    parse_moment,
    places,
    together,
    within_reach,
)
from sync.protocol.products import Store
from sync.protocol.stock import Confidence, Hold, StockLevel, StockState

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MILANO = Store("milano", "Milano Brera", city="Milano", latitude=45.4724, longitude=9.1871)
TORINO = Store("torino", "Torino Centro", city="Torino", latitude=45.0664, longitude=7.6851)
GENOVA = Store("genova", "Genova", city="Genova", latitude=44.4056, longitude=8.9463)
TOKYO = Store("tokyo", "Tokyo Daikanyama", city="Tokyo", latitude=35.6488, longitude=139.7032)
ONLINE = Store("online", "Online")
STORES = [ONLINE, TOKYO, TORINO, MILANO]


def level(on_hand, as_of="2026-11-22T08:54:00Z", aisle=""):
    return StockLevel("v", on_hand, as_of, aisle)


def test_here_comes_first_then_the_others_by_distance_then_online():
    rows = places(MILANO, STORES, {}, NOW)
    assert [(row.place, row.store.code) for row in rows] == [
        ("here", "milano"),
        ("near", "torino"),
        ("near", "tokyo"),
        ("online", "online"),
    ]


def test_a_store_without_news_is_not_known_and_has_no_age():
    (here, *_rest) = places(MILANO, STORES, {}, NOW)
    assert here.state is StockState.UNKNOWN
    assert here.as_of is None
    assert not here.in_stock
    assert not here.known_to_be_out


@pytest.mark.parametrize(
    ("on_hand", "as_of", "state", "in_stock"),
    [
        (4, "2026-11-22T08:54:00Z", StockState.THERE, True),
        (1, "2026-11-22T08:54:00Z", StockState.LOW, True),
        (0, "2026-11-22T08:54:00Z", StockState.NONE, False),
        (4, "2026-11-20T08:54:00Z", StockState.OLD, True),
        (0, "2026-11-20T08:54:00Z", StockState.OLD, False),
    ],
)
def test_a_figure_is_worth_what_its_age_allows(on_hand, as_of, state, in_stock):
    (here, *_rest) = places(MILANO, STORES, {"milano": level(on_hand, as_of)}, NOW)
    assert (here.state, here.in_stock, here.available) == (state, in_stock, on_hand)
    assert here.as_of == parse_moment(as_of)


def test_the_page_shows_the_nearest_store_that_has_it():
    levels = {"torino": level(0), "genova": level(3)}
    rows = nearest(places(MILANO, [*STORES, GENOVA], levels, NOW))
    assert [row.store.code for row in rows] == ["milano", "genova", "online"]


def test_nobody_is_sent_to_a_store_across_the_world():
    rows = places(MILANO, STORES, {"torino": level(0), "tokyo": level(3)}, NOW)
    assert [row.store.code for row in nearest(rows)] == ["milano", "torino", "online"]
    assert [row.store.code for row in within_reach(rows)] == ["milano", "torino", "online"]


def test_a_store_of_which_nobody_knows_where_it_is_is_told_of():
    rows = within_reach(places(MILANO, [*STORES, Store("pavia", "Pavia")], {}, NOW))
    assert [row.store.code for row in rows] == ["milano", "torino", "pavia", "online"]


def test_when_nobody_has_it_the_nearest_store_is_shown():
    rows = nearest(places(MILANO, STORES, {}, NOW))
    assert [row.store.code for row in rows] == ["milano", "torino", "online"]


def test_distance_is_that_of_the_map_and_endless_without_a_position():
    assert distance(MILANO, TORINO) == pytest.approx(126_000, rel=0.01)
    assert distance(MILANO, ONLINE) == float("inf")


def test_a_moment_without_a_zone_is_utc():
    assert parse_moment("2026-11-22T09:00:00") == NOW


def test_the_tablet_of_the_online_store_does_not_list_it_twice():
    rows = places(ONLINE, STORES, {}, NOW)
    assert [row.store.code for row in rows if row.store.code == "online"] == ["online"]
    assert isinstance(rows[0], Availability)


@pytest.mark.parametrize(
    ("status", "as_of", "in_stock", "out"),
    [
        ("in_stock", "2026-11-22T08:54:00Z", True, False),
        ("in_stock", "2026-11-01T08:54:00Z", True, False),
        ("out_of_stock", "2026-11-22T08:54:00Z", False, True),
        ("backorder", "2026-11-01T08:54:00Z", False, True),
        ("", "2026-11-22T08:54:00Z", False, False),
        ("in_stock", "", True, False),
    ],
)
def test_a_store_without_figures_still_says_whether_to_go_there(status, as_of, in_stock, out):
    told = StockLevel("v", None, as_of, status=status)
    (here, *_rest) = places(MILANO, STORES, {"milano": told}, NOW)
    assert (here.in_stock, here.known_to_be_out, here.available) == (in_stock, out, None)
    assert (here.as_of is None) == (as_of == "")


def test_of_a_chain_only_the_stores_around_are_told_of():
    chain = [
        Store(f"s{at}", f"Store {at}", latitude=45.0 + at / 10, longitude=9.0) for at in reversed(range(1565))
    ]
    chosen = neighbourhood(MILANO, [*chain, ONLINE, Store("nowhere", "Nowhere")])
    near = chosen[1:-1]
    assert (chosen[0], chosen[-1], len(near)) == (MILANO, ONLINE, NEIGHBOURS)
    farthest = max(distance(MILANO, store) for store in near)
    assert farthest <= min(distance(MILANO, store) for store in chain if store not in near)


def test_a_small_chain_is_told_of_whole():
    assert {store.code for store in neighbourhood(MILANO, STORES)} == {store.code for store in STORES}


def test_what_is_kept_for_somebody_cannot_be_had():
    kept = StockLevel("v", 3, "2026-11-22T08:54:00Z", holds={"order": Hold(3)})
    (here, *_rest) = places(MILANO, STORES, {"milano": kept}, NOW)
    assert (here.available, here.in_stock, here.known_to_be_out) == (0, False, True)


def test_several_variants_together_are_as_sure_as_the_least_sure():
    there = places(MILANO, STORES, {"milano": level(4)}, NOW)[0]
    missed = places(MILANO, STORES, {"milano": StockLevel("v", 2, "2026-11-22T08:54:00Z", shorts=2)}, NOW)[0]
    both = together([there, missed])
    assert (both.available, both.confidence) == (6, Confidence.DOUBTFUL)
