"""Cloth for the house: cushions, folded blankets and rugs."""

from __future__ import annotations

import math
from collections.abc import Callable

from canvas import SHADOW
from colour import lightness, mix, shade
from geometry import Point, Vector, bounds, polyline, rotate_x, smooth_path
from parts import Size, cloth
from scene import Scene
from solids import Box, Decal, Surface

Placing = Callable[[Vector], Vector]

_LEAN = math.radians(-16)


def _pillow_outline(side: float, bow: float) -> list[Point]:
    """Return the outline of a stuffed square: pointed corners, edges drawn in between them."""
    half, points = side / 2, []
    for quarter in range(4):
        cos, sin = math.cos(quarter * math.pi / 2), math.sin(quarter * math.pi / 2)
        for step in range(16):
            t = -1 + step / 8
            x, y = half * t, half - bow * (1 - t * t)
            points.append((x * cos + y * sin, -x * sin + y * cos))
    return points


def cushion(scene: Scene, size: Size, colour: str) -> None:
    """Draw a stuffed square cushion standing on its edge, leaning back, with piping around it."""
    side, thick = size.width * 0.95, size.depth
    outline = _pillow_outline(side, side * 0.020)

    def paint(canvas: Scene, place: Placing) -> None:
        def seen(x: float, y: float, z: float = 0.0) -> Point:
            return canvas.camera.project(place(_leaned((x, y, z), side)))

        front = [seen(x, y, thick * 0.10) for x, y in outline]
        data, frame, scale = polyline(front), bounds(front), canvas.camera.scale
        canvas.add(canvas.path(data, fill=_belly(canvas, frame, colour)))
        canvas.add(f'<g clip-path="{canvas.clip(data)}">')
        _paint_creases(canvas, seen, side, scale)
        _round_off(canvas, data, scale)
        canvas.add("</g>")
        canvas.add(canvas.stroke(data, shade(colour, 0.90), 0.5 * scale, stroke_linejoin="round"))
        canvas.lay_texture([data], frame, "fabric", scale)

    extent = tuple(_leaned((x, y, z), side) for x, y in outline[::4] for z in (-thick * 0.3, thick * 0.1))
    scene.place(Decal(paint, extent, surface=Surface(casts=False)))


def _round_off(scene: Scene, outline: str, scale: float) -> None:
    """Paint the dark of the far lower edges and the light of the near upper ones inside the outline."""
    soft = scene.blur(2.6 * scale)
    for shift, colour, opacity in ((-2.2, SHADOW, 0.30), (1.8, "#fff6e6", 0.22)):
        moved = f"translate({shift * scale:.1f} {shift * scale:.1f})"
        scene.add(scene.stroke(outline, colour, 4.6 * scale, opacity=opacity, filter=soft, transform=moved))


def _leaned(local: Vector, side: float) -> Vector:
    x, y, z = rotate_x(local, _LEAN)
    return (x, y + side * 0.49, z)


def _belly(scene: Scene, frame: tuple[float, float, float, float], colour: str) -> str:
    """Return the fill of a bulging square: brightest above its middle, falling off to all sides."""
    left, top, right, bottom = frame
    name = scene.name()
    stops = "".join(
        f'<stop offset="{offset}" stop-color="{shade(colour, light)}"/>'
        for offset, light in ((0, 1.12), (0.5, 1.02), (0.8, 0.92), (1, 0.78))
    )
    scene.define(
        name,
        f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="{left + (right - left) * 0.40:.1f}" '
        f'cy="{top + (bottom - top) * 0.36:.1f}" r="{(right - left) * 0.72:.1f}">{stops}</radialGradient>',
    )
    return f"url(#{name})"


def _paint_creases(scene: Scene, seen: Callable[[float, float], Point], side: float, scale: float) -> None:
    """Paint the soft folds that run from the corners towards the middle."""
    for i, j in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        for bend, strength in ((0.10, 0.16), (-0.10, 0.13), (0.0, 0.10)):
            knots = [
                seen(i * side * 0.47, j * side * 0.47),
                seen(i * side * (0.38 + bend * 0.4), j * side * (0.38 - bend * 0.4)),
                seen(i * side * (0.27 + bend), j * side * (0.27 - bend)),
            ]
            line = smooth_path(knots, closed=False)
            width = 1.5 * scale
            soft = scene.blur(1.2 * scale)
            scene.add(
                scene.stroke(line, SHADOW, width, opacity=strength, filter=soft, stroke_linecap="round")
            )
            shift = f"translate({-1.3 * scale:.1f} {-0.6 * scale:.1f})"
            scene.add(
                scene.stroke(line, "#fff6e6", width, opacity=strength * 0.7, filter=soft, transform=shift)
            )


