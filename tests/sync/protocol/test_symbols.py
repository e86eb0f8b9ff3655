"""Codes drawn: read back from the picture, and the SVG says the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.scan import parse
from kiosk.core.scan.image import read_picture
from sync.protocol import own_codes, symbols
from sync.protocol.gs1 import link
from sync.protocol.own_codes import ALPHABET, LETTERS

GTIN = "09521234567882"


def read_back(symbol):
    (text,) = read_picture(symbols.picture(symbol))
    return parse(text)


@pytest.mark.parametrize("kind", sorted(LETTERS))
@pytest.mark.parametrize("draw", [symbols.qr, symbols.code_128])
def test_own_codes_are_read_back(kind, draw):
    scan = read_back(draw(own_codes.write(kind, "7K3M9Q2X")))
    assert scan.keys[0].type == kind
    assert scan.keys[0].value == "7K3M9Q2X"


@settings(max_examples=25)
@given(st.text(ALPHABET, min_size=4, max_size=24))
def test_any_own_code_is_read_back(text):
    written = own_codes.write("order", text)
    for draw in (symbols.qr, symbols.code_128):
        assert read_back(draw(written)).keys[0].value == text


@pytest.mark.parametrize(
    "gtin", [GTIN, "00042100005264", "00000096385074", "98765432109213", "00212345000007", "09780306406157"]
)
def test_a_gtin_is_drawn_as_tills_read_it(gtin):
    scan = read_back(symbols.product(gtin))
    assert scan.keys[0].value == gtin


@pytest.mark.parametrize("draw", [symbols.gs1_128, symbols.gs1_datamatrix])
def test_elements_are_read_back(draw):
    elements = {"01": GTIN, "17": "261231", "10": "L-7", "21": "S1"}
    assert read_back(draw(elements)).elements == elements


def test_a_digital_link_is_read_back():
    elements = {"01": GTIN, "10": "L7"}
    assert read_back(symbols.qr(link.write(elements, "https://shop.example"))).elements == elements


@pytest.mark.parametrize(
    ("symbol", "quiet"), [(symbols.qr("LRC-212"), 4), (symbols.product(GTIN), 11)], ids=["qr", "bars"]
)
def test_the_quiet_zone_is_white(symbol, quiet):
    scale = 3
    drawn = symbols.picture(symbol, scale)
    left, _, right, _ = drawn.point(lambda level: 255 - level).getbbox()
    assert (left, drawn.width - right) == (quiet * scale, quiet * scale)


@pytest.mark.parametrize("symbol", [symbols.qr("LRC-212"), symbols.code_128("LRC-212")], ids=["qr", "bars"])
def test_the_svg_has_the_same_modules(symbol):
    drawn = symbols.svg(symbol)
    dark = [
        (int(y), int(x), int(width))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v", drawn.split('d="')[2])
    ]
    top = 0 if symbol.linear else symbol.quiet
    assert dark == [(run.row + top, run.start + symbol.quiet, run.length) for run in symbol.runs()]
    assert sum(run.length for run in symbol.runs()) == sum(row.count("#") for row in symbol.rows)


@pytest.mark.parametrize(
    ("draw", "value"),
    [
        (symbols.qr, ""),
        (symbols.qr, "x" * 5000),
        (symbols.code_128, "唐松"),
        (symbols.code_128, ""),
        (symbols.product, "9521234567882"),
        (symbols.product, "09521234567883"),
        (symbols.gs1_128, {"01": "09521234567883"}),
        (symbols.gs1_datamatrix, {}),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, value):
    with pytest.raises(ValueError, match=r"\w"):
        draw(value)
