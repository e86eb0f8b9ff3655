"""The middle of a frame is looked at, in every way within a second."""

import pytest

from kiosk.core.scanners.agreement import TwoReads
from kiosk.core.scanners.watch import WAYS, look, middle
from tests.symbols import SYMBOLS, draw, drawn, frame, negative, turn

FRAMES_A_SECOND = 15
"""A poor tablet's camera."""


def first_sure(picture, seconds=1):
    """The code that becomes sure while a picture is held up, None when there is none in that time."""
    reads = TwoReads()
    for number in range(round(seconds * FRAMES_A_SECOND)):
        sure = reads.offer(look(picture, number), number / FRAMES_A_SECOND)
        if sure:
            return sure.text
    return None


def test_the_middle_is_what_the_guides_show():
    assert middle(frame(draw("QR"))).size == (896, 460)


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_symbology_is_sure_within_a_second(name):
    assert first_sure(frame(draw(name))) == SYMBOLS[name][2]


def aslant(symbol):
    return turn(symbol, 45)


def upright(symbol):
    return turn(symbol, 90)


@pytest.mark.parametrize("see", [aslant, upright, negative])
def test_goods_held_aslant_or_printed_light_on_dark_are_sure_within_two_seconds(see):
    assert first_sure(frame(see(draw("EAN-13"))), seconds=2) == SYMBOLS["EAN-13"][2]


def test_an_isbn_held_aslant_is_never_taken_for_the_upc_e_that_a_part_of_it_looks_like():
    assert first_sure(frame(turn(draw("ISBN"), 45)), seconds=3) == SYMBOLS["ISBN"][2]


def test_what_lies_outside_the_guides_is_not_looked_at():
    picture = frame(draw("QR"), at=(10, 10))
    assert [look(picture, number) for number in range(len(WAYS))] == [[]] * len(WAYS)


def test_a_long_code_of_a_parcel_fits_between_the_guides():
    kind, content = SYMBOLS["Code 128"][0], "00395210000000000017"
    assert first_sure(frame(drawn(kind, content))) == f"]C0{content}"
