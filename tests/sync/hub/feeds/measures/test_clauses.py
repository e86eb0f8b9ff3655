from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.measures.clauses import Hint, read_cell, read_header


def wdh(width: int = 0, depth: int = 0, height: int = 0) -> dict[str, int]:
    sides = {"width": width, "depth": depth, "height": height}
    return {side: value for side, value in sides.items() if value}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ('24"W x 36"D x 30"H', wdh(610, 914, 762)),
        ("24”W X 36”D X 30”H", wdh(610, 914, 762)),
        ("47½″ dia × 30″ H", wdh(1207, 1207, 762)),
        ("47-1/2\" Dia. x 30'' H", wdh(1207, 1207, 762)),
        ("W120xD60xH75cm", wdh(1200, 600, 750)),
        ("H 75 x W 120 x D 60 cm", wdh(1200, 600, 750)),
        ("61W x 91D x 76H cm", wdh(610, 910, 760)),
        ("30cm (H) x 20cm (W)", wdh(200, 0, 300)),
        ("24 in (61 cm) W x 30 in (76 cm) H", wdh(610, 0, 762)),
        ('24"W x 36"D x 30"H (61 x 91 x 76 cm)', wdh(610, 914, 762)),
        ("W: 61cm D: 91cm H: 76cm", wdh(610, 910, 760)),
        ("W 61 cm / D 91 cm / H 76 cm", wdh(610, 910, 760)),
        ("Width: 24 in; Depth: 36 in; Height: 30 in", wdh(610, 914, 762)),
        ("Width: 24 in, Depth: 36 in, Height: 30 in", wdh(610, 914, 762)),
        ("5' 6\"W x 2' D", wdh(1676, 610)),
        ("5 ft 6 in wide", wdh(1676)),
        ("Dimensions (WxDxH): 24 x 36 x 30 in", wdh(610, 914, 762)),
        ("24 x 36 x 30 in (W x D x H)", wdh(610, 914, 762)),
        ("cm 120x60x75 (LxPxH)", wdh(1200, 600, 750)),
        ("L 120 x l 60 x H 75 cm", wdh(600, 1200, 750)),
        ("L 12 x W 10 x H 5 cm", wdh(100, 120, 50)),
        ("B 60 x T 40 x H 75 cm", wdh(600, 400, 750)),
        ("Breite: 60 cm, Höhe: 1,20 m", wdh(600, 0, 1200)),
        ("Largeur 120 cm, profondeur 60 cm, hauteur 75 cm", wdh(1200, 600, 750)),
        ("larghezza 120 cm; profondità 60 cm; altezza 75 cm", wdh(1200, 600, 750)),
        ("幅120×奥行60×高さ75cm", wdh(1200, 600, 750)),
        ("Ｗ１２０×Ｄ６０×Ｈ７５㎝", wdh(1200, 600, 750)),
        ("Ø30 x H40 cm", wdh(300, 300, 400)),
        ("⌀ 30 cm", wdh(300, 300)),
        ('Overall: 24"W x 36"D x 30"H; Seat: 18"H', wdh(610, 914, 762)),
        ("1,200 mm W x 800 mm D x 750 mm H", wdh(1200, 800, 750)),
        ("W 1.200 m", wdh(1200)),
        ("W .5 in", wdh(13)),
    ],
)
def test_certain(text: str, sides: dict[str, int]) -> None:
    assert read_cell(text) == (sides, 0)


def test_a_weight_in_the_same_cell() -> None:
    assert read_cell('24"W x 36"D x 30"H, 45 lbs') == (wdh(610, 914, 762), 20412)
    assert read_cell("Overall: W 20 cm; Drawer: W 10 cm; Weight: 3 kg") == (wdh(200), 3000)


