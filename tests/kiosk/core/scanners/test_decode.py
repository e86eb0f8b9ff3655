"""Every symbology is read as a scanner would deliver it: turned, blurred, dim, small, as a negative."""

import pytest
from PIL import Image

from kiosk.core.scan import parse
from kiosk.core.scanners.decode import RETAIL, read_symbols, read_thoroughly
from sync.protocol import symbols
from tests.symbols import (
    SYMBOLS,
    blur,
    clutter,
    draw,
    fade,
    frame,
    grain,
    negative,
    specks,
    turn,
)

ROOM = (900, 900)
"""Large enough for each of them, turned."""

HARD = {
    # What zxing-cpp does not read at three pixels a module; all of it is rare on goods.
    "rotated 7": {"DataBar Stacked", "rMQR"},
    "blurred": {"rMQR"},
    "specks": {"Micro QR"},
    "five pixels for three modules": {"Code 39"},
}

WAYS = {
    "level": lambda symbol: frame(symbol, ROOM),
    "rotated 7": lambda symbol: frame(turn(symbol, 7), ROOM),
    "rotated 20": lambda symbol: frame(turn(symbol, 20), ROOM),
    "rotated 27 back": lambda symbol: frame(turn(symbol, -27), ROOM),
    "rotated 45": lambda symbol: frame(turn(symbol, 45), ROOM),
    "rotated 90": lambda symbol: frame(turn(symbol, 90), ROOM),
    "upside down": lambda symbol: frame(turn(symbol, 180), ROOM),
    "noisy": lambda symbol: grain(frame(symbol, ROOM)),
    "specks": lambda symbol: specks(frame(symbol, ROOM)),
    "blurred": lambda symbol: blur(frame(symbol, ROOM), 1.2),
    "low contrast": lambda symbol: fade(frame(symbol, ROOM), 100, 40),
    "dark": lambda symbol: fade(frame(symbol, ROOM), 0, 40),
    "negative": lambda symbol: negative(frame(symbol, ROOM)),
    "small": lambda symbol: frame(symbol.resize((symbol.width * 2 // 3, symbol.height * 2 // 3)), ROOM),
    "five pixels for three modules": lambda symbol: frame(
        symbol.resize((symbol.width * 5 // 9, symbol.height * 5 // 9)), ROOM
    ),
}


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbology_in_every_way(name):
    symbol = draw(name)
    read = {way: [each.text for each in read_thoroughly(see(symbol))] for way, see in WAYS.items()}
    failed = {way for way, texts in read.items() if texts != [SYMBOLS[name][2]]}
    assert failed <= {way for way, names in HARD.items() if name in names}


@pytest.mark.parametrize(
    "text", ["VTPFU2NCUF94F", "VTPYO4TA5HKW6", "VTPIRZM5M51FFYBZ", "VTPYIUGESLC4CCWKNSUA"]
)
def test_what_a_smaller_copy_of_the_picture_seems_to_say_is_not_read_beside_the_code(text):
    """At 4 pixels a bar zxing reads these once more, at a third of the size, as another valid code."""
    drawn = symbols.picture(symbols.code_128(text), 4)
    assert [each.text for each in read_symbols(drawn)] == [f"]C0{text}"]


def test_two_codes_of_one_kind_side_by_side_are_both_read():
    one, other = (symbols.picture(symbols.code_128(text), 2) for text in ("VTPFU2NCUF94F", "VTPYO4TA5HKW6"))
    both = Image.new("L", (one.width + other.width, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    assert {each.text for each in read_symbols(both)} == {"]C0VTPFU2NCUF94F", "]C0VTPYO4TA5HKW6"}


@pytest.mark.parametrize("name", ["EAN-13", "EAN-8", "UPC-A", "UPC-E"])
def test_what_stands_on_goods_is_found_on_a_busy_shelf_by_the_quick_look(name):
    shelf = clutter(1)
    shelf.paste(turn(draw(name), 7), (500, 300))
    assert [each.text for each in read_symbols(shelf, RETAIL)] == [SYMBOLS[name][2]]


def test_a_busy_shelf_without_a_code_has_none():
    assert read_thoroughly(clutter(2)) == []


def test_a_photo_of_twenty_million_pixels_is_looked_at_aslant_too():
    photo = frame(turn(draw("EAN-13", 8), 45), (5000, 4000))
    assert [each.text for each in read_thoroughly(photo)] == [SYMBOLS["EAN-13"][2]]


def test_the_nearest_to_the_middle_comes_first():
    picture = frame(draw("QR"), at=(40, 40))
    picture.paste(draw("EAN-13"), (470, 250))
    symbols = read_symbols(picture)
    assert [each.symbology for each in symbols] == ["EAN-13", "QR Code"]
    assert symbols[0].off_centre < 60 < symbols[1].off_centre


def test_a_coloured_picture_is_read_too():
    assert read_symbols(frame(draw("QR"), ROOM).convert("RGB"))[0].text == SYMBOLS["QR"][2]


@pytest.mark.parametrize("name", ["EAN-13", "UPC-A", "DataBar Omni", "DataBar Expanded", "QR"])
def test_what_is_read_is_understood(name):
    scan = parse(SYMBOLS[name][2])
    assert scan.kind == "product"
    assert scan.keys[0].type == "gtin"
