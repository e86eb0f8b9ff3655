"""What the sides of a thing are called: letters and lengths to width, depth and height."""

from collections.abc import Mapping

Sides = dict[str, int]
"""`width`, `depth`, `height` in mm."""

OUR_OWN = frozenset({"width", "depth", "height"})


def settle(told: Mapping[str, int]) -> Sides | None:
    """Return width, depth and height from sides as they were called; None where that is not certain.

    - `D` is the depth beside a width or a length; alone it may be a diameter.
    - `L` is the width beside a depth (`L x P x H`) and the depth beside a width (`L x W x H`); alone it is
      neither. French parts `L` (length) and `l` (width) by their case.
    - `B` (Breite) and `T` (Tiefe), `P` (profondeur) and `A` (altezza) count beside their like only.
    - A diameter is both width and depth.

    >>> settle({"l": 120, "p": 60, "h": 75}), settle({"d": 30, "h": 40})
    ({'width': 120, 'depth': 60, 'height': 75}, None)
    """
    sides = _spelled(told)
    if sides is None:
        return None
    if "diameter" in sides:
        across = sides.pop("diameter")
        if {"width", "depth", "length", "d"} & set(sides):
            return None
        sides |= {"width": across, "depth": across}
    if "d" in sides:
        if "depth" in sides or not {"width", "length"} & set(sides):
            return None
        sides["depth"] = sides.pop("d")
    if "length" in sides:
        free = [side for side in ("width", "depth") if side not in sides]
        if len(free) != 1:
            return None
        sides[free[0]] = sides.pop("length")
    return {side: sides[side] for side in ("width", "depth", "height") if side in sides} or None


def _spelled(told: Mapping[str, int]) -> Sides | None:
    """Return the sides with letters spelled out, all but `d`; None where one means nothing here."""
    letters = _meanings(set(told))
    sides: Sides = {}
    for name, value in told.items():
        side = letters.get(name, "")
        if not side or side in sides:
            return None
        sides[side] = value
    return sides


def _meanings(names: set[str]) -> dict[str, str]:
    """Return what the names mean beside each other."""
    meanings = {name: name for name in (*OUR_OWN, "length", "diameter", "d")}
    meanings |= {"w": "width", "h": "height", "L": "length", "l": "length"}
    if {"L", "l"} <= names:
        meanings["l"] = "width"
    if "b" in names and len(names) > 1:
        meanings["b"] = "width"
    if {"b", "t"} <= names:
        meanings["t"] = "depth"
    if "p" in names and names & {"L", "l"}:
        meanings["p"] = "depth"
        if "a" in names:
            meanings["a"] = "height"
    return meanings
