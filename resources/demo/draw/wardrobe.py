"""The start page of the fashion house: clothes on a rail along the wall of a quiet room."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import bags
import chairs
import dresses
import homeware
import outerwear
import seating
import textiles
from colour import BRASS, WALNUT
from garment import Garment
from geometry import Vector
from parts import Size, metal_bar
from rooms import WALL, Room
from scene import Scene
from solids import Decal

_RAIL = 190.0
"""How high the rail is, cm."""
_BEFORE_WALL = 14.0
"""How far the rail stands out from the wall, cm."""
_HOOK = 12.0
"""From the rail down to the shoulders, cm."""


@dataclass(frozen=True)
class _Hung:
    """A garment on the rail; `half_chest` is what it is drawn for, cm (see `recipes`)."""

    draw: Callable[..., None]
    size: Size
    colour: str
    half_chest: float
    options: Mapping[str, object] = field(default_factory=dict)


_CLOTHES = (
    _Hung(outerwear.coat, Size(54, 4, 112), "#b08a5b", 25.2),
    _Hung(dresses.wrap_dress, Size(44, 4, 116), "#6f2c35", 21),
    _Hung(outerwear.blazer, Size(50, 4, 74), "#333b47", 24.6, {"double": True, "lining": "#2f2b30"}),
)


def attract(width: int, height: int) -> str:
    """Return the room of the start page: words go to its left and along its lower edge."""
    wide = width / height > 1.7
    room = Room(
        width,
        height,
        wall="#5a4a47",
        scale=height / 320,
        middle=(0.60 if wide else 0.58, 0.775),
        sun=0.62,
        seed=5,
    )
    _rail(room, -26, 208)
    for place, hung in zip((20, 99, 168), _CLOTHES, strict=True):
        _hang(room, hung, place)
    with room.group((-172, 0, -34)):
        homeware.plant(room, Size(76, 76, 104), "#8c7a72")
    with room.group((30, 0, 66)):
        textiles.rug(room, Size(340, 130, 1), "#b9aca2")
    with room.group((92, 0, 14)):
        chairs.bench(room, Size(128, 38, 45), WALNUT)
    with room.group((-92, 0, 60), 28):
        seating.lounge(room, Size(76, 74, 86), "#d9cfc6", wood=WALNUT)
    _stand(room, bags.leather_tote, Size(38, 14, 30), "#6d4030", (122, 45, 20))
    with room.group((58, 45, 16)):
        homeware.drop_vase(room, Size(13, 13, 20), "#7b3a3f")
    return room.picture(_veil(width, height))


def _rail(room: Room, left: float, right: float) -> None:
    """Fix a brass rail to the wall."""
    z = WALL + _BEFORE_WALL
    for x in (left + 16, (left + right) / 2, right - 16):
        room.place(metal_bar((x, _RAIL, WALL), (x, _RAIL, z), 0.8, BRASS))
    room.place(metal_bar((left, _RAIL, z), (right, _RAIL, z), 1.1, BRASS))


def _hang(room: Room, hung: _Hung, x: float) -> None:
    """Hang a garment on the rail, its middle at `x`."""
    z = WALL + _BEFORE_WALL + 2

    def paint(scene: Scene, place: Callable[[Vector], Vector]) -> None:
        top, shoulders = (scene.camera.project(place((x, y, z))) for y in (_RAIL + 2, _RAIL - _HOOK))
        k = _scale(scene, place, (x, _RAIL, z))
        bend = 2.6 * k
        hook = (
            f"M{top[0] - bend:.1f} {top[1] + bend:.1f}"
            f"a{bend:.1f} {bend:.1f} 0 1 1 {bend:.1f} {bend:.1f}V{shoulders[1]:.1f}"
        )
        scene.add(scene.stroke(hook, "#c9a45e", 0.7 * k, stroke_linecap="round"))
        garment = Garment(
            scene.width, scene.height, k, shoulders, stretch=hung.size.width / 2 / hung.half_chest
        )
        hung.draw(garment, hung.size, hung.colour, **hung.options)
        scene.add(_embedded(garment))

    half, low = hung.size.width / 2, _RAIL - _HOOK - hung.size.height
    room.place(Decal(paint, tuple((x + i * half, y, z) for i in (-1, 1) for y in (low, _RAIL))))


def _stand(
    room: Room, draw: Callable[[Garment, Size, str], None], size: Size, colour: str, foot: Vector
) -> None:
    """Stand a bag somewhere, seen from the front; `foot` is the middle of its lower edge."""
    probe = Garment(1, 1, 1.0, (0.0, 0.0))
    draw(probe, size, colour)
    _, high, _, low = probe.extent()

    def paint(scene: Scene, place: Callable[[Vector], Vector]) -> None:
        x, y = scene.camera.project(place((0.0, 0.0, 0.0)))
        k = _scale(scene, place, (0.0, 0.0, 0.0))
        garment = Garment(scene.width, scene.height, k, (x, y - low * k))
        draw(garment, size, colour)
        scene.add(_embedded(garment))

    with room.group(foot):
        room.place(
            Decal(paint, tuple((i * size.width / 2, y, 0.0) for i in (-1, 1) for y in (0.0, low - high)))
        )


def _scale(scene: Scene, place: Callable[[Vector], Vector], at: Vector) -> float:
    """Return how many pixels a centimetre has at a point."""
    x, y, z = at
    return scene.camera.project(place((x + 1, y, z)))[0] - scene.camera.project(place(at))[0]


def _embedded(garment: Garment) -> str:
    """Return a garment as a picture within the picture: the names of its parts stay its own."""
    # A layer of nothing: with something behind it, a garment throws its shadow.
    drawing = base64.b64encode(garment.svg("<g/>").encode()).decode()
    return (
        f'<image width="{garment.width:g}" height="{garment.height:g}" '
        f'href="data:image/svg+xml;base64,{drawing}"/>'
    )


def _veil(width: int, height: int) -> str:
    """Return the darkening that keeps white words readable at the left and at the bottom."""
    return (
        '<defs><linearGradient id="left"><stop offset="0" stop-color="#120c0c" stop-opacity=".60"/>'
        '<stop offset=".34" stop-color="#120c0c" stop-opacity=".42"/><stop offset=".58" '
        'stop-color="#120c0c" stop-opacity="0"/>'
        '</linearGradient><linearGradient id="below" x1="0" y1="0" x2="0" y2="1">'
        '<stop offset=".70" stop-color="#0d0908" stop-opacity="0"/><stop offset=".88" '
        'stop-color="#0d0908" stop-opacity=".55"/>'
        '<stop offset="1" stop-color="#0d0908" stop-opacity=".74"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#left)"/><rect width="{width}" '
        f'height="{height}" fill="url(#below)"/>'
    )
