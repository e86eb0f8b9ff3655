"""Contrast of two colours by the formula of WCAG 2.2 (relative luminance, contrast ratio).

Colours are `#rrggbb` in sRGB; ratios run from 1.0 (same) to 21.0 (black on white).
"""

TEXT_MINIMUM = 4.5
"""Least ratio of text against its background (WCAG 2.2, 1.4.3)."""

CONTROL_MINIMUM = 3.0
"""Least ratio of the border of a control against what lies around it (WCAG 2.2, 1.4.11)."""


def channels(colour: str) -> tuple[int, int, int]:
    """Split `#rrggbb` into its three channels.

    >>> channels("#1f4d3f")
    (31, 77, 63)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(rgb: tuple[int, int, int]) -> float:
    """Return the relative luminance of an sRGB colour, 0.0 (black) to 1.0 (white).

    >>> round(luminance((255, 255, 255)), 6)
    1.0
    """
    red, green, blue = (_linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, whichever is lighter.

    >>> ratio("#000000", "#ffffff")
    21.0
    """
    return luminance_ratio(luminance(channels(one)), luminance(channels(other)))


def luminance_ratio(one: float, other: float) -> float:
    """Return the contrast ratio of two relative luminances."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def _linear(value: float) -> float:
    """Undo the sRGB transfer curve of a channel in 0.0 to 1.0 (0.04045: IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
