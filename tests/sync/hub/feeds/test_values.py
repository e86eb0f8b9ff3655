from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.values import (
    parse_code,
    parse_day,
    parse_decimal,
    parse_grams,
    parse_price,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("52", "USD", 5200),
        ("52.0000", "USD", 5200),
        ("$1,290.50", "USD", 129050),
        ("1.290,50 €", "EUR", 129050),
        ("29,9", "EUR", 2990),
        ("1,290", "EUR", 129000),
        ("1 290", "EUR", 129000),
        ("1'290.00", "CHF", 129000),
        ("CHF 12", "CHF", 1200),
        ("1290", "JPY", 1290),
        ("0.125", "KWD", 125),
        ("2.345", "EUR", 235),
        ("12,-", "EUR", 1200),
        ("49.–", "CHF", 4900),
        ("￥１，２９０", "JPY", 1290),
        ("1.290.000", "JPY", 1290000),
        ("€ 1.234.567,8", "EUR", 123456780),
    ],
)
def test_prices_are_read_in_the_forms_shops_write(text: str, currency: str, minor: int) -> None:
    assert parse_price(text, currency) == minor


@pytest.mark.parametrize(
    "text", ["", "abc", "-5", "1e5", "NaN", "inf", "1.2.3", "12 for 10", "٣", "9999999999"]
)
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="price"):
        parse_price(text, "EUR")


@given(st.integers(0, 10**8))
def test_a_price_survives_both_decimal_marks(minor: int) -> None:
    amount = Decimal(minor) / 100
    assert parse_price(f"{amount:,.2f}", "EUR") == minor
    assert parse_price(f"{amount:.2f}".replace(".", ","), "EUR") == minor


@given(st.text(max_size=20))
def test_any_cell_is_a_number_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert parse_decimal(text) >= 0


@pytest.mark.parametrize("text", ["", "  ", "1.23E+12", "9,52731E+12", "4E+12", "4.00638E12", "x" * 65])
def test_codes_that_were_damaged_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"SKU|code"):
        parse_code(text)


def test_codes_are_text() -> None:
    assert parse_code("'00042") == "00042"
    assert parse_code("4006381333931.0") == "4006381333931"
    assert parse_code("1.0") == "1.0"
    assert parse_code("5E12") == "5E12"
    assert parse_code(" MH01-XS-Black ") == "MH01-XS-Black"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("100", 100),
        ("3.0000", 3),
        ("-2", 0),
        ("5-", 0),
        ("12 pz.", 12),
        ("10+", 10),
        ("> 20", 20),
        ("３個", 3),
        ("0", 0),
    ],
)
def test_quantities_are_whole_and_never_below_zero(text: str, count: int) -> None:
    assert parse_quantity(text) == count


@pytest.mark.parametrize("text", ["many", "", "1e9", "99999999999"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"quantity|holds"):
        parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30",
        "2026-11-30 00:00:00",
        "11/30/26",
        "11/30/2026, 12:00 AM",
        "30.11.2026",
        "30/11/2026",
        "2026/11/30",
        "20261130",
        "30-11-26",
        "2026年11月30日",
        "2026-11-30T10:00:00Z",
    ],
)
def test_days_are_read_in_the_forms_shops_write(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 30)


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        parse_day("next Friday")
    with pytest.raises(ValueError, match="day"):
        parse_day("31/31/2026")


def test_a_column_says_what_a_point_before_three_digits_is() -> None:
    assert parse_price("1.290", "EUR", ",") == 129000
    assert parse_price("1.290", "EUR", ".") == 129
    assert parse_price("1,290", "EUR", ",") == 129
    assert parse_price("12.50", "EUR", ",") == 1250
    assert parse_quantity("1.200", ",") == 1200
    assert parse_quantity("3,000", ",") == 3


@pytest.mark.parametrize("mark", ["", ".", ","])
@given(text=st.text("0123456789.,'- €", max_size=12))
def test_a_mark_makes_no_cell_raise_anything_else(mark: str, text: str) -> None:
    with suppress(ValueError):
        assert parse_price(text, "EUR", mark) >= 0
    with suppress(ValueError):
        assert parse_quantity(text, mark) >= 0
    with suppress(ValueError):
        parse_day(text)


@pytest.mark.parametrize(("text", "grams"), [("2 kg", 2000), ("1,5kg", 1500), ("1 lb", 454), ("500 g", 500)])
def test_weights_with_a_unit_are_grams(text: str, grams: int) -> None:
    assert parse_grams(text) == grams


def test_a_weight_without_a_unit_is_not_guessed() -> None:
    assert parse_grams("1") is None
