"""Saleor's descriptions: blocks of its editor (Editor.js), or older plain text."""

from typing import Any

from sync.hub.feeds.saleor.entries import Entry
from sync.hub.feeds.text import Readable, plain, readable

MAX_BLOCKS = 500


def description(entry: Entry) -> Readable:
    """Return a product's description as text and short lines."""
    value = entry.fields.get("description")
    blocks = value.get("blocks") if isinstance(value, dict) else None
    if not isinstance(blocks, list):
        return readable(value if isinstance(value, str) else entry.text("description_plaintext"))
    paragraphs: list[str] = []
    details: list[str] = []
    for block in blocks[:MAX_BLOCKS]:
        data = block.get("data") if isinstance(block, dict) else None
        if not isinstance(data, dict):
            continue
        if isinstance(data.get("items"), list):
            details += filter(None, map(_item, data["items"]))
        elif isinstance(data.get("text"), str):
            said = readable(data["text"])
            paragraphs += filter(None, [said.text])
            details += said.details
    return Readable("\n\n".join(paragraphs), tuple(details))


def _item(item: Any) -> str:
    """Return a list's item: text, or newer an object that holds it."""
    if isinstance(item, dict):
        item = item.get("content")
    return plain(item) if isinstance(item, str) else ""
