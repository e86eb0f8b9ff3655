"""Does it get into the room? What outer dimensions mean beside a person and at a door."""

from typing import Literal

from sync.protocol.products import Product, Size

DOOR_WIDTH, DOOR_HEIGHT = 800, 2050
"""Clear opening of an ordinary inner door, in mm."""

HANDS = 20
"""Room for the hands that carry, in mm."""

FLAT = 120
"""Thinner than this lies or hangs and is carried under the arm, in mm."""
SMALL = 650
"""Up to this width and height, in mm, …"""
LIGHT = 4000
"""… and up to this weight, in g, a thing stands on a table."""
WORN_AXIS = "size"
"""Things that come in sizes are worn; furniture comes in widths, heights and diameters."""

LEAST_HEIGHT = 30
"""Lower than this, in mm, a thing lies on the floor as a line."""

Setting = Literal["floor", "table", "rail", "wall"]
Passage = Literal["upright", "on_side", "no", "unknown"]


def through_door(size: Size) -> Passage:
    """Say how a piece of this size passes a door 80 cm wide: as it stands, turned on its side, or not.

    It goes along its longest edge, so the two shorter ones must fit the opening. Flat things are no question.
    """
    if min(size.width, size.depth, size.height) < FLAT:
        return "unknown"
    clear = DOOR_WIDTH - HANDS
    if min(size.width, size.depth) <= clear and size.height <= DOOR_HEIGHT:
        return "upright"
    first, second, _ = sorted((size.width, size.depth, size.height))
    return "on_side" if first <= clear and second <= DOOR_HEIGHT else "no"


def narrowest(size: Size) -> int:
    """Return the width in mm of the narrowest opening that it passes, hands included."""
    return min(size.width, size.depth, size.height) + HANDS


def stands_up(size: Size) -> bool:
    """Say whether its front has a shape to draw: its width and height are known, and it does not lie flat."""
    return size.width > 0 and size.height >= LEAST_HEIGHT


def setting_of(product: Product, size: Size) -> Setting:
    """Say where a product is shown beside a person: clothes on a rail, flat things on the wall."""
    if any(axis.id == WORN_AXIS for axis in product.options):
        return "rail"
    if 0 < size.depth < FLAT:
        return "wall"
    small = size.width <= SMALL and size.height <= SMALL
    return "table" if small and size.weight <= LIGHT else "floor"
