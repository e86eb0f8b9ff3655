"""The room that somebody has for a piece: kept with a customer as the preference `space`, on all channels.

The preference is a text that people read as well: width, depth and height with their unit, 0 where one of
them does not matter, as `240 x 90 x 0 cm` or `94.5 x 35.5 x 0 in`.
"""

import re
from typing import Annotated, Literal

import msgspec

SPACE = "space"
"""The preference's name (`sync.protocol.customers.SetPreference`)."""

LONGEST = 20_000
"""No space that somebody measures at home is longer, in mm."""

Unit = Literal["cm", "in"]
MM: dict[Unit, float] = {"cm": 10.0, "in": 25.4}
"""Millimetres in a unit that people measure in."""

Length = Annotated[int, msgspec.Meta(ge=0, le=LONGEST)]

_LENGTH = r"\s*(\d{1,6}(?:[.,]\d{1,3})?)\s*"
_TIMES = "[x\u00d7]"
_WRITTEN = re.compile(rf"{_LENGTH}{_TIMES}{_LENGTH}{_TIMES}{_LENGTH}(cm|in)\s*", re.ASCII)


class Space(msgspec.Struct, frozen=True, omit_defaults=True):
    """The room that somebody has for a piece, in mm; 0 where it does not matter. `unit` is what they used."""

    width: Length = 0
    depth: Length = 0
    height: Length = 0
    unit: Unit = "cm"

    @property
    def known(self) -> bool:
        """Whether anything of it was measured."""
        return any((self.width, self.depth, self.height))


def measured(text: str, unit: Unit) -> int:
    """Return a length in mm of what somebody typed; 0 for nothing or no number, at most `LONGEST`.

    >>> measured("240", "cm"), measured("94.5", "in"), measured("1,5", "cm"), measured("", "cm")
    (2400, 2400, 15, 0)
    """
    try:
        value = float(text.replace(",", ".") or 0)
    except ValueError:
        return 0
    return min(LONGEST, round(value * MM[unit]))


def write(space: Space) -> str:
    """Return a space as the preference says it; '' (which forgets it) for none.

    >>> write(Space(2400, 905)), write(Space())
    ('240 x 90.5 x 0 cm', '')
    """
    if not space.known:
        return ""
    lengths = (space.width, space.depth, space.height)
    return f"{' x '.join(_written(length, space.unit) for length in lengths)} {space.unit}"


def read(text: str) -> Space:
    """Return the space that a preference says; none of a text that says none.

    >>> read("240x90,5 x 0 cm") == Space(2400, 905), read("large").known
    (True, False)
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return Space()
    unit: Unit = "in" if found[4] == "in" else "cm"
    width, depth, height = (measured(length, unit) for length in found.groups()[:3])
    return Space(width, depth, height, unit)


def _written(length: int, unit: Unit) -> str:
    """Return a length in a unit, fine enough to be read as the same millimetres."""
    return f"{length / MM[unit]:.2f}".rstrip("0").rstrip(".")
