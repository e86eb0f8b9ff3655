"""The room that somebody has, as a preference says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.spaces import LONGEST, Space, measured, read, write

length = st.integers(0, LONGEST)
ARABIC_THREE = "\u0663"


@given(st.builds(Space, length, length, length, st.sampled_from(["cm", "in"])))
def test_what_is_written_is_read_to_the_millimetre(space):
    assert read(write(space)) == (space if space.known else Space())
    assert len(write(space)) <= 200


@pytest.mark.parametrize(
    "text",
    [
        "",
        "large",
        "240 cm",
        "240 x 90 cm",
        "240 x 90 x 80",
        "-1 x 2 x 3 cm",
        "1e9 x 2 x 3 cm",
        f"{ARABIC_THREE} x 2 x 3 cm",
    ],
)
def test_a_text_that_says_no_space_is_none(text):
    assert read(text) == Space()


def test_people_may_write_it_by_hand():
    assert read(" 240x90,5\u00d7 0 cm ") == Space(2400, 905)
    assert read("94.5 x 35.5 x 0 in") == Space(2400, 902, 0, "in")
    assert read("999999 x 1 x 1 cm").width == LONGEST


@given(st.floats(0.1, 700), st.sampled_from(["cm", "in"]))
def test_what_is_typed_is_measured_to_the_millimetre(value, unit):
    for text in (f"{value:.1f}", f"{value:.1f}".replace(".", ",")):
        assert abs(measured(text, unit) - float(f"{value:.1f}") * {"cm": 10, "in": 25.4}[unit]) <= 0.5
    assert measured("9" * 12, unit) == LONGEST
    assert measured(".", unit) == 0
