"""One read of the test code tells how a scanner types, whatever it does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scanners.layouts import MISMATCHES, NONE, Mismatch, garble
from kiosk.core.scanners.learn import TEST_CODE, LearnError, Stroke, learn
from kiosk.core.scanners.profile import GS
from sync.protocol import codes
from sync.protocol.gs1 import elements

SEPARATORS = {GS: "kept", "": "lost", "|": "replaced", "^]": "replaced"}


def typable(text, mismatch):
    """What of a text that scanner can type for that tablet: a Japanese one has no key for `_`."""
    return "".join(character for character in text if garble(character, mismatch))


def strokes(text, gap=4):
    return [Stroke(character, gap) for character in text]


def test_the_test_code_is_gs1_data_that_fits_one_dimensional_symbols():
    assert len(TEST_CODE) <= 48
    read = elements.read(TEST_CODE)
    assert read.fault == ""
    assert list(read.elements) == ["01", "10", "21"]
    assert codes.is_gtin(read.elements["01"])


def test_a_well_set_scanner():
    profile = learn(strokes(TEST_CODE + "\r"), "Scanner 1")
    assert (profile.device, profile.prefix, profile.suffix) == ("Scanner 1", "", "\r")
    assert (profile.separator, profile.case, profile.aim, profile.gap_ms) == ("kept", "kept", False, 4)
    assert profile.faults == []


@pytest.mark.parametrize("aim", ["]C1", "]d2", "]Q3"])
def test_a_symbology_identifier_is_no_part_of_the_prefix(aim):
    profile = learn(strokes(f"\x02{aim}{TEST_CODE}\x03\r"))
    assert (profile.prefix, profile.suffix, profile.aim) == ("\x02", "\x03\r", True)


@pytest.mark.parametrize("mismatch", MISMATCHES)
def test_every_pair_of_keyboards_is_recognised(mismatch):
    profile = learn(strokes(garble(TEST_CODE, mismatch) + "\r"))
    for text in (TEST_CODE, "SOF-moss-2120", "https://shop.example/x/01/9521000000018"):
        assert profile.read(garble(text, mismatch) + "\r") == typable(text, mismatch)
    # UK and US keyboards type all of this alike, and there is nothing to undo.
    assert ("layout" in profile.faults) == ("uk" not in mismatch)


@pytest.mark.parametrize(
    ("case", "change"), [("swapped", str.swapcase), ("upper", str.upper), ("lower", str.lower)]
)
def test_what_becomes_of_letters_is_told(case, change):
    profile = learn(strokes(change(TEST_CODE)))
    assert profile.case == case
    assert "case" in profile.faults


@given(
    st.sampled_from([NONE, *MISMATCHES]),
    st.sampled_from(sorted(SEPARATORS)),
    st.sampled_from(["", "~", "\x02", "A:"]),
    st.sampled_from(["", "\r", "\t", "#\r"]),
    st.integers(0, 90),
)
def test_everything_at_once(mismatch, separator, prefix, suffix, gap):
    typed = prefix + garble(TEST_CODE, mismatch).replace(GS, separator) + suffix
    profile = learn(strokes(typed, gap))
    assert SEPARATORS[separator] == profile.separator
    assert (profile.prefix, profile.suffix, profile.gap_ms) == (prefix, suffix, gap)
    kept = TEST_CODE if separator else TEST_CODE.replace(GS, "")
    assert profile.read(typed) == typable(kept, mismatch)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", "nothing"),
        ("9521000000018\r", "another_code"),
        ("larch sofa", "another_code"),
        (TEST_CODE.replace("A", ""), "garbled"),
        (TEST_CODE.replace("0000", "000"), "garbled"),
        (TEST_CODE[:-1], "garbled"),
    ],
)
def test_what_is_not_the_test_code_is_said(typed, trouble):
    with pytest.raises(LearnError) as caught:
        learn(strokes(typed))
    assert caught.value.trouble == trouble


def test_the_azerty_example_of_a_shop():
    profile = learn(strokes(garble(TEST_CODE, Mismatch("us", "fr"))))
    assert profile.read("éàààçé&") == "2000921"
