"""Bags of leather and canvas."""

from __future__ import annotations

from colour import BRASS, shade
from garment import Fold, Garment, Light
from geometry import Knot
from parts import Size

_HIDE = Light(1.12, 1.02, 0.78)


def leather_tote(garment: Garment, size: Size, colour: str) -> None:
    """Draw a leather shopper with two round handles."""
    k = size.height / 41
    w = size.width / 43

    def knots(*points: tuple[float, ...]) -> list[Knot]:
        return [(x * w, y * k, *rest) for x, y, *rest in points]

    handle = knots((-11, 4, 1), (-10.4, -14), (0, -25), (10.4, -14), (11, 4, 1))
    garment.cord([(x, y - 2.5, *rest) for x, y, *rest in handle], 2.0, shade(colour, 0.66))
    mouth = knots((-19.6, 1.4), (0, -0.4), (19.6, 1.4), (19.8, 4), (0, 5), (-19.8, 4))
    garment.part(garment.at(mouth), shade(colour, 0.4), "hide", cast=0)
    folds = [
        Fold(knots((-9, 8), (-8.2, 22), (-10, 34)), 1.5, 0.15),
        Fold(knots((10, 10), (9, 24), (11.4, 34)), 1.5, 0.16),
        Fold(knots((-18, 36), (0, 38.4), (18, 36)), 1.3, 0.24),
    ]
    body = knots(
        (-20, 2.4, 1),
        (0, 4.4),
        (20, 2.4, 1),
        (21.6, 20),
        (23, 36),
        (21, 41.6),
        (0, 43),
        (-21, 41.6),
        (-23, 36),
        (-21.6, 20),
    )
    garment.part(garment.at(body), colour, "hide", folds=folds, light=_HIDE, fall=0.22)
    garment.line(knots((-19.4, 4.4, 1), (0, 6.4), (19.4, 4.4, 1)), 0.14, 0.45, dash=0.7, raised=False)
    garment.line(
        knots((-21, 36, 1), (-19.5, 39.6), (0, 41), (19.5, 39.6), (21, 36, 1)),
        0.14,
        0.45,
        dash=0.7,
        raised=False,
    )
    garment.cord(handle, 2.0, colour)
    for side in (-1, 1):
        tab = knots((9.2, 2.4, 1), (12.9, 2.2, 1), (12.9, 11), (11, 13), (9.2, 11))
        garment.part(garment.at(tab, side), colour, "hide", cast=0.4, light=Light(1.15, 1.05, 0.85))
        garment.button(side * 11 * w, 9.6 * k, 0.7, BRASS)


def canvas_tote(garment: Garment, size: Size, colour: str, *, trim: str = "#7a4c30") -> None:
    """Draw a canvas bag with flat handles and a leather patch."""
    w, h = size.width / 2, size.height
    dark = shade(colour, 0.72)
    _flat_handle(garment, w, -24.5, dark)
    garment.part(
        garment.at([(-w + 0.6, 0.6), (0, -0.8), (w - 0.6, 0.6), (w - 0.4, 3), (0, 4), (0.4 - w, 3)]),
        shade(colour, 0.5),
        "canvas",
        cast=0,
    )
    folds = [
        Fold([(-w * 0.5, 6), (-w * 0.42, h * 0.5), (-w * 0.56, h * 0.92)], 1.8, 0.16),
        Fold([(w * 0.4, 8), (w * 0.48, h * 0.5), (w * 0.38, h * 0.9)], 1.8, 0.16),
        Fold([(-w * 0.95, h * 0.84), (-w * 0.5, h * 0.9), (0, h * 0.88)], 1.3, 0.18),
        Fold([(w * 0.9, h * 0.2), (w * 0.6, h * 0.3), (w * 0.3, h * 0.28)], 1.3, 0.12),
    ]
    body: list[Knot] = [
        (-w, 1.4, 1),
        (0, 2.6),
        (w, 1.4, 1),
        (w + 0.9, h * 0.5),
        (w - 0.4, h - 1.2),
        (w - 2.4, h),
        (0, h + 0.8),
        (2.4 - w, h),
        (0.4 - w, h - 1.2),
        (-w - 0.9, h * 0.5),
    ]
    garment.part(garment.at(body), colour, "canvas", folds=folds, light=Light(1.08, 1.02, 0.84), fall=0.18)
    garment.line([(-w + 0.2, 4.8, 1), (0, 6), (w - 0.2, 4.8, 1)], 0.16, 0.4, dash=0.7, raised=False)
    _flat_handle(garment, w, -22, colour)
    for side in (-1, 1):
        garment.line(
            [(w * 0.34, 3.0, 1), (w * 0.50, 3.0, 1), (w * 0.50, 7.4, 1), (w * 0.34, 7.4, 1)],
            0.16,
            0.5,
            side=side,
            closed=True,
        )
    patch: list[Knot] = [
        (-4.6, h * 0.42, 1),
        (4.6, h * 0.42, 1),
        (4.6, h * 0.42 + 5.4, 1),
        (-4.6, h * 0.42 + 5.4, 1),
    ]
    garment.part(garment.at(patch), trim, "hide", cast=0.24, light=Light(1.1, 1.02, 0.9), fall=0.06)
    garment.line(
        [
            (-4.1, h * 0.42 + 0.5, 1),
            (4.1, h * 0.42 + 0.5, 1),
            (4.1, h * 0.42 + 4.9, 1),
            (-4.1, h * 0.42 + 4.9, 1),
        ],
        0.12,
        0.5,
        dash=0.5,
        closed=True,
        raised=False,
    )


