"""Dresses."""

from __future__ import annotations

from colour import shade
from garment import Fold, Garment, Light
from geometry import Knot
from parts import Size


def wrap_dress(garment: Garment, size: Size, colour: str) -> None:
    """Draw a wrap dress with long sleeves and a tied belt."""
    length = size.height
    garment.part(
        garment.both([(0, 1), (7, -1), (10, 3, 1), (6, 8), (0, 9)]), shade(colour, 0.5), "silk", cast=0
    )
    for side in (-1, 1):
        _blouse_sleeve(garment, side, colour)
    body: list[Knot] = [
        (9, -1, 1), (14, 0.4), (18.0, 2.2), (19.8, 7), (20.2, 14), (20.4, 23), (16.4, 41), (22, 60),
        (33, length - 2, 1), (18, length + 1.4), (0, length + 2),
    ]  # fmt: skip
    folds = []
    for x in (1.5, 4.5, 7.5, 10.2, 13, 15.4):
        for side in (-1, 1):
            swing = x * 1.9 + garment.random.uniform(-1, 1)
            strength = 0.20 + garment.random.random() * 0.14
            folds.append(
                Fold(
                    [(x * 0.92, 42), (x * 1.22, 62), (x * 1.5, 84), (swing, length + 2)], 1.2, strength, side
                )
            )
    for side in (-1, 1):
        folds += [
            Fold([(19, 21), (13, 27), (8, 38)], 1.0, 0.26, side),
            Fold([(18, 30), (13, 35), (10, 40)], 0.8, 0.22, side),
            Fold([(8, 6), (7, 20), (6, 38)], 0.9, 0.14, side),
        ]
    garment.part(garment.both(body), colour, "silk", folds=folds, light=Light(1.16, 1.02, 0.78))
    opening: list[Knot] = [(-7.8, -1.2, 1), (0, 17, 1), (7.8, -1.2, 1), (5, -1.4), (0, 1.2), (-5, -1.4)]
    garment.part(garment.at(opening), shade(colour, 0.42), "silk", cast=0, edge=0.5)
    garment.line([(-8.2, -1.4, 1), (0, 17.4, 1), (8.2, -1.4, 1)], 0.5, 0.35)
    garment.line([(0, 17.6, 1), (-3, 30), (-9, 40, 1)], 0.3, 0.5)
    _sash(garment, colour)


def _blouse_sleeve(garment: Garment, side: int, colour: str) -> None:
    outline: list[Knot] = [
        (14, 1.2, 1), (19.4, 2.6), (24.4, 10), (28.6, 26), (32.6, 44), (34.6, 54), (33.6, 58, 1),
        (27.4, 59.4, 1),
        (24.6, 54), (22, 42), (19.6, 27), (16, 18, 1),
    ]  # fmt: skip
    folds = [
        Fold([(22, 10), (27, 34), (30.6, 57)], 1.2, 0.22, side),
        Fold([(20, 24), (25, 42), (29, 57)], 1.0, 0.26, side),
        Fold([(26, 26), (22.6, 30), (20.6, 31)], 0.8, 0.2, side),
    ]
    light = Light(1.14, 1, 0.82) if side < 0 else Light(1, 0.92, 0.70)
    garment.part(garment.at(outline, side), colour, "silk", cast=0, light=light, folds=folds)
    cuff: list[Knot] = [(27.0, 58.6, 1), (34.0, 57.2, 1), (34.4, 62.4, 1), (28, 63.8, 1)]
    garment.part(garment.at(cuff, side), colour, "silk")


def _sash(garment: Garment, colour: str) -> None:
    """Tie a sash at the left of the waist."""
    band: list[Knot] = [
        (-16.6, 39.2, 1),
        (0, 40.6),
        (16.6, 39.2, 1),
        (16.8, 43.2, 1),
        (0, 44.6),
        (-16.8, 43.2, 1),
    ]
    ends: list[list[Knot]] = [
        [(-9, 43.5), (-11.5, 56), (-14.2, 68), (-10.6, 68.8), (-8.2, 56), (-6.6, 44)],
        [(-7.4, 43.5), (-6.8, 54), (-7, 63), (-3.6, 62.6), (-4.4, 53), (-5.2, 43.6)],
    ]
    garment.part(
        garment.at(band), shade(colour, 0.9), "silk", cast=0.4, light=Light(1.2, 1.05, 0.82), fall=0.05
    )
    for end in ends:
        garment.part(garment.at(end), colour, "silk", cast=0.4)
    knot: list[Knot] = [(-9.4, 38.8), (-5, 38.4), (-4.6, 45), (-9, 45.4)]
    garment.part(garment.at(knot), colour, "silk", cast=0.5, light=Light(1.25, 1.1, 0.9))


