"""What can happen to the values of a JSON file that stays JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.sync.hub.feeds.fuzz.mutations import CELLS, Mutation, Numbers

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e300, 10**40, [], {}, [[]], [None], {"@value": "x"}, {"@id": "#1"}, *CELLS,
)  # fmt: skip
KEYS = ("", "@id", "@type", "name", "sku", "offers", "hasVariant", "fields", "pk", "model", "id", "x" * 5_000)


def set_value(content: bytes, at: Numbers) -> bytes:
    """Have something unwelcome for a value."""
    return _changed(content, at, lambda holder, key: holder.__setitem__(key, VALUES[at.choice % len(VALUES)]))


def drop_value(content: bytes, at: Numbers) -> bytes:
    """Lose a value."""
    return _changed(content, at, lambda holder, key: holder.pop(key))


def wrap_value(content: bytes, at: Numbers) -> bytes:
    """Have a value in a list, or in very many."""

    def wrap(holder: Any, key: Any) -> None:
        for _ in range(1 + at.choice % 200):
            holder[key] = [holder[key]]

    return _changed(content, at, wrap)


def rename_key(content: bytes, at: Numbers) -> bytes:
    """Call a value otherwise."""

    def rename(holder: Any, key: Any) -> None:
        if isinstance(holder, dict):
            holder[KEYS[at.choice % len(KEYS)]] = holder.pop(key)

    return _changed(content, at, rename)


JSON: tuple[Mutation, ...] = (set_value, drop_value, wrap_value, rename_key)


def _changed(content: bytes, at: Numbers, change: Callable[[Any, Any], object]) -> bytes:
    """Change one value of a file; one that is no JSON any more stays as it is."""
    try:
        value = json.loads(content)
        places = list(_places(value))
        if places:
            change(*places[int(at.where * len(places))])
        return json.dumps(value, ensure_ascii=not at.choice % 2, indent=at.choice % 3 or None).encode()
    except (ValueError, RecursionError):
        return content


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)
