"""Scarves, hats and belts."""

from __future__ import annotations

import math

from colour import BRASS, lightness, mix, shade
from garment import Fold, Garment, Light
from geometry import Knot
from parts import Size


def scarf(garment: Garment, size: Size, colour: str, *, stripe: bool = True, fine: bool = False) -> None:
    """Draw a scarf in a loop with two fringed ends; a `fine` one is smooth and drapes in folds."""
    material = "silk" if fine else "knit"
    wide = 1.0 + (size.width - 30) / 140
    pale = mix(colour, "#f3ead8", 0.75) if lightness(colour) < 0.75 else mix(colour, "#6b5a48", 0.5)
    right: list[Knot] = [(-2, 8, 1), (12 * wide, 6, 1), (16 * wide, 84, 1), (1, 86, 1)]
    left: list[Knot] = [(-13 * wide, 7, 1), (2, 8, 1), (-3, 72, 1), (-18 * wide, 71, 1)]
    for end, light, level in ((right, Light(1.0, 0.96, 0.76), 66), (left, Light(1.14, 1.02, 0.88), 53)):
        clip = _scarf_end(garment, end, colour, material, light, fine=fine)
        if stripe:
            garment.add(f'<g clip-path="{clip}">')
            for y, width in ((level, 2.6), (level + 5, 1.0), (level + 9, 2.6)):
                garment.line(
                    [(-26, y - 0.6), (0, y + 0.4), (26, y - 1.4)], width, 0.78, colour=pale, raised=False
                )
            garment.add("</g>")
    behind: list[Knot] = [(-17, -6), (0, -10), (17, -6), (20, 2), (0, -1), (-20, 2)]
    garment.part(garment.at(behind), shade(colour, 0.66), material, cast=0)
    loop: list[Knot] = [(-20, -4), (-19, 6), (-6, 15), (4, 16), (17, 8), (20, -3), (12, 2), (0, 5), (-12, 2)]
    folds = [Fold([(-18, 1), (0, 10), (18, 1)], 1.2, 0.30), Fold([(-16, 6), (-2, 13), (12, 9)], 0.9, 0.2)]
    if fine:
        folds += [
            Fold([(-19, -1), (-2, 7.4), (19, -1)], 0.7, 0.26),
            Fold([(-17, 4), (0, 12.4), (15, 6)], 0.6, 0.24),
        ]
    garment.part(garment.at(loop), colour, material, cast=0.45, light=Light(1.14, 1.02, 0.78), folds=folds)


def _scarf_end(
    garment: Garment, end: list[Knot], colour: str, material: str, light: Light, *, fine: bool
) -> str:
    (x0, y0, _), (x1, _, _), (x2, y2, _), (x3, y3, _) = end
    creases = (0.25, 0.5, 0.75) if fine else (0.5,)
    folds = [
        Fold(
            [(x0 + (x1 - x0) * t, y0 + 3), (x0 + (x1 - x0) * t - 1, 40), (x3 + (x2 - x3) * t, y2)], 1.4, 0.24
        )
        for t in creases
    ]
    clip = garment.part(garment.at(end), colour, material, light=light, cast=0.34, folds=folds)
    if fine:
        garment.line([(x3, y3 - 1.0, 1), (x2, y2 - 1.0, 1)], 0.16, 0.4)
        return clip
    threads = 16
    for number in range(threads):
        t = (number + 0.5) / threads
        x, y = x3 + (x2 - x3) * t, y3 + (y2 - y3) * t
        garment.line(
            [(x, y - 0.3), (x + (t - 0.5) * 1.4, y + 5.6)],
            0.46,
            0.9,
            colour=shade(colour, 0.92),
            raised=False,
        )
    return clip


