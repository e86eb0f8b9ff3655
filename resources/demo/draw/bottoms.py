"""Trousers and skirts."""

from __future__ import annotations

from colour import shade
from garment import Fold, Garment, Light
from geometry import Knot
from parts import Size


def _waistband(garment: Garment, colour: str, material: str, half: float) -> None:
    inside: list[Knot] = [
        (-half, 0.6),
        (0, 1.8),
        (half, 0.6),
        (half - 0.4, -1.6),
        (0, -0.8),
        (0.4 - half, -1.6),
    ]
    garment.part(garment.at(inside), shade(colour, 0.55), material, cast=0)


def trousers(
    garment: Garment,
    size: Size,
    colour: str,
    *,
    leg: float = 1.0,
    material: str = "wool",
    drawstring: bool = False,
    back: bool = False,
) -> None:
    """Draw trousers; `leg` widens the legs, `drawstring` gathers the waist instead of loops and a button."""
    length = size.height
    half = 15 * leg
    _waistband(garment, colour, material, 17)
    for side in (1, -1):
        outline: list[Knot] = [
            (0, 0, 1), (17.2, 0, 1), (19.6, 12), (21.6, 27), (20.4 + 12 * (leg - 1), 60),
            (9.5 + half * 0.72, length, 1), (9.5 - half * 0.52, length + 0.6, 1), (3.2, 60), (0.4, 29, 1),
        ]  # fmt: skip
        folds = [
            Fold([(3, 29), (9, 32), (15, 31)], 1.1, 0.22, side),
            Fold([(2.4, 33), (8, 38), (13, 38)], 0.9, 0.15, side),
            Fold([(17, 56), (12, 60), (7, 59)], 1.2, 0.14, side),
            Fold([(17, 90), (12, 93), (6, 92)], 1.2, 0.13, side),
            Fold([(16.5, 18), (17.6, 55), (16, length)], 1.6, 0.15, side),
        ]
        if not drawstring:
            folds.append(Fold([(10.4, 8), (11.2, 50), (10.4, length)], 0.5, 0.40, side))
        light = Light(1.12, 1.02, 0.84) if side < 0 else Light(1.04, 0.96, 0.76)
        garment.part(garment.at(outline, side), colour, material, folds=folds, light=light)
        garment.line(
            [(10.2 + half * 0.68, length - 3.4, 1), (10 - half * 0.50, length - 2.8, 1)],
            0.14,
            0.28,
            side=side,
            raised=False,
        )
    band: list[Knot] = [(-17.3, -0.6, 1), (0, 0.8), (17.3, -0.6, 1), (17.6, 3.8, 1), (0, 5), (-17.6, 3.8, 1)]
    garment.part(garment.at(band), colour, material, cast=0.22, light=Light(1.1, 1, 0.84), fall=0.05)
    if back:
        _back_pockets(garment, colour)
    elif drawstring:
        _drawstring(garment, colour)
    else:
        _fly(garment, colour, material)
    for side in (-1, 1):
        if not back:
            garment.line([(17.8, 4.4, 1), (12.6, 14, 1)], 0.3, 0.5, side=side)


def _fly(garment: Garment, colour: str, material: str) -> None:
    garment.line([(0.2, 5, 1), (0.8, 14), (-0.2, 22, 1)], 0.25, 0.5)
    garment.line([(2.6, 5, 1), (3, 16), (0.6, 23, 1)], 0.15, 0.4, dash=0.6, raised=False)
    for side in (-1, 1):
        garment.line([(6.6, 5, 1), (7.2, 13)], 0.4, 0.4, side=side)
        loop: list[Knot] = [(9, -1, 1), (10.2, -1, 1), (10.3, 5.2, 1), (9.1, 5.2, 1)]
        garment.part(garment.at(loop, side), colour, material, cast=0.3, edge=0.2)
    garment.button(0.2, 2.3, 0.85, "#26221f")


def _drawstring(garment: Garment, colour: str) -> None:
    """Gather the waist and let two cord ends hang."""
    for number in range(-13, 14):
        x = number * 1.28
        garment.line([(x, -0.2), (x * 1.01, 4.2)], 0.3, 0.24)
        garment.line([(x * 1.0, 4.8), (x * 1.06, 9.0)], 0.4, 0.16)
    cord = shade(colour, 1.25)
    garment.cord([(-0.6, 3), (-2.4, 9), (-2.0, 18)], 0.7, cord)
    garment.cord([(0.8, 3), (2.6, 8), (2.2, 16)], 0.7, cord)