def shirt_dress(garment: Garment, size: Size, colour: str, *, buttons: str = "#efe6d2") -> None:
    """Draw a sleeveless linen dress: buttons from top to bottom, gathered at the waist, two pockets."""
    length = size.height
    garment.part(
        garment.both([(0, -0.4), (6.6, -2), (9.4, 2, 1), (6, 10), (0, 14)]),
        shade(colour, 0.55),
        "cotton",
        cast=0,
    )
    for side in (-1, 1):
        cap: list[Knot] = [
            (15.4, 0.4, 1),
            (21, 2.2),
            (26.6, 8.4),
            (29.4, 17.4, 1),
            (22.4, 21.2, 1),
            (19.4, 18),
            (17, 12, 1),
        ]
        light = Light(1.12, 1.02, 0.88) if side < 0 else Light(1.0, 0.94, 0.74)
        garment.part(
            garment.at(cap, side),
            colour,
            "cotton",
            light=light,
            folds=[Fold([(21, 7), (23, 12), (25, 18)], 0.9, 0.2, side)],
            cast=0,
        )
    body: list[Knot] = [
        (8, -1.6, 1), (13.6, 0), (18.6, 2), (20.6, 8), (20.8, 15), (20.8, 23), (18.2, 41), (22.6, 56),
        (30, length - 1, 1), (16, length + 0.8), (0, length + 1),
    ]  # fmt: skip
    folds = []
    for number, x in enumerate((2.2, 5.0, 8.0, 11.0, 14.0, 16.6)):
        for side in (-1, 1):
            folds.append(
                Fold([(x * 0.98, 42), (x * 1.1, 52), (x * 1.2, 58 + 5 * (number % 2))], 0.8, 0.30, side)
            )
            folds.append(Fold([(x * 1.15, 56), (x * 1.4, 80), (x * 1.68, length)], 1.4, 0.15, side))
    for side in (-1, 1):
        folds += [
            Fold([(20, 22), (14, 28), (10, 38)], 1.0, 0.22, side),
            Fold([(12, 6), (10, 18), (9, 34)], 1.0, 0.12, side),
        ]
    garment.part(garment.both(body), colour, "cotton", folds=folds, light=Light(1.10, 1.02, 0.84))
    opening: list[Knot] = [(-7.4, -1.6, 1), (0, 13, 1), (7.4, -1.6, 1), (4.8, -1.8), (0, 0.4), (-4.8, -1.8)]
    garment.part(garment.at(opening), shade(colour, 0.5), "cotton", cast=0, edge=0.5)
    strip: list[Knot] = [(-1.5, 12, 1), (1.5, 12, 1), (1.7, length + 0.8, 1), (-1.7, length + 0.8, 1)]
    garment.part(
        garment.at(strip), colour, "cotton", cast=0.2, light=Light(1.06, 1.0, 0.94), edge=0.14, fall=0.08
    )
    waist: list[Knot] = [(-18.4, 40, 1), (0, 41.4), (18.4, 40, 1), (18.6, 43, 1), (0, 44.4), (-18.6, 43, 1)]
    garment.part(garment.at(waist), colour, "cotton", cast=0.3, light=Light(1.1, 1.02, 0.86), fall=0.05)
    for y in range(15, int(length - 6), 9):
        garment.button(0, y, 0.75, buttons)
    for side in (-1, 1):
        collar: list[Knot] = [
            (0.2, 13.4, 1),
            (3.6, 4.0),
            (7.2, -3.2, 1),
            (9.6, -1.4),
            (10.4, 4.4),
            (7.0, 9.0),
        ]
        garment.part(
            garment.at(collar, side),
            colour,
            "cotton",
            cast=0.34,
            light=Light(1.12, 1.04, 0.94),
            edge=0.2,
            fall=0.08,
        )
        garment.line(
            [(8.6, 60, 1), (18.6, 58, 1), (20.2, 72, 1), (10.2, 73.4, 1)], 0.2, 0.36, side=side, closed=True
        )
