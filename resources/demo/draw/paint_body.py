"""Painting tubes and turned bodies: a gradient across, then rim, ribs, weave and gloss."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

from canvas import Stop
from colour import shade
from geometry import Bounds, Point, bounds, convex_hull, polyline, ring, unit

if TYPE_CHECKING:
    from scene import Scene
    from solids import Lathe, Tube

#: Scan lines a silhouette is measured at.
_LEVELS = 120
#: Circles put between two of the profile to measure it.
_BETWEEN = 8


class _Ellipse(NamedTuple):
    """A horizontal circle of a body as it is seen, in pixels."""

    x: float
    y: float
    rx: float
    ry: float


def paint_tube(scene: Scene, tube: Tube) -> None:
    """Paint one bar on what is there already."""
    camera = scene.camera
    ends = [*ring(tube.start, tube.start_radius, 20), *ring(tube.end, tube.end_radius, 20)]
    hull = convex_hull(camera.project(point) for point in ends)
    data, frame, scale = polyline(hull), bounds(hull), camera.scale_at(tube.start)
    if tube.surface.casts:
        scene.cast_shadow(data, frame, (1.8 * scale, 1.0 * scale), 2 * scale, 0.28)
    (ax, ay), (bx, by) = camera.project(tube.start), camera.project(tube.end)
    along = unit((bx - ax, by - ay, 0.0))
    across = (-along[1], along[0]) if along[1] > 0 else (along[1], -along[0])
    reach = max(tube.start_radius, tube.end_radius) * scale
    x, y = (ax + bx) / 2, (ay + by) / 2
    light, gloss = tube.surface.light, tube.surface.gloss
    levels = [(0, 0.86), (0.28, 1.06 + gloss * 0.5), (0.55, 0.90), (0.85, 0.56), (1, 0.66)]
    fill = scene.gradient(
        (x + across[0] * reach, y + across[1] * reach),
        (x - across[0] * reach, y - across[1] * reach),
        [(offset, shade(tube.colour, level * light), 1) for offset, level in levels],
    )
    scene.add(scene.path(data, fill=fill))
    scene.finish_part(data, frame)
    scene.lay_texture([data], frame, tube.surface.material, scale)


def paint_lathe(scene: Scene, body: Lathe) -> None:
    """Paint one turned body on what is there already."""
    rows = _rows(scene, body)
    data, frame, scale = polyline(_outline(rows)), _frame(rows), scene.camera.scale_at(body.foot)
    if body.surface.casts:
        scene.cast_shadow(data, frame, (3 * scale, 2 * scale), 4 * scale, 0.28)
    scene.add(f'<g clip-path="{scene.clip(data)}">')
    fill = scene.gradient((frame[0], 0), (frame[2], 0), _across(body))
    scene.add(scene.path(data, fill=fill))
    _paint_ribs(scene, body, rows, scale)
    if body.woven:
        _paint_weave(scene, rows, scale)
    _paint_fall_off(scene, body, data, frame)
    scene.add("</g>")
    if rows[-1].rx > 0.8 and rows[-1].ry > 0.2:
        _paint_top(scene, body, rows[-1], scale)
    scene.finish_part(data, frame)
    scene.lay_texture([data], frame, body.surface.material, scale)


def _rows(scene: Scene, body: Lathe) -> list[_Ellipse]:
    camera, (x, foot, z) = scene.camera, body.foot
    rows = []
    for height, radius in body.curve():
        point = (x, foot + height, z)
        seen_x, seen_y = camera.project(point)
        rx = radius * camera.scale_at(point)
        # The eye sees higher circles flatter; above eye level they open downwards, drawn closed.
        opening = math.sin(math.radians(camera.pitch) - math.atan2(point[1], camera.focal))
        rows.append(_Ellipse(seen_x, seen_y, rx, max(0.0, rx * opening)))
    return rows


def _outline(rows: list[_Ellipse]) -> list[Point]:
    """Return the silhouette: at every level the widest of all the circles that reach it."""
    left, top, right, bottom = _frame(rows)
    rows = _denser(rows)
    levels = [top + (bottom - top) * step / _LEVELS for step in range(_LEVELS + 1)]
    halves = [_half_width(rows, y) for y in levels]
    middle = (left + right) / 2
    return [
        *((middle - half, y) for half, y in zip(halves, levels, strict=True)),
        *((middle + half, y) for half, y in zip(halves[::-1], levels[::-1], strict=True)),
    ]


def _denser(rows: list[_Ellipse]) -> list[_Ellipse]:
    dense = []
    for row, above in itertools.pairwise(rows):
        for step in range(_BETWEEN):
            share = step / _BETWEEN
            dense.append(_Ellipse(*(a + (b - a) * share for a, b in zip(row, above, strict=True))))
    return [*dense, rows[-1]]


def _half_width(rows: list[_Ellipse], y: float) -> float:
    widest = 0.0
    for row, above in itertools.pairwise(rows):
        if above.y <= y <= row.y and row.y > above.y:
            share = (row.y - y) / (row.y - above.y)
            widest = max(widest, row.rx + (above.rx - row.rx) * share)
    for row in rows:
        if abs(y - row.y) < row.ry:
            widest = max(widest, row.rx * math.sqrt(1 - ((y - row.y) / row.ry) ** 2))
    return widest


def _frame(rows: list[_Ellipse]) -> Bounds:
    return (
        min(row.x - row.rx for row in rows),
        min(row.y - row.ry for row in rows),
        max(row.x + row.rx for row in rows),
        max(row.y + row.ry for row in rows),
    )


def _across(body: Lathe) -> list[Stop]:
    light, gloss = body.surface.light, body.surface.gloss
    if body.glows:
        levels = [(0.0, 0.98), (0.25, 1.40), (0.5, 1.55), (0.8, 1.18), (1.0, 0.88)]
    else:
        levels = [
            (0.0, 0.84),
            (0.18, 1.02),
            (0.33, 1.08 + gloss * 0.3),
            (0.5, 1.02),
            (0.78, 0.72),
            (0.93, 0.55),
            (1.0, 0.62),
        ]
    return [(offset, shade(body.colour, level * light), 1) for offset, level in levels]


def _paint_ribs(scene: Scene, body: Lathe, rows: list[_Ellipse], scale: float) -> None:
    width = max(0.5, 0.35 * scale)
    for index in range(body.ribs):
        turn = math.cos(math.pi * (index + 0.5) / body.ribs)
        bow = math.sin(math.pi * (index + 0.5) / body.ribs)
        line = polyline([(row.x - turn * row.rx, row.y + row.ry * bow) for row in rows], closed=False)
        scene.add(scene.stroke(line, "#1a1209", width, opacity=0.16))
        shift = f"translate({-0.5 * scale:.1f} 0)"
        scene.add(scene.stroke(line, "#ffffff", width, opacity=0.16, transform=shift))
    for index in range(body.rings):
        row = rows[round((index + 0.5) / body.rings * (len(rows) - 1))]
        left, right, ry = row.x - row.rx, row.x + row.rx, max(0.1, row.ry)
        line = f"M{left:.1f} {row.y:.1f}A{row.rx:.1f} {ry:.1f} 0 0 0 {right:.1f} {row.y:.1f}"
        scene.add(scene.stroke(line, "#1a1209", width * 0.6, opacity=0.22))
        scene.add(
            scene.stroke(
                line, "#ffffff", width * 0.6, opacity=0.18, transform=f"translate(0 {0.25 * scale:.1f})"
            )
        )


def _paint_weave(scene: Scene, rows: list[_Ellipse], scale: float) -> None:
    """Paint rows of short overlapping stitches, as in a coiled basket."""
    step = max(1, len(rows) // 26)
    stitches = 34
    for number, row in enumerate(rows[::step]):
        for index in range(stitches):
            start = math.pi * (index + 0.5 * (number % 2)) / stitches
            end = start + math.pi / stitches * 0.86
            points = [
                (row.x - math.cos(t) * row.rx, row.y + math.sin(t) * row.ry - lift * scale)
                for t, lift in ((start, 0.1), ((start + end) / 2, 0.75), (end, 0.1))
            ]
            line = polyline(points, closed=False)
            scene.add(
                scene.stroke(
                    line, "#1a1006", 0.55 * scale, opacity=0.26, transform=f"translate(0 {0.55 * scale:.1f})"
                )
            )
            scene.add(scene.stroke(line, "#fff3d8", 0.5 * scale, opacity=0.20))


def _paint_fall_off(scene: Scene, body: Lathe, data: str, frame: Bounds) -> None:
    left, top, right, bottom = frame
    down = ((0.0, top), (0.0, bottom))
    if not body.glows:
        scene.add(scene.path(data, fill=scene.gradient(*down, [(0, "#fff8ea", 0.12), (0.5, "#fff8ea", 0)])))
    depth = 0.05 if body.glows else 0.28
    scene.add(scene.path(data, fill=scene.gradient(*down, [(0.35, "#150c06", 0), (1, "#150c06", depth)])))
    if body.surface.gloss > 0.3:
        width, height = right - left, bottom - top
        scene.add(
            f'<ellipse cx="{left + width * 0.30:.1f}" cy="{top + height * 0.36:.1f}" '
            f'rx="{width * 0.045:.1f}" '
            f'ry="{height * 0.26:.1f}" fill="#fff" opacity="{body.surface.gloss * 0.7:.2f}" '
            f'filter="{scene.blur(width * 0.022)}"/>'
        )


def _paint_top(scene: Scene, body: Lathe, top: _Ellipse, scale: float) -> None:
    x, y, rx, ry = top
    shape = f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"'
    width = max(0.6, 0.35 * scale)
    if body.inner:
        inside = scene.gradient(
            (x - rx, y), (x + rx, y), [(0, shade(body.inner, 0.5), 1), (1, shade(body.inner, 0.95), 1)]
        )
        scene.add(f'{shape} fill="{inside}"/>')
        scene.add(
            f'{shape} fill="none" stroke="{shade(body.colour, 1.15)}" stroke-width="{width:.1f}" '
            'opacity=".7"/>'
        )
        return
    light = body.surface.light
    levels: list[Stop] = [(0, shade(body.colour, 1.12 * light), 1), (1, shade(body.colour, 0.98 * light), 1)]
    scene.add(f'{shape} fill="{scene.gradient((x - rx, y - ry), (x + rx, y + ry), levels)}"/>')
    if body.surface.grain:
        _paint_end_grain(scene, top, f"{shape}/>", scale)
    arc = f"M{x - rx:.1f} {y:.1f}A{rx:.1f} {ry:.1f} 0 0 0 {x + rx:.1f} {y:.1f}"
    scene.add(scene.stroke(arc, "#fff4e2", width, opacity=0.45))


def _paint_end_grain(scene: Scene, top: _Ellipse, shape: str, scale: float) -> None:
    x, y, rx, ry = top
    name, chance, count = scene.name(), scene.random, 44
    scene.define(name, f'<clipPath id="{name}">{shape}</clipPath>')
    scene.add(f'<g clip-path="url(#{name})">')
    for line in range(count):
        level = y - ry + 2 * ry * (line + chance.random()) / count
        bow, end = chance.uniform(-1, 1) * ry * 0.05, chance.uniform(-1, 1) * ry * 0.04
        data = f"M{x - rx:.1f} {level:.1f}Q{x:.1f} {level + bow:.1f} {x + rx:.1f} {level + end:.1f}"
        width = chance.uniform(0.4, 1.2) * max(0.6, scale * 0.19)
        scene.add(scene.stroke(data, "#2a1405", width, opacity=chance.uniform(0.03, 0.13)))
    scene.add("</g>")
