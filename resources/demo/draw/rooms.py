"""An empty room: a wall, a planked floor, and the light of a nine-paned window."""

from __future__ import annotations

import random

from canvas import SHADOW
from colour import shade
from geometry import Camera, Point, convex_hull, polyline
from scene import Scene
from solids import Decal

#: Where the wall stands behind the origin, cm.
WALL = -62.0
_NEAR_END = 520.0
_PLANK = 15.0
_SKIRTING = 9.0
_FLOOR = "#b38a5c"
_DARK = "#1d0f05"


class Room(Scene):
    """A scene before a wall, seen straight on; furniture is placed into it like into any scene."""

    def __init__(
        self,
        width: float,
        height: float,
        *,
        wall: str,
        scale: float,
        middle: Point,
        pitch: float = 5,
        sun: float = 1.0,
        seed: int = 2,
    ) -> None:
        """Build an empty room.

        `scale` is pixels per centimetre at the origin and `middle` where that lies, in shares of the picture;
        `sun` scales the light that falls in through the window.
        """
        camera = Camera(
            yaw=0, pitch=pitch, focal=760, scale=scale, origin=(width * middle[0], height * middle[1])
        )
        super().__init__(width, height, camera, seed=seed)
        self._wall = wall
        self._sun = sun
        self._edge = camera.project((0, 0, WALL))[1]
        self.define(
            "wall", f'<clipPath id="wall"><rect width="{width:g}" height="{self._edge:.1f}"/></clipPath>'
        )

    def picture(self, veil: str = "") -> str:
        """Return the SVG; `veil` is markup laid over everything, in the end."""
        backdrop = [self._surfaces(), self._planks(), self._skirting(), self._window(), self._wall_shadow()]
        return self.svg(*backdrop).replace("</svg>", f"{veil}</svg>")

    def _surfaces(self) -> str:
        width, height, edge = self.width, self.height, self._edge
        bright, dark = shade(self._wall, 1.16), shade(self._wall, 0.66)
        return (
            f'<defs><radialGradient id="light" gradientUnits="userSpaceOnUse" cx="{width * 0.40:.1f}" '
            f'cy="{height * 0.26:.1f}" r="{width * 0.78:.1f}"><stop offset="0" stop-color="{bright}"/>'
            f'<stop offset=".5" stop-color="{self._wall}"/><stop offset="1" '
            f'stop-color="{dark}"/></radialGradient>'
            '<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1">'
            f'<stop offset="0" stop-color="{shade(_FLOOR, 0.62)}"/><stop offset=".35" '
            f'stop-color="{shade(_FLOOR, 0.86)}"/>'
            f'<stop offset="1" stop-color="{_FLOOR}"/></linearGradient></defs>'
            f'<rect width="{width:g}" height="{height:g}" fill="url(#light)"/>'
            f'<rect y="{edge:.1f}" width="{width:g}" height="{height - edge:.1f}" fill="url(#floor)"/>'
        )

    def _planks(self) -> str:
        chance, project = random.Random(9), self.camera.project
        pieces = []
        for number in range(-60, 61):
            x = number * _PLANK
            far, near = project((x, 0, WALL)), project((x, 0, _NEAR_END))
            next_far, next_near = project((x + _PLANK, 0, WALL)), project((x + _PLANK, 0, _NEAR_END))
            tone = "#000000" if chance.random() < 0.5 else "#ffe9c8"
            opacity = chance.uniform(0, 0.07)
            joint = chance.uniform(WALL, 300)
            ends = polyline([project((x, 0, joint)), project((x + _PLANK, 0, joint))], closed=False)
            pieces += [
                self.path(polyline([far, next_far, next_near, near]), fill=tone, opacity=opacity),
                self.stroke(polyline([far, near], closed=False), _DARK, 1, opacity=0.22),
                self.stroke(ends, _DARK, 1, opacity=0.25),
            ]
        return "".join(pieces)

    def _skirting(self) -> str:
        width, edge = self.width, self._edge
        top = self.camera.project((0, _SKIRTING, WALL))[1]
        return (
            f'<rect y="{top:.1f}" width="{width:g}" height="{edge - top:.1f}" '
            f'fill="{shade(self._wall, 0.92)}"/>'
            f'<rect y="{top:.1f}" width="{width:g}" height="1.5" fill="#fff" opacity=".16"/>'
            f'<rect y="{edge - 3:.1f}" width="{width:g}" height="8" fill="#120a05" opacity=".35" '
            f'filter="{self.blur(3)}"/>'
        )

    def _window(self) -> str:
        """Return the slanting light of three by three panes on the wall."""
        left, top = self.width * 0.06, self.height * 0.02
        pane, tall = self.width * 0.125, self.height * 0.21
        gap_x, gap_y, slant = self.width * 0.010, self.height * 0.016, 0.34
        panes = ""
        for column in range(3):
            for row in range(3):
                x, y = left + column * (pane + gap_x), top + row * (tall + gap_y)
                corners = (
                    (x, y),
                    (x + pane, y + pane * 0.1),
                    (x + pane, y + tall + pane * 0.1),
                    (x, y + tall),
                )
                panes += self.path(polyline([(a + b * slant, b + (a - left) * 0.04) for a, b in corners]))
        layers = ((4.0, "#ffe7bd", 0.20), (26.0, "#ffe2b0", 0.10))
        share = self.width / 1280
        inner = "".join(
            f'<g fill="{tint}" opacity="{opacity * self._sun:.3f}" '
            f'filter="{self.blur(blur * share)}">{panes}</g>'
            for blur, tint, opacity in layers
        )
        return f'<g clip-path="url(#wall)">{inner}</g>'

    def _wall_shadow(self) -> str:
        """Return the soft shadow, on the wall, of everything that stands near it."""
        outlines = []
        for solid in self.solids():
            corners = solid.corners()
            if not isinstance(solid, Decal) and min(z for _, _, z in corners) < 20:
                outlines.append(
                    self.path(polyline(convex_hull(self.camera.project(point) for point in corners)))
                )
        k = self.camera.scale
        return (
            f'<g clip-path="url(#wall)"><g transform="translate({10 * k:.1f} {4 * k:.1f})" '
            f'fill="{SHADOW}" opacity=".30" '
            f'filter="{self.blur(6.4 * k)}">{"".join(outlines)}</g></g>'
        )
