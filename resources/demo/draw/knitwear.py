"""Knitwear: sweaters and cardigans."""

from __future__ import annotations

import math

from colour import shade
from garment import Fold, Garment, Light
from geometry import Knot, smooth_path
from outerwear import sleeve
from parts import Size

_KNIT_BODY: list[Knot] = [
    (7.6, -1.2, 1),
    (14, 0.2),
    (20.6, 2.0),
    (23.4, 7),
    (24.6, 15),
    (25.6, 26),
    (25.2, 44),
]


def knit(
    garment: Garment, size: Size, colour: str, *, cables: bool = False, neck: str = "crew", back: bool = False
) -> None:
    """Draw a sweater; `cables` lays four plaits on it, necks: crew, roll."""
    length = size.height
    if not back:
        inside: list[Knot] = [(0, -1.2), (6, -2.6), (9, 1.5, 1), (5, 7), (0, 8.4)]
        garment.part(garment.both(inside), shade(colour, 0.62), "knit", cast=0)
    _knit_sleeves(garment, colour)
    clip = _knit_body(garment, length, colour, back=back)
    garment.add(f'<g clip-path="{clip}">')
    for number in range(-34, 35):
        garment.line([(number * 0.78, -3), (number * 0.788, length)], 0.12, 0.13, raised=False)
    if cables:
        for centre in (-13, -4.4, 4.4, 13):
            _cable(garment, centre, length, colour)
    garment.add("</g>")
    _rib_band(garment, colour, length)
    if neck == "roll":
        _roll_neck(garment, colour)
    else:
        _crew_neck(garment, colour, back=back)


def _knit_sleeves(garment: Garment, colour: str) -> None:
    for side in (-1, 1):
        clip = sleeve(garment, side, colour, "knit", length=57, out=34.5, cuff=7, wide=1.12)
        garment.add(f'<g clip-path="{clip}">')
        for x in (-3.4, -1.7, 0, 1.7, 3.4):
            garment.line(
                [(26.5 + x * 0.9, 8), (30.3 + x, 26), (31.2 + x * 0.9, 52)],
                0.16,
                0.20,
                side=side,
                raised=False,
            )
        garment.add("</g>")
        cuff: list[Knot] = [(29.9, 57.6, 1), (39.0, 55.6, 1), (39.2, 62.4), (31.6, 64.6)]
        light = Light(1.1, 1, 0.8) if side < 0 else Light(0.98, 0.9, 0.7)
        garment.part(garment.at(cuff, side), colour, "knit", cast=0.28, light=light)
        _ribs(garment, ((30.2, 58), (38.8, 56)), ((31.8, 64.2), (39, 62.2)), 8, side=side, opacity=0.26)


def _knit_body(garment: Garment, length: float, colour: str, *, back: bool = False) -> str:
    folds = []
    for side in (-1, 1):
        folds += [
            Fold([(24, 25), (19, 29), (14, 36)], 1.2, 0.22, side),
            Fold([(22, 44), (23, 52), (21, 60)], 1.4, 0.18, side),
            Fold([(10, 52), (9, 58), (11, 62)], 1.4, 0.14, side),
        ]
    start: list[Knot] = [(0, -1.6)] if back else []
    body = [*start, *_KNIT_BODY, (25.6, length - 7, 1), (12, length - 6.4), (0, length - 6)]
    return garment.part(garment.both(body), colour, "knit", folds=folds, cast=0.32)


def _ribs(
    garment: Garment,
    start: tuple[Knot, Knot],
    end: tuple[Knot, Knot],
    count: int,
    *,
    side: int = 1,
    opacity: float = 0.22,
) -> None:
    """Draw `count` ribs from points along one edge to points along another."""
    for number in range(count + 1):
        t = number / count
        ends = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in (start, end)]
        garment.line(ends, 0.26, opacity, side=side)


def _rib_band(garment: Garment, colour: str, length: float) -> None:
    band: list[Knot] = [
        (-25.4, length - 7, 1),
        (0, length - 5.8),
        (25.4, length - 7, 1),
        (24.4, length - 0.4),
        (0, length + 1),
        (-24.4, length - 0.4),
    ]
    garment.part(garment.at(band), colour, "knit", cast=0.26, light=Light(1.08, 1.0, 0.80))
    _ribs(garment, ((-25, length - 6.4), (25, length - 6.4)), ((-24, length + 0.4), (24, length + 0.4)), 46)


def _cable(garment: Garment, centre: float, length: float, colour: str) -> None:
    """Draw a plait: two strands that swing against one another, between two sunk lines."""
    k = garment.scale
    for phase in (0.0, math.pi):
        knots = [(centre + 1.55 * math.sin(y / 2.9 + phase), float(y)) for y in range(1, int(length))]
        strand = smooth_path(garment.at(knots), closed=False)
        shift = f"translate({0.35 * k:.1f} {0.4 * k:.1f})"
        garment.add(
            garment.stroke(
                strand, "#1a0f06", 1.6 * k, opacity=0.20, transform=shift, filter=garment.blur(0.4 * k)
            )
        )
        garment.add(
            garment.stroke(strand, shade(colour, 1.12), 1.25 * k, opacity=0.55, filter=garment.blur(0.22 * k))
        )
    for edge in (-2.6, 2.6):
        garment.line([(centre + edge, 2), (centre + edge, length)], 0.34, 0.22)


