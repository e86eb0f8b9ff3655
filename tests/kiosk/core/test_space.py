"""What outer dimensions mean in a room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.space import fit, narrowest, setting_of, stands_up, through_door
from sync.protocol.products import OptionAxis, Product, Size
from sync.protocol.spaces import Space

SOFA = Size(2120, 920, 830, 61000)


@pytest.mark.parametrize(
    ("size", "passage"),
    [
        (Size(480, 510, 790), "upright"),
        (Size(1600, 420, 520), "upright"),
        (Size(1600, 900, 750), "on_side"),
        (SOFA, "no"),
        (Size(1400, 2000, 8), "unknown"),
        (Size(500), "unknown"),
    ],
)
def test_how_a_piece_passes_a_door(size, passage):
    assert through_door(size) == passage


def test_the_opening_it_needs_has_room_for_hands():
    assert narrowest(SOFA) == 850


@pytest.mark.parametrize(
    ("size", "worn", "setting"),
    [
        (Size(550, 45, 1140, 1700), True, "rail"),
        (Size(380, 380, 520, 3100), False, "table"),
        (Size(420, 420, 520, 5100), False, "floor"),
        (Size(600, 40, 600, 5200), False, "wall"),
        (SOFA, False, "floor"),
    ],
)
def test_where_a_piece_is_shown(size, worn, setting):
    options = [OptionAxis("size", {}, [])] if worn else []
    assert setting_of(Product("p", {}, [], options=options), size) == setting


def test_what_lies_flat_or_is_not_measured_has_no_front():
    assert stands_up(SOFA)
    assert not stands_up(Size(1400, 2000, 8))
    assert not stands_up(Size())


LENGTHS = st.integers(0, 4000)
SIZES = st.builds(Size, LENGTHS, LENGTHS, LENGTHS)
SPACES = st.builds(Space, LENGTHS, LENGTHS, LENGTHS)


@pytest.mark.parametrize(
    ("space", "fits", "turned", "rests"),
    [
        (Space(2400), True, False, (280, None, None)),
        (Space(2400, 1000, 900), True, False, (280, 80, 70)),
        (Space(1000, 2200), True, True, (80, 80, None)),
        (Space(2000), True, True, (1080, None, None)),
        (Space(2000, 900), False, False, (-120, -20, None)),
        (Space(900, 2000), False, True, (-20, -120, None)),
        (Space(height=800), False, False, (None, None, -30)),
    ],
)
def test_a_sofa_in_a_space(space, fits, turned, rests):
    found = fit(SOFA, space)
    assert (found.fits, found.turned) == (fits, turned)
    assert (found.width, found.depth, found.height) == rests


def test_of_what_is_not_known_nothing_is_said():
    assert fit(SOFA, Space()) is None
    assert fit(Size(2120, 0, 830), Space(2400, 1000)) is None
    assert fit(Size(2120, 0, 830), Space(2000)).fits is False


@given(SIZES, SPACES)
def test_what_fits_fits_in_a_larger_space_and_smaller_things_fit_as_well(size, space):
    found = fit(size, space)
    if found is None or not found.fits:
        return
    larger = Space(*(length + 10 if length else 0 for length in (space.width, space.depth, space.height)))
    assert fit(size, larger).fits
    smaller = Size(*(max(1, length - 10) for length in (size.width, size.depth, size.height)))
    assert fit(smaller, space).fits


@given(SIZES, SPACES)
def test_a_yes_leaves_room_on_every_side_and_a_no_says_what_is_too_large(size, space):
    found = fit(size, space)
    if found is None:
        return
    rests = [rest for rest in (found.width, found.depth, found.height) if rest is not None]
    assert found.fits == all(rest >= 0 for rest in rests)
    assert (found.lacking > 0) == (not found.fits)
    across = size.depth if found.turned else size.width
    if found.width is not None:
        assert across + found.width == space.width


@given(SIZES, SPACES)
def test_a_space_turned_holds_the_same_things(size, space):
    turned = Space(space.depth, space.width, space.height)
    one, other = fit(size, space), fit(size, turned)
    if size.width and size.depth:
        assert (one and one.fits) == (other and other.fits)
