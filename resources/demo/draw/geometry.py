"""Points, outlines and the one camera every drawing is seen through.

World axes in centimetres: x to the right, y up from the floor, z towards the viewer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Vector = tuple[float, float, float]
#: left, top, right, bottom
Bounds = tuple[float, float, float, float]
#: A point of a smooth outline; a third item of any value marks it as a corner.
Knot = tuple[float, ...]


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def add(a: Vector, b: Vector) -> Vector:
    """Return the sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def unit(vector: Vector) -> Vector:
    """Return the vector at length 1; the null vector stays as it is."""
    length = math.sqrt(dot(vector, vector)) or 1.0
    return (vector[0] / length, vector[1] / length, vector[2] / length)


def rotate_x(vector: Vector, angle: float) -> Vector:
    """Turn about the x axis by `angle` radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    x, y, z = vector
    return (x, y * cos - z * sin, y * sin + z * cos)


def rotate_y(vector: Vector, angle: float) -> Vector:
    """Turn about the y axis by `angle` radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    x, y, z = vector
    return (x * cos + z * sin, y, -x * sin + z * cos)


def rotate_z(vector: Vector, angle: float) -> Vector:
    """Turn about the z axis by `angle` radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    x, y, z = vector
    return (x * cos - y * sin, x * sin + y * cos, z)


def _half_hull(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - by) - (by - ay) * (x - bx) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def convex_hull(points: Iterable[Point]) -> list[Point]:
    """Return the convex outline of the points (monotone chain)."""
    ordered = sorted({(round(x, 2), round(y, 2)) for x, y in points})
    if len(ordered) < 3:
        return ordered
    lower, upper = _half_hull(ordered), _half_hull(ordered[::-1])
    return lower[:-1] + upper[:-1]


def bounds(points: Iterable[Sequence[float]]) -> Bounds:
    """Return left, top, right and bottom of the points."""
    listed = list(points)
    xs, ys = [p[0] for p in listed], [p[1] for p in listed]
    return min(xs), min(ys), max(xs), max(ys)


def meet(first: Bounds, second: Bounds, margin: float = 0.0) -> bool:
    """Tell whether two rectangles overlap or come nearer than `margin`."""
    return (
        first[0] - margin < second[2]
        and second[0] - margin < first[2]
        and first[1] - margin < second[3]
        and second[1] - margin < first[3]
    )


def catmull_rom(points: Sequence[Point], steps: int = 6) -> list[Point]:
    """Return a smooth curve through the points, `steps` pieces between two of them."""
    if len(points) < 4:
        return list(points)
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for index in range(1, len(padded) - 2):
        p0, p1, p2, p3 = padded[index - 1 : index + 3]
        for step in range(steps):
            t = step / steps
            x, y = (
                0.5
                * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
            )
            curve.append((x, y))
    return [*curve, points[-1]]


def ring(centre: Vector, radius: float, count: int = 12) -> list[Vector]:
    """Return points of a horizontal circle."""
    angles = (2 * math.pi * index / count for index in range(count))
    return [(centre[0] + math.cos(a) * radius, centre[1], centre[2] + math.sin(a) * radius) for a in angles]


def polyline(points: Iterable[Point], *, closed: bool = True) -> str:
    """Return SVG path data of straight lines."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def _tangent(knots: Sequence[Knot], index: int) -> Point | None:
    if len(knots[index]) > 2:
        return None
    before, after = knots[index - 1], knots[(index + 1) % len(knots)]
    return (after[0] - before[0]) / 6, (after[1] - before[1]) / 6


def smooth_path(knots: Sequence[Knot], *, closed: bool = True) -> str:
    """Return SVG path data of a curve through the knots; a knot with a third item is a corner."""
    pieces = [f"M{knots[0][0]:.1f} {knots[0][1]:.1f}"]
    for index in range(len(knots) if closed else len(knots) - 1):
        following = (index + 1) % len(knots)
        a, b = knots[index], knots[following]
        chord = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
        leave, arrive = _tangent(knots, index) or chord, _tangent(knots, following) or chord
        pieces.append(
            f"C{a[0] + leave[0]:.1f} {a[1] + leave[1]:.1f} {b[0] - arrive[0]:.1f} {b[1] - arrive[1]:.1f} "
            f"{b[0]:.1f} {b[1]:.1f}"
        )
    return "".join(pieces) + ("Z" if closed else "")


@dataclass
class Camera:
    """A perspective camera that circles the origin.

    Angles in degrees, `focal` in centimetres, `scale` in pixels per centimetre at the origin,
    `origin` the pixel where the world's origin lies.
    """

    yaw: float = 24.0
    pitch: float = 11.0
    focal: float = 900.0
    scale: float = 1.0
    origin: Point = (0.0, 0.0)

    def view(self, point: Vector) -> Vector:
        """Return the point in camera axes."""
        return rotate_x(rotate_y(point, math.radians(self.yaw)), math.radians(self.pitch))

    def project(self, point: Vector) -> Point:
        """Return the pixel a point is seen at."""
        x, y, z = self.view(point)
        nearness = self.focal / (self.focal - z) * self.scale
        return (self.origin[0] + x * nearness, self.origin[1] - y * nearness)

    def scale_at(self, point: Vector) -> float:
        """Return the pixels one centimetre takes at this point."""
        return self.focal / (self.focal - self.view(point)[2]) * self.scale

    @property
    def position(self) -> Vector:
        """Where the camera stands in the world."""
        back = rotate_x((0.0, 0.0, self.focal), -math.radians(self.pitch))
        return rotate_y(back, -math.radians(self.yaw))
