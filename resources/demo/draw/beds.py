"""Beds with their bedding."""

from __future__ import annotations

from colour import mix
from parts import Size, board, cloth, leg
from scene import Scene
from solids import Box, Surface

_LINEN = "#efe9dd"


def wooden_bed(scene: Scene, size: Size, colour: str, *, cover: str = "#a9b0a2") -> None:
    """Draw a bed with a wooden frame and a slatted headboard."""
    width, depth, height = size
    x, z = width / 2 - 3, depth / 2 - 4
    for i in (-1, 1):
        scene.place(
            leg((i * x, 0, z - 4), (i * x, 22, z - 4), 2.0, 3.0, colour),
            Box((i * x, height / 2, -z), (5, height, 4.4), colour, 1.6, surface=Surface(grain="y")),
            board((i * (x + 1), 24, 0), (3, 12, depth - 8), colour, grain="z", radius=0.9),
        )
    for level in (0.52, 0.72, 0.92):
        scene.place(board((0, height * level, -z), (width - 10, height * 0.14, 2.6), colour, radius=0.9))
    scene.place(board((0, 24, z), (width - 2, 12, 3), colour, radius=0.9))
    _bedding(scene, size, 22, cover)


def padded_bed(scene: Scene, size: Size, colour: str, *, cover: str = "#d9d0c0") -> None:
    """Draw an upholstered bed with a headboard of upright cushions."""
    width, depth, height = size
    surface = cloth("fabric")
    for i in (-1, 1):
        for k in (-1, 1):
            scene.place(
                leg(
                    (i * (width / 2 - 12), 0, k * (depth / 2 - 12)),
                    (i * (width / 2 - 12), 11, k * (depth / 2 - 12)),
                    2,
                    2.4,
                    "#3a2f28",
                )
            )
    panels = 4
    wide = width / panels
    scene.place(
        Box(
            (0, height * 0.52, -depth / 2 + 4),
            (width - 3, height * 0.9, 7),
            colour,
            3,
            surface=cloth("fabric", 0.9),
        )
    )
    for number in range(panels):
        x = -width / 2 + wide * (number + 0.5)
        panel = (wide - 0.4, height - 28, 10)
        scene.place(
            Box((x, height / 2 + 14, -depth / 2 + 9), panel, colour, 4.5, (0.3, 1.2, 3.2), surface=surface)
        )
    scene.place(Box((0, 21, 2), (width - 3, 22, depth - 6), colour, 4, surface=surface))
    _bedding(scene, size, 30, cover)


def _bedding(scene: Scene, size: Size, level: float, cover: str) -> None:
    """Lay mattress, duvet, throw and pillows on the bed; `level` is where the mattress begins."""
    width, depth, _ = size
    inner, long = width - 12, depth - 22
    fold = mix(cover, "#ffffff", 0.45)
    scene.place(
        Box((0, level + 9, 3), (inner, 18, long), _LINEN, 5, (0, 1.2, 0.4), surface=cloth("cotton", 0.97)),
        Box(
            (0, level + 14, depth * 0.09),
            (inner + 5, 15, long * 0.78),
            cover,
            6,
            (0.8, 2.6, 1.2),
            surface=cloth("fabric"),
        ),
        Box(
            (0, level + 20.5, -depth * 0.25),
            (inner + 5.4, 6.5, long * 0.15),
            fold,
            3,
            (0.4, 1.2, 0.6),
            surface=cloth("cotton"),
        ),
    )
    for side in (-1, 1):
        x = side * inner * 0.25
        scene.place(
            Box(
                (x, level + 27, -depth / 2 + 27),
                (inner * 0.46, 34, 13),
                _LINEN,
                6,
                (1, 2, 4),
                tilt=-32,
                surface=cloth("cotton"),
            ),
        )
    scene.place(
        Box(
            (0, level + 27, -depth / 2 + 40),
            (46, 26, 11),
            mix(cover, "#5b4636", 0.35),
            5,
            (0.8, 1, 4),
            tilt=-34,
            surface=cloth("fabric"),
        )
    )
