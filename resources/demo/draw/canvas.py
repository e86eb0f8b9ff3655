"""The SVG page a drawing is painted on: gradients, clips, blurs, cast shadows and cloth textures."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geometry import Bounds, Point, meet

#: offset 0 to 1, colour, opacity 0 to 1
Stop = tuple[float, str, float]

SHADOW = "#140e0a"
_BLUR_MARGIN = 120


@dataclass(frozen=True)
class Texture:
    """Noise lit as relief and laid over a part in soft light.

    `grain` is in cycles per centimetre (two numbers: along and across), so cloth grows with the picture.
    """

    grain: tuple[float, float]
    octaves: int
    relief: float
    strength: float


TEXTURES = {
    "fabric": Texture((2.4, 2.4), 2, 1.5, 0.46),
    "boucle": Texture((1.0, 1.0), 3, 2.8, 0.46),
    "corduroy": Texture((1.0, 0.03), 2, 2.2, 0.55),
    "leather": Texture((1.0, 1.0), 2, 1.2, 0.40),
    "stone": Texture((0.30, 1.2), 3, 1.2, 0.40),
    "wool": Texture((5.0, 5.0), 2, 1.4, 0.38),
    "cotton": Texture((4.2, 4.2), 2, 1.4, 0.28),
    "knit": Texture((5.5, 4.0), 2, 1.6, 0.42),
    "silk": Texture((0.10, 1.4), 2, 0.8, 0.18),
    "hide": Texture((5.0, 5.0), 2, 1.4, 0.34),
    "canvas": Texture((6.0, 2.4), 2, 1.8, 0.42),
    "straw": Texture((1.6, 5.0), 2, 2.0, 0.50),
}
#: Noise finer than this many cycles per pixel only makes files large.
_FINEST_GRAIN = 1.0


class Canvas:
    """An SVG document in pixels; the same calls in the same order give the same text."""

    def __init__(self, width: float, height: float, *, seed: int = 1, textured: bool = True) -> None:
        """Start an empty page of `width` by `height` pixels.

        `seed` fixes all chance; without `textured` cloth stays smooth, for small flat drawings.
        """
        self.width = width
        self.height = height
        self.textured = textured
        self.random = random.Random(seed)
        self.definitions: list[str] = []
        self.body: list[str] = []
        self.painted: list[tuple[str, Bounds]] = []
        self._known: set[str] = set()
        self._count = 0

    def name(self) -> str:
        """Return a new identifier."""
        self._count += 1
        return f"a{self._count}"

    def add(self, markup: str) -> None:
        """Append markup to what is painted."""
        self.body.append(markup)

    def define(self, name: str, markup: str) -> None:
        """Add a definition once, however often it is asked for."""
        if name not in self._known:
            self._known.add(name)
            self.definitions.append(markup)

    def blur(self, pixels: float) -> str:
        """Return the `filter` value of a Gaussian blur."""
        pixels = max(0.15, round(pixels, 1))
        name = "bl" + str(pixels).replace(".", "_")
        margin = _BLUR_MARGIN
        self.define(
            name,
            f'<filter id="{name}" filterUnits="userSpaceOnUse" x="{-margin}" y="{-margin}" '
            f'width="{self.width + 2 * margin:g}" height="{self.height + 2 * margin:g}">'
            f'<feGaussianBlur stdDeviation="{pixels}"/></filter>',
        )
        return f"url(#{name})"

    def gradient(self, start: Point, end: Point, stops: Iterable[Stop]) -> str:
        """Return the `fill` value of a linear gradient between two pixels."""
        name = self.name()
        inner = "".join(
            f'<stop offset="{offset:.3f}" stop-color="{colour}"'
            + (f' stop-opacity="{opacity:g}"' if opacity < 1 else "")
            + "/>"
            for offset, colour, opacity in stops
        )
        self.definitions.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{start[0]:.1f}" '
            f'y1="{start[1]:.1f}" '
            f'x2="{end[0]:.1f}" y2="{end[1]:.1f}">{inner}</linearGradient>'
        )
        return f"url(#{name})"

    def clip(self, *paths: str) -> str:
        """Return the `clip-path` value of the union of the paths."""
        name = self.name()
        inner = "".join(f'<path d="{path}"/>' for path in paths)
        self.definitions.append(f'<clipPath id="{name}">{inner}</clipPath>')
        return f"url(#{name})"

    def path(self, data: str, **attributes: object) -> str:
        """Return a `path` element; attribute names use `_` for `-`, floats are cut to two digits."""
        written = "".join(f' {key.replace("_", "-")}="{_number(value)}"' for key, value in attributes.items())
        return f'<path d="{data}"{written}/>'

    def stroke(self, data: str, colour: str, width: float, **attributes: object) -> str:
        """Return a `path` element that is drawn as a line."""
        return self.path(data, fill="none", stroke=colour, stroke_width=width, **attributes)

    def cast_shadow(self, data: str, box: Bounds, offset: Point, blur: float, opacity: float) -> None:
        """Throw the soft shadow of an outline on everything painted before."""
        reach = 2 * blur + abs(offset[0]) + abs(offset[1])
        under = [path for path, other in self.painted if meet(box, other, reach)]
        if not under:
            return
        shadow = self.path(
            data,
            transform=f"translate({offset[0]:.1f} {offset[1]:.1f})",
            fill=SHADOW,
            opacity=opacity,
            filter=self.blur(blur),
        )
        self.add(f'<g clip-path="{self.clip(*under)}">{shadow}</g>')

    def finish_part(self, data: str, box: Bounds) -> None:
        """Remember an outline, so that later parts throw their shadow on it."""
        self.painted.append((data, box))

    def lay_texture(self, outlines: Sequence[str], box: Bounds, material: str, scale: float) -> None:
        """Lay a cloth texture once over all the outlines, which lie inside `box`.

        `scale` is pixels per centimetre; a material without a texture is smooth.
        """
        texture = TEXTURES.get(material)
        if texture is None or not self.textured:
            return
        left, top = max(0.0, box[0]), max(0.0, box[1])
        right, bottom = min(self.width, box[2]), min(self.height, box[3])
        if right <= left or bottom <= top:
            return
        self.add(
            f'<g clip-path="{self.clip(*outlines)}" style="mix-blend-mode:soft-light" '
            f'opacity="{texture.strength}">'
            f'<rect x="{left:.0f}" y="{top:.0f}" width="{right - left + 1:.0f}" '
            f'height="{bottom - top + 1:.0f}" '
            f'filter="{self._relief(material, texture, scale)}"/></g>'
        )

    def _relief(self, material: str, texture: Texture, scale: float) -> str:
        frequency = " ".join(f"{min(_FINEST_GRAIN, grain / scale):.3f}" for grain in texture.grain)
        name = f"f{material}{frequency}".replace(" ", "-").replace(".", "_")
        # The constant makes the mean of the relief middle grey, which soft light leaves as it is.
        constant = 0.59 + 0.04 * texture.relief
        self.define(
            name,
            f'<filter id="{name}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">'
            f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" '
            f'numOctaves="{texture.octaves}" seed="4"/>'
            f'<feDiffuseLighting surfaceScale="{texture.relief}" diffuseConstant="{constant:.3f}" '
            'lighting-color="#ffffff">'
            '<feDistantLight azimuth="225" elevation="58"/></feDiffuseLighting></filter>',
        )
        return f"url(#{name})"

    def document(self, *layers: str) -> str:
        """Return the whole SVG: the layers from back to front."""
        defs = "".join(self.definitions)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}"><defs>{defs}</defs>{"".join(layers)}</svg>'
        )


def _number(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
