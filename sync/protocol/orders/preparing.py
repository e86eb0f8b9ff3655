"""An order as it is for who only prepares it: whom it is for by a first name and a language, and no more.

The hub takes the rest out of what such people read, and a tablet out of what it holds once nobody else is
signed in there (`sync/decisions/0014`). Both do it to the encoded document, so that fields that only a newer
hub knows stay in it.
"""

from typing import Any

import msgspec

from sync.shapes import ready

KIND = "order"
"""The kind of documents that are kept back in part."""

KEPT = frozenset({"name", "language"})


class _Addressed(msgspec.Struct, frozen=True):
    contact: dict[str, Any] = {}


def to_prepare(body: bytes) -> bytes:
    """Return an order's encoded document without contacts; the same object where it holds none."""
    contact = msgspec.json.decode(body, type=ready(_Addressed)).contact
    shown = _shown(contact)
    if shown == contact:
        return body
    document: dict[str, Any] = msgspec.json.decode(body)
    return msgspec.json.encode({**document, "contact": shown})


def _shown(contact: dict[str, Any]) -> dict[str, Any]:
    shown = {key: text for key, text in contact.items() if key in KEPT}
    if isinstance(shown.get("name"), str):
        shown["name"] = " ".join(shown["name"].split()[:1])
    return shown
