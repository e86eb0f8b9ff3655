"""Fields that this version does not know: what a newer side wrote into a document survives our changing it.

A document is read into its Struct, which leaves out what it does not know, and is changed there. What was
left out is put back when it is written: into the document itself, into the values of its maps, and into the
members of its lists that are still there, told by their `id` (a change of history by its `op`).
"""

from typing import Any

import msgspec

NAMES = ("id", "op")
"""What a member of a list is told by, the first that it has."""


def encode_over(raw: bytes, before: msgspec.Struct, after: msgspec.Struct) -> bytes:
    """Return a changed document as JSON, with what `raw` has and its Struct does not.

    Args:
        raw: The document as it is stored.
        before: The same, as this version reads it.
        after: The document after the change.
    """
    if raw == msgspec.json.encode(before):
        return msgspec.json.encode(after)  # the common case: nothing in it is unknown
    merged = _merge(msgspec.json.decode(raw), msgspec.to_builtins(before), msgspec.to_builtins(after))
    return msgspec.json.encode(merged)


def _merge(raw: Any, before: Any, after: Any) -> Any:
    """Put what `raw` has beyond `before` into `after`."""
    match raw, before, after:
        case dict(), dict(), dict():
            return _merge_objects(raw, before, after)
        case list(), list(), list():
            old, known = _by_name(raw), _by_name(before)
            return [_merge(old.get(_name(one)), known.get(_name(one)), one) for one in after]
    return after


def _merge_objects(raw: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    merged = {key: _merge(raw.get(key), before.get(key), value) for key, value in after.items()}
    unknown = {key: value for key, value in raw.items() if key not in before and key not in after}
    return {**merged, **unknown}


def _by_name(members: list[Any]) -> dict[str | None, Any]:
    named = {_name(one): one for one in members}
    named.pop(None, None)
    return named


def _name(member: Any) -> str | None:
    if not isinstance(member, dict):
        return None
    return next((member[name] for name in NAMES if isinstance(member.get(name), str)), None)
