"""JSON arrays and JSON lines as rows of a table: dotted names for what is nested, lists in one cell."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.jsonstream import read_values
from sync.hub.feeds.layout import fold
from sync.hub.feeds.rows import Ledger, Row

OPENING = re.compile(rb"^[\s\xef\xbb\xbf\xff\xfe\x00]*[\[{]")
LIST = " | "
MAX_CELL = 100_000
MAX_DEPTH = 6
MAX_CELLS = 500
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_json(file: FeedFile) -> bool:
    """Whether a file begins like JSON."""
    return OPENING.match(file.head) is not None


def read_json(file: FeedFile, ledger: Ledger) -> Iterator[tuple[Row, dict[str, str]]]:
    """Yield the items of a file, counting each; the first is number 1. What is no object is refused.

    Raises:
        FeedError: A value is longer than anything in a shop.
    """
    number = 0
    for value in read_values(file, ledger):
        for item in _items(value):
            number += 1
            ledger.count()
            row = Row(file.name, number)
            if isinstance(item, dict):
                yield row, flat(item)
            else:
                ledger.refuse(row, "", str(item)[:100], "this is no object with names and values")


def flat(item: Mapping[str, Any]) -> dict[str, str]:
    """Return an object as cells.

    >>> flat({"id": 7, "location": {"lat": 44.8}, "tags": ["a", "b"], "path": [{"id": 1}, {"id": 7}]})
    {'id': '7', 'location.lat': '44.8', 'tags': 'a | b', 'path.id': '1 | 7'}
    """
    cells: dict[str, list[str]] = {}
    _fill(cells, "", item, 0)
    return {name: LIST.join(texts)[:MAX_CELL] for name, texts in cells.items()}


def _items(value: Any) -> list[Any]:
    """Return the items of a value: of a list, of the one list of objects in an object, else the value."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [
            each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)
        ]
        scalar = sum(not isinstance(each, (list, dict)) for each in value.values())
        if (
            len(lists) == 1
            and not {"id", "sku", "code"} & {name.casefold() for name in value}
            and scalar < len(value)
        ):
            return list(lists[0])
    return [value]


def _fill(cells: dict[str, list[str]], name: str, value: Any, depth: int) -> None:
    if isinstance(value, Mapping):
        if depth < MAX_DEPTH:
            for key, each in value.items():
                inner = fold(CAMEL.sub("_", str(key)))
                _fill(cells, f"{name}.{inner}" if name else inner, each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _fill(cells, name, each, depth + 1)
    elif value is not None and name and (name in cells or len(cells) < MAX_CELLS):
        text = ("true" if value else "false") if isinstance(value, bool) else str(value).strip()
        if text:
            cells.setdefault(name, []).append(text)