@pytest.mark.parametrize(
    "text",
    [
        "120 x 60 x 75 cm",  # which is which?
        "30 cm",
        '29"-35"H x 20"W',  # ranges
        "W 29 to 35 cm",
        "W 29–35 cm",
        "W 30 ± 1 cm",
        "approx. 24 cm W",
        "up to 24 cm W",
        "幅約120cm",
        "max. W 24 cm",
        'Table: 60"W x 36"D; Chair: 18"W x 20"D',  # several parts
        'Set of 2: 18"W x 20"D',
        '60"W x 36"D; 18"W x 20"D',
        "Package: W 60 x D 40 x H 20 cm",
        "Seat height: 45 cm",
        "D 30 x H 40 cm",  # depth or diameter?
        "L 120 x H 40 cm",  # width or depth?
        "B 60 cm",
        "P 60 cm",
        "24W x 36D x 30H",  # no unit
        '24"W x 36 cmD x 30H',  # two units, and one without
        "W 1.200 cm",  # 1.2 cm or 12 m?
        "W 1'200 mm",
        "W 0 cm",
        "W -5 cm",
        "5' 14\" W",
        '24"W x 36"D (61 x 99 cm)',  # contradicts itself
        '24"W x 36 x 30',
        "W 20 cm H",
        "W x H",
        "W W 20 cm",
        "W 20 W 30 cm",
        "100 ml",
        "Size: M",
        "W 24/36 cm",
        "W 200 m",
        "W 12345678901234567890 mm",
        '48" round',
        "(((((",
        "W 20 cm)",
        "",
    ],
)
def test_not_certain(text: str) -> None:
    assert read_cell(text) is None


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("dimensions (w x d x h, cm)", Hint(("w", "d", "h"), "cm")),
        ("Size LxWxH (inches)", Hint(("L", "w", "h"), "in")),
        ("weight_in_kg", Hint((), "kg")),
        ("height in", Hint((), "in")),
        ("itemWidthCm", Hint((), "cm")),
        ("peso [kg]", Hint((), "kg")),
        ("Length x Width x Height", Hint(("length", "width", "height"), "")),
        ("Color", Hint()),
    ],
)
def test_headers(header: str, hint: Hint) -> None:
    assert read_header(header) == hint


def millimetres(value: Decimal, factor: str) -> int:
    return int((value * Decimal(factor)).quantize(Decimal(1), ROUND_HALF_UP))


centimetres = st.decimals("0.1", "999.9", places=1)
halves = st.integers(1, 16 * 120).map(lambda sixteenths: Decimal(sixteenths) / 16)


@given(
    st.tuples(centimetres, centimetres, centimetres),
    st.permutations("WDH"),
    st.sampled_from(["{side} {value}", "{value} {side}", "{side}{value}", "{value}({side})"]),
    st.sampled_from(".,"),
)
def test_every_order_and_place_of_letters_reads_back(
    values: tuple[Decimal, ...], order: list[str], form: str, mark: str
) -> None:
    parts = [
        form.format(side=side, value=str(values["WDH".index(side)]).replace(".", mark)) for side in order
    ]
    expected = wdh(*(millimetres(value, "10") for value in values))
    assert read_cell(" x ".join(parts) + " cm") == (expected, 0)


@given(halves, st.sampled_from(['"', "″", " in", " inches", "”", "''", " in."]), st.sampled_from([" ", "-"]))
def test_every_sixteenth_of_an_inch_reads_back(inches: Decimal, mark: str, join: str) -> None:
    whole, part = divmod(int(inches * 16), 16)
    fraction = f"{part}/16" if part else ""
    number = join.join(filter(None, (str(whole) if whole or not part else "", fraction)))
    assert read_cell(f"{number}{mark} W") == (wdh(millimetres(inches, "25.4")), 0)


@given(st.integers(1, 60), st.integers(0, 11))
def test_feet_and_inches_read_back(feet: int, inches: int) -> None:
    expected = (wdh(millimetres(Decimal(feet * 12 + inches), "25.4")), 0)
    assert read_cell(f"{feet}' {inches}\" wide") == expected
    assert read_cell(f"width: {feet} ft. {inches} in.") == expected


@given(st.integers(10, 999), st.integers(10, 999))
def test_the_same_in_two_systems_is_one_measure(width: int, height: int) -> None:
    inches = [round(value / 2.54, 1) for value in (width, height)]
    text = f"{width} cm W x {height} cm H ({inches[0]} x {inches[1]} in)"
    assert read_cell(text) == (wdh(width * 10, 0, height * 10), 0)


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["-", "–", "~", " - ", " to ", " bis ", "…"]))
def test_a_range_is_never_a_number(low: int, high: int, between: str) -> None:
    for text in (f"{low}{between}{high} cm W", f"W {low} cm{between}{high} cm", f'{low}"{between}{high}" H'):
        assert read_cell(text) is None
