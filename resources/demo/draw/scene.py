"""A scene of solids: groups, fitting into a frame, the shadow on the floor, and the finished SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from canvas import Canvas
from depth import extent_of, paint_order
from geometry import Bounds, Camera, Vector, bounds, convex_hull, dot, polyline, rotate_y, unit
from paint_body import paint_lathe, paint_tube
from paint_box import paint_box
from paint_slab import paint_slab
from solids import Box, Decal, Lathe, Slab, Solid, Tube

#: Towards the light: upper left, in front.
LIGHT = unit((-0.55, 0.75, 0.62))
_FLOOR_SHADOW = "#1c1712"
#: Higher than this (cm) a part is too far from the floor to stretch its shadow further.
_SHADOW_REACH = 80.0
#: Share of the spare height that is left below a low object.
_LIFT = 0.40


@dataclass
class _Group:
    at: Vector
    turn: float
    solids: list[Solid] = field(default_factory=list)


class Scene(Canvas):
    """Solids in centimetres, seen by one camera and painted from back to front.

    Groups are painted in the order they were opened; inside a group the order follows from where things
    stand.
    """

    def __init__(
        self,
        width: float,
        height: float,
        camera: Camera,
        *,
        seed: int = 1,
        floor: bool = True,
        textured: bool = True,
    ) -> None:
        """Start an empty scene of `width` by `height` pixels; `floor` says whether it stands on one."""
        super().__init__(width, height, seed=seed, textured=textured)
        self.camera = camera
        self.floor = floor
        self._groups = [_Group((0.0, 0.0, 0.0), 0.0)]

    @contextmanager
    def group(self, at: Vector = (0.0, 0.0, 0.0), turn: float = 0.0) -> Iterator[None]:
        """Shift and turn (degrees about y) everything placed inside; groups do not nest."""
        self._groups.append(_Group(at, turn))
        yield
        self._groups.append(_Group((0.0, 0.0, 0.0), 0.0))

    def place(self, *solids: Solid) -> None:
        """Put solids into the open group."""
        self._groups[-1].solids.extend(solids)

    def solids(self) -> list[Solid]:
        """Return all solids where they stand in the world, in no particular order."""
        return [solid.moved(group.at, group.turn) for group in self._groups for solid in group.solids]

    def fit(self, frame: Bounds, *, zoom: float = 1.0, focus: tuple[float, float] = (0.5, 0.5)) -> None:
        """Scale the camera so that everything fills `frame`, what is low a little above its edge.

        With a `zoom` above 1 the picture is enlarged about `focus`, a point of the object in shares of its
        width and height, which comes to lie in the middle of the frame.
        """
        camera = self.camera
        camera.scale, camera.origin = 1.0, (0.0, 0.0)
        left, top, right, bottom = self.seen()
        camera.scale = zoom * min(
            (frame[2] - frame[0]) / (right - left), (frame[3] - frame[1]) / (bottom - top)
        )
        middle = ((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2)
        if zoom > 1:
            x, y = left + (right - left) * focus[0], top + (bottom - top) * focus[1]
            camera.origin = (middle[0] - x * camera.scale, middle[1] - y * camera.scale)
        else:
            slack = frame[3] - frame[1] - (bottom - top) * camera.scale
            ground = frame[3] - slack * _LIFT
            camera.origin = (middle[0] - (left + right) / 2 * camera.scale, ground - bottom * camera.scale)

    def seen(self) -> Bounds:
        """Return the pixels that everything to be fitted covers."""
        shown = (solid for solid in self.solids() if solid.surface.fitted)
        return bounds(self.camera.project(point) for solid in shown for point in solid.corners())

    def light_on(self, normal: Vector) -> float:
        """Return the light a surface gets: a face towards the viewer shows its colour as it is."""
        return 0.62 + 0.68 * max(0.0, dot(normal, LIGHT))

    def svg(self, *backdrop: str) -> str:
        """Paint everything and return the SVG; `backdrop` are layers behind it."""
        if self.floor:
            self._paint_floor_shadow()
        for group in self._groups:
            for solid in self._sorted(group):
                self._paint(solid)
        return self.document(*backdrop, *self.body)

    def _sorted(self, group: _Group) -> list[Solid]:
        x, y, z = self.camera.position
        eye = rotate_y((x - group.at[0], y - group.at[1], z - group.at[2]), -math.radians(group.turn))
        extents = [extent_of(solid.corners()) for solid in group.solids]
        placed = [solid.moved(group.at, group.turn) for solid in group.solids]
        seen = [bounds(self.camera.project(point) for point in solid.corners()) for solid in placed]
        return [placed[index] for index in paint_order(extents, seen, eye)]

    def _paint(self, solid: Solid) -> None:
        match solid:
            case Box():
                paint_box(self, solid)
            case Tube():
                paint_tube(self, solid)
            case Lathe():
                paint_lathe(self, solid)
            case Slab():
                paint_slab(self, solid)
            case Decal():
                solid.paint(self, solid.place)

    def _paint_floor_shadow(self) -> None:
        """Carry every outline along the light on to the floor; the higher, the softer."""
        scale = self.camera.scale
        for solid in self.solids():
            if not solid.surface.grounded:
                continue
            corners = solid.corners()
            low = min(point[1] for point in corners)
            soft = min((3 + low * 0.10) * scale * 1.44 + 3, 15 * scale + 8)
            self._floor_patch([_along_light(point) for point in corners], soft, 0.165)
            if low < 6:
                foot = [(x, 0.0, z) for x, y, z in corners if y < low + 20]
                self._floor_patch(foot, max(1.2, scale * 1.6), 0.39)

    def _floor_patch(self, points: Sequence[Vector], blur: float, opacity: float) -> None:
        outline = polyline(convex_hull(self.camera.project(point) for point in points))
        self.add(self.path(outline, fill=_FLOOR_SHADOW, opacity=opacity, filter=self.blur(blur)))


def _along_light(point: Vector) -> Vector:
    x, y, z = point
    reach = min(y, _SHADOW_REACH) / LIGHT[1] * 0.42
    return (x - LIGHT[0] * reach * 1.1, 0.0, z - LIGHT[2] * reach * 0.55)
