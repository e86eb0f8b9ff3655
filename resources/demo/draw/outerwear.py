"""Coats and blazers."""

from __future__ import annotations

import itertools

from colour import shade
from garment import Fold, Garment, Light
from geometry import Knot
from parts import Size

_SHIRT = "#e4ddd0"


def sleeve(
    garment: Garment,
    side: int,
    colour: str,
    material: str,
    *,
    shoulder: float = 21,
    armpit: float = 25,
    length: float = 62,
    out: float = 34,
    cuff: float = 6.2,
    wide: float = 1.0,
) -> str:
    """Lay one long sleeve beside the body (side -1 left, 1 right) and return its clip.

    `out` is how far from the middle the cuff lies, `cuff` its half width, all in cm.
    """
    outline: list[Knot] = [
        (shoulder - 5, 0.8, 1),
        (shoulder + 1.6, 2.6),
        (shoulder + 6.6 * wide, 9.2),
        (shoulder + 10.6 * wide, 25.2),
        (out + 1.2, length * 0.62),
        (out + cuff * 0.62, length, 1),
        (out - cuff * 0.62, length + 1.5, 1),
        (out - cuff - 2.2, length * 0.66),
        (armpit - 0.4, 27),
        (armpit - 5, 18, 1),
    ]
    folds = [
        Fold([(shoulder + 7.5 * wide, 26), (shoulder + 4, 30), (armpit + 1.5, 31)], 0.8, 0.28, side),
        Fold(
            [(out - 1.5, length * 0.55), (out - 5, length * 0.59), (out - 8, length * 0.58)], 0.8, 0.30, side
        ),
        Fold(
            [(out - 1, length * 0.63), (out - 5, length * 0.66), (out - 8.2, length * 0.655)], 0.7, 0.24, side
        ),
        Fold([(shoulder + 3, 8), (shoulder + 5.5, 22), (out - 4.5, length * 0.5)], 1.1, 0.16, side),
    ]
    light = Light(1.12, 1.0, 0.84) if side < 0 else Light(0.98, 0.92, 0.70)
    return garment.part(garment.at(outline, side), colour, material, light=light, folds=folds, cast=0)


def coat(
    garment: Garment,
    size: Size,
    colour: str,
    *,
    double: bool = True,
    belted: bool = False,
    back: bool = False,
    lining: str = "#4a3a30",
    buttons: str = "#3a2a20",
    material: str = "wool",
) -> None:
    """Draw a coat, single or double breasted, with or without a belt."""
    length = size.height
    hem = 31 + (length - 105) * 0.1
    if not back:
        garment.part(
            garment.both([(0, -5.4), (7, -4.8), (9, 1, 1), (6, 9, 1), (0, 12)]),
            lining,
            "silk",
            light=Light(0.9, 0.8, 0.6),
            cast=0,
        )
    for side in (-1, 1):
        clip = sleeve(garment, side, colour, material, length=64, out=35, cuff=7.6)
        garment.add(f'<g clip-path="{clip}">')
        garment.line([(28, 58.6), (41, 56.2)], 0.2, 0.35, side=side)
        garment.add("</g>")
    body: list[Knot] = [
        (0 if back else 8, -3.2, 1), (14, -0.9), (20.4, 1.2), (23.0, 6), (24.2, 14), (25.2, 25),
        (24.5, 46), (27.5, 72), (hem, length - 1.2, 1), (16, length), (0, length + 0.4),
    ]  # fmt: skip
    garment.part(garment.both(body), colour, material, folds=_coat_folds(length), cast=0.34)
    if back:
        _coat_back(garment, length, colour, material, belted=belted)
        return
    overlap, break_y = (4.5, 36.0) if double else (1.2, 33.0)
    _coat_neck(garment, overlap, break_y, lining)
    garment.line([(overlap, break_y, 1), (overlap + 0.4, 60), (overlap + 1.6, length + 0.2, 1)], 0.3, 0.6)
    _lapels(garment, colour, material, overlap, break_y, tip=15.2 if double else 13.4)
    _flap_pockets(garment, colour, material, 62)
    if belted:
        _belt(garment, colour, material)
    else:
        for y in (4, 17, 30) if double else (3, 16, 29, 42):
            garment.button(overlap - 2.4, break_y + y, 1.25, buttons)
            if double:
                garment.button(-9.4, break_y + y, 1.25, buttons)
    garment.line(
        [(-hem * 0.99, length - 5, 1), (0, length - 3.2), (hem * 0.99, length - 5, 1)],
        0.14,
        0.3,
        dash=0.8,
        raised=False,
    )


