"""What Qt sees of the machine: gathered in a process of its own, since it may be Qt that fails."""

from typing import Literal

import msgspec


class Port(msgspec.Struct, frozen=True):
    """A serial scanner's port as the settings name it, and where it is; '' while nothing is plugged in."""

    name: str
    location: str


class Sight(msgspec.Struct, frozen=True):
    """What there is.

    `width` and `height` are the screen's in pixels, `width_mm` and `height_mm` as it tells them; 0 when
    unknown. `pages` is why the pages do not load, '' when they do. Of fonts: the files that are damaged, the
    families that are there, and whether one of them draws Japanese.
    """

    qt: str
    platform: str
    width: int = 0
    height: int = 0
    width_mm: int = 0
    height_mm: int = 0
    pages: str = ""
    damaged_fonts: list[str] = []
    families: list[str] = []
    japanese: bool = False
    outputs: list[str] = []
    cameras: list[str] = []
    camera_denied: bool = False
    ports: list[Port] = []

    @property
    def in_memory(self) -> bool:
        """Whether it paints for nobody: then nothing can be said of a screen."""
        return self.platform in {"offscreen", "minimal", "vnc"}


Blindness = Literal["library", "no_platform", "crashed", "silent"]


class Blind(msgspec.Struct, frozen=True):
    """Qt did not come so far: why, and its own last word."""

    why: Blindness
    detail: str = ""
