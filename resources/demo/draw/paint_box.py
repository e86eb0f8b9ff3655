"""Painting a soft box: outline as the hull of its rounded corners, faces blurred into one another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from canvas import Stop
from colour import shade
from geometry import Point, Vector, add, bounds, convex_hull, dot, polyline, unit

if TYPE_CHECKING:
    from scene import Scene
    from solids import Box

_AXES = "xyz"
_UNITS = 28
_BULGE_STEPS = [step / 5 for step in range(-5, 6)]
_MAX_GRAIN_LINES = 70


class _Face(NamedTuple):
    axis: int
    sign: int
    normal: Vector

    def others(self) -> tuple[int, int]:
        first, second = (axis for axis in range(3) if axis != self.axis)
        return first, second


def paint_box(scene: Scene, box: Box) -> None:
    """Paint one soft box on what is there already."""
    hull = _outline(scene, box)
    data, frame = polyline(hull), bounds(hull)
    scale = scene.camera.scale_at(box.centre)
    if box.surface.casts:
        scene.cast_shadow(data, frame, (3.2 * scale, 2.6 * scale), 4.5 * scale, 0.30)
        scene.cast_shadow(data, frame, (0.6 * scale, 0.8 * scale), 1.2 * scale, 0.35)
    faces = _visible_faces(scene, box)
    clip = scene.clip(data)
    scene.add(f'<g clip-path="{clip}">')
    _paint_faces(scene, box, faces, data, scale)
    _paint_edges(scene, box, faces, scale)
    if box.seam:
        _paint_seam(scene, box, scale)
    scene.add("</g>")
    scene.finish_part(data, frame)
    scene.lay_texture([data], frame, box.surface.material, scale)


def _vector(axis: int, value: float, rest: dict[int, float] | None = None) -> Vector:
    parts = {axis: value, **(rest or {})}
    return (parts.get(0, 0.0), parts.get(1, 0.0), parts.get(2, 0.0))


def _outline(scene: Scene, box: Box) -> list[Point]:
    (w, h, d), r, camera = box.half, box.round_edge, scene.camera
    radius = r * camera.scale_at(box.centre)
    circle = [
        (math.cos(a) * radius, math.sin(a) * radius)
        for a in (2 * math.pi * i / _UNITS for i in range(_UNITS))
    ]
    points = []
    for i, j, k in ((i, j, k) for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)):
        x, y = camera.project(box.place((i * (w - r), j * (h - r), k * (d - r))))
        points += [(x + dx, y + dy) for dx, dy in circle]
    for axis in (axis for axis in range(3) if box.puff[axis]):
        first, second = (other for other in range(3) if other != axis)
        for sign, u, v in ((s, u, v) for s in (-1, 1) for u in _BULGE_STEPS for v in _BULGE_STEPS):
            bulge = box.puff[axis] * (1 - u * u) * (1 - v * v)
            rest = {first: u * (box.half[first] - r), second: v * (box.half[second] - r)}
            points.append(camera.project(box.place(_vector(axis, sign * (box.half[axis] + bulge), rest))))
    return convex_hull(points)


def _visible_faces(scene: Scene, box: Box) -> list[_Face]:
    """Return the faces turned to the camera, the farthest first."""
    camera, seen = scene.camera, []
    eye = camera.position
    for axis, sign in ((axis, sign) for axis in range(3) for sign in (1, -1)):
        normal = unit(_between(box.centre, box.place(_vector(axis, sign))))
        middle = box.place(_vector(axis, sign * box.half[axis]))
        if dot(normal, _between(middle, eye)) > 0:
            seen.append((camera.view(middle)[2], _Face(axis, sign, normal)))
    return [face for _, face in sorted(seen, key=lambda pair: pair[0])]


def _between(start: Vector, end: Vector) -> Vector:
    return add(end, (-start[0], -start[1], -start[2]))


def _paint_faces(scene: Scene, box: Box, faces: list[_Face], outline: str, scale: float) -> None:
    front = next((face.normal for face in faces if face.axis == 2), (0.0, 0.0, 1.0))
    base = shade(box.colour, scene.light_on(front) * box.surface.light)
    scene.add(scene.path(outline, fill=base))
    softness = max(0.25, box.round_edge * 0.42) if box.softness is None else box.softness
    visible = {(face.axis, face.sign) for face in faces}
    scene.add(f'<g filter="{scene.blur(softness * scale)}">')
    for face in faces:
        scene.add(scene.path(_face_path(scene, box, face, visible), fill=_face_fill(scene, box, face)))
    scene.add("</g>")
    if box.surface.grain:
        for face in faces:
            _paint_grain(scene, box, face, scale)


def _on_face(scene: Scene, box: Box, face: _Face) -> Callable[[float, float], Point]:
    first, second = face.others()
    level = face.sign * box.half[face.axis]
    return lambda u, v: scene.camera.project(box.place(_vector(face.axis, level, {first: u, second: v})))


def _face_path(scene: Scene, box: Box, face: _Face, visible: set[tuple[int, int]]) -> str:
    """Return the face, drawn past its edge wherever the neighbour is hidden, so that blur leaves no rim."""
    margin = max(4.0, box.round_edge * 2.2)
    first, second = face.others()
    point = _on_face(scene, box, face)

    def limit(axis: int, sign: int) -> float:
        return sign * (box.half[axis] + (0.0 if (axis, sign) in visible else margin))

    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return polyline([point(limit(first, i), limit(second, j)) for i, j in corners])


def _face_fill(scene: Scene, box: Box, face: _Face) -> str:
    light, colour = scene.light_on(face.normal) * box.surface.light, box.colour
    along = 2 if face.axis == 1 else 1
    level = face.sign * box.half[face.axis]
    start, end = (
        scene.camera.project(box.place(_vector(face.axis, level, {along: sign * box.half[along]})))
        for sign in (-1, 1)
    )
    stops: list[Stop]
    if face.axis == 1:
        stops = [
            (0, shade(colour, light * 0.93), 1),
            (0.6, shade(colour, light), 1),
            (1, shade(colour, light * 1.06), 1),
        ]
    else:
        stops = [
            (0, shade(colour, light * 0.82), 1),
            (0.35, shade(colour, light * 0.96), 1),
            (1, shade(colour, light * 1.04), 1),
        ]
    return scene.gradient(start, end, stops)


def _paint_grain(scene: Scene, box: Box, face: _Face, scale: float) -> None:
    first, second = face.others()
    wanted = _AXES.index(box.surface.grain)
    length = wanted if wanted != face.axis else max(first, second, key=lambda axis: box.half[axis])
    across = second if length == first else first
    point, chance = _on_face(scene, box, face), scene.random
    count = int(min(_MAX_GRAIN_LINES, max(6, box.half[across] * scale * 0.5)))
    phase = chance.random() * 6
    for line in range(count):
        offset = (-1 + 2 * (line + chance.random() * 0.8) / count) * box.half[across]
        start = chance.uniform(-1, 0.2) if chance.random() < 0.4 else -1.0
        end = chance.uniform(-0.1, 1) if chance.random() < 0.4 else 1.0
        points = []
        for step in range(9):
            u = (start + (end - start) * step / 8) * box.half[length]
            v = offset + math.sin(step * 0.7 + phase + line * 0.05) * box.half[across] * 0.012
            points.append(point(u, v) if length == first else point(v, u))
        dark = chance.random() < 0.72
        width = chance.uniform(0.4, 1.3) * max(0.6, scale * 0.19)
        opacity = chance.uniform(0.03, 0.13 if dark else 0.10)
        scene.add(
            scene.stroke(
                polyline(points, closed=False),
                "#1b0d03" if dark else "#fff3dc",
                width,
                opacity=round(opacity, 3),
            )
        )


def _paint_edges(scene: Scene, box: Box, faces: list[_Face], scale: float) -> None:
    """Paint light on the upper edges and the dark line under the front."""
    (w, h, d), r = box.half, box.round_edge
    visible = {(face.axis, face.sign) for face in faces}
    cloth = box.surface.material not in ("wood", "paper", "metal", "stone")
    if r > 0.2 and (1, 1) in visible:
        for axis, sign in ((2, 1), (0, 1), (0, -1)):
            if (axis, sign) not in visible:
                continue
            top, near = h - r * 0.25, d - r * 0.25
            side = sign * (w - r * 0.25)
            ends: list[Vector] = (
                [(-w + r * 0.6, top, near), (w - r * 0.6, top, near)]
                if axis == 2
                else [(side, top, -d + r * 0.6), (side, top, d - r * 0.6)]
            )
            line = polyline([scene.camera.project(box.place(end)) for end in ends], closed=False)
            opacity = (0.30 if axis == 2 else 0.20) * (0.55 if cloth else 1.0)
            blur = scene.blur(max(0.4, r * 0.28 * scale))
            scene.add(scene.stroke(line, "#fff6e6", max(0.6, r * 0.5 * scale), opacity=opacity, filter=blur))
    if r > 0.6:
        under = [scene.camera.project(box.place((x, -h, d))) for x in (-w, w)]
        blur = scene.blur(max(0.5, r * 0.5 * scale))
        scene.add(
            scene.stroke(polyline(under, closed=False), "#120c08", r * 0.9 * scale, opacity=0.28, filter=blur)
        )


def _paint_seam(scene: Scene, box: Box, scale: float) -> None:
    (w, h, d), r, bulge = box.half, box.round_edge, box.puff[2]
    points = []
    for step in range(17):
        u = -1 + step / 8
        lift = bulge * (1 - u * u) * 0.9
        local = (u * (w - r * 0.7), h - r * 1.1 + lift * 0.55, d - r * 0.2 + lift * 0.5)
        points.append(scene.camera.project(box.place(local)))
    line = polyline(points, closed=False)
    scene.add(scene.stroke(line, "#120c08", max(0.7, 0.5 * scale), opacity=0.34))
    shift = f"translate(0 {-max(0.8, 0.6 * scale):.1f})"
    scene.add(scene.stroke(line, "#ffffff", max(0.6, 0.45 * scale), opacity=0.16, transform=shift))