def _crew_neck(garment: Garment, colour: str, *, back: bool) -> None:
    drop = 0.28 if back else 1.0
    band: list[Knot] = [
        (-8.8, -1.4, 1), (-5.2, 5.2 * drop), (0, 7 * drop), (5.2, 5.2 * drop), (8.8, -1.4, 1),
        (6.4, -3.2), (3.8, 2.2 * drop - 1.4 * (1 - drop)), (0, 3.4 * drop - 2.4 * (1 - drop)),
        (-3.8, 2.2 * drop - 1.4 * (1 - drop)), (-6.4, -3.2),
    ]  # fmt: skip
    garment.part(garment.at(band), colour, "knit", cast=0.34, light=Light(1.12, 1.02, 0.86))
    if back:
        return
    for number in range(19):
        angle = math.pi * (0.06 + 0.88 * number / 18)
        inner = (-6.0 * math.cos(angle), 3.0 * math.sin(angle) - 0.4)
        garment.line([inner, (-8.0 * math.cos(angle), 6.6 * math.sin(angle) - 0.4)], 0.2, 0.22, raised=False)


def _roll_neck(garment: Garment, colour: str) -> None:
    """Turn a high ribbed collar down over itself."""
    tube: list[Knot] = [(-7.4, 2.5, 1), (-7.2, -9, 1), (0, -10), (7.2, -9, 1), (7.4, 2.5, 1), (0, 4.5)]
    roll: list[Knot] = [
        (-8.6, 2.0),
        (-8.4, -7.4),
        (-6.8, -9.6),
        (0, -10.4),
        (6.8, -9.6),
        (8.4, -7.4),
        (8.6, 2.0),
        (6.4, 4.4),
        (0, 5.6),
        (-6.4, 4.4),
    ]
    garment.part(garment.at(tube), shade(colour, 0.8), "knit", cast=0.2)
    garment.part(garment.at(roll), colour, "knit", cast=0.42, light=Light(1.12, 1.02, 0.82), fall=0.2)
    _ribs(garment, ((-8.0, -8.2), (8.0, -8.2)), ((-8.0, 3.6), (8.0, 3.6)), 20)
    mouth: list[Knot] = [(-6.4, -9.2), (0, -10.2), (6.4, -9.2), (0, -8.2)]
    garment.part(garment.at(mouth), shade(colour, 0.5), "knit", cast=0)


def cardigan(
    garment: Garment, size: Size, colour: str, *, back: bool = False, buttons: str = "#5c4433"
) -> None:
    """Draw a chunky cardigan with a ribbed band down its front."""
    if back:
        knit(garment, size, colour, back=True)
        return
    length = size.height
    garment.part(
        garment.both([(0, -1.2), (6, -2.6), (9, 1.5, 1), (5, 16), (0, 30)]),
        shade(colour, 0.55),
        "knit",
        cast=0,
    )
    _knit_sleeves(garment, colour)
    for side in (1, -1):
        edge: list[Knot] = [(1.4 * side, 34, 1), (1.4 * side, length - 6, 1)]
        half: list[Knot] = [
            (7.6, -1.2, 1),
            *_KNIT_BODY[1:],
            (25.6, length - 7, 1),
            (12, length - 6.2),
            *edge[::-1],
            (5.2, 16),
        ]
        folds = [
            Fold([(24, 25), (19, 29), (14, 36)], 1.2, 0.22, side),
            Fold([(21, 44), (22, 54), (20, 60)], 1.4, 0.18, side),
        ]
        light = Light(1.1, 1.02, 0.94) if side < 0 else Light(1.02, 0.96, 0.80)
        clip = garment.part(garment.at(half, side), colour, "knit", folds=folds, cast=0.3, light=light)
        garment.add(f'<g clip-path="{clip}">')
        for number in range(1, 33):
            garment.line([(number * 0.82, -3), (number * 0.826, length)], 0.16, 0.17, side=side, raised=False)
        garment.add("</g>")
    _rib_band(garment, colour, length)
    for side in (1, -1):
        x = 1.0 if side > 0 else 0.0
        band: list[Knot] = [
            (6.0, -2.8, 1),
            (9.2, -0.6, 1),
            (6.6, 16),
            (3.0 + x, 34),
            (3.2 + x, length + 0.6, 1),
            (-2.4 + x, length + 0.8, 1),
            (-2.4 + x, 34),
            (3.0, 16),
        ]
        clip = garment.part(
            garment.at(band, side), colour, "knit", cast=0.38, light=Light(1.1, 1.02, 0.9), fall=0.08
        )
        garment.add(f'<g clip-path="{clip}">')
        for shift in (-1.2, 0.2, 1.6):
            garment.line(
                [
                    (7.2 + shift * 0.6, -1.4),
                    (4.8 + shift, 16),
                    (0.6 + x + shift, 34),
                    (0.6 + x + shift, length),
                ],
                0.2,
                0.22,
                side=side,
            )
        garment.add("</g>")
    for number in range(5):
        garment.button(-0.4, 36 + number * (length - 40) / 4.4, 1.15, buttons)
    for side in (-1, 1):
        garment.line([(9, 46, 1), (20, 46, 1), (20, 57, 1), (9, 57, 1)], 0.24, 0.36, side=side, closed=True)