def _coat_folds(length: float) -> list[Fold]:
    folds = []
    for side in (-1, 1):
        for x, start, strength in ((6, 50, 0.14), (13, 48, 0.22), (19.5, 52, 0.26), (24, 58, 0.18)):
            knots = [
                (x * 0.86, start + 1.5 + 1.5 * side),
                (x * 0.96, (start + length) / 2),
                (x * 1.12, length),
            ]
            folds.append(Fold(knots, 1.5, strength, side))
        folds += [
            Fold([(20.5, 16), (18, 26), (19.5, 38)], 1.3, 0.20, side),
            Fold([(24, 25), (19, 28), (15, 33)], 1.0, 0.22, side),
        ]
    return folds


def _back_seam(garment: Garment, length: float, colour: str, material: str) -> None:
    """Finish the back with its centre seam, the vent below and the collar."""
    garment.line([(0, 2, 1), (0.2, length * 0.5), (0, length * 0.66, 1)], 0.24, 0.45)
    garment.line([(0, length * 0.66, 1), (0.8, length * 0.85), (1.4, length + 0.2, 1)], 0.4, 0.7)
    collar: list[Knot] = [
        (-11.5, -1.2, 1), (-7.5, -5.0), (0, -6.4), (7.5, -5.0), (11.5, -1.2, 1), (8.4, 3.2, 1),
        (0, 4.6), (-8.4, 3.2, 1),
    ]  # fmt: skip
    garment.part(garment.at(collar), colour, material, cast=0.4, fall=0.08, light=Light(1.14, 1.04, 0.9))


def _coat_back(garment: Garment, length: float, colour: str, material: str, *, belted: bool) -> None:
    """Finish the back of a coat with the belt all around, or a buttoned half belt."""
    _back_seam(garment, length, colour, material)
    if belted:
        garment.part(garment.at(_BELT), colour, material, cast=0.45, light=Light(1.1, 1.0, 0.8), fall=0.1)
        return
    strap: list[Knot] = [(-11, 44, 1), (11, 44, 1), (11, 48.6, 1), (-11, 48.6, 1)]
    garment.part(garment.at(strap), colour, material, cast=0.4, fall=0.05)
    for x in (-8.6, 8.6):
        garment.button(x, 46.3, 1.1, shade(colour, 0.45))


def _coat_neck(garment: Garment, overlap: float, break_y: float, lining: str) -> None:
    """Show the lining and the shirt in the opening."""
    opening: list[Knot] = [
        (-7.6, -3.2, 1),
        (0, 1),
        (7.6, -3.2, 1),
        (6.4, 6),
        (overlap * 0.5, break_y - 6, 1),
        (-4, 14),
    ]
    garment.part(garment.at(opening), lining, "silk", light=Light(0.85, 0.75, 0.55), cast=0, edge=0.6)
    shirt: list[Knot] = [
        (-6.6, -1, 1),
        (0, 2.6),
        (6.6, -1, 1),
        (6, 8),
        (overlap * 0.4, break_y - 9, 1),
        (-4.6, 12),
    ]
    garment.part(garment.at(shirt), _SHIRT, "knit", light=Light(1, 0.93, 0.8), cast=0.2)


def _lapels(
    garment: Garment, colour: str, material: str, overlap: float, break_y: float, *, tip: float
) -> None:
    """Fold lapels and collar over the front, the right side first."""
    for side in (1, -1):
        inner: list[Knot] = (
            [(12.6, 20), (overlap, break_y, 1), (5.4, 14)]
            if side > 0
            else [(11.6, 20), (-overlap, break_y, 1), (4.6, 16)]
        )
        lapel: list[Knot] = [(7.4, -2.6, 1), (tip - 1.4, 9.5, 1), (tip, 11.4, 1), *inner, (6.2, 4)]
        light = Light(1.16, 1.04, 0.9) if side < 0 else Light(1.08, 1.0, 0.86)
        garment.part(garment.at(lapel, side), colour, material, light=light, cast=0.42, fall=0.10)
        collar: list[Knot] = [
            (5.6, -5.6, 1),
            (8.2, -4.4),
            (12.8, 1.2),
            (14.4, 6.2, 1),
            (12.2, 9.4, 1),
            (7.6, 3.4),
            (6.2, -0.6),
        ]
        garment.part(
            garment.at(collar, side), colour, material, light=light.times(1.01), cast=0.40, fall=0.08
        )
    stand: list[Knot] = [(-6.4, -5.2), (0, -6.6), (6.4, -5.2), (6.2, -2.6), (0, -3.6), (-6.2, -2.6)]
    garment.part(garment.at(stand), shade(colour, 0.86), material, cast=0)


