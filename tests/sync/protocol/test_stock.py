import datetime as dt

import pytest

from sync.protocol.stock import StockLevel, StockState, is_held, state

NOW = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("as_of", ["", "yesterday", "2026-99-99T10:00:00Z", "2026-11-22T10:00:00"])
def test_a_figure_of_unknown_age_is_an_old_one(as_of: str) -> None:
    assert state(StockLevel("v", 5, as_of), NOW) is StockState.OLD


def test_a_fresh_figure_counts_in_whatever_zone_it_was_taken() -> None:
    assert state(StockLevel("v", 5, "2026-11-22T18:59:00+09:00"), NOW) is StockState.THERE


@pytest.mark.parametrize(
    ("status", "shown", "there"),
    [
        ("in_stock", StockState.THERE, True),
        ("low_stock", StockState.LOW, True),
        ("out_of_stock", StockState.NONE, False),
        ("preorder", StockState.NONE, False),
        ("backorder", StockState.NONE, False),
        ("", StockState.UNKNOWN, False),
        ("perhaps", StockState.UNKNOWN, False),
    ],
)
def test_a_status_counts_where_there_is_no_figure(status: str, shown: StockState, *, there: bool) -> None:
    level = StockLevel("v", None, "2026-11-22T09:54:00Z", status=status)
    assert (state(level, NOW), is_held(level.on_hand, level.status)) == (shown, there)


def test_a_figure_counts_more_than_a_status() -> None:
    level = StockLevel("v", 0, "2026-11-22T09:54:00Z", status="in_stock")
    assert (state(level, NOW), is_held(level.on_hand, level.status)) == (StockState.NONE, False)
