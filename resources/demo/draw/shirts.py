"""Shirts and T-shirts."""

from __future__ import annotations

from colour import lightness, mix, shade
from garment import Fold, Garment, Light
from geometry import Knot
from outerwear import sleeve
from parts import Size


def shirt(
    garment: Garment,
    size: Size,
    colour: str,
    *,
    stripe: bool = False,
    check: bool = False,
    pocket: bool = True,
    back: bool = False,
    material: str = "cotton",
) -> None:
    """Draw a buttoned shirt, plain, striped or checked."""
    length = size.height
    garment.part(
        garment.both([(0, -4.8), (6, -4.4), (8, 1, 1), (5, 6), (0, 7)]), shade(colour, 0.72), material, cast=0
    )
    for side in (-1, 1):
        clip = sleeve(garment, side, colour, material, length=58, out=34.6, cuff=6.8, wide=1.05)
        if stripe or check:
            _sleeve_pattern(garment, clip, side, colour, check=check)
        cuff: list[Knot] = [(30.2, 58.6, 1), (39.0, 56.8, 1), (39.4, 64, 1), (31.2, 66, 1)]
        light = Light(1.1, 1.02, 0.88) if side < 0 else Light(1, 0.94, 0.78)
        garment.part(garment.at(cuff, side), colour, material, cast=0.24, light=light)
        garment.button(side * 36.8, 61.6, 0.6, _button_colour(colour))
    body: list[Knot] = [
        *([(0, -2.4)] if back else []), (7.4, -2, 1), (14, 0), (20.6, 1.8), (23.2, 6.4), (24.2, 14),
        (25, 25), (23.8, 46),
        (25.2, length - 9, 1), (20, length - 3.5), (10, length), (0, length),
    ]  # fmt: skip
    folds = []
    for side in (-1, 1):
        folds += [
            Fold([(23.4, 25), (18, 29), (13, 37)], 1.1, 0.22, side),
            Fold([(20, 40), (17.5, 54), (19, 68)], 1.4, 0.18, side),
            Fold([(11, 46), (10, 58), (12, 72)], 1.2, 0.13, side),
            Fold([(16, 12), (13, 24), (14, 36)], 1.2, 0.12, side),
        ]
    clip = garment.part(garment.both(body), colour, material, folds=folds, cast=0.28)
    if stripe or check:
        _body_pattern(garment, clip, length, colour, check=check)
    if back:
        garment.line([(-21.6, 9.6, 1), (0, 10.4), (21.6, 9.6, 1)], 0.24, 0.5)
        for side in (-1, 1):
            garment.line([(2.2, 10.6, 1), (2.4, 24)], 0.24, 0.35, side=side)
    else:
        _placket(garment, length, colour, material, pocket=pocket)
    _shirt_collar(garment, colour, material, back=back)


def _button_colour(colour: str) -> str:
    return "#f4f0e8" if lightness(colour) > 0.5 else shade(colour, 0.5)


def _pattern_colours(colour: str) -> tuple[str, str]:
    """Return a darker and a lighter colour for stripes on cloth of this colour."""
    return (
        (mix(colour, "#3d4f6b", 0.42), "#ffffff")
        if lightness(colour) > 0.55
        else (shade(colour, 0.45), mix(colour, "#f0e2c8", 0.45))
    )


def _body_pattern(garment: Garment, clip: str, length: float, colour: str, *, check: bool) -> None:
    dark, pale = _pattern_colours(colour)
    garment.add(f'<g clip-path="{clip}">')
    if check:
        for number in range(-5, 6):
            garment.line(
                [(number * 6.0 - 1, -4), (number * 6.05 - 1, length + 1)],
                2.4,
                0.34,
                colour=dark,
                raised=False,
            )
            garment.line(
                [(number * 6.0 + 2, -4), (number * 6.05 + 2, length + 1)],
                0.35,
                0.5,
                colour=pale,
                raised=False,
            )
        for number in range(int(length / 6) + 2):
            garment.line(
                [(-30, number * 6.0 - 3), (0, number * 6.0 - 2.4), (30, number * 6.0 - 3)],
                2.4,
                0.34,
                colour=dark,
                raised=False,
            )
            garment.line(
                [(-30, number * 6.0), (0, number * 6.0 + 0.6), (30, number * 6.0)],
                0.35,
                0.5,
                colour=pale,
                raised=False,
            )
    else:
        for number in range(-17, 18):
            garment.line(
                [(number * 1.5, -4), (number * 1.52, length + 1)], 0.34, 0.5, colour=dark, raised=False
            )
    garment.add("</g>")


def _sleeve_pattern(garment: Garment, clip: str, side: int, colour: str, *, check: bool) -> None:
    dark, pale = _pattern_colours(colour)
    garment.add(f'<g clip-path="{clip}">')
    step = 5.6 if check else 1.5
    for number in range(int(24 / step) + 1):
        x = 16 + number * step
        knots = [(x, 0), (x + 4.6, 30), (x + 9.4, 62)]
        garment.line(
            knots, 2.2 if check else 0.3, 0.34 if check else 0.42, side=side, colour=dark, raised=False
        )
    if check:
        for number in range(11):
            knots = [(17, number * 6.0 + 5), (42, number * 6.0 - 1)]
            garment.line(knots, 2.2, 0.34, side=side, colour=dark, raised=False)
            garment.line([(x, y + 3) for x, y in knots], 0.35, 0.5, side=side, colour=pale, raised=False)
    garment.add("</g>")


