"""Chairs, stools and benches for the table."""

from __future__ import annotations

import math

from colour import BRASS, OAK
from geometry import Point
from parts import Size, board, cloth, disc, leg, metal_bar
from scene import Scene
from solids import Box, Slab, Surface, Tube


def spindle_chair(scene: Scene, size: Size, colour: str) -> None:
    """Draw a wooden chair with a back of slender spindles under a bent rail."""
    width, depth, height = size
    x, z, seat = width / 2 - 4, depth / 2 - 5, 45.0
    _legs(scene, x, z, seat, colour)
    for k in (-1, 1):
        scene.place(leg((-x * 0.98, 20, k * z), (x * 0.98, 20, k * z), 1.0, 1.0, colour))
    scene.place(
        Box((0, seat, 0), (width - 2, 3.4, depth - 6), colour, 1.6, surface=Surface(grain="x")),
    )
    top = height - 3.5
    for number in range(7):
        share = number / 3 - 1
        foot = (share * (x - 2), seat + 1, -z + 1.5)
        scene.place(leg(foot, (share * (x - 0.5), top, -z - 4.5 + 1.6 * share * share), 0.8, 0.65, colour))
    scene.place(
        Box(
            (0, top, -z - 4.2),
            (width - 3, 5.6, 2.8),
            colour,
            1.3,
            (0.3, 0.6, 1.0),
            tilt=-8,
            surface=Surface(grain="x"),
        ),
    )


def cord_chair(scene: Scene, size: Size, colour: str, *, cord: str = "#d8c39a") -> None:
    """Draw a wooden chair with a woven paper-cord seat and a bowed back board."""
    width, depth, height = size
    x, z, seat = width / 2 - 3.5, depth / 2 - 5, 44.0
    for i in (-1, 1):
        scene.place(
            leg((i * x, 0, z), (i * x, seat, z), 1.4, 2.0, colour),
            leg((i * x, 0, -z), (i * (x - 1), height - 4, -z - 3), 1.4, 1.7, colour),
            leg((i * x, 24, -z), (i * x, 24, z), 1.0, 1.0, colour),
        )
    scene.place(leg((-x, 31, z), (x, 31, z), 1.0, 1.0, colour))
    scene.place(
        Box((0, seat, 0), (2 * x + 2, 4.2, 2 * z + 2), cord, 1.9, (0.2, 0.4, 0.2), surface=cloth("straw"))
    )
    scene.place(
        Box(
            (0, height - 8, -z - 3),
            (2 * x + 6, 12, 2.4),
            colour,
            1.2,
            (0.3, 1.2, 1.2),
            tilt=-8,
            surface=Surface(grain="x"),
        )
    )


def shell_chair(scene: Scene, size: Size, colour: str, *, leg_colour: str = OAK) -> None:
    """Draw an upholstered chair with a rounded back that holds the sides."""
    width, depth, height = size
    x, z, seat = width / 2 - 9, depth / 2 - 9, 46.0
    _legs(scene, x, z, seat - 6, leg_colour)
    surface = cloth("fabric")
    scene.place(
        Box(
            (0, seat - 3.5, 2),
            (width - 6, 9, depth - 10),
            colour,
            4.2,
            (0.4, 1.6, 0.8),
            seam=True,
            surface=surface,
        ),
        Slab((0, height - 19, -depth / 2 + 8), _arch(width - 4, 40), 7, colour, tilt=-10, surface=surface),
    )


def _arch(width: float, height: float) -> tuple[Point, ...]:
    """Return the outline of a back: straight below, a flat arch above, lower corners drawn in."""
    half = width / 2
    arch = [(math.cos(a) * half, math.sin(a) * height * 0.62 - height * 0.12) for a in _half_turn(18)]
    foot = [
        (-half * 0.95, -height * 0.36),
        (-half * 0.78, -height * 0.5),
        (half * 0.78, -height * 0.5),
        (half * 0.95, -height * 0.36),
    ]
    return (*arch, *foot)


def _half_turn(steps: int) -> list[float]:
    return [math.pi * step / steps for step in range(steps + 1)]


def _legs(scene: Scene, x: float, z: float, top: float, colour: str) -> None:
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * (x + 2.2), 0, k * (z + 2.2)), (i * x, top, k * z), 1.3, 2.0, colour))


def bar_stool(scene: Scene, size: Size, colour: str, *, foot_rest: str = BRASS) -> None:
    """Draw a tall stool: round dished seat, four legs, a metal ring to rest the feet on."""
    seat, reach = size.height, size.width / 2
    rest = seat * 0.32
    for i in (-1, 1):
        for k in (-1, 1):
            foot, top = (
                (i * reach * 0.92, 0, k * reach * 0.92),
                (i * reach * 0.55, seat - 3, k * reach * 0.55),
            )
            scene.place(leg(foot, top, 1.4, 2.0, colour))
    at_rest = reach * (0.92 - 0.37 * rest / seat)
    for k in (-1, 1):
        scene.place(metal_bar((-at_rest, rest, k * at_rest), (at_rest, rest, k * at_rest), 0.8, foot_rest))
        scene.place(metal_bar((k * at_rest, rest, -at_rest), (k * at_rest, rest, at_rest), 0.8, foot_rest))
    r = reach * 0.86
    scene.place(
        disc(
            (0, seat - 4.4, 0), ((0, r - 3), (0.8, r - 0.8), (2.6, r), (4.0, r - 0.4), (4.4, r - 1.4)), colour
        )
    )


def bench(scene: Scene, size: Size, colour: str) -> None:
    """Draw a bench with a slatted seat on two trestles."""
    width, depth, height = size
    x, z = width / 2 - 13, depth / 2 - 4
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * (x + 5), 0, k * z), (i * x, height - 5, k * (z - 2)), 1.6, 2.4, colour))
        scene.place(board((i * x, height - 6, 0), (3, 4, depth - 8), colour, grain="z", light=0.85))
    scene.place(Tube((-x - 2, height * 0.42, 0), (x + 2, height * 0.42, 0), 1.1, 1.1, colour))
    slats = 5
    wide = depth / slats
    for number in range(slats):
        centre = (0.0, height - 2, -depth / 2 + wide * (number + 0.5))
        scene.place(board(centre, (width, 3.4, wide - 1.1), colour, radius=0.9))
