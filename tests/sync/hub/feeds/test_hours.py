import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.hours import DAYS, join_days, read_hours

STORES = Path(__file__).parents[5] / "shared/data/bestbuy-stores/stores.json"


def week(text: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for opening in read_hours(text):
        hours = f"{opening.opens}-{opening.closes}"
        found[opening.day] = f"{found[opening.day]} {hours}" if opening.day in found else hours
    return found


def on(days: range | tuple[int, ...], hours: str) -> dict[int, str]:
    return dict.fromkeys(days, hours)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon: 10-9:30; Tue: 10-9; Sun: 12-6", {0: "10:00-21:30", 1: "10:00-21:00", 6: "12:00-18:00"}),
        ("Mon-Fri 9am-9pm, Sat 10 a.m. to 6 p.m.", on(range(5), "09:00-21:00") | {5: "10:00-18:00"}),
        (
            "Lun-Ven 9:00-13:00, 15:30-19:30; Sab 9-13; Dom chiuso",
            on(range(5), "09:00-13:00 15:30-19:30") | {5: "09:00-13:00"},
        ),
        ("Dal lunedì al sabato dalle 9 alle 19.30", on(range(6), "09:00-19:30")),
        (
            "Mo-Fr 9.00-18.30 Uhr, Sa 9-14 Uhr, So geschlossen",
            on(range(5), "09:00-18:30") | {5: "09:00-14:00"},
        ),
        ("Lundi au samedi : 9h30-19h, dimanche fermé", on(range(6), "09:30-19:00")),
        ("Lunes a viernes de 10:00 a 20:00", on(range(5), "10:00-20:00")),
        ("月〜金 10:00～20:00、土日祝 9:00～21:00", on(range(5), "10:00-20:00") | on((5, 6), "09:00-21:00")),
        ("営業時間 10時から19時30分まで 定休日 水曜日", on((0, 1, 3, 4, 5, 6), "10:00-19:30")),
        ("Mo, We, Fr 08:00-12:00", on((0, 2, 4), "08:00-12:00")),
        ("Fri-Mon 9am-5pm", on((4, 5, 6, 0), "09:00-17:00")),
        ("täglich 8-22", on(range(7), "08:00-22:00")),
        ("24/7", on(range(7), "00:00-23:59")),
        ("Sat 9am-midnight", {5: "09:00-23:59"}),
        ("Mon: 10-9; Sat: 9-10", {0: "10:00-21:00", 5: "09:00-22:00"}),
        ("Mon 9-10pm", {0: "09:00-22:00"}),
        ("Mon 9-5pm", {0: "09:00-17:00"}),
        ("Sun 1-5", {6: "13:00-17:00"}),
    ],
)
def test_hours_as_shops_write_them(text: str, expected: dict[int, str]) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "call us",
        "10-20",  # on which days?
        "Mon 9-5 except in August",
        "Mon 9-10",  # one hour or thirteen
        "Mon 8-11",  # three hours or fifteen
        "Fri 18:00-02:00",  # past midnight
        "Lu-Di 9h-19h",  # dimanche, or Dienstag
        "Mon 9-18, Mon 10-19",
        "Mon 25-26",
        "Mon 9",
        "Mon-",
        "9am-5pm Mon",  # hours before the days: whose are they when more follow?
    ],
)
def test_what_is_not_certain_is_left_as_text(text: str) -> None:
    assert read_hours(text) == []


@given(st.text(max_size=60) | st.text("montuefri 0123456789:-,;apm月火日", max_size=40))
def test_any_text_gives_hours_in_order_or_none(text: str) -> None:
    found = read_hours(text)
    assert all(opening.opens < opening.closes for opening in found)
    assert [opening.day for opening in found] == sorted(opening.day for opening in found)


def test_a_weekday_has_one_number_in_every_language() -> None:
    names = [name for names in DAYS for name in names.split()]
    assert len(names) == len(set(names))


def test_columns_by_weekday_are_one_text() -> None:
    assert week(join_days({0: "9-18", 6: "closed", 5: "09:00-12:30"})) == {0: "09:00-18:00", 5: "09:00-12:30"}


@pytest.mark.skipif(not STORES.exists(), reason="needs ../shared/data/bestbuy-stores")
def test_all_hours_of_1565_real_stores_are_understood() -> None:
    stores = json.loads(STORES.read_bytes())
    assert len(stores) == 1565
    for store in stores:
        days = {opening.day for opening in read_hours(store["hours"])}
        assert len(days) == store["hours"].count(";") + 1, store["id"]