def _back_pockets(garment: Garment, colour: str) -> None:
    garment.line([(0, 5, 1), (0.3, 16), (0, 28, 1)], 0.28, 0.5)
    for side in (-1, 1):
        garment.line(
            [(5.4, 13.6, 1), (14.2, 12.6, 1), (14.3, 14.2, 1), (5.5, 15.2, 1)],
            0.24,
            0.5,
            side=side,
            closed=True,
        )
        garment.button(side * 9.9, 15.4, 0.5, shade(colour, 0.5))
        garment.line([(9.6, 5, 1), (9.4, 11)], 0.4, 0.34, side=side)


def flared_skirt(garment: Garment, size: Size, colour: str) -> None:
    """Draw a long skirt that swings out in soft folds."""
    length = size.height
    hem = 33.0
    _waistband(garment, colour, "silk", 16.4)
    folds = []
    for number, x in enumerate((1.6, 4.6, 7.6, 10.4, 13.2)):
        for side in (-1, 1):
            strength = 0.20 + 0.14 * garment.random.random()
            knots = [
                (x * 0.96, 5 + 2 * number),
                (x * 1.3, length * 0.4),
                (x * 1.75, length * 0.75),
                (x * 2.2, length + 1),
            ]
            folds.append(Fold(knots, 1.3, strength, side))
    body: list[Knot] = [
        (0, 1, 1),
        (16.4, -0.2, 1),
        (20.6, 14),
        (25.4, 40),
        (hem, length - 2, 1),
        (24, length + 0.4),
        (16, length - 0.8),
        (8, length + 1.2),
        (0, length),
    ]
    garment.part(garment.both(body), colour, "silk", folds=folds, light=Light(1.14, 1.02, 0.78))
    band: list[Knot] = [(-16.6, -1.2, 1), (0, 0.2), (16.6, -1.2, 1), (16.9, 2.6, 1), (0, 4), (-16.9, 2.6, 1)]
    garment.part(
        garment.at(band), shade(colour, 0.95), "silk", cast=0.24, light=Light(1.12, 1.02, 0.84), fall=0.04
    )


def pleated_skirt(garment: Garment, size: Size, colour: str) -> None:
    """Draw a skirt in sharp pleats held by a yoke."""
    length, pleats = size.height, 13
    _waistband(garment, colour, "wool", 16.4)
    for number in [*range(pleats - 1, pleats // 2, -1), *range(pleats // 2 + 1)]:
        t0, t1 = -1 + 2 * number / pleats, -1 + 2 * (number + 1) / pleats
        overlap = 0.09
        knots: list[Knot] = [
            (t0 * 18.6, 12, 1), (t1 * 18.6 + overlap * 8, 12, 1),
            (t1 * 24 + overlap * 14, length * 0.6), (t1 * 27.5 + overlap * 20, length + 0.8, 1),
            (t0 * 27.5, length - 0.5, 1), (t0 * 24, length * 0.6),
        ]  # fmt: skip
        lean = 1.0 - 0.10 * (number / pleats)
        garment.part(
            garment.at(knots), colour, "wool", light=Light(1.12, 1.0, 0.74).times(lean), cast=0.30, edge=0.16
        )
    yoke: list[Knot] = [(0, 1, 1), (16.4, -0.2, 1), (19.2, 13.4, 1), (0, 15)]
    folds = [
        Fold([(15, 4), (16, 9), (16.6, 13)], 0.9, 0.18),
        Fold([(-15, 4), (-16, 9), (-16.6, 13)], 0.9, 0.12),
    ]
    garment.part(garment.both(yoke), colour, "wool", folds=folds, cast=0.4, fall=0.06)
    band: list[Knot] = [
        (-16.6, -1.2, 1),
        (0, 0.2),
        (16.6, -1.2, 1),
        (17.2, 3.4, 1),
        (0, 4.8),
        (-17.2, 3.4, 1),
    ]
    garment.part(garment.at(band), colour, "wool", cast=0.24, light=Light(1.12, 1.02, 0.84), fall=0.04)
    for x in (10.6, 14.0):
        garment.part(
            garment.at([(x, 1.2, 1), (x + 1.1, 1.1, 1), (x + 1.6, 12, 1), (x + 0.5, 12.2, 1)]),
            shade(colour, 0.82),
            "hide",
            cast=0.3,
        )
        garment.button(x + 0.9, 3.4, 0.6, "#b08d4f")
