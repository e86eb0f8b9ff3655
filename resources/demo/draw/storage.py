"""Sideboards, shelves, wardrobes and bedside tables."""

from __future__ import annotations

from colour import BLACK, BRASS, mix
from geometry import Vector
from parts import Size, board, front, knob, leg
from scene import Scene
from solids import Box, Lathe, Surface, Tube

_SPINES = ("#8a5a44", "#d8cdb8", "#41524c", "#c7a25a", "#6b6f78", "#e6e0d4")
_PAPER = Surface(material="paper", grounded=False)
_POT = Surface(material="ceramic", gloss=0.4, grounded=False)


def sideboard(scene: Scene, size: Size, colour: str, *, doors: int = 4, leg_colour: str = BLACK) -> None:
    """Draw a sideboard whose outer doors are reeded."""
    width, depth, height = size
    feet = 16.0
    _feet(scene, size, feet, leg_colour)
    scene.place(
        Box(
            (0, feet + (height - feet) / 2, 0),
            (width, height - feet, depth),
            colour,
            1,
            surface=Surface(grain="x"),
        )
    )
    wide = (width - 6) / doors
    lighter = mix(colour, "#ffffff", 0.04)
    for number in range(doors):
        x = -width / 2 + 3 + wide * (number + 0.5)
        centre = (x, feet + (height - feet) / 2 - 0.4, depth / 2 + 0.2)
        scene.place(front(centre, (wide - 0.8, height - feet - 7, 1.6), lighter))
        if number in (0, doors - 1):
            _reeds(scene, centre, wide, height - feet - 9, colour)
        else:
            inward = 1 if number < doors / 2 else -1
            scene.place(
                knob((x + inward * (wide / 2 - 4), centre[1] + 4, depth / 2 + 1.6), (1, 9, 1.2), BRASS)
            )


def _reeds(scene: Scene, centre: Vector, wide: float, tall: float, colour: str) -> None:
    """Cover a door with half-round upright bars."""
    count = int(wide / 2.4)
    surface = Surface(gloss=0.35, casts=False, grounded=False)
    for number in range(count):
        x = centre[0] - wide / 2 + 1.4 + (wide - 2.6) * (number + 0.5) / count
        z = centre[2] + 1.0
        scene.place(
            Tube((x, centre[1] - tall / 2, z), (x, centre[1] + tall / 2, z), 0.95, 0.95, colour, surface)
        )


def low_board(scene: Scene, size: Size, colour: str) -> None:
    """Draw a low board: a row of plain drawers, one open niche with books, a plinth."""
    width, depth, height = size
    plinth, wall = 7.0, 2.4
    scene.place(
        board((0, plinth / 2, -1), (width - 12, plinth, depth - 8), BLACK),
        board((0, plinth + wall / 2, 0), (width, wall, depth), colour),
        board((0, height - wall / 2, 0), (width, wall, depth), colour),
        board(
            (0, (plinth + height) / 2, -depth / 2 + 1),
            (width - 2, height - plinth - 2 * wall, 1.6),
            colour,
            light=0.6,
        ),
    )
    bays = 4
    wide = (width - wall) / bays
    middle, tall = (plinth + height) / 2, height - plinth - 2 * wall
    for edge in range(bays + 1):
        x = -width / 2 + wall / 2 + wide * edge
        scene.place(board((x, middle, 0), (wall, tall, depth - 0.6), colour, grain="y"))
    for bay in (0, 1, 3):
        x = -width / 2 + wall / 2 + wide * (bay + 0.5)
        for level in (-1, 1):
            centre = (x, middle + level * tall / 4, depth / 2 - 1)
            scene.place(front(centre, (wide - wall - 0.6, tall / 2 - 0.8, 1.6), colour, grain="x"))
    niche = -width / 2 + wall / 2 + wide * 2.5
    _books(scene, (niche - wide / 2 + 5, plinth + wall, 0), 7, (16, 24))
    _bowl(scene, (niche + wide / 4, plinth + wall, 0), "#b7643f")


def shelf(scene: Scene, size: Size, colour: str, *, levels: int = 5) -> None:
    """Draw an open bookcase with books, baskets and pots on its boards."""
    width, depth, height = size
    wall = 2.6
    scene.place(
        board((0, height / 2, -depth / 2 + 0.6), (width - 2, height - 6, 1.2), colour, grain="y", light=0.72)
    )
    for side in (-1, 1):
        scene.place(
            board((side * (width / 2 - wall / 2), height / 2, 0), (wall, height, depth), colour, grain="y")
        )
    step = (height - 8) / levels
    for level in range(levels + 1):
        scene.place(board((0, 6 + step * level, 0), (width - 2 * wall, wall, depth - 1), colour))
    for level in range(levels):
        _fill_shelf(scene, level % 5, (0, 6 + step * level + wall / 2, 0), width, step - wall)


