"""What outer dimensions mean in a room."""

import pytest

from kiosk.core.space import narrowest, setting_of, stands_up, through_door
from sync.protocol.products import OptionAxis, Product, Size

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
