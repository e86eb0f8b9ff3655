"""Measures of schema.org: `QuantitativeValue` with UN/CEFACT unit codes, or text such as `40 cm`."""

from typing import Any

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.dimensions import Measured, SizeCells
from sync.hub.feeds.jsonld.nodes import Node, listed, text_of

UNITS = {
    "KGM": "kg",
    "GRM": "g",
    "LBR": "lb",
    "ONZ": "oz",
    "MMT": "mm",
    "CMT": "cm",
    "MTR": "m",
    "INH": "in",
    "FOT": "ft",
}
"""Codes of UN/CEFACT's recommendation 20."""
SIDES = ("width", "depth", "height", "weight")


def size_of(node: Node, cells: Cells) -> Measured:
    """Return size and weight of a product."""
    width, depth, height, weight = (_text(node.get(name)) for name in SIDES)
    return cells.size(SizeCells(width=width, depth=depth, height=height, weight=weight))


def _text(value: Any) -> str:
    first = next(iter(listed(value)), None)
    if not isinstance(first, dict) or "@value" in first:
        return text_of(first)
    code = text_of(first.get("unitCode"))
    unit = UNITS.get(code.upper(), "") or text_of(first.get("unitText")) or code
    return f"{text_of(first.get('value'))} {unit}".strip() if text_of(first.get("value")) else ""