def _fill_shelf(scene: Scene, kind: int, foot: Vector, width: float, room: float) -> None:
    x, y, z = foot
    if kind == 0:
        box = Box(
            (x - width * 0.18, y + room * 0.3, z),
            (width * 0.44, room * 0.6, 24),
            "#b9a888",
            2,
            surface=_PAPER,
        )
        scene.place(
            box, Lathe((x + width * 0.28, y, z), _jar(room * 0.62), "#4d5c57", "#222222", surface=_POT)
        )
    elif kind == 1:
        _books(scene, (x - width / 2 + 7, y, z), 9, (room * 0.55, room * 0.78))
        _bowl(scene, (x + width * 0.26, y, z), "#e8e2d6")
    elif kind == 2:
        scene.place(
            Lathe((x - width * 0.24, y, z), _jar(room * 0.85), "#b7643f", "#39180c", surface=_POT),
            Box((x + width * 0.2, y + 3, z + 1), (30, 6, 22), "#d9d2c4", 0.4, surface=_PAPER),
            Box((x + width * 0.19, y + 8, z + 1), (26, 4, 20), "#51605a", 0.4, surface=_PAPER),
        )
    elif kind == 3:
        _books(scene, (x + 2, y, z), 9, (room * 0.52, room * 0.74))
    else:
        _bowl(scene, (x + 4, y, z), "#7d8b83")


def _jar(height: float) -> tuple[tuple[float, float], ...]:
    shares = ((0, 0.24), (0.19, 0.34), (0.52, 0.38), (0.77, 0.21), (0.94, 0.14), (1, 0.16))
    return tuple((height * up, height * out) for up, out in shares)


def _bowl(scene: Scene, foot: Vector, colour: str) -> None:
    scene.place(
        Lathe(foot, ((0, 6), (2, 9), (9, 11.5), (11, 11)), colour, mix(colour, "#000000", 0.4), surface=_POT)
    )


def _books(scene: Scene, start: Vector, count: int, heights: tuple[float, float]) -> None:
    x, y, z = start
    chance = scene.random
    for _ in range(count):
        thick, tall = chance.choice([2.4, 3.0, 3.6, 4.2]), chance.uniform(*heights)
        book = Box(
            (x + thick / 2, y + tall / 2, z + 2),
            (thick - 0.2, tall, 17),
            chance.choice(_SPINES),
            0.3,
            surface=_PAPER,
        )
        scene.place(book)
        x += thick


def wardrobe(scene: Scene, size: Size, colour: str, *, doors: int = 3) -> None:
    """Draw a wardrobe: tall doors with a line of reeds between them and long handles."""
    width, depth, height = size
    plinth = 8.0
    scene.place(
        board((0, plinth / 2, -1), (width - 6, plinth, depth - 6), colour, light=0.6),
        Box(
            (0, plinth + (height - plinth) / 2, 0),
            (width, height - plinth, depth),
            colour,
            1,
            surface=Surface(grain="y"),
        ),
    )
    wide = (width - 2) / doors
    for number in range(doors):
        x = -width / 2 + 1 + wide * (number + 0.5)
        centre = (x, plinth + (height - plinth) / 2, depth / 2 + 0.4)
        scene.place(front(centre, (wide - 0.7, height - plinth - 4, 2), colour))
        inward = -1 if number == doors - 1 else 1
        scene.place(knob((x + inward * (wide / 2 - 5), height * 0.5, depth / 2 + 2.2), (1.4, 34, 1.8), BRASS))


def bedside(scene: Scene, size: Size, colour: str) -> None:
    """Draw a bedside table: an open niche above one drawer."""
    width, depth, height = size
    feet, wall = 16.0, 2.0
    _feet(scene, size, feet, colour)
    body = height - feet
    for side in (-1, 1):
        scene.place(
            board((side * (width / 2 - wall / 2), feet + body / 2, 0), (wall, body, depth), colour, grain="y")
        )
    scene.place(
        board((0, feet + body / 2, -depth / 2 + 1), (width - 4, body - 2, 1.4), colour, grain="x", light=0.6),
        board((0, feet + wall / 2, 0), (width - 2 * wall, wall, depth), colour),
        board((0, feet + body * 0.56, 0), (width - 2 * wall, wall, depth - 1), colour),
        front(
            (0, feet + body * 0.29, depth / 2 - 0.8),
            (width - 2 * wall - 0.8, body * 0.48, 1.6),
            colour,
            grain="x",
        ),
        knob((0, feet + body * 0.29, depth / 2 + 0.8), (2.4, 2.4, 1.8), BRASS),
        board((0, height - wall / 2, 0), (width, wall, depth), colour, radius=0.8),
        Box((-width * 0.1, feet + body * 0.56 + 3, 1), (22, 3, 16), "#51605a", 0.3, surface=_PAPER),
        Box((-width * 0.08, feet + body * 0.56 + 5.6, 1), (20, 2.2, 15), "#d8cdb8", 0.3, surface=_PAPER),
    )


def _feet(scene: Scene, size: Size, feet: float, colour: str) -> None:
    x, z = size.width / 2 - min(12, size.width * 0.12), size.depth / 2 - 7
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * (x + 1), 0, k * z), (i * x, feet + 1, k * z), 1.1, 1.5, colour))
