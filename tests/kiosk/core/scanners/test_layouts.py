"""A layout's garbling is undone to the letter, for every pair that is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scanners.layouts import MISMATCHES, NOTHING, ROWS, Mismatch, garble, is_typed, restore

FRENCH = Mismatch("us", "fr")
CODES = "".join(sorted(set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-./:%")))


def test_every_layout_has_every_position_and_says_no_character_twice():
    for unshifted, shifted in ROWS.values():
        assert (len(unshifted), len(shifted)) == (47, 47)
        shown = [character for character in unshifted + shifted if character != NOTHING]
        assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("tablet", "shown"),
    [
        ("fr", "ç(é&àààààààà&_"),
        ("de", "95210000000018"),
        ("jp", "95210000000018"),
    ],
)
def test_a_gtin_under_other_keyboards(tablet, shown):
    assert garble("95210000000018", Mismatch("us", tablet)) == shown


@pytest.mark.parametrize(
    ("tablet", "shown"),
    [
        ("fr", "httpsM!!shop:exq,ple!à&"),
        ("de", "httpsÖ--shop.example-01"),
        ("it", "httpsç--shop.example-01"),
        ("es", "httpsÑ--shop.example-01"),
        ("jp", "https+//shop.example/01"),
        ("uk", "https://shop.example/01"),
    ],
)
def test_a_web_address_under_other_keyboards(tablet, shown):
    mismatch = Mismatch("us", tablet)
    assert garble("https://shop.example/01", mismatch) == shown
    assert restore(shown, mismatch) == "https://shop.example/01"


@given(st.sampled_from(MISMATCHES), st.text(CODES, max_size=60))
def test_what_gives_a_character_comes_back(mismatch, text):
    shown = garble(text, mismatch)
    assert is_typed(shown, mismatch)
    if len(shown) == len(text):
        assert restore(shown, mismatch) == text


def test_what_that_keyboard_cannot_type_is_told_and_left():
    assert not is_typed("漢", FRENCH)
    assert restore("漢&", FRENCH) == "漢1"
