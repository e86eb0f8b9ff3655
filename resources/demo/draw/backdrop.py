"""Seamless paper behind a product: the brand's tile colour with a spot of light and a glow on the floor."""

from __future__ import annotations

from colour import mix

#: Height of the horizon, in shares of the picture: standing things, and things that hang or lie flat.
STANDING, HANGING = 0.62, 0.82

_SPOT = (0.42, 0.34)


def paper(width: float, height: float, colour: str, *, horizon: float = STANDING) -> str:
    """Return the SVG of the paper; `horizon` is where the floor begins, in shares of the height."""
    bright, middle, dark = (
        mix(colour, "#ffffff", 0.55),
        mix(colour, "#ffffff", 0.12),
        mix(colour, "#000000", 0.08),
    )
    area = f'<rect width="{width:g}" height="{height:g}"'
    return (
        f'<defs><radialGradient id="spot" cx="{_SPOT[0]}" cy="{_SPOT[1]}" r=".85">'
        f'<stop offset="0" stop-color="{bright}"/><stop offset=".55" stop-color="{middle}"/>'
        f'<stop offset="1" stop-color="{dark}"/></radialGradient>'
        '<linearGradient id="glow" x1="0" y1="0" x2="0" y2="1">'
        f'<stop offset="{horizon - 0.14:.2f}" stop-color="#fff" stop-opacity="0"/>'
        f'<stop offset="{horizon + 0.1:.2f}" stop-color="#fff" stop-opacity=".30"/>'
        '<stop offset="1" stop-color="#fff" stop-opacity=".06"/></linearGradient></defs>'
        f'{area} fill="url(#spot)"/>{area} fill="url(#glow)"/>'
    )