def _placket(garment: Garment, length: float, colour: str, material: str, *, pocket: bool) -> None:
    strip: list[Knot] = [(-1.9, 4, 1), (1.9, 4, 1), (1.9, length, 1), (-1.9, length, 1)]
    garment.part(
        garment.at(strip), colour, material, cast=0.20, light=Light(1.06, 1.0, 0.94), edge=0.14, fall=0.08
    )
    for y in range(12, int(length - 6), 9):
        garment.button(0, y, 0.68, _button_colour(colour))
    if pocket:
        garment.line(
            [(11, 24, 1), (20, 23.6, 1), (20, 34, 1), (15.5, 36.4, 1), (11, 34, 1)], 0.16, 0.32, closed=True
        )


def _shirt_collar(garment: Garment, colour: str, material: str, *, back: bool) -> None:
    if back:
        band: list[Knot] = [(-8.8, 1.4, 1), (-7, -5), (0, -6.2), (7, -5), (8.8, 1.4, 1), (0, 3.0)]
        garment.part(
            garment.at(band), colour, material, cast=0.32, light=Light(1.12, 1.04, 0.94), edge=0.2, fall=0.06
        )
        return
    for side in (-1, 1):
        leaf: list[Knot] = [
            (0.2, 4.8, 1),
            (4.4, -0.6),
            (7, -5.4, 1),
            (9.2, -3.2),
            (10.6, 5.6, 1),
            (8, 9.8, 1),
        ]
        garment.part(
            garment.at(leaf, side),
            colour,
            material,
            cast=0.36,
            light=Light(1.12, 1.04, 0.94),
            edge=0.2,
            fall=0.08,
        )
    stand: list[Knot] = [(-7, -5.2), (0, -6.4), (7, -5.2), (6.2, -2.4), (0, -3.2), (-6.2, -2.4)]
    garment.part(garment.at(stand), shade(colour, 0.94), material, cast=0, edge=0.2)


def tshirt(
    garment: Garment, size: Size, colour: str, *, stripe: bool = False, boxy: bool = False, back: bool = False
) -> None:
    """Draw a T-shirt; `boxy` has a wider sleeve and a chest pocket."""
    length = size.height
    if not back:
        inside: list[Knot] = [(0, -1.4), (6.4, -2.6), (9, 1, 1), (5.6, 7), (0, 8.6)]
        garment.part(garment.both(inside), shade(colour, 0.66), "cotton", cast=0)
    reach = 25.5 if boxy else 21.5
    for side in (-1, 1):
        outline: list[Knot] = [
            (16, 0.6, 1),
            (22, 2.2),
            (28.6, 8.6),
            (36.4, reach - 3.6, 1),
            (27.6, reach + 2.6, 1),
            (24.6, reach),
            (20, 16, 1),
        ]
        folds = [
            Fold([(22, 8), (25, 14), (29, 21)], 1.0, 0.18, side),
            Fold([(33, 14), (28, 17), (24.4, 19)], 0.9, 0.22, side),
        ]
        light = Light(1.12, 1.02, 0.88) if side < 0 else Light(1.0, 0.94, 0.74)
        garment.part(garment.at(outline, side), colour, "cotton", light=light, folds=folds, cast=0)
        garment.line(
            [(35.2, reach - 5.8), (26.6, reach + 0.2)], 0.14, 0.34, side=side, dash=0.5, raised=False
        )
    body: list[Knot] = [
        (0 if back else 7.6, -1.4, 1), (14, 0.2), (20.6, 2.0), (23.6, 8), (24.4, 15), (25, 24),
        (24.4, 44), (24.8, length - 0.6, 1), (0, length + 0.6),
    ]  # fmt: skip
    folds = []
    for side in (-1, 1):
        folds += [
            Fold([(23.6, 22), (18, 27), (12, 35)], 1.1, 0.22, side),
            Fold([(22, 38), (19.5, 50), (20.5, 63)], 1.4, 0.18, side),
            Fold([(12, 42), (11, 54), (13, 66)], 1.4, 0.13, side),
            Fold([(15, 10), (12, 20), (9, 28)], 1.2, 0.12, side),
        ]
    clip = garment.part(garment.both(body), colour, "cotton", folds=folds, cast=0.28)
    if stripe:
        dark, _ = _pattern_colours(colour)
        garment.add(f'<g clip-path="{clip}">')
        for number in range(2, int(length / 4.4)):
            garment.line(
                [(-27, number * 4.4 + 6), (0, number * 4.4 + 7.2), (27, number * 4.4 + 6)],
                1.3,
                0.8,
                colour=dark,
                raised=False,
            )
        garment.add("</g>")
    if boxy and not back:
        garment.line(
            [(7.5, 19, 1), (17.5, 19, 1), (17.5, 30, 1), (12.5, 31.6, 1), (7.5, 30, 1)], 0.2, 0.4, closed=True
        )
    garment.line(
        [(-24.8, length - 2.6, 1), (0, length - 1.4), (24.8, length - 2.6, 1)],
        0.14,
        0.34,
        dash=0.5,
        raised=False,
    )
    _tee_neck(garment, colour, back=back)


def _tee_neck(garment: Garment, colour: str, *, back: bool) -> None:
    drop = 2.2 if back else 7.6
    band: list[Knot] = [
        (-8.9, -1.8, 1), (-6.2, drop * 0.62), (0, drop), (6.2, drop * 0.62), (8.9, -1.8, 1),
        (7.2, -2.9, 1), (4.9, drop * 0.34), (0, drop - 2.2), (-4.9, drop * 0.34), (-7.2, -2.9, 1),
    ]  # fmt: skip
    garment.part(garment.at(band), colour, "cotton", cast=0.28, light=Light(1.1, 1.02, 0.88), edge=0.16)