def _flat_handle(garment: Garment, w: float, top: float, colour: str) -> None:
    outer: list[Knot] = [
        (-w * 0.50, 7.4, 1),
        (-w * 0.47, top * 0.5),
        (-w * 0.26, top),
        (w * 0.26, top),
        (w * 0.47, top * 0.5),
        (w * 0.50, 7.4, 1),
    ]
    inner: list[Knot] = [
        (w * 0.34, 7.4, 1),
        (w * 0.33, top * 0.46),
        (w * 0.20, top + 3.0),
        (-w * 0.20, top + 3.0),
        (-w * 0.33, top * 0.46),
        (-w * 0.34, 7.4, 1),
    ]
    garment.part(
        garment.at([*outer, *inner]), colour, "canvas", cast=0.3, light=Light(1.08, 1.02, 0.88), edge=0.2
    )


def crossbody(garment: Garment, size: Size, colour: str) -> None:
    """Draw a small bag with a rounded flap, a brass clasp and a long thin strap."""
    w, h = size.width / 2, size.height
    garment.cord(
        [
            (-w + 0.6, 2.0, 1),
            (-w * 0.96, -10),
            (-w * 0.42, -23.5),
            (w * 0.42, -23.5),
            (w * 0.96, -10),
            (w - 0.6, 2.0, 1),
        ],
        0.95,
        colour,
    )
    body: list[Knot] = [
        (-w, 1.0),
        (-w + 0.8, 0),
        (0, -0.5),
        (w - 0.8, 0),
        (w, 1.0),
        (w + 0.3, h * 0.6),
        (w - 0.4, h - 2.4),
        (w - 3, h),
        (0, h + 0.4),
        (3 - w, h),
        (0.4 - w, h - 2.4),
        (-w - 0.3, h * 0.6),
    ]
    garment.part(garment.at(body), colour, "hide", light=_HIDE, fall=0.22)
    flap: list[Knot] = [
        (-w + 0.2, -0.2, 1),
        (0, -0.9),
        (w - 0.2, -0.2, 1),
        (w + 0.2, h * 0.28),
        (w * 0.82, h * 0.56),
        (w * 0.4, h * 0.66),
        (0, h * 0.68),
        (-w * 0.4, h * 0.66),
        (-w * 0.82, h * 0.56),
        (-w - 0.2, h * 0.28),
    ]
    garment.part(garment.at(flap), colour, "hide", cast=0.5, light=Light(1.16, 1.06, 0.84), fall=0.10)
    stitched: list[Knot] = [
        (-w + 0.7, h * 0.27),
        (-w * 0.78, h * 0.53),
        (-w * 0.38, h * 0.63),
        (0, h * 0.65),
        (w * 0.38, h * 0.63),
        (w * 0.78, h * 0.53),
        (w - 0.7, h * 0.27),
    ]
    garment.line(stitched, 0.10, 0.5, dash=0.42, raised=False)
    clasp: list[Knot] = [(-1.3, h * 0.60, 1), (1.3, h * 0.60, 1), (1.3, h * 0.75, 1), (-1.3, h * 0.75, 1)]
    garment.part(garment.at(clasp), BRASS, "metal", cast=0.4, light=Light(1.3, 1.1, 0.7), fall=0.1, edge=0.1)
    garment.line([(-0.7, h * 0.675, 1), (0.7, h * 0.675, 1)], 0.3, 0.6)
    for side in (-1, 1):
        tab: list[Knot] = [(w - 1.5, 0.4, 1), (w + 0.2, 0.4, 1), (w + 0.2, 3.4, 1), (w - 1.5, 3.4, 1)]
        garment.part(garment.at(tab, side), colour, "hide", cast=0.35, light=Light(1.15, 1.05, 0.85))
        garment.button(side * (w - 0.65), 2.1, 0.34, BRASS)
