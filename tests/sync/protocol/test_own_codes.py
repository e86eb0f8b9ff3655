"""A shop's own codes: written, read back, and noticed when misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import own_codes
from sync.protocol.own_codes import ALPHABET, LETTERS, OwnCode

TEXTS = st.text(ALPHABET, min_size=4, max_size=40)


@given(st.sampled_from(sorted(LETTERS)), TEXTS)
def test_what_is_written_reads_back_in_any_case_and_spacing(kind, text):
    written = own_codes.write(kind, text)
    assert own_codes.read(written) == OwnCode(kind, text)
    assert own_codes.read(f" {written[:5].lower()}-{written[5:]} ") == OwnCode(kind, text)


@given(TEXTS, st.data())
def test_one_wrong_character_is_noticed(text, data):
    written = own_codes.write("customer", text)
    place = data.draw(st.integers(3, len(written) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(written[place], "")))
    read = own_codes.read(written[:place] + other + written[place + 1 :])
    assert read is not None
    assert not read.valid


@pytest.mark.parametrize(
    "text", ["", "VT", "VTCABC", "VTXABCDEF", "LRC-MOSS-212", "VTC ÀBCDE1", "VTC" + "A" * 60]
)
def test_what_is_no_own_code(text):
    assert own_codes.read(text) is None


@pytest.mark.parametrize("text", ["abc", "abcd", "A B C", "ABC", "A" * 41])
def test_what_cannot_be_one_is_refused(text):
    with pytest.raises(ValueError, match="4 to 40"):
        own_codes.write("order", text)
