"""Cloth for the house: cushions and folded blankets."""

from __future__ import annotations

import math
from collections.abc import Callable

from canvas import SHADOW
from colour import mix, shade
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
    outline = _pillow_outline(side, side * 0.030)

    def paint(canvas: Scene, place: Placing) -> None:
        def seen(x: float, y: float, z: float = 0.0) -> Point:
            return canvas.camera.project(place(_leaned((x, y, z), side)))

        front = [seen(x, y, thick * 0.10) for x, y in outline]
        back = [seen(x * 0.985, y * 0.985, -thick * 0.32) for x, y in outline]
        data, frame, scale = polyline(front), bounds(front), canvas.camera.scale
        canvas.add(canvas.path(polyline(back), fill=shade(colour, 0.66), filter=canvas.blur(0.4 * scale)))
        canvas.add(canvas.path(data, fill=_belly(canvas, frame, colour)))
        canvas.add(f'<g clip-path="{canvas.clip(data)}">')
        _paint_creases(canvas, seen, side, scale)
        edge = canvas.blur(1.6 * scale)
        canvas.add(canvas.stroke(data, SHADOW, 3.4 * scale, opacity=0.30, filter=edge, transform=f"translate({-0.4 * scale:.1f} {-0.6 * scale:.1f})"))
        canvas.add("</g>")
        canvas.add(canvas.stroke(data, shade(colour, 0.86), 0.9 * scale, stroke_linejoin="round"))
        canvas.add(canvas.stroke(data, "#fff6e6", 0.3 * scale, opacity=0.35, transform=f"translate({-0.2 * scale:.1f} {-0.25 * scale:.1f})"))
        canvas.lay_texture([data], frame, "fabric", scale)

    extent = tuple(_leaned((x, y, z), side) for x, y in outline[::4] for z in (-thick * 0.3, thick * 0.1))
    scene.place(Decal(paint, extent, surface=Surface(casts=False)))


def _leaned(local: Vector, side: float) -> Vector:
    x, y, z = rotate_x(local, _LEAN)
    return (x, y + side * 0.49, z)


def _belly(scene: Scene, frame: tuple[float, float, float, float], colour: str) -> str:
    """Return the fill of a bulging square: brightest above its middle, falling off to all sides."""
    left, top, right, bottom = frame
    name = scene.name()
    stops = "".join(
        f'<stop offset="{offset}" stop-color="{shade(colour, light)}"/>'
        for offset, light in ((0, 1.16), (0.45, 1.03), (0.8, 0.88), (1, 0.70))
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
        for bend, strength in ((0.10, 0.20), (-0.10, 0.16), (0.0, 0.12)):
            knots = [
                seen(i * side * 0.47, j * side * 0.47),
                seen(i * side * (0.38 + bend * 0.4), j * side * (0.38 - bend * 0.4)),
                seen(i * side * (0.27 + bend), j * side * (0.27 - bend)),
            ]
            line = smooth_path(knots, closed=False)
            width = 1.5 * scale
            soft = scene.blur(1.2 * scale)
            scene.add(scene.stroke(line, SHADOW, width, opacity=strength, filter=soft, stroke_linecap="round"))
            shift = f"translate({-1.3 * scale:.1f} {-0.6 * scale:.1f})"
            scene.add(scene.stroke(line, "#fff6e6", width, opacity=strength * 0.7, filter=soft, transform=shift))


def throw(scene: Scene, size: Size, colour: str) -> None:
    """Draw a folded blanket: soft layers with the fringe hanging at the front."""
    width, depth = size.width * 0.42, size.depth * 0.24
    layers = 4
    stripe = mix(colour, "#fbf5e8", 0.55)
    for number in range(layers):
        centre = (0.6 * (-1) ** number, 2.6 + number * 4.4, 0.0)
        light = 1.02 - 0.03 * (number % 2)
        scene.place(Box(centre, (width - 0.8 * number, 4.8, depth), colour, 2.3, (0.4, 0.5, 0.8), surface=cloth("boucle", light)))

    def paint(canvas: Scene, place: Placing) -> None:
        top = 2.6 + (layers - 1) * 4.4 + 2.6
        scale = canvas.camera.scale
        for x, wide in ((-0.36, 1.6), (-0.31, 0.7), (0.31, 0.7), (0.36, 1.6)):
            over = [(x * width, top, -depth / 2 + 2), (x * width, top + 0.4, 0), (x * width, top, depth / 2 - 1.5), (x * width, top - 3.4, depth / 2 + 0.6)]
            line = polyline([canvas.camera.project(place(point)) for point in over], closed=False)
            canvas.add(canvas.stroke(line, stripe, wide * scale, opacity=0.75, stroke_linejoin="round"))
        threads = ""
        for number in range(int(width / 0.9)):
            x = -width / 2 + 1.6 + 0.9 * number
            if x > width / 2 - 1.6:
                break
            ends = [(x, top - 4.2, depth / 2 + 0.7), (x + canvas.random.uniform(-0.4, 0.4), top - 9.5, depth / 2 + 1.1)]
            threads += polyline([canvas.camera.project(place(point)) for point in ends], closed=False)
        canvas.add(canvas.stroke(threads, mix(colour, "#fbf5e8", 0.25), 0.5 * scale, opacity=0.9))

    extent = tuple((i * width / 2, y, depth / 2 + 2) for i in (-1, 1) for y in (12.0, 20.0))
    scene.place(Decal(paint, extent))
