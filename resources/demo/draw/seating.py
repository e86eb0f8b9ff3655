"""Upholstered seats: sofas, armchairs, lounge chairs and poufs."""

from __future__ import annotations

from colour import OAK, WALNUT
from parts import Size, board, cloth, leg
from scene import Scene
from solids import Box, Lathe, Surface, Tube


def sofa(
    scene: Scene,
    size: Size,
    colour: str,
    *,
    seats: int = 3,
    arm: float = 17,
    arm_height: float = 60,
    seat: float = 43,
    feet: float = 13,
    leg_colour: str = WALNUT,
    material: str = "fabric",
    pillow: str = "",
    roundness: float = 1.0,
) -> None:
    """Draw a sofa; with one seat it is an armchair.

    `arm` is the width of an arm, `feet` the height of the legs, `roundness` scales all radii.
    """
    width, depth, height = size
    _sofa_legs(scene, size, feet, leg_colour)
    back = height - 4
    radius = 6 * roundness

    def block(
        centre: tuple[float, float, float], extent: tuple[float, float, float], r: float, light: float
    ) -> Box:
        return Box(centre, extent, colour, r, surface=cloth(material, light))

    scene.place(
        block((0, feet + 6, 0), (width - 4, 11, depth - 4), 3, 0.84),
        block(
            (0, feet + 4 + (back - feet - 6) / 2, -depth / 2 + 10),
            (width - 6, back - feet - 8, 19),
            radius + 1,
            0.95,
        ),
    )
    for side in (-1, 1):
        centre = (side * (width / 2 - arm / 2), feet + 1 + (arm_height - feet) / 2, 0.0)
        scene.place(block(centre, (arm, arm_height - feet, depth), radius, 1.0))
    _sofa_cushions(scene, size, colour, seats=seats, arm=arm, seat=seat, material=material)
    if pillow:
        centre = (-(width / 2 - arm) + 23, seat + 18, -depth / 2 + 46)
        scene.place(
            Box(
                centre,
                (46, 42, 9),
                pillow,
                4.4,
                (0.8, 0.8, 7),
                tilt=-20,
                roll=6,
                turn=12,
                softness=3.2,
                surface=cloth("fabric"),
            )
        )


def _sofa_legs(scene: Scene, size: Size, feet: float, colour: str) -> None:
    x, z = size.width / 2 - 11, size.depth / 2 - 9
    thick = 2.6 if feet > 8 else 4.0
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(leg((i * x * 1.01, 0, k * z), (i * x, feet + 2, k * z), thick * 0.6, thick, colour))


def _sofa_cushions(
    scene: Scene, size: Size, colour: str, *, seats: int, arm: float, seat: float, material: str
) -> None:
    """Place seat and back cushions, each a little lighter or darker than its neighbour."""
    inner = size.width - 2 * arm
    wide, tall = inner / seats, size.height - seat - 1
    for number in range(seats):
        x = -inner / 2 + wide * (number + 0.5)
        lean = 1.0 + 0.035 * ((number * 7) % 3 - 1) if seats > 1 else 1.0
        scene.place(
            Box(
                (x, seat - 8, 10),
                (wide - 0.2, 17, size.depth - 20),
                colour,
                5.5,
                (0.3, 2.0, 1.4),
                seam=True,
                surface=cloth(material, 2 - lean),
            ),
            Box(
                (x, seat - 1 + tall / 2, -size.depth / 2 + 27),
                (wide - 0.6, tall, 19),
                colour,
                8,
                (0.6, 1.5, 3.6),
                tilt=-13,
                surface=cloth(material, lean),
            ),
        )


def armchair(
    scene: Scene, size: Size, colour: str, *, leg_colour: str = OAK, material: str = "fabric"
) -> None:
    """Draw the armchair that goes with the sofa."""
    sofa(
        scene,
        size,
        colour,
        seats=1,
        arm=14,
        arm_height=57,
        seat=42,
        feet=15,
        leg_colour=leg_colour,
        material=material,
    )


