"""The drawing of the way: every stop is on it, in order, and the way keeps to the corridors."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.floor import MOST_SHELVES, aisle_of, floor


def test_shelves_stand_in_two_rows_in_the_order_of_walking():
    drawn = floor([str(number) for number in range(1, 11)], ["2", "7", "9"])
    assert [shelf.label for shelf in drawn.shelves] == [str(number) for number in range(1, 11)]
    assert {shelf.y for shelf in drawn.shelves} == {0.0, 0.5}
    assert [(stop.label, stop.number) for stop in drawn.stops] == [("2", 1), ("7", 2), ("9", 3)]


def test_a_stop_at_a_shelf_that_nobody_listed_is_drawn_all_the_same():
    assert [shelf.label for shelf in floor(["1"], ["12-4"]).shelves] == ["1", "12"]


def test_without_labels_there_is_no_drawing():
    assert floor([], ["", "-"]).shelves == []


def test_labels_of_bays_lead_to_their_aisle():
    assert [aisle_of(label) for label in ("7-3", "B 12", "Warehouse, ramp B", " ", "aisle")] == [
        "7",
        "B",
        "Warehouse",
        "",
        "aisle",
    ]


@given(st.lists(st.integers(1, 60).map(str), max_size=60), st.lists(st.integers(1, 60).map(str), max_size=9))
def test_every_stop_is_drawn_and_everything_is_inside(shelves, stops):
    drawn = floor(shelves, stops)
    assert [stop.label for stop in drawn.stops] == list(dict.fromkeys(stops))
    assert len(drawn.shelves) <= max(MOST_SHELVES, len(stops))
    assert {stop.label for stop in drawn.stops} <= {shelf.label for shelf in drawn.shelves}
    assert len(drawn.ways) == len(drawn.stops)
    corners = [corner for way in drawn.ways for corner in way]
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in corners)
    for way in drawn.ways:
        # Corridors cross at right angles.
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(way))
