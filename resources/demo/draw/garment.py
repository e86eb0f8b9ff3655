"""Clothes laid flat: half outlines in centimetres, mirrored, filled and folded with soft strokes.

x runs to the right from the middle, y down from the shoulder line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from canvas import Canvas
from colour import shade
from geometry import Bounds, Knot, Point, bounds, smooth_path

_LINE = "#120a06"
_GLINT = "#fff4e4"


class Light(NamedTuple):
    """How light a part is at its left edge, in the middle and at its right edge; 1 is the colour itself."""

    left: float = 1.08
    middle: float = 1.0
    right: float = 0.82

    def times(self, factor: float) -> Light:
        """Return the same light, stronger or weaker."""
        return Light(self.left * factor, self.middle * factor, self.right * factor)


DAYLIGHT = Light()


class Fold(NamedTuple):
    """A soft crease along some knots; `side` -1 mirrors it."""

    knots: Sequence[Knot]
    width: float
    strength: float
    side: int = 1


class Garment(Canvas):
    """A flat garment on a page; everything is given in centimetres and scaled by `scale` pixels each."""

    def __init__(
        self,
        width: float,
        height: float,
        scale: float,
        origin: Point,
        *,
        stretch: float = 1.0,
        textured: bool = True,
    ) -> None:
        """Start an empty page; `origin` is the pixel of the point (0, 0), `stretch` widens all x."""
        super().__init__(width, height, seed=3, textured=textured)
        self.scale = scale
        self.origin = origin
        self.stretch = stretch
        self._parts: list[tuple[str, Bounds, str]] = []
        self._cords: list[Bounds] = []

    def at(self, knots: Iterable[Knot], side: int = 1) -> list[Knot]:
        """Return knots in pixels; `side` -1 mirrors them."""
        x0, y0 = self.origin
        wide = side * self.stretch * self.scale
        return [(x0 + k[0] * wide, y0 + k[1] * self.scale, *k[2:]) for k in knots]

    def both(self, half: Sequence[Knot]) -> list[Knot]:
        """Return the whole outline, in pixels, of a right half that begins or ends in the middle."""
        return self.at(half) + self.at([knot for knot in half[::-1] if abs(knot[0]) > 1e-6], -1)

    def part(
        self,
        outline: Sequence[Knot],
        colour: str,
        material: str,
        *,
        light: Light = DAYLIGHT,
        fall: float = 0.14,
        edge: float = 0.22,
        cast: float = 0.30,
        folds: Sequence[Fold] = (),
    ) -> str:
        """Paint one piece of cloth (outline in pixels) and return its clip.

        `fall` is how much darker the hem is, `edge` how dark the inner rim, `cast` the shadow on what lies
        below.
        """
        data, box, k = smooth_path(outline), bounds(outline), self.scale
        if cast:
            self.cast_shadow(data, box, (1.0 * k, 1.2 * k), 2.0 * k, cast)
            self.cast_shadow(data, box, (0.2 * k, 0.3 * k), 0.5 * k, cast)
        clip = self.clip(data)
        self.add(f'<g clip-path="{clip}">')
        self._fill(data, box, colour, light, fall)
        for fold in folds:
            self._fold(fold)
        rim = f"translate({0.9 * k:.1f} {0.7 * k:.1f})"
        self.add(
            self.stroke(data, "#100805", 3.6 * k, opacity=edge, transform=rim, filter=self.blur(1.9 * k))
        )
        glint = f"translate({0.3 * k:.1f} {0.3 * k:.1f})"
        self.add(
            self.stroke(data, "#fff6ea", 0.6 * k, opacity=0.13, transform=glint, filter=self.blur(0.3 * k))
        )
        self.add("</g>")
        self.finish_part(data, box)
        self._parts.append((data, box, material))
        return clip

    def _fill(self, data: str, box: Bounds, colour: str, light: Light, fall: float) -> None:
        left, top, right, bottom = box
        levels = [(0.0, light.left * 0.93), (0.22, light.left), (0.58, light.middle), (1.0, light.right)]
        across = self.gradient(
            (left, 0), (right, 0), [(offset, shade(colour, level), 1) for offset, level in levels]
        )
        self.add(self.path(data, fill=across))
        above = self.gradient((0, top), (0, bottom), [(0, "#fff6e8", 0.10), (0.3, "#fff6e8", 0)])
        below = self.gradient((0, top), (0, bottom), [(0.3, "#140c08", 0), (1, "#140c08", fall)])
        self.add(self.path(data, fill=above) + self.path(data, fill=below))

    def _fold(self, fold: Fold) -> None:
        """Paint a crease as a dark soft line with a light one beside it."""
        line, width = smooth_path(self.at(fold.knots, fold.side), closed=False), fold.width * self.scale
        dark, lit = self.blur(width * 0.85), self.blur(width * 0.8)
        shift = f"translate({-width * 1.35:.1f} {-width * 0.1:.1f})"
        strength = fold.strength
        self.add(
            self.stroke(
                line, _LINE, width * 1.25, stroke_linecap="round", opacity=strength * 0.85, filter=dark
            )
            + self.stroke(
                line,
                _GLINT,
                width * 0.8,
                stroke_linecap="round",
                opacity=strength * 0.5,
                filter=lit,
                transform=shift,
            )
        )

    def line(
        self,
        knots: Sequence[Knot],
        width: float = 0.22,
        opacity: float = 0.5,
        *,
        side: int = 1,
        dash: float = 0.0,
        colour: str = _LINE,
        raised: bool = True,
        closed: bool = False,
    ) -> None:
        """Draw a seam; `dash` (cm) makes it a row of stitches, `raised` adds a light line beside it."""
        data, k = smooth_path(self.at(knots, side), closed=closed), self.scale
        extra = {"stroke_dasharray": f"{dash * k:.1f} {dash * 0.6 * k:.1f}"} if dash else {}
        self.add(self.stroke(data, colour, width * k, opacity=opacity, **extra))
        if raised:
            shift = f"translate({0.28 * k:.1f} {0.16 * k:.1f})"
            self.add(self.stroke(data, _GLINT, width * k, opacity=opacity * 0.4, transform=shift))

    def cord(self, knots: Sequence[Knot], width: float, colour: str, *, shadow: float = 0.22) -> None:
        """Draw a round strap or strand with light on its upper left."""
        line, k = self.at(knots), self.scale
        data = smooth_path(line, closed=False)
        self._cords.append(bounds(line))
        shift = f"translate({1.0 * k:.1f} {1.2 * k:.1f})"
        soft = self.blur(1.2 * k)
        self.add(self.stroke(data, "#1a120c", width * k * 1.05, opacity=shadow, transform=shift, filter=soft))
        self.add(self.stroke(data, shade(colour, 0.72), width * k))
        self.add(
            self.stroke(
                data,
                colour,
                width * 0.8 * k,
                transform=f"translate({-0.07 * width * k:.1f} {-0.07 * width * k:.1f})",
            )
        )
        lit = f"translate({-0.17 * width * k:.1f} {-0.14 * width * k:.1f})"
        self.add(self.stroke(data, shade(colour, 1.3), width * 0.22 * k, opacity=0.55, transform=lit))

    def button(self, x: float, y: float, radius: float = 1.2, colour: str = "#2a2421") -> None:
        """Sew on a button with four holes."""
        cx, cy = self.at([(x, y)])[0]
        r = radius * self.scale
        face = self.gradient(
            (cx - r, cy - r), (cx + r, cy + r), [(0, shade(colour, 1.35), 1), (1, shade(colour, 0.6), 1)]
        )
        holes = "".join(
            f'<circle cx="{cx + i * r * 0.22:.1f}" cy="{cy + j * r * 0.22:.1f}" r="{r * 0.11:.2f}" '
            'fill="#080504" opacity=".8"/>'
            for i in (-1, 1)
            for j in (-1, 1)
        )
        self.add(
            f'<circle cx="{cx + r * 0.25:.1f}" cy="{cy + r * 0.35:.1f}" r="{r:.1f}" fill="#0c0705" '
            'opacity=".45" '
            f'filter="{self.blur(r * 0.3)}"/><circle cx="{cx:.1f}" cy="{cy:.1f}" r="{r:.1f}" fill="{face}"/>'
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{r * 0.66:.1f}" fill="none" stroke="#000" '
            f'stroke-width="{r * 0.14:.2f}" opacity=".35"/>{holes}'
        )

    def extent(self) -> Bounds:
        """Return the pixels the garment covers."""
        boxes = [*(box for _, box, _ in self._parts), *self._cords]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def svg(self, *backdrop: str) -> str:
        """Return the SVG; without a backdrop the page is transparent and nothing throws a shadow on it."""
        k = self.scale
        shapes = "".join(f'<path d="{data}"/>' for data, _, _ in self._parts)
        shadows = [
            f'<g fill="#241b14" opacity="{opacity}" transform="translate({dx * k:.1f} {dy * k:.1f})" '
            f'filter="{self.blur(blur * k)}">{shapes}</g>'
            for dx, dy, blur, opacity in ((4, 5, 7, 0.26), (1.1, 1.4, 2, 0.16))
            if backdrop
        ]
        painted = list(self.body)
        self.body.clear()
        for material in dict.fromkeys(part[2] for part in self._parts):
            outlines = [data for data, _, own in self._parts if own == material]
            self.lay_texture(outlines, self.extent(), material, k)
        return self.document(*backdrop, *shadows, *painted, *self.body)
