"""Small things for the house: vases, plants, rugs, mirrors, cushions, throws, clocks, baskets, pictures."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

from colour import BLACK, OAK, lightness, mix, shade
from geometry import Point, Vector, polyline
from parts import Size
from scene import Scene
from solids import Box, Decal, Lathe, Slab, Surface, Tube

Placing = Callable[[Vector], Vector]


def _turned(size: Size, shares: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((size.height * up, size.width / 2 * out) for up, out in shares)


def amphora(scene: Scene, size: Size, colour: str) -> None:
    """Draw a shouldered stoneware vase with a narrow neck."""
    shares = (
        (0, 0.48),
        (0.04, 0.68),
        (0.26, 1.0),
        (0.53, 0.96),
        (0.74, 0.56),
        (0.88, 0.35),
        (0.97, 0.37),
        (1.0, 0.43),
    )
    scene.place(
        Lathe(
            (0, 0, 0),
            _turned(size, shares),
            colour,
            "#40382f",
            surface=Surface(material="ceramic", gloss=0.42),
        )
    )


def drop_vase(scene: Scene, size: Size, colour: str) -> None:
    """Draw a drop-shaped vase with turning marks."""
    shares = (
        (0, 0.52),
        (0.03, 0.62),
        (0.2, 0.94),
        (0.36, 1.0),
        (0.55, 0.84),
        (0.75, 0.45),
        (0.92, 0.20),
        (1.0, 0.22),
    )
    scene.place(
        Lathe(
            (0, 0, 0),
            _turned(size, shares),
            colour,
            "#2c2a28",
            rings=11,
            surface=Surface(material="ceramic", gloss=0.5),
        )
    )


def basket(scene: Scene, size: Size, colour: str) -> None:
    """Draw a coiled basket with two loop handles."""
    r, h = size.width / 2, size.height
    shares = ((0, 0.80), (0.04, 0.86), (0.35, 0.99), (0.7, 1.0), (0.94, 0.94), (1.0, 0.95))
    surface = Surface(material="straw", gloss=0.1)
    scene.place(
        Lathe(
            (0, 0, 0),
            _turned(size, shares),
            colour,
            mix(colour, "#1c120a", 0.55),
            woven=True,
            surface=surface,
        )
    )
    loop = [
        (math.cos(a) * r * 0.20, h * 0.97 + math.sin(a) * r * 0.26)
        for a in (math.pi * i / 8 for i in range(9))
    ]
    for side in (-1, 1):
        for (x1, y1), (x2, y2) in itertools.pairwise(loop):
            scene.place(
                Tube(
                    (side * r * 0.93, y1, x1),
                    (side * r * 0.93, y2, x2),
                    0.9,
                    0.9,
                    mix(colour, "#4a3018", 0.2),
                )
            )


def plant(scene: Scene, size: Size, colour: str, *, leaf: str = "#4d6a48", leaves: int = 15) -> None:
    """Draw a broad-leaved plant in a pot of the given colour."""
    k = size.height / 150
    pot = ((0, 13 * k), (2 * k, 14.5 * k), (20 * k, 17.5 * k), (28 * k, 18.5 * k))
    scene.place(Lathe((0, 0, 0), pot, colour, "#2c241c", surface=Surface(material="ceramic", gloss=0.25)))
    stems = []
    for number in range(leaves):
        angle = 2 * math.pi * number / leaves + scene.random.uniform(-0.3, 0.3)
        rise, reach = scene.random.uniform(34, 96) * k, scene.random.uniform(14, 46) * k
        stems.append((angle, rise, reach, scene.random.uniform(28, 44) * k, scene.random.random()))
    stems.sort(key=lambda stem: math.sin(stem[0]))

    def paint(canvas: Scene, place: Placing) -> None:
        for stem in stems:
            _paint_leaf(canvas, place, stem, k, leaf)

    tips = [
        (math.cos(a) * (out + length * 0.8), 26 * k + up, math.sin(a) * out)
        for a, up, out, length, _ in stems
    ]
    extent = tuple(tips)
    scene.place(Decal(paint, extent))


def _paint_leaf(
    scene: Scene, place: Placing, stem: tuple[float, float, float, float, float], k: float, colour: str
) -> None:
    angle, rise, reach, length, chance = stem
    along, away = math.cos(angle), math.sin(angle)

    def seen(out: float, up: float) -> Point:
        return scene.camera.project(place((along * out, 26 * k + up, away * out)))

    root, bend, joint = seen(0, 0), seen(reach * 0.45, rise * 0.75), seen(reach, rise)
    tip = seen(reach + length * 0.8, rise - length * 0.28 + chance * 10 * k)
    stalk = f"M{root[0]:.1f} {root[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {joint[0]:.1f} {joint[1]:.1f}"
    scene.add(scene.stroke(stalk, shade(colour, 0.7), 1.3 * k * scene.camera.scale))
    dx, dy = tip[0] - joint[0], tip[1] - joint[1]
    norm = math.hypot(dx, dy) or 1.0
    wide = length * 0.30 * scene.camera.scale * (0.6 + 0.4 * abs(along))
    nx, ny = -dy / norm * wide, dx / norm * wide
    a = (joint[0] + dx * 0.35 + nx, joint[1] + dy * 0.35 + ny)
    b = (joint[0] + dx * 0.35 - nx, joint[1] + dy * 0.35 - ny)
    light = 0.66 + 0.5 * max(0.0, 0.5 - along * 0.5) * (0.6 + 0.4 * chance)
    levels = ((0, 1.18), (0.49, 0.98), (0.51, 0.80), (1, 0.66))
    fill = scene.gradient(b, a, [(offset, shade(colour, light * level), 1) for offset, level in levels])
    blade = (
        f"M{joint[0]:.1f} {joint[1]:.1f}C{a[0]:.1f} {a[1]:.1f} {a[0] + dx * 0.3:.1f} {a[1] + dy * 0.3:.1f} "
        f"{tip[0]:.1f} {tip[1]:.1f}C{b[0] + dx * 0.3:.1f} {b[1] + dy * 0.3:.1f} {b[0]:.1f} {b[1]:.1f} "
        f"{joint[0]:.1f} {joint[1]:.1f}Z"
    )
    scene.add(scene.path(blade, fill=fill))


def circle(radius: float, steps: int = 64) -> tuple[Point, ...]:
    """Return a circle as an outline."""
    angles = (2 * math.pi * step / steps for step in range(steps))
    return tuple((math.cos(a) * radius, math.sin(a) * radius) for a in angles)


def mirror(scene: Scene, size: Size, colour: str) -> None:
    """Draw a round mirror in a slender frame, hanging with its lower edge at 0."""
    r = size.width / 2
    middle = (0.0, r, 0.0)
    scene.place(
        Slab(middle, circle(r), size.depth, colour, surface=Surface(material="metal", gloss=0.6)),
        Slab(
            (0, r, size.depth / 2),
            circle(r - 1.8),
            0.6,
            mix(colour, "#000000", 0.35),
            "#cfd3d1",
            sheen=0.9,
            surface=Surface(casts=False),
        ),
    )


def clock(scene: Scene, size: Size, colour: str) -> None:
    """Draw a wall clock, hanging with its lower edge at 0; it shows ten past ten."""
    r = size.width / 2
    ink, rim = BLACK, colour
    pale = lightness(colour) > 0.75
    face = shade(colour, 1.25) if pale else "#f2eee6"
    scene.place(
        Slab((0, r, 0), circle(r), size.depth, rim, surface=Surface(grain="" if pale else "y")),
        Slab(
            (0, r, size.depth / 2),
            circle(r - 1.5),
            0.5,
            mix(rim, "#000000", 0.4),
            face,
            sheen=0.12,
            surface=Surface(material="paper", casts=False),
        ),
    )

    def paint(canvas: Scene, place: Placing) -> None:
        def seen(angle: float, radius: float) -> Point:
            x, y = math.sin(angle) * radius, math.cos(angle) * radius
            return canvas.camera.project(place((x, r + y, size.depth / 2 + 0.4)))

        scale = canvas.camera.scale
        for hour in range(12):
            angle, inner = math.pi * hour / 6, r * (0.72 if hour % 3 == 0 else 0.78)
            tick = polyline([seen(angle, inner), seen(angle, r * 0.84)], closed=False)
            canvas.add(canvas.stroke(tick, ink, (0.55 if hour % 3 == 0 else 0.3) * scale))
        for angle, length, width in ((math.radians(305), 0.46, 0.75), (math.radians(60), 0.66, 0.5)):
            hand = polyline([seen(angle + math.pi, r * 0.10), seen(angle, r * length)], closed=False)
            shift = f"translate({0.35 * scale:.1f} {0.45 * scale:.1f})"
            soft = canvas.blur(0.3 * scale)
            canvas.add(
                canvas.stroke(hand, "#000000", width * scale, opacity=0.25, transform=shift, filter=soft)
            )
            canvas.add(canvas.stroke(hand, ink, width * scale, stroke_linecap="round"))
        x, y = seen(0, 0)
        canvas.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{0.75 * scale:.1f}" fill="{ink}"/>')

    scene.place(Decal(paint, tuple((x, y, size.depth) for x in (-r, r) for y in (0.0, 2 * r))))


def picture(
    scene: Scene, centre: Vector, width: float, height: float, *, frame: str = OAK, motif: str = "hills"
) -> None:
    """Hang a framed print on the wall; motifs: hills, ribbon."""
    scene.place(Box(centre, (width, height, 3), frame, 0.4, surface=Surface(grounded=False, casts=False)))
    x, y, z = centre

    def paint(canvas: Scene, place: Placing) -> None:
        left, top = canvas.camera.project(place((x - width / 2 + 2, y + height / 2 - 2, z + 1.6)))
        right, bottom = canvas.camera.project(place((x + width / 2 - 2, y - height / 2 + 2, z + 1.6)))
        wide, tall = right - left, bottom - top

        def at(u: float, v: float) -> str:
            return f"{left + wide * u:.1f} {top + tall * v:.1f}"

        sheet = f"M{at(0, 0)}L{at(1, 0)}L{at(1, 1)}L{at(0, 1)}Z"
        canvas.add(canvas.path(sheet, fill="#e9e1d1"))
        if motif == "hills":
            canvas.add(
                f'<circle cx="{left + wide * 0.6:.1f}" cy="{top + tall * 0.36:.1f}" '
                f'r="{wide * 0.24:.1f}" fill="#b7643f"/>'
            )
            canvas.add(canvas.path(f"M{at(0.08, 0.80)}Q{at(0.3, 0.36)} {at(0.56, 0.80)}Z", fill="#33473f"))
            canvas.add(canvas.path(f"M{at(0.36, 0.86)}Q{at(0.64, 0.52)} {at(0.93, 0.86)}Z", fill="#d7a85b"))
        else:
            curve = f"M{at(0.5, 0.12)}C{at(0.95, 0.3)} {at(0.2, 0.55)} {at(0.62, 0.88)}"
            canvas.add(canvas.stroke(curve, "#33473f", wide * 0.11, stroke_linecap="round"))
            canvas.add(
                f'<circle cx="{left + wide * 0.3:.1f}" cy="{top + tall * 0.68:.1f}" '
                f'r="{wide * 0.10:.1f}" fill="#b7643f"/>'
            )
        edge = f"M{at(0, 0)}L{at(1, 0)}L{at(1, 0.03)}L{at(0, 0.03)}Z"
        canvas.add(canvas.path(edge, fill="#000000", opacity=0.2, filter=canvas.blur(1.5)))

    scene.place(
        Decal(paint, tuple((x + i * width / 2, y + j * height / 2, z + 2) for i in (-1, 1) for j in (-1, 1)))
    )
