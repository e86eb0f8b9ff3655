"""The three solids furniture is made of, and decals: their shape and where they stand. Centimetres."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geometry import Vector, add, catmull_rom, ring, rotate_x, rotate_y, rotate_z

if TYPE_CHECKING:
    from geometry import Point
    from scene import Scene


@dataclass(frozen=True)
class Surface:
    """How the outside of a solid looks.

    `material` names a texture; `light` scales all light on it; `grain` is the axis of wood grain;
    `gloss` 0 to 1; `casts` throws a shadow on other parts, `grounded` one on the floor;
    `fitted` counts when the drawing is fitted into its frame.
    """

    material: str = "wood"
    light: float = 1.0
    grain: str = ""
    gloss: float = 0.2
    casts: bool = True
    grounded: bool = True
    fitted: bool = True


@dataclass(frozen=True)
class Box:
    """A box with round edges and bulging faces.

    `puff` is how far the faces bulge along x, y and z; `tilt`, `roll` and `turn` are degrees about x, z and
    y;
    `seam` draws a seam along the upper front edge; `softness` is how far shading runs over edges (default
    from
    the radius).
    """

    centre: Vector
    size: Vector
    colour: str
    radius: float = 1.0
    puff: Vector = (0.0, 0.0, 0.0)
    tilt: float = 0.0
    roll: float = 0.0
    turn: float = 0.0
    seam: bool = False
    softness: float | None = None
    surface: Surface = field(default_factory=Surface)

    @property
    def half(self) -> Vector:
        """Half the size."""
        width, height, depth = self.size
        return (width / 2, height / 2, depth / 2)

    @property
    def round_edge(self) -> float:
        """The radius of the edges, no larger than the box allows."""
        return min(self.radius, *(extent * 0.98 for extent in self.half))

    def place(self, local: Vector) -> Vector:
        """Return where a point of the box's own axes lies."""
        turned = rotate_z(rotate_x(local, math.radians(self.tilt)), math.radians(self.roll))
        return add(rotate_y(turned, math.radians(self.turn)), self.centre)

    def corners(self) -> list[Vector]:
        """Return the eight corners."""
        w, h, d = self.half
        return [self.place((i * w, j * h, k * d)) for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)]

    def moved(self, at: Vector, turn: float) -> Box:
        """Return the box turned about the y axis by `turn` degrees and then shifted."""
        centre = add(rotate_y(self.centre, math.radians(turn)), at)
        return replace(self, centre=centre, turn=self.turn + turn)


@dataclass(frozen=True)
class Tube:
    """A straight round bar from `start` to `end` with a radius at each end."""

    start: Vector
    end: Vector
    start_radius: float
    end_radius: float
    colour: str
    surface: Surface = field(default_factory=lambda: Surface(gloss=0.25))

    def corners(self) -> list[Vector]:
        """Return points around both ends."""
        return [*ring(self.start, self.start_radius, 8), *ring(self.end, self.end_radius, 8)]

    def moved(self, at: Vector, turn: float) -> Tube:
        """Return the tube turned about the y axis by `turn` degrees and then shifted."""
        angle = math.radians(turn)
        start, end = add(rotate_y(self.start, angle), at), add(rotate_y(self.end, angle), at)
        return replace(self, start=start, end=end)


@dataclass(frozen=True)
class Lathe:
    """A turned body standing on `foot`: a profile of (height, radius), smoothed.

    `inner` is the colour seen through the open top, empty where it is closed; `ribs` is the number of pleats
    on the visible half, `rings` the number of rings around it; `glows` marks a lit lamp shade;
    `woven` marks wickerwork.
    """

    foot: Vector
    profile: tuple[Point, ...]
    colour: str
    inner: str = ""
    ribs: int = 0
    rings: int = 0
    glows: bool = False
    woven: bool = False
    surface: Surface = field(default_factory=lambda: Surface(material="ceramic", gloss=0.35))

    def curve(self) -> list[Point]:
        """Return the smoothed profile."""
        return catmull_rom(self.profile)

    def corners(self) -> list[Vector]:
        """Return points around every height of the profile."""
        x, y, z = self.foot
        return [point for height, radius in self.profile for point in ring((x, y + height, z), radius)]

    def moved(self, at: Vector, turn: float) -> Lathe:
        """Return the body turned about the y axis by `turn` degrees and then shifted."""
        return replace(self, foot=add(rotate_y(self.foot, math.radians(turn)), at))


@dataclass(frozen=True)
class Slab:
    """An upright plate: an outline in x and y, `depth` thick along z, front face at `centre` + depth / 2.

    `face` is the colour of the front, `sheen` draws the slanting reflections of glass on it.
    """

    centre: Vector
    outline: tuple[Point, ...]
    depth: float
    colour: str
    face: str = ""
    sheen: float = 0.0
    turn: float = 0.0
    tilt: float = 0.0
    surface: Surface = field(default_factory=Surface)

    def place(self, local: Vector) -> Vector:
        """Return where a point of the slab's own axes lies."""
        tilted = rotate_x(local, math.radians(self.tilt))
        return add(rotate_y(tilted, math.radians(self.turn)), self.centre)

    def corners(self) -> list[Vector]:
        """Return the outline, front and back."""
        half = self.depth / 2
        return [self.place((x, y, z)) for x, y in self.outline for z in (-half, half)]

    def moved(self, at: Vector, turn: float) -> Slab:
        """Return the slab turned about the y axis by `turn` degrees and then shifted."""
        centre = add(rotate_y(self.centre, math.radians(turn)), at)
        return replace(self, centre=centre, turn=self.turn + turn)


@dataclass(frozen=True)
class Decal:
    """Something painted freely: a function that gets the scene and the placing of its own axes."""

    paint: Callable[[Scene, Callable[[Vector], Vector]], None]
    extent: tuple[Vector, ...]
    at: Vector = (0.0, 0.0, 0.0)
    turn: float = 0.0
    surface: Surface = field(default_factory=lambda: Surface(casts=False, grounded=False))

    def place(self, local: Vector) -> Vector:
        """Return where a point of the decal's own axes lies."""
        return add(rotate_y(local, math.radians(self.turn)), self.at)

    def corners(self) -> list[Vector]:
        """Return the points it is known to cover."""
        return [self.place(point) for point in self.extent]

    def moved(self, at: Vector, turn: float) -> Decal:
        """Return the decal turned about the y axis by `turn` degrees and then shifted."""
        return replace(self, at=add(rotate_y(self.at, math.radians(turn)), at), turn=self.turn + turn)


Solid = Box | Tube | Lathe | Slab | Decal
