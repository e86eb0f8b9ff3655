"""Measures of schema.org: `QuantitativeValue` with UN/CEFACT unit codes, or text such as `40 cm`."""

from typing import Any

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.jsonld.nodes import Node, listed, text_of
from sync.protocol.products import Size

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


def size_of(node: Node, cells: Cells) -> Size:
    """Return the size of a product; what cannot be read is noted."""
    told = {name: text for name in SIDES if (text := _text(node.get(name)))}
    measures = Cells(cells.row, told, cells.settings, cells.ledger)
    length, weight = cells.settings.length_unit, cells.settings.weight_unit
    return Size(
        width=measures.millimetres("width", length),
        depth=measures.millimetres("depth", length),
        height=measures.millimetres("height", length),
        weight=measures.grams("weight", weight),
    )


def _text(value: Any) -> str:
    first = next(iter(listed(value)), None)
    if not isinstance(first, dict) or "@value" in first:
        return text_of(first)
    code = text_of(first.get("unitCode"))
    unit = UNITS.get(code.upper(), "") or text_of(first.get("unitText")) or code
    return f"{text_of(first.get('value'))} {unit}".strip() if text_of(first.get("value")) else ""
