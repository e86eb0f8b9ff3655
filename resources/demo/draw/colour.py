"""Colours as `#rrggbb`: mixing and the warm light and shade of the pictures."""

from __future__ import annotations

_WARM_WHITE = "#fffaf0"
_SHADE_TINT = (14, 12, 14)

OAK = "#c49a66"
WALNUT = "#6f4a32"
BLACK = "#2b2a29"
BRASS = "#b08d4f"
LINEN = "#efe3cd"


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of `#rrggbb`."""
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def to_hex(red: float, green: float, blue: float) -> str:
    """Return `#rrggbb` of three channels, cut to 0 to 255."""
    return "#" + "".join(f"{max(0, min(255, round(value))):02x}" for value in (red, green, blue))


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with `share` (0 to 1) of `second` mixed in."""
    pairs = zip(channels(first), channels(second), strict=True)
    return to_hex(*(a + (b - a) * share for a, b in pairs))


def shade(colour: str, light: float) -> str:
    """Return the colour under `light`: 1 keeps it, less falls to a warm dark, more rises to a warm white."""
    if light > 1:
        return mix(colour, _WARM_WHITE, min(1.0, (light - 1) * 0.9))
    share = min(1.0, (1 - light) * 1.05)
    values = channels(colour)
    return to_hex(*(v + (v * 0.10 + tint - v) * share for v, tint in zip(values, _SHADE_TINT, strict=True)))


def lightness(colour: str) -> float:
    """Return how light a colour looks, 0 to 1 (mean of its weighted channels)."""
    red, green, blue = channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
