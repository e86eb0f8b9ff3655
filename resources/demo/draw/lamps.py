"""Lamps that stand and lamps that hang."""

from __future__ import annotations

from colour import BRASS, LINEN
from geometry import Point
from parts import Size, metal_bar
from scene import Scene
from solids import Lathe, Surface, Tube

_SHADE = Surface(material="paper", gloss=0.1)
_LIT = "#fff3d6"


def _profile(height: float, radius: float, shares: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((height * up, radius * out) for up, out in shares)


def floor_lamp(scene: Scene, size: Size, colour: str) -> None:
    """Draw a slender metal lamp with a pleated shade."""
    r, height = size.width / 2, size.height
    metal = Surface(material="metal", gloss=0.5)
    scene.place(
        Lathe((0, 0, 0), ((0, 14), (1.6, 14), (2.4, 13)), colour, surface=metal),
        metal_bar((0, 2, 0), (0, height - 29.5, 0), 0.95, colour),
        Lathe(
            (0, height - 30, 0), ((0, r), (30, r * 0.65)), LINEN, _LIT, ribs=26, glows=True, surface=_SHADE
        ),
    )


def table_lamp(scene: Scene, size: Size, colour: str) -> None:
    """Draw a glazed stoneware body with a pleated shade."""
    r, height = size.width / 2, size.height
    body = height * 0.5
    shares = ((0, 0.56), (0.04, 0.72), (0.23, 1.0), (0.5, 1.04), (0.73, 0.72), (0.88, 0.32), (1.0, 0.18))
    scene.place(
        Lathe(
            (0, 0, 0),
            _profile(body, r * 0.66, shares),
            colour,
            surface=Surface(material="ceramic", gloss=0.6),
        ),
        metal_bar((0, body - 1, 0), (0, height * 0.565, 0), 0.8, BRASS),
        Lathe(
            (0, height * 0.56, 0),
            ((0, r), (height * 0.44, r * 0.66)),
            LINEN,
            _LIT,
            ribs=22,
            glows=True,
            surface=_SHADE,
        ),
    )


def _cord(scene: Scene, foot: float) -> None:
    """Hang the lamp on a cord that leaves the picture."""
    surface = Surface(material="metal", fitted=False, casts=False, grounded=False)
    scene.place(Tube((0, foot, 0), (0, foot + 160, 0), 0.32, 0.32, "#2a2724", surface))


def bell_pendant(scene: Scene, size: Size, colour: str) -> None:
    """Draw a spun metal bell under a brass cap."""
    r, h = size.width / 2, size.height
    shares = (
        (0, 1.0),
        (0.03, 1.0),
        (0.16, 0.96),
        (0.42, 0.80),
        (0.62, 0.52),
        (0.74, 0.26),
        (0.80, 0.17),
        (0.84, 0.15),
    )
    _cord(scene, h * 0.96)
    scene.place(
        Lathe((0, 0, 0), _profile(h, r, shares), colour, surface=Surface(material="metal", gloss=0.55)),
        Lathe(
            (0, h * 0.83, 0),
            ((0, r * 0.15), (h * 0.04, r * 0.15), (h * 0.12, r * 0.10), (h * 0.15, r * 0.05)),
            BRASS,
            surface=Surface(material="metal", gloss=0.5),
        ),
    )


def paper_pendant(scene: Scene, size: Size, colour: str) -> None:
    """Draw a lantern of washi paper over bamboo rings."""
    r, h = size.width / 2, size.height
    shares = (
        (0, 0.34),
        (0.06, 0.52),
        (0.2, 0.82),
        (0.4, 0.98),
        (0.55, 1.0),
        (0.72, 0.90),
        (0.88, 0.62),
        (0.97, 0.36),
        (1.0, 0.30),
    )
    _cord(scene, h)
    scene.place(
        Lathe((0, 0, 0), _profile(h, r, shares), colour, "#e9dcc0", rings=17, glows=True, surface=_SHADE)
    )
