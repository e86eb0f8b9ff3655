"""Codes: check digits, GTINs of every length, element strings, Digital Links."""

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


def test_element_strings_with_a_separator():
    read = codes.read_elements(f"010{DEMO}10AB-1\x1d21XYZ")
    assert read is not None
    assert read.elements == {"01": "0" + DEMO, "10": "AB-1", "21": "XYZ"}
    assert read.gtin == "0" + DEMO


def test_element_strings_in_brackets():
    read = codes.read_elements(f"(01)0{DEMO}(10)AB")
    assert read is not None
    assert read.gtin == "0" + DEMO


@pytest.mark.parametrize("text", ["", "01", "hello", "(01", "00123"])
def test_what_is_no_element_string(text):
    assert codes.read_elements(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(text):
    codes.gtin_candidates(text)
    codes.read_elements(text)
    codes.read_digital_link("https://shop.example/" + text)


@pytest.mark.parametrize(
    ("url", "elements"),
    [
        (f"https://shop.example/01/0{DEMO}", {"01": "0" + DEMO}),
        (
            f"https://shop.example/it/gtin/{DEMO}/10/L%2F7?17=261231&x=1",
            {"01": DEMO, "10": "L/7", "17": "261231"},
        ),
    ],
)
def test_digital_links(url, elements):
    read = codes.read_digital_link(url)
    assert read is not None
    assert read.elements == elements


@pytest.mark.parametrize(
    "url", ["https://shop.example/", "https://shop.example/01/", "https://[::1", "https://a/01/x"]
)
def test_links_without_a_product(url):
    assert codes.read_digital_link(url) is None
