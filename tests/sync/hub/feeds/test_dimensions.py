"""Cells with dimensions and weights: what is certain becomes numbers, everything else stays text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.dimensions import SizeCells, read_size
from sync.hub.feeds.feed import Settings
from sync.protocol.products import Size, Store

SETTINGS = Settings(Store("main", "Main store"), "EUR", "en", date(2026, 11, 22))
CENTIMETRES = SETTINGS._replace(length_unit="cm", weight_unit="kg")


def size(settings: Settings = SETTINGS, **cells: object) -> Size:
    return read_size(SizeCells(**cells), settings).size


def test_a_cell_with_everything_is_structured_and_kept() -> None:
    raw = '47 1/2"DIA X 30"H'
    assert size(text=raw) == Size(1207, 1207, 762, text=raw)


def test_what_is_not_certain_is_text_only() -> None:
    assert size(text="120 x 60 x 75 cm") == Size(text="120 x 60 x 75 cm")


def test_html_and_entities_go_before_anything_is_read() -> None:
    assert size(text="24&quot;W x 36&quot;D<br/>30&#34;H") == Size(610, 914, 762, text='24"W x 36"D\n30"H')


def test_the_header_tells_order_and_unit() -> None:
    assert size(text="120 x 60 x 75", header="dimensions (l x p x h) cm") == Size(
        1200, 600, 750, text="120 x 60 x 75"
    )


def test_a_unit_of_the_settings_is_the_last_resort() -> None:
    assert size(text="W 20 x H 30") == Size(text="W 20 x H 30")
    assert size(CENTIMETRES, text="W 20 x H 30") == Size(200, 0, 300, text="W 20 x H 30")
    assert size(CENTIMETRES, text='W 20" x H 30"') == Size(508, 0, 762, text='W 20" x H 30"')


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"width": "24", "depth": "36", "height": "30", "length_unit": "Inches"}, Size(610, 914, 762)),
        ({"width": "61 cm", "depth": "91cm", "height": "0,76 m"}, Size(610, 910, 760)),
        ({"length": "12", "width": "10.0", "height": "5", "length_unit": "cm"}, Size(100, 120, 50)),
        ({"length": "120 cm", "depth": "60 cm"}, Size(1200, 600)),
        ({"diameter": "30 cm", "height": "40 cm"}, Size(300, 300, 400)),
        ({"width": "61 cm", "depth": "0", "height": "0.00"}, Size(610)),
        ({"length": "120 cm"}, Size(text="L 120 cm")),
        ({"width": "24", "height": "30"}, Size(text="W 24 × H 30")),
        ({"width": "24", "height": "29-35", "length_unit": "in"}, Size(text="W 24 × H 29-35 in")),
        ({"diameter": "30 cm", "width": "40 cm"}, Size(text="W 40 cm × Ø 30 cm")),
        ({"width": "-5 cm"}, Size(text="W -5 cm")),
    ],
)
def test_columns_of_their_own(cells: dict[str, str], found: Size) -> None:
    assert size(**cells) == found


def test_columns_go_before_a_text_and_the_text_is_kept() -> None:
    assert size(width="24 in", text="Small") == Size(610, text="Small")
    assert size(width="24-26 in", text='W 25"') == Size(635, text='W 25"')


@pytest.mark.parametrize(
    ("cell", "unit", "grams"),
    [
        ("2.5", "kg", 2500),
        ("2,5 kg", "lb", 2500),
        ("12 lb 4 oz", "", 5557),
        ("500 gr.", "", 500),
        ("Peso: 1.500 kg", "", 1500),
        ("0.5", "lbs", 227),
        ("1/2 lb", "", 227),
        ("重量 3kg", "", 3000),
    ],
)
def test_weights(cell: str, unit: str, grams: int) -> None:
    assert size(weight=cell, weight_unit=unit).weight == grams


@pytest.mark.parametrize(
    "cell", ["12", "1.500 g", "2-3 kg", "ca. 2 kg", "3 x 200 g", "330 ml", "0.2 g", "nan"]
)
def test_a_weight_that_is_not_certain_is_kept_as_text(cell: str) -> None:
    measured = read_size(SizeCells(weight=cell), SETTINGS)
    assert (measured.size.weight, measured.extra) == (0, {"weight": cell})


def test_a_zero_weight_is_no_weight() -> None:
    assert read_size(SizeCells(weight="0.0000"), SETTINGS) == (Size(), {})


def test_the_settings_unit_weighs() -> None:
    assert size(CENTIMETRES, weight="2.5").weight == 2500


def test_a_line_of_the_description_counts_where_cells_say_nothing() -> None:
    lines = ["Made of oak.", 'Dimensions: 24"W x 36"D x 30"H', "Weight: 45 lbs", "Seats 4"]
    assert size(lines=lines) == Size(610, 914, 762, 20412, 'Dimensions: 24"W x 36"D x 30"H\nWeight: 45 lbs')
    assert size(lines=lines, width="20 cm") == Size(200)
    assert size(lines=lines, weight="1 kg").weight == 1000


def test_a_weight_that_a_line_does_not_call_so_is_none() -> None:
    assert size(lines=["15 lbs."]) == Size()
    assert size(lines=["W 20 cm, 15 lbs"]).weight == 6804


def test_lines_that_contradict_each_other_tell_nothing() -> None:
    assert size(lines=["Width: 20 cm", "Width: 30 cm"]) == Size()


@given(st.text(max_size=80), st.sampled_from(["", "cm", "in", "kg"]))
def test_no_text_is_too_strange(text: str, unit: str) -> None:
    cells = SizeCells(text=text, header=text, width=text, weight=text, length_unit=unit, lines=[text])
    found = read_size(cells, SETTINGS).size
    assert min(found.width, found.depth, found.height, found.weight) >= 0


PIECES = st.sampled_from(
    [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "12",
        "1/2",
        "½",
        ".",
        ",",
        '"',
        "'",
        "″",
        "x",
        "×",
        "W",
        "D",
        "H",
        "L",
        "l",
        "Ø",
        "dia",
        "cm",
        "mm",
        "m",
        "in",
        "ft",
        "g",
        "kg",
        "lb",
        "oz",
        "-",
        "–",
        "(",
        ")",
        "/",
        ":",
        ";",
        "to",
        "overall",
        "weight",
        "width",
        "高さ",
        " ",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_what_looks_like_measures_never_fails_and_is_never_nonsense(text: str) -> None:
    found = size(text=text)
    assert max(found.width, found.depth, found.height) <= 100_000
    assert found.weight <= 10_000_000
    if found.width or found.depth or found.height or found.weight:
        assert any(character.isdigit() for character in text) or "½" in text
        assert found.text
