"""Does it get into the room? What outer dimensions mean beside a person, at a door, and in a space."""

from typing import Literal

import msgspec

from sync.protocol.products import Product, Size
from sync.protocol.spaces import Space, Unit

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

INCHES = frozenset({"USD"})
"""Currencies of shops where people measure in inches."""

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


class Fitting(msgspec.Struct, frozen=True):
    """How a piece stands in a space: `turned` a quarter to the side, or as it is.

    The rest in mm: what is left free, negative for what is lacking; None where the space has no such limit.
    """

    fits: bool
    turned: bool
    width: int | None
    depth: int | None
    height: int | None

    @property
    def lacking(self) -> int:
        """By how much it is too large, added up."""
        return sum(-rest for rest in (self.width, self.depth, self.height) if rest is not None and rest < 0)


def fit(size: Size, space: Space) -> Fitting | None:
    """Say whether a piece stands in a space, as it is or turned; None where that cannot be said.

    It stays on its feet: what is high stays high. What fits as it is is not turned; of two ways in which it
    does not fit the one that lacks less is told.
    """
    if not space.known:
        return None
    ways = [_stand(size, space, turned=False)]
    if size.width and size.depth:
        ways.append(_stand(size, space, turned=True))
    told = [way for way in ways if way is not None]
    if len(told) < len(ways):
        # A measure is missing: only a no is certain, and only where no way is left open.
        return None
    return min(told, key=lambda way: (not way.fits, way.lacking, way.turned))


def _stand(size: Size, space: Space, *, turned: bool) -> Fitting | None:
    """Return how it stands one way; None where a measure that decides it is missing."""
    across, back = (size.depth, size.width) if turned else (size.width, size.depth)
    pairs = ((across, space.width), (back, space.depth), (size.height, space.height))
    rests = [limit - have if limit and have else None for have, limit in pairs]
    if any(rest is not None and rest < 0 for rest in rests):
        return Fitting(fits=False, turned=turned, width=rests[0], depth=rests[1], height=rests[2])
    if any(limit and not have for have, limit in pairs):
        return None
    return Fitting(fits=True, turned=turned, width=rests[0], depth=rests[1], height=rests[2])


def usual_unit(currency: str) -> Unit:
    """Return what people measure in where a currency is paid."""
    return "in" if currency in INCHES else "cm"
