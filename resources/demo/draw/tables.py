"""Tables and desks."""

from __future__ import annotations

import math

from colour import BLACK, BRASS
from parts import Size, board, disc, front, knob, leg, metal_bar
from scene import Scene
from solids import Box, Lathe, Surface


def round_side_table(scene: Scene, size: Size, colour: str) -> None:
    """Draw a round top on three splayed legs."""
    r, height = size.width / 2, size.height
    for degrees in (110, 230, 350):
        a = math.radians(degrees)
        foot = (math.cos(a) * r * 0.78, 0.0, math.sin(a) * r * 0.78)
        top = (math.cos(a) * r * 0.55, height - 3, math.sin(a) * r * 0.55)
        scene.place(leg(foot, top, 1.3, 2.1, colour))
    scene.place(disc((0, height - 3.4, 0), ((0, r - 1.2), (0.6, r - 0.2), (2.4, r), (3.4, r - 0.3)), colour))


def stone_table(scene: Scene, size: Size, colour: str) -> None:
    """Draw a table of stone: a drum that narrows under a round top."""
    r, h = size.width / 2, size.height
    stone = Surface(material="stone", gloss=0.12)
    scene.place(
        Lathe(
            (0, 0, 0),
            ((0, r * 0.74), (1.5, r * 0.76), (h * 0.5, r * 0.62), (h - 6, r * 0.60)),
            colour,
            rings=7,
            surface=stone,
        ),
        Lathe(
            (0, h - 5.5, 0), ((0, r - 1.6), (1.0, r - 0.2), (4.4, r), (5.5, r - 0.5)), colour, surface=stone
        ),
    )


def coffee_table(scene: Scene, size: Size, colour: str) -> None:
    """Draw a rectangular coffee table with a lip around its top and a shelf below."""
    width, depth, height = size
    x, z = width / 2 - 6, depth / 2 - 6
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * (x + 2), 0, k * (z + 1)), (i * x, height - 3, k * z), 1.6, 2.4, colour))
    scene.place(
        board((0, 13, 0), (width - 16, 2, depth - 14), colour, light=0.9),
        board((0, height - 5.2, 0), (width - 6, 3.6, depth - 6), colour, light=0.86),
        board((0, height - 1.7, 0), (width, 3.4, depth), colour, radius=1.5),
    )


def drum_coffee_table(scene: Scene, size: Size, colour: str) -> None:
    """Draw a round coffee table: a low fluted drum with a thick top."""
    r, h = size.width / 2, size.height
    wood = Surface(gloss=0.1, grain="x")
    scene.place(
        Lathe(
            (0, 0, 0),
            ((0, r * 0.80), (1, r * 0.82), (h * 0.5, r * 0.82), (h - 5, r * 0.82)),
            colour,
            ribs=34,
            surface=wood,
        ),
        disc((0, h - 5, 0), ((0, r - 1.6), (0.8, r - 0.2), (3.8, r), (5, r - 0.4)), colour),
    )


def dining_table(scene: Scene, size: Size, colour: str) -> None:
    """Draw a long table on four tapered legs."""
    width, depth, height = size
    for i in (-1, 1):
        for k in (-1, 1):
            foot = (i * (width / 2 - 14), 0.0, k * (depth / 2 - 12))
            scene.place(leg(foot, (i * (width / 2 - 24), height - 4, k * (depth / 2 - 18)), 1.9, 3.6, colour))
    for k, light in ((-1, 0.8), (1, 0.88)):
        scene.place(board((0, height - 8, k * (depth / 2 - 18)), (width - 56, 8, 2.6), colour, light=light))
    scene.place(board((0, height - 1.8, 0), (width, 3.6, depth), colour, radius=1.3))


def pedestal_table(scene: Scene, size: Size, colour: str, *, foot_colour: str = BLACK) -> None:
    """Draw a round table on one trumpet-shaped foot."""
    r, h = size.width / 2, size.height
    foot = (
        (0, r * 0.46),
        (1.2, r * 0.46),
        (3, r * 0.36),
        (10, r * 0.15),
        (24, r * 0.085),
        (50, r * 0.085),
        (h - 6, r * 0.20),
    )
    scene.place(
        Lathe((0, 0, 0), foot, foot_colour, surface=Surface(material="metal", gloss=0.3)),
        disc((0, h - 3.2, 0), ((0, r - 2.4), (0.8, r - 0.6), (2.4, r), (3.2, r - 0.3)), colour),
    )


def desk(scene: Scene, size: Size, colour: str) -> None:
    """Draw a desk with two drawers and brass knobs."""
    width, depth, height = size
    x, z = width / 2 - 6, depth / 2 - 6
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * (x + 2), 0, k * (z + 1)), (i * x, height - 12, k * z), 1.5, 2.5, colour))
    scene.place(board((0, height - 8.5, -1), (width - 5, 11, depth - 6), colour, light=0.92))
    drawers = 2
    wide = (width - 12) / drawers
    for number in range(drawers):
        centre = -width / 2 + 6 + wide * (number + 0.5)
        scene.place(
            front((centre, height - 8.6, depth / 2 - 3.2), (wide - 1, 8.6, 1.4), colour, grain="x"),
            knob((centre, height - 8.6, depth / 2 - 1.6), (2.2, 2.2, 2.0), BRASS),
        )
    scene.place(board((0, height - 1.5, 0), (width, 3, depth), colour, radius=1.2))


def writing_desk(scene: Scene, size: Size, colour: str) -> None:
    """Draw a narrow desk: thin top, raised back shelf, straight legs with a rail for the feet."""
    width, depth, height = size
    x, z = width / 2 - 3, depth / 2 - 3
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * x, 0, k * z), (i * x, height - 2, k * z), 1.5, 1.7, colour))
        scene.place(board((i * x, 24, 0), (2, 3, depth - 8), colour, grain="z"))
    scene.place(
        metal_bar((-x, 24, -z + 4), (x, 24, -z + 4), 0.8, BLACK),
        board((0, height - 5, -z), (width - 8, 6, 1.8), colour, light=0.85),
        board((0, height - 1.2, 0), (width, 2.4, depth), colour, radius=0.9),
    )
    for i in (-1, 0, 1):
        scene.place(
            board(
                (i * (width / 2 - 2), height + 5, -depth / 2 + 9),
                (1.8, 10, 16),
                colour,
                grain="y",
                light=0.92,
            )
        )
    scene.place(
        Box((0, height + 11, -depth / 2 + 9), (width, 2, 18), colour, 0.7, surface=Surface(grain="x"))
    )