def throw(scene: Scene, size: Size, colour: str) -> None:
    """Draw a folded blanket: soft layers with the fringe hanging at the front."""
    width, depth = size.width * 0.42, size.depth * 0.24
    layers = 4
    stripe = mix(colour, "#fbf5e8", 0.55)
    for number in range(layers):
        centre = (0.6 * (-1) ** number, 2.6 + number * 4.4, 0.0)
        light = 1.02 - 0.03 * (number % 2)
        scene.place(
            Box(
                centre,
                (width - 0.8 * number, 4.8, depth),
                colour,
                2.3,
                (0.4, 0.5, 0.8),
                surface=cloth("boucle", light),
            )
        )

    def paint(canvas: Scene, place: Placing) -> None:
        top = 2.6 + (layers - 1) * 4.4 + 2.6
        scale = canvas.camera.scale
        for x, wide in ((-0.36, 1.6), (-0.31, 0.7), (0.31, 0.7), (0.36, 1.6)):
            over = [
                (x * width, top, -depth / 2 + 2),
                (x * width, top + 0.4, 0),
                (x * width, top, depth / 2 - 1.5),
                (x * width, top - 3.4, depth / 2 + 0.6),
            ]
            line = polyline([canvas.camera.project(place(point)) for point in over], closed=False)
            canvas.add(canvas.stroke(line, stripe, wide * scale, opacity=0.75, stroke_linejoin="round"))
        threads = ""
        for number in range(int(width / 0.9)):
            x = -width / 2 + 1.6 + 0.9 * number
            if x > width / 2 - 1.6:
                break
            ends = [
                (x, top - 4.2, depth / 2 + 0.7),
                (x + canvas.random.uniform(-0.4, 0.4), top - 9.5, depth / 2 + 1.1),
            ]
            threads += polyline([canvas.camera.project(place(point)) for point in ends], closed=False)
        canvas.add(canvas.stroke(threads, mix(colour, "#fbf5e8", 0.25), 0.5 * scale, opacity=0.9))

    extent = tuple((i * width / 2, y, depth / 2 + 2) for i in (-1, 1) for y in (12.0, 20.0))
    scene.place(Decal(paint, extent))


def rug(scene: Scene, size: Size, colour: str, *, pattern: str = "border") -> None:
    """Draw a rug lying flat, its depth along the view; patterns: border, lattice."""
    x, z = size.width / 2, size.depth / 2
    accent = shade(colour, 0.74) if lightness(colour) > 0.4 else mix(colour, "#ffffff", 0.30)

    def paint(canvas: Scene, place: Placing) -> None:
        def seen(i: float, k: float) -> Point:
            return canvas.camera.project(place((i * x, 0.3, k * z)))

        corners = [seen(-1, -1), seen(1, -1), seen(1, 1), seen(-1, 1)]
        outline, scale = polyline(corners), canvas.camera.scale
        canvas.add(
            canvas.path(
                outline, transform="translate(1.5 3)", fill="#1c130b", opacity=0.3, filter=canvas.blur(2.5)
            )
        )
        fill = canvas.gradient(
            corners[0], corners[2], [(0, shade(colour, 1.08), 1), (1, shade(colour, 0.94), 1)]
        )
        canvas.add(canvas.path(outline, fill=fill))
        canvas.add(f'<g clip-path="{canvas.clip(outline)}">')
        draw = _lattice if pattern == "lattice" else _border
        for points, width in draw(size):
            line = polyline([seen(i, k) for i, k in points], closed=False)
            canvas.add(canvas.stroke(line, accent, width * scale, opacity=0.75))
        canvas.add("</g>")
        _fringe(canvas, seen, size, accent)
        canvas.lay_texture([outline], bounds(corners), "boucle", scale)

    scene.place(Decal(paint, tuple((i * x, 0.0, k * z) for i in (-1, 1) for k in (-1, 1))))


def _border(size: Size) -> list[tuple[list[Point], float]]:
    lines = []
    for inset, width in ((10, 2.4), (15, 0.8)):
        i, k = 1 - 2 * inset / size.width, 1 - 2 * inset / size.depth
        lines.append(([(-i, -k), (i, -k), (i, k), (-i, k), (-i, -k)], width))
    return lines


def _lattice(size: Size) -> list[tuple[list[Point], float]]:
    """Return the diagonals of a diamond pattern, 55 cm from one to the next."""
    lines: list[tuple[list[Point], float]] = []
    reach = size.width + size.depth
    for number in range(-int(reach / 55), int(reach / 55) + 1):
        for slope in (-1, 1):
            start = number * 55.0
            ends = [(start + slope * along, along) for along in (-size.depth / 2, size.depth / 2)]
            lines.append(([(px / (size.width / 2), pz / (size.depth / 2)) for px, pz in ends], 1.7))
    return lines


def _fringe(scene: Scene, seen: Callable[[float, float], Point], size: Size, colour: str) -> None:
    count = int(size.width / 2.2)
    tassel = 1 + 12 / size.depth
    threads = ""
    for side in (-1, 1):
        for number in range(count + 1):
            i = -1 + 2 * number / count
            slip = scene.random.uniform(-0.6, 0.6) / count
            threads += polyline([seen(i, side), seen(i + slip, side * tassel)], closed=False)
    scene.add(
        scene.stroke(threads, mix(colour, "#f4ecdc", 0.5), max(0.5, 0.5 * scene.camera.scale), opacity=0.9)
    )
