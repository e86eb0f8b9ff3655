"""Short names for the parts furniture is made of: wooden boards, cloth bodies, legs, feet."""

from __future__ import annotations

from typing import NamedTuple

from colour import lightness
from geometry import Point, Vector
from solids import Box, Lathe, Surface, Tube


class Size(NamedTuple):
    """Outer measures in centimetres."""

    width: float
    depth: float
    height: float


def board(
    centre: Vector, size: Vector, colour: str, *, grain: str = "x", light: float = 1.0, radius: float = 0.5
) -> Box:
    """Return a wooden board; the grain runs along the axis named."""
    return Box(centre, size, colour, radius, surface=Surface(light=light, grain=grain))


def front(centre: Vector, size: Vector, colour: str, *, grain: str = "y") -> Box:
    """Return a door or drawer front, which throws no shadow on the floor of its own."""
    return Box(centre, size, colour, 0.5, surface=Surface(grain=grain, grounded=False))


def cloth(material: str, light: float = 1.0) -> Surface:
    """Return the surface of an upholstered part."""
    return Surface(material=material, light=light, gloss=0.1)


def leg(start: Vector, end: Vector, foot: float, top: float, colour: str) -> Tube:
    """Return a turned leg from the floor up, with its two radii."""
    return Tube(start, end, foot, top, colour, Surface(gloss=0.4))


def metal_bar(start: Vector, end: Vector, radius: float, colour: str) -> Tube:
    """Return a straight metal bar."""
    gloss = 0.7 if lightness(colour) > 0.3 else 0.35
    return Tube(start, end, radius, radius, colour, Surface(material="metal", gloss=gloss))


def disc(foot: Vector, profile: tuple[Point, ...], colour: str) -> Lathe:
    """Return a turned wooden top or seat with grain on it."""
    return Lathe(foot, profile, colour, surface=Surface(material="wood", gloss=0.15, grain="x"))


def knob(centre: Vector, size: Vector, colour: str) -> Box:
    """Return a small handle."""
    return Box(centre, size, colour, 0.4, surface=Surface(material="metal", grounded=False))