def beanie(garment: Garment, size: Size, colour: str) -> None:
    """Draw a ribbed knitted hat with a turned-up brim."""
    w, h = size.width / 2, size.height
    crown: list[Knot] = [
        (-w, h * 0.72, 1),
        (-w * 1.0, h * 0.42),
        (-w * 0.80, h * 0.14),
        (-w * 0.40, h * 0.02),
        (0, 0),
        (w * 0.40, h * 0.02),
        (w * 0.80, h * 0.14),
        (w, h * 0.42),
        (w, h * 0.72, 1),
    ]
    clip = garment.part(garment.at(crown), colour, "knit", light=Light(1.12, 1.02, 0.74), fall=0.1)
    garment.add(f'<g clip-path="{clip}">')
    for number in range(-9, 10):
        t = number / 9.5
        bow = math.sin(t * math.pi / 2)
        garment.line(
            [
                (bow * w, h * 0.74),
                (bow * w * 0.98, h * 0.36),
                (bow * w * 0.52, h * 0.08),
                (bow * w * 0.16, 0),
            ],
            0.22,
            0.32,
        )
    garment.add("</g>")
    brim: list[Knot] = [
        (-w * 1.04, h * 0.70),
        (-w * 0.98, h * 0.665),
        (0, h * 0.70),
        (w * 0.98, h * 0.665),
        (w * 1.04, h * 0.70),
        (w * 1.05, h * 0.96),
        (w * 0.98, h),
        (0, h * 1.03),
        (-w * 0.98, h),
        (-w * 1.05, h * 0.96),
    ]
    clip = garment.part(garment.at(brim), colour, "knit", cast=0.5, light=Light(1.14, 1.03, 0.76), fall=0.16)
    garment.add(f'<g clip-path="{clip}">')
    for number in range(-17, 18):
        bow = math.sin(number / 18 * math.pi / 2)
        garment.line([(bow * w * 1.05, h * 0.66), (bow * w * 1.05, h * 1.02)], 0.20, 0.34)
    garment.add("</g>")


def belt(garment: Garment, size: Size, colour: str) -> None:
    """Draw a leather belt rolled up, its buckle in front."""
    w = 11.0
    h = size.width
    for ring, light in ((1.0, 0.30), (0.93, 0.78), (0.78, 0.34), (0.71, 0.7), (0.56, 0.34)):
        turn = [
            (math.cos(a) * w * ring, -math.sin(a) * 3.6 * ring)
            for a in (2 * math.pi * i / 16 for i in range(16))
        ]
        garment.part(
            garment.at(turn), shade(colour, light), "silk", cast=0, edge=0.2, light=Light(1.1, 1.0, 0.9)
        )
    band: list[Knot] = [
        (-w, 0, 1),
        (-w * 0.72, 2.5),
        (0, 3.6),
        (w * 0.72, 2.5),
        (w, 0, 1),
        (w, h, 1),
        (w * 0.72, h + 2.5),
        (0, h + 3.6),
        (-w * 0.72, h + 2.5),
        (-w, h, 1),
    ]
    garment.part(garment.at(band), colour, "hide", cast=0.3, light=Light(0.86, 1.12, 0.66), fall=0.16)
    for y in (0.35, h - 0.35):
        garment.line(
            [(-w + 0.2, y, 1), (-w * 0.72, y + 2.5), (0, y + 3.6), (w * 0.72, y + 2.5), (w - 0.2, y, 1)],
            0.07,
            0.5,
            dash=0.3,
            raised=False,
        )
    for x in (-7.4, -5.4, -3.4):
        garment.button(x, h / 2 + 3.35 - abs(x) * 0.10, 0.16, "#1a120c")
    _buckle(garment, 2.6, h / 2 + 3.45, h)


def _buckle(garment: Garment, x: float, y: float, band: float) -> None:
    tall, wide = band * 0.62, 2.0
    frame: list[Knot] = [
        (x - wide, y - tall, 1),
        (x + wide, y - tall, 1),
        (x + wide, y + tall, 1),
        (x - wide, y + tall, 1),
        (x - wide, y - tall, 1),
    ]
    garment.cord(frame, 0.55, BRASS, shadow=0.4)
    garment.cord([(x + wide, y), (x - wide - 0.2, y + 0.1)], 0.42, BRASS, shadow=0.4)
    keeper: list[Knot] = [
        (x + 3.4, y - band * 0.50, 1),
        (x + 4.6, y - band * 0.52, 1),
        (x + 4.6, y + band * 0.50, 1),
        (x + 3.4, y + band * 0.54, 1),
    ]
    garment.part(garment.at(keeper), "#4a3022", "hide", cast=0.4, light=Light(1.1, 1.0, 0.85), fall=0.05)