def tub_chair(scene: Scene, size: Size, colour: str, *, material: str = "boucle") -> None:
    """Draw a low round armchair: a ring of soft blocks around a deep round seat."""
    width, depth, height = size
    surface = cloth(material)
    scene.place(
        Lathe(
            (0, 0, 0),
            ((0, width * 0.36), (2, width * 0.39), (5, width * 0.38)),
            "#3a2f28",
            surface=Surface(gloss=0.1),
        ),
        Box(
            (0, height * 0.56, -depth / 2 + 12),
            (width * 0.82, height * 0.86, 23),
            colour,
            11,
            (0, 3, 2.5),
            surface=surface,
        ),
    )
    for side in (-1, 1):
        scene.place(
            Box(
                (side * (width / 2 - 10), height * 0.40, 2),
                (21, height * 0.66, depth * 0.86),
                colour,
                10,
                (1.5, 2.5, 1.5),
                surface=cloth(material, 1.0),
            )
        )
    scene.place(
        Box((0, 17, 6), (width - 36, 24, depth - 26), colour, 7, surface=cloth(material, 0.92)),
        Box((0, 36, 8), (width - 40, 15, depth - 22), colour, 7, (0.4, 2.4, 2.0), seam=True, surface=surface),
    )


def lounge(
    scene: Scene, size: Size, colour: str, *, wood: str = OAK, material: str = "boucle", sling: bool = False
) -> None:
    """Draw a lounge chair in a wooden frame; a sling has thin seat and back and visible straps."""
    width, depth, height = size
    x, z, arm = width / 2 - 3, depth / 2 - 4, height * 0.62
    for side in (-1, 1):
        scene.place(
            leg((side * x, 0, -z), (side * x, arm + 3, -z + 14), 1.7, 2.1, wood),
            leg((side * x, 0, z - 2), (side * x, arm - 1, z - 8), 1.6, 2.2, wood),
            Box(
                (side * x, arm + 1.5, 0), (5.2, 3.2, depth - 4), wood, 1.5, tilt=3, surface=Surface(grain="z")
            ),
            Box(
                (side * x, height * 0.36, 0),
                (3, 4, depth - 18),
                wood,
                1,
                tilt=5,
                surface=Surface(grain="z", light=0.9),
            ),
        )
    scene.place(board((0, height * 0.31, z - 7), (width - 8, 4, 3.2), wood, radius=1))
    tall = height - 36
    thick, radius = (7.0, 3.2) if sling else (15.0, 7.0)
    puff = (0.5, 0.8, 1.2) if sling else (1.0, 1.4, 3.0)
    scene.place(
        Box(
            (0, height * 0.43, 3),
            (width - 13, thick, depth - 12),
            colour,
            radius,
            (0.6, puff[1], 1.4),
            tilt=5,
            seam=True,
            surface=cloth(material),
        ),
        Box(
            (0, height - tall / 2 + 1, -depth / 2 + 9),
            (width - 14, tall, thick),
            colour,
            radius,
            puff,
            tilt=-20,
            surface=cloth(material),
        ),
    )
    if sling:
        _straps(scene, size)


def _straps(scene: Scene, size: Size) -> None:
    """Place the leather straps that hold a sling on its front rail."""
    width, depth, height = size
    for x in (-width * 0.24, width * 0.24):
        strap = Tube(
            (x, height * 0.31, depth / 2 - 9), (x, height * 0.43, depth / 2 - 6), 1.4, 1.4, "#4a2f20"
        )
        scene.place(strap)


def pouf(scene: Scene, size: Size, colour: str) -> None:
    """Draw a round stuffed footstool with seams from top to bottom."""
    r, h = size.width / 2, size.height
    shares = (
        (0, 0.66),
        (0.05, 0.80),
        (0.21, 0.93),
        (0.46, 1.0),
        (0.70, 0.95),
        (0.85, 0.80),
        (0.95, 0.57),
        (0.99, 0.30),
        (1, 0.07),
    )
    profile = tuple((h * up, r * out) for up, out in shares)
    scene.place(Lathe((0, 0, 0), profile, colour, ribs=14, surface=Surface(material="boucle", gloss=0.1)))
