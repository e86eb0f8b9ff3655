"""How a camera's frames are looked at: the middle that the frame guides show, each frame in one way.

One way costs 4 to 30 ms; all of them with every frame would make the picture lag behind the hand. Taken in
turns they all come round several times a second.
"""

from typing import NamedTuple

from PIL.Image import Image

from kiosk.core.scanners.decode import EVERY, RETAIL, Symbol, read_symbols
from kiosk.core.scanners.guides import GUIDE_HEIGHT, GUIDE_WIDTH


class Way(NamedTuple):
    """One way of looking: which symbologies, whether for stripes aslant, whether for light ones on dark."""

    formats: str
    slanted: bool = False
    negative: bool = False


QUICK = Way(RETAIL)
WAYS = (
    *(QUICK, Way(EVERY), QUICK, Way(RETAIL, slanted=True)),
    *(QUICK, Way(EVERY), QUICK, Way(RETAIL, negative=True)),
)
"""The turns; what stands on goods has every second one."""


def look(picture: Image, turn: int) -> list[Symbol]:
    """Return the codes in the middle of a frame, the nearest to its centre first.

    Args:
        picture: The whole frame, grey.
        turn: The frame's number; it says in which way this one is looked at.
    """
    way = WAYS[turn % len(WAYS)]
    return read_symbols(middle(picture), way.formats, slanted=way.slanted, negative=way.negative)


def middle(picture: Image) -> Image:
    """Return the part of a frame between the guides."""
    width, height = picture.size
    x, y = round(width * (1 - GUIDE_WIDTH) / 2), round(height * (1 - GUIDE_HEIGHT) / 2)
    return picture.crop((x, y, width - x, height - y))
