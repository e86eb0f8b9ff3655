"""What a profile makes of what its scanner types, and what is mended without one."""

import pytest

from kiosk.core.scanners.layouts import NONE, Mismatch, garble
from kiosk.core.scanners.profile import GS, SLOW_MS, Profile, choose, is_code, mend, read_burst

GTIN = "9521000000018"
ELEMENTS = f"01{GTIN.zfill(14)}10LOT{GS}2142"


def test_prefix_suffix_and_letters_are_undone():
    profile = Profile(prefix="~", suffix="#\r", case="swapped")
    assert profile.read("~sOF-1#\r") == "Sof-1"
    assert profile.read("~sOF-1") == "Sof-1"


def test_a_replaced_separator_is_one_again():
    profile = Profile(separator="replaced", separator_text="|")
    assert profile.read(ELEMENTS.replace(GS, "|")) == ELEMENTS


def test_a_frame_needs_something_inside_and_something_around():
    assert Profile(prefix="~").framed("~SOF-1")
    assert not Profile(prefix="~").framed("SOF-1")
    assert not Profile(prefix="~", suffix="#").framed("~#")
    assert not Profile().framed("SOF-1")


def test_only_gaps_that_no_hand_can_keep_are_steady():
    assert Profile(gap_ms=2).steady(3)
    assert not Profile(gap_ms=2).steady(9)
    assert not Profile(gap_ms=40).steady(20)


def test_faults_are_what_the_scanner_should_be_set_to():
    assert Profile().faults == []
    bad = Profile(tablet_layout="fr", case="upper", separator="lost", gap_ms=SLOW_MS + 1)
    assert bad.faults == ["layout", "case", "separator", "slow"]


@pytest.mark.parametrize("text", [GTIN, "https://shop.example/x", ELEMENTS, f"]C1{ELEMENTS}", f"]E0{GTIN}"])
def test_codes_beyond_doubt(text):
    assert is_code(text)


@pytest.mark.parametrize("text", ["larch sofa", "9521000000019", "01larch", "SOF-1", "", "]", "01"])
def test_what_may_be_anything(text):
    assert not is_code(text)


@pytest.mark.parametrize("text", [GTIN, ELEMENTS, "https://shop.example/01/9521000000018?10=a-b"])
@pytest.mark.parametrize("mismatch", [Mismatch("us", "fr"), Mismatch("fr", "us"), Mismatch("us", "jp")])
def test_another_keyboard_is_noticed_where_it_matters(text, mismatch):
    shown = garble(text, mismatch)
    assert mend(shown) == (text, mismatch if shown != text else NONE)


@pytest.mark.parametrize("text", ["LRC-MOSS-212", "ç(é&àààààààà&!", "larch sofa", "", "2àà0297", "!!!!!!!!"])
def test_what_no_keyboard_explains_stays(text):
    assert mend(text) == (text, NONE)


def test_full_width_digits_of_an_input_method_are_digits():
    assert mend("９５２１０００００００１９") == ("９５２１０００００００１９", NONE)
    assert mend("９５２１０００００００１８") == (GTIN, NONE)


def test_the_narrowest_frame_of_the_right_device_wins():
    profiles = [Profile(suffix="\r"), Profile(prefix="~", suffix="\r"), Profile("Gun", prefix="A")]
    assert choose(profiles, "Gun", "~SOF-1\r") == profiles[1]
    assert choose(profiles, "Gun", "SOF-1\r") == profiles[0]
    assert choose(profiles, "Gun", "ASOF-1") == profiles[2]
    assert choose(profiles, "Another", "ASOF-1") is None
    assert choose([], "Gun", "SOF-1\r") is None


def test_a_profile_is_not_believed_against_the_evidence():
    french = Profile(suffix="\r", tablet_layout="fr")
    assert read_burst("ç(é&àààààààà&_\r", french) == ("95210000000018", NONE)
    assert read_burst(f"{GTIN}\r", french) == (GTIN, NONE)
    assert read_burst("SOF-1\r", None) == ("SOF-1", NONE)
    assert read_burst("ç(é&ààààààà&_\r", None) == (GTIN, Mismatch("us", "fr"))
