"""Numbers, money and times as people of each language read them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sync.catalogue.display import Display
from sync.protocol.money import Price

ROME = ZoneInfo("Europe/Rome")
BLANK = "\N{NO-BREAK SPACE}"


def display(language):
    return Display(language, ROME)


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        ("en", 129000, "EUR", "€1,290"),
        ("it", 129000, "EUR", "1.290 €"),
        ("ja", 129000, "EUR", "€1,290"),
        ("en", 129050, "EUR", "€1,290.50"),
        ("it", 5, "EUR", "0,05 €"),
        ("ja", 214000, "JPY", "¥214,000"),
        ("en", 5200, "USD", "US$52"),
        ("en", 1234, "KWD", "KWD 1.234"),
    ],
)
def test_money_is_as_in_the_language_with_cents_only_where_there_are_any(language, amount, currency, shown):
    assert display(language).money(amount, currency) == shown.replace(" ", BLANK)


def test_the_saving_is_the_difference():
    assert display("en").saving(Price(129000, 149000), "EUR") == "€200"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "30 November"), ("it", "30 novembre"), ("ja", "11月30日")]
)
def test_days_are_written_as_in_the_language(language, shown):
    assert display(language).day(date(2026, 11, 30)) == shown


def test_times_are_those_of_the_store():
    assert display("en").time(datetime(2026, 11, 22, 8, 40, tzinfo=UTC)) == "09:40"
    assert display("en").local_date(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == date(2026, 11, 23)


@pytest.mark.parametrize(("millimetres", "shown"), [(2120, "212"), (2125, "212,5"), (8, "0,8")])
def test_lengths_are_centimetres_with_a_decimal_only_where_there_is_one(millimetres, shown):
    assert display("it").centimetres(millimetres) == shown


@pytest.mark.parametrize(("metres", "shown"), [(1230, "1.2 km"), (126_400, "126 km")])
def test_short_ways_have_a_decimal(metres, shown):
    assert display("en").kilometres(metres) == shown.replace(" ", BLANK)


def test_weights_stars_and_counts():
    assert display("it").kilograms(1766) == "1,8"
    assert display("it").stars(4.0) == "4,0"
    assert display("en").number(1234) == "1,234"