def _flap_pockets(garment: Garment, colour: str, material: str, y: float) -> None:
    for side in (-1, 1):
        flap: list[Knot] = [(12, y - 0.4, 1), (21.6, y - 1.8, 1), (22.2, y + 3, 1), (12.6, y + 4.4, 1)]
        garment.part(
            garment.at(flap, side), colour, material, light=Light(1.1, 1.0, 0.9), cast=0.3, fall=0.05
        )
        garment.line(flap, 0.26, 0.4, side=side, closed=True)


_BELT: list[Knot] = [(-24.6, 47, 1), (0, 48.6), (24.6, 47, 1), (25.0, 52, 1), (0, 53.8), (-25.0, 52, 1)]


def _belt(garment: Garment, colour: str, material: str) -> None:
    """Tie a belt in front."""
    tail: list[Knot] = [(2.6, 52), (6, 60), (7.6, 80), (3.6, 80.6), (1.2, 62), (-1, 53)]
    knot: list[Knot] = [(-2.2, 47.2), (4.4, 46.6), (5, 54.6), (-1.6, 55.2)]
    garment.part(garment.at(_BELT), colour, material, cast=0.45, light=Light(1.1, 1.0, 0.8), fall=0.1)
    garment.part(garment.at(tail), colour, material, cast=0.45)
    garment.part(garment.at(knot), colour, material, cast=0.5, light=Light(1.2, 1.05, 0.9))


def blazer(
    garment: Garment,
    size: Size,
    colour: str,
    *,
    double: bool = False,
    back: bool = False,
    lining: str = "#5a4a44",
    buttons: str = "#2c2622",
) -> None:
    """Draw a blazer, single breasted with two buttons or double breasted with four."""
    length = size.height
    if not back:
        garment.part(
            garment.both([(0, -5.4), (6.6, -4.8), (8.6, 1, 1), (6, 9, 1), (0, 12)]),
            lining,
            "silk",
            light=Light(0.9, 0.8, 0.6),
            cast=0,
        )
    for side in (-1, 1):
        sleeve(garment, side, colour, "wool", length=60, out=33.6, cuff=6.6)
    if double or back:
        hem: list[Knot] = [(14, length), (0, length)]
    else:
        hem = [(12.5, length), (6.8, length - 0.9), (2.4, length - 4.4), (0, length - 9.5, 1)]
    body: list[Knot] = [
        (0 if back else 7.6, -2.8, 1), (13.6, -0.6), (19.8, 1.4), (22.4, 6), (23.8, 14), (24.6, 25),
        (22.0, 44), (24.8, length - 6, 1), (24.9, length - 1.5, 1), *hem,
    ]  # fmt: skip
    folds = []
    for side in (-1, 1):
        folds += [
            Fold([(20, 14), (17.6, 26), (18.6, 40)], 1.2, 0.18, side),
            Fold([(23.4, 25), (18, 28), (14, 34)], 1.0, 0.20, side),
            Fold([(15.4, 30), (14.2, 46), (15.4, 62)], 0.6, 0.28, side),
            Fold([(21, 44), (20.6, 56), (22, length)], 1.3, 0.16, side),
        ]
    garment.part(garment.both(body), colour, "wool", folds=folds, cast=0.34)
    if back:
        _back_seam(garment, length, colour, "wool")
    else:
        _blazer_front(garment, length, colour, double=double, lining=lining, buttons=buttons)


def _blazer_front(
    garment: Garment, length: float, colour: str, *, double: bool, lining: str, buttons: str
) -> None:
    """Finish the front: lapels, pockets, and the buttons of front and sleeves."""
    overlap, break_y = (5.6, 42.0) if double else (1.4, 42.0)
    _coat_neck(garment, overlap, break_y, lining)
    garment.line([(overlap, break_y, 1), (overlap + 0.3, 56), (overlap + 0.4, length - 2.4, 1)], 0.3, 0.6)
    _lapels(garment, colour, "wool", overlap, break_y, tip=15.8 if double else 12.6)
    _flap_pockets(garment, colour, "wool", 55)
    garment.line([(10.6, 22.6, 1), (18.4, 20.8, 1), (18.8, 23.2, 1), (11, 25, 1)], 0.2, 0.45, closed=True)
    for side, y in itertools.product((-1, 1), (55.0, 56.8, 58.6)):
        garment.button(side * 34.8, y, 0.5, buttons)
    for y in (1.5, 12.0):
        garment.button(overlap - 2.2, break_y + y, 1.15, buttons)
        if double:
            garment.button(-7.8, break_y + y, 1.15, buttons)
