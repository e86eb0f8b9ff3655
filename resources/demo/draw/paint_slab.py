"""Painting an upright plate: its edge, its front face, a rim of light and the reflections of glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from colour import shade
from geometry import Bounds, bounds, convex_hull, polyline

if TYPE_CHECKING:
    from scene import Scene
    from solids import Slab


def paint_slab(scene: Scene, slab: Slab) -> None:
    """Paint one plate with a convex outline on what is there already."""
    project = scene.camera.project
    hull = convex_hull(project(point) for point in slab.corners())
    data, frame, scale = polyline(hull), bounds(hull), scene.camera.scale_at(slab.centre)
    if slab.surface.casts:
        scene.cast_shadow(data, frame, (2.4 * scale, 2.0 * scale), 3.5 * scale, 0.30)
    scene.add(scene.path(data, fill=_edge_fill(scene, slab, frame)))
    front = [project(slab.place((x, y, slab.depth / 2))) for x, y in slab.outline]
    face, face_frame = polyline(front), bounds(front)
    scene.add(scene.path(face, fill=_face_fill(scene, slab, face_frame)))
    clip = scene.clip(face)
    scene.add(f'<g clip-path="{clip}">')
    if slab.surface.grain:
        _paint_grain(scene, face_frame, scale, upright=slab.surface.grain == "y")
    if slab.sheen:
        _paint_sheen(scene, slab, face_frame)
    rim = scene.blur(max(0.3, 0.25 * scale))
    scene.add(scene.stroke(face, "#fff6e6", max(0.7, 0.5 * scale), opacity=0.35, filter=rim))
    scene.add("</g>")
    scene.finish_part(data, frame)
    scene.lay_texture([face], face_frame, slab.surface.material, scale)


def _edge_fill(scene: Scene, slab: Slab, frame: Bounds) -> str:
    light = slab.surface.light
    levels = [(0.0, 1.06), (0.45, 0.86), (1.0, 0.55)]
    stops = [(offset, shade(slab.colour, level * light), 1.0) for offset, level in levels]
    return scene.gradient((frame[0], frame[1]), (frame[2], frame[3]), stops)


def _face_fill(scene: Scene, slab: Slab, frame: Bounds) -> str:
    colour, light = slab.face or slab.colour, slab.surface.light
    levels = [(0.0, 1.08), (0.5, 1.0), (1.0, 0.86)]
    stops = [(offset, shade(colour, level * light), 1.0) for offset, level in levels]
    return scene.gradient((frame[0], frame[1]), (frame[2], frame[3]), stops)


def _paint_grain(scene: Scene, frame: Bounds, scale: float, *, upright: bool) -> None:
    left, top, right, bottom = frame
    chance = scene.random
    across = right - left if upright else bottom - top
    count = int(min(60, max(6, across * 0.5)))
    for line in range(count):
        offset = (line + chance.random() * 0.8) / count * across
        bow = chance.uniform(-1, 1) * across * 0.012
        if upright:
            x = left + offset
            data = f"M{x:.1f} {top:.1f}Q{x + bow:.1f} {(top + bottom) / 2:.1f} {x:.1f} {bottom:.1f}"
        else:
            y = top + offset
            data = f"M{left:.1f} {y:.1f}Q{(left + right) / 2:.1f} {y + bow:.1f} {right:.1f} {y:.1f}"
        width = chance.uniform(0.4, 1.3) * max(0.6, scale * 0.19)
        scene.add(scene.stroke(data, "#1b0d03", width, opacity=chance.uniform(0.03, 0.12)))


def _paint_sheen(scene: Scene, slab: Slab, frame: Bounds) -> None:
    """Paint what a mirror or a glass shows of a bright room: slanting bands, brighter above."""
    left, top, right, bottom = frame
    width, height = right - left, bottom - top
    sky = scene.gradient(
        (left, top), (right, bottom), [(0, "#ffffff", 0.55), (0.6, "#ffffff", 0.05), (1, "#8a8f90", 0.30)]
    )
    area = f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z"
    scene.add(scene.path(area, fill=sky, opacity=slab.sheen))
    for start, band in ((0.16, 0.17), (0.40, 0.05), (0.86, 0.10)):
        x = left + width * start
        data = polyline(
            [
                (x + height * 0.28, top - 2),
                (x + height * 0.28 + width * band, top - 2),
                (x - height * 0.28 + width * band, bottom + 2),
                (x - height * 0.28, bottom + 2),
            ]
        )
        scene.add(
            scene.path(data, fill="#ffffff", opacity=0.26 * slab.sheen, filter=scene.blur(width * 0.012))
        )
