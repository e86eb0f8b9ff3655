"""Numbers: check digits, GTINs of every length, UPC-E, ISBN, ISSN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import codes

DEMO = "9521000000018"


@given(st.from_regex(r"[0-9]{7,13}", fullmatch=True).filter(lambda digits: len(digits) in {7, 11, 12, 13}))
def test_a_check_digit_makes_a_gtin_and_no_other_digit_does(digits):
    right = codes.check_digit(digits)
    assert codes.is_gtin(digits + right)
    assert [digit for digit in "0123456789" if codes.is_gtin(digits + digit)] == [right]


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits, place, shift):
    whole = digits + codes.check_digit(digits)
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    assert not codes.is_gtin(wrong)


@pytest.mark.parametrize("text", [DEMO, "0" + DEMO, "00" + DEMO, "00000" + DEMO])
def test_leading_zeros_do_not_matter(text):
    assert codes.gtin_candidates(text) == ["0" + DEMO]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("042100005264", ["00042100005264"]),
        ("42100005264", ["00042100005264"]),
        ("04252614", ["00042100005264"]),
        ("0306406152", ["09780306406157"]),
        ("080442957X", ["09780804429573"]),
        ("", []),
        ("0000000000000", []),
        ("9521000000019", []),
        ("９５２１０００００００１８", []),
        ("12345", []),
    ],
)
def test_what_a_text_may_mean(text, candidates):
    assert codes.gtin_candidates(text) == candidates


def test_eight_digits_are_read_both_ways():
    text = "01234558"
    readings = codes.gtin_candidates(text)
    assert len(readings) == len(set(readings))
    assert all(codes.is_gtin(reading) for reading in readings)


@pytest.mark.parametrize(
    ("upc_e", "upc_a"),
    [("01234505", "012000003455"), ("01234531", "012300000451"), ("01234543", "012340000053"), ("x", "")],
)
def test_upc_e_unfolds(upc_e, upc_a):
    assert codes.expand_upc_e(upc_e) == upc_a


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text):
    codes.gtin_candidates(text)
    codes.issn_gtin(text)
    codes.expand_upc_e(text)


@pytest.mark.parametrize(
    ("issn", "gtin"),
    [("03785955", "09770378595002"), ("2434561X", "09772434561006"), ("03785956", ""), ("0378595", "")],
)
def test_a_serial_is_found_by_its_issn(issn, gtin):
    assert codes.issn_gtin(issn) == gtin
