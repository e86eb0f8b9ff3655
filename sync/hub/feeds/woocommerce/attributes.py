"""Attributes of a row: `Attribute 1 name`, `Attribute 1 value(s)`, `Attribute 1 visible`."""

import re
from typing import NamedTuple

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.text import plain

COLUMN = re.compile(r"^attribute(\d+) name$")
MAX_VALUES = 500


class Attribute(NamedTuple):
    """An attribute with its values; `shown` says that the shop shows it on the product's page."""

    name: str
    values: list[str]
    shown: bool


def attributes(cells: Cells) -> list[Attribute]:
    """Return the attributes of a row in the order of their numbers."""
    numbers = sorted(int(match[1]) for match in map(COLUMN.match, cells.values) if match)
    return [_attribute(cells, number) for number in numbers]


def _attribute(cells: Cells, number: int) -> Attribute:
    name = cells.text(f"attribute{number} name").removeprefix("pa_")
    values = (
        part.replace("\\,", ",") for part in re.split(r"(?<!\\),", cells.get(f"attribute{number} value"))
    )
    words = [word for word in map(plain, values) if word]
    return Attribute(name, words[:MAX_VALUES], cells.get(f"attribute{number} other") != "0")
